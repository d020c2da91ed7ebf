#pragma once

#include "ui/desktop/taskmarks.h"

#include <QAction>

namespace headway {

class LiveWatch;
class SleepInhibitor;
struct Task;

/// Keeps the machine awake while any of the tasks runs that the user has chosen for that.
class AwakeKeeper : public QObject
{
    Q_OBJECT

public:
    /// All are borrowed and outlive this.
    AwakeKeeper(QSettings &settings, const LiveWatch &watch, SleepInhibitor &inhibitor,
                QObject *parent = nullptr);

    /// Before the watch begins with it; "" while nobody is signed in.
    void setAccount(const QString &email);
    /// "Keep awake while it runs", of the selected tasks.
    QAction *action() const { return m_action; }
    /// The tasks selected, as they are now.
    void setTasks(const QList<Task> &tasks);

private:
    void choose(bool isChosen);
    void forget(const QList<TaskId> &ids);
    void forgetEnded();
    void refresh();

    const LiveWatch &m_watch;
    SleepInhibitor &m_inhibitor;
    TaskMarks m_chosen;
    QList<TaskId> m_selected; ///< those that have not ended
    QAction *m_action;
};

} // namespace headway
