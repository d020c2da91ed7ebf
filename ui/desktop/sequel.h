#pragma once

#include "core/model/task.h"

#include <QObject>
#include <QSet>

namespace headway {

class LiveWatch;

/// What is to be done when some tasks have ended.
struct Sequel
{
    enum class Deed { Notify, Run, Suspend };

    Deed deed = Deed::Notify;
    QString command; ///< of Run: see shellWords()

    friend bool operator==(const Sequel &, const Sequel &) = default;
};

/// How the tasks of a sequel ended.
struct Outcome
{
    int count = 0; ///< of those that ended while they were awaited; deleted ones are none
    int badCount = 0; ///< of those that failed or were lost
    Task last; ///< the one that ended last
};

/// The sequels that wait for their tasks. Kept in memory alone: they end with the program, and when
/// nobody is signed in any more.
class Sequels : public QObject
{
    Q_OBJECT

public:
    /// @p watch is borrowed and outlives this.
    explicit Sequels(const LiveWatch &watch, QObject *parent = nullptr);

    /// Waits until none of @p tasks is live; not at all when that is so already.
    void add(const Sequel &sequel, const QList<TaskId> &tasks);
    qsizetype count() const { return m_waiting.size(); }

Q_SIGNALS:
    /// All tasks of @p sequel have ended.
    void due(const headway::Sequel &sequel, const headway::Outcome &outcome);

private:
    struct Waiting
    {
        Sequel sequel;
        QSet<TaskId> tasks;
        Outcome outcome;
    };

    void takeEnded(const QList<Task> &tasks);
    void takeDeleted(const QList<TaskId> &ids);
    void release();

    const LiveWatch &m_watch;
    QList<Waiting> m_waiting;
};

} // namespace headway

Q_DECLARE_METATYPE(headway::Sequel)
Q_DECLARE_METATYPE(headway::Outcome)
