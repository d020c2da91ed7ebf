#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QElapsedTimer>
#include <QTimer>

namespace headway {

/// The figures of the last days, and the runs of one name among them, kept up to date while
/// somebody looks: asked for again after something has ended, every few seconds at most.
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
    void failed(const headway::Error &error);

private:
    void follow();
    void askSoon();
    void ask();
    void askRuns();
    void rest();

    const Clock &m_clock;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    Period m_period;
    QString m_name;
    TaskStatistics m_statistics;
    QList<TaskRun> m_runs;
    QElapsedTimer m_asked; ///< since the last question
    QTimer m_rest; ///< runs from an answer to the time of the next question
    int m_days = 30;
    bool m_isWatched = false;
    bool m_isLoaded = false;
    bool m_isAsking = false;
    int m_question = 0; ///< the number of the last one: an answer to an older one comes to nothing
    bool m_isStale = false; ///< something has ended since the last question
};

} // namespace headway
