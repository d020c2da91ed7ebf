#pragma once

#include "core/model/task.h"

#include <QAction>

class QSettings;

namespace headway {

class Bells;

/// "Tell me when it ends", of the selected tasks that are under way: checked when the user will be.
class BellAction : public QAction
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive this.
    BellAction(Bells &bells, const QSettings &settings, QObject *parent = nullptr);

    /// The tasks selected, as they are now.
    void setTasks(const QList<Task> &tasks);

private:
    void ring(bool rings);

    Bells &m_bells;
    const QSettings &m_settings;
    QList<TaskId> m_live;
};

} // namespace headway
