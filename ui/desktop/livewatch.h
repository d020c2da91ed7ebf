#pragma once

#include "core/session/tasksession.h"

#include <QHash>
#include <QSet>

namespace headway {

/// Follows an account's tasks while they are under way, and tells of those that end. What had ended
/// before is not told of; what ended while nothing could be told is, afterwards.
class LiveWatch : public QObject
{
    Q_OBJECT

public:
    explicit LiveWatch(QObject *parent = nullptr);
    ~LiveWatch() override;

    /// Begins with @p session; null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);

    /// Whether @p id is known and has not ended.
    bool isLive(TaskId id) const { return m_live.contains(id); }
    /// Those of @p ids that are.
    QList<TaskId> liveOf(QList<TaskId> ids) const;
    /// How many are under way: paused ones too, those that wait not.
    int runningCount() const { return m_runningCount; }
    /// How far those under way are on average, [0, 1]; nullopt while that is known of none.
    std::optional<double> fraction() const;

Q_SIGNALS:
    /// Each task once, as it is after its end.
    void ended(const QList<headway::Task> &tasks);
    /// Tasks that are no more.
    void deleted(const QList<headway::TaskId> &ids);
    /// Tasks are new, have got on or have ended; also those that a list has named.
    void changed(const QList<headway::Task> &tasks);
    /// Another account's tasks from now on; of none while nobody is signed in.
    void begun();
    /// All that were under way before this began are known.
    void listed();

private:
    struct Brief
    {
        quint64 revision = 0;
        double fraction = -1; ///< negative: unknown
        bool isRunning = false;
    };

    void listAnew();
    void listLive(std::optional<qint64> before);
    void takeListed(const QList<Task> &tasks);
    void finishListing();
    void abandonListing();
    void askSome();
    void ask(TaskId id);
    void take(const TaskChanges &changes);
    bool note(const Task &task);
    void forget(TaskId id);
    void count(const Brief &brief, int sign);

    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    QHash<TaskId, Brief> m_live;
    QSet<TaskId> m_unseen; ///< live ones that the list on its way has not named
    QSet<TaskId> m_over; ///< ended or deleted since the list was asked for, which may be older
    QList<TaskId> m_doubtful; ///< live ones that no list names any more, still to be asked for
    int m_answersDue = 0; ///< of those asked for
    bool m_isAsking = false; ///< askSome() is at work
    int m_listing = 0; ///< counts the lists: only the last one's pages are taken
    bool m_isListing = false;
    int m_runningCount = 0;
    int m_measuredCount = 0; ///< of those under way, how many have a fraction
    double m_fractions = 0; ///< their sum
};

} // namespace headway
