#pragma once

#include "ui/desktop/taskmarks.h"

#include <QAction>

namespace headway {

class LiveWatch;
class SleepInhibitor;

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
    /// Of the tasks selected, those that have not ended.
    void setLive(const QList<TaskId> &ids);

Q_SIGNALS:
    /// @p sentence says to people what has a bound.
    void told(const QString &sentence);

private:
    void choose(bool isChosen);
    void forget(const QList<TaskId> &ids);
    void forgetEnded();
    void refresh();

    const LiveWatch &m_watch;
    SleepInhibitor &m_inhibitor;
    TaskMarks m_chosen;
    QList<TaskId> m_live; ///< of the selected ones
    QAction *m_action;
};

} // namespace headway
