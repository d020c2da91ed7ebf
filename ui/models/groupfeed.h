#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"
#include "ui/models/daywatch.h"

#include <QElapsedTimer>
#include <QTimer>

namespace headway {

/// Keeps the counts of a session's groups up to date: asks again after changes, a few times a
/// second at most and less often where answers take long, and when a day begins. Rests while
/// nothing changes.
class GroupFeed : public QObject
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives this.
    explicit GroupFeed(const Clock &clock, QObject *parent = nullptr);
    ~GroupFeed() override;

    /// Null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    const TaskGroups &groups() const { return m_groups; }

Q_SIGNALS:
    /// `recent` is of today.
    void groupsChanged(const headway::TaskGroups &groups);
    /// Today is another day.
    void dayBegan();

private:
    void askSoon();
    void ask();
    void take(const TaskGroups &groups);

    const Clock &m_clock;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    TaskGroups m_groups;
    QTimer m_rest; ///< runs from an answer to the time of the next question
    QElapsedTimer m_asked; ///< since the last question
    DayWatch m_day;
    bool m_isAsking = false;
    bool m_isStale = false; ///< something has changed since the last question
};

} // namespace headway
