#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"
#include "ui/models/daywatch.h"

#include <QTimer>

namespace headway {

/// The figures of the last days, and the runs of one name among them, kept up to date while
/// somebody looks: asked for again after something has ended, every few seconds at most, after a
/// failure and when a day begins.
class StatisticsFeed : public QObject
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives this.
    explicit StatisticsFeed(const Clock &clock, QObject *parent = nullptr);
    ~StatisticsFeed() override;

    /// Null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    /// Whether somebody looks; nothing is asked otherwise.
    void setWatched(bool watched);
    /// The last @p days in local time, today being the last.
    void setDays(int days);
    int days() const { return m_days; }
    /// "": the most frequent one.
    void setName(const QString &name);

    const Period &period() const { return m_period; }
    const TaskStatistics &statistics() const { return m_statistics; }
    /// Whose runs they are; "": there is none.
    QString shownName() const;
    const QList<TaskRun> &runs() const { return m_runs; }
    bool isLoaded() const { return m_isLoaded; }

Q_SIGNALS:
    void statisticsChanged();
    void runsChanged();
    /// Once, however often it is tried again in vain.
    void failed(const headway::Error &error);

private:
    /// Of a kind of which the last one alone matters.
    struct Question
    {
        int number = 0; ///< an answer to one with another number comes to nothing
        bool isOpen = false;
        bool hasFailed = false; ///< the last one that was answered
    };

    void follow();
    void askSoon();
    void ask();
    void askRuns();
    void take(const TaskStatistics &statistics, const Period &period);
    void begin(Question &question);
    void end(Question &question, int number);
    void fail(Question &question, const Error &error);
    bool isAsking() const { return m_counting.isOpen || m_listing.isOpen; }

    const Clock &m_clock;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    Period m_period;
    QString m_name;
    TaskStatistics m_statistics;
    QList<TaskRun> m_runs;
    DayWatch m_day;
    std::chrono::milliseconds m_askedAt{}; ///< Clock::monotonic() at the first open question
    QTimer m_rest; ///< runs from an answer to the time of the next question
    int m_days = 30;
    bool m_isWatched = false;
    bool m_isLoaded = false;
    Question m_counting; ///< for the statistics
    Question m_listing; ///< for the runs
    bool m_isStale = false; ///< something has ended since the last question, or it failed
};

} // namespace headway
