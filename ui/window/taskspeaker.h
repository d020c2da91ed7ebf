#pragma once

#include "core/model/task.h"

#include <QObject>

class QWidget;

namespace headway {

/// Lets a screen reader say what becomes of the one task that is selected: each change of its
/// state, and each tenth of its way. Selecting it is told by the list itself.
class TaskSpeaker : public QObject
{
    Q_OBJECT

public:
    /// @p window is what speaks.
    explicit TaskSpeaker(QWidget *window);

    /// The tasks selected, as they are now.
    void setTasks(const QList<Task> &tasks);

Q_SIGNALS:
    void said(const QString &sentence);

private:
    void say(const Task &task);

    QWidget *m_window;
    TaskId m_task; ///< null: none or several are selected
    TaskStatus m_status = TaskStatus::Pending;
    int m_tenths = -1; ///< of its way; -1: unknown
};

} // namespace headway
