#pragma once

#include "core/base/clock.h"
#include "core/model/taskchanges.h"

#include <functional>

class QObject;
class QTimer;

namespace headway {

class Leases;
class StorageWatch;
class WriteGroup;

/// Has it written into the tasks what their leases tell: along with whatever else is committed, and
/// by a look at the leases now and then, as long as there are any. The engine's thread's.
class LeaseSweep
{
public:
    /// All are borrowed and outlive this. @p pause lies between two looks.
    LeaseSweep(Leases &leases, const StorageWatch &storage, const Clock &clock,
               std::chrono::milliseconds pause);

    /// From now on looks, on the thread of @p context, and calls @p commit, which asks note() of a
    /// group, when nobody else has anything to commit.
    void start(QObject *context, std::function<void()> commit);
    void stop();
    /// Looks as long as there are leases: there may be a first one now, or none any more.
    void adjust();

    /// Writes along what is overdue; last of all in @p group, as what it tells is a sign of life.
    void note(WriteGroup &group);
    /// What has come to its end has no lease.
    void drop(const TaskChanges &changes);

private:
    void look();
    void schedule(bool hasMore);

    Leases &m_leases;
    const StorageWatch &m_storage;
    const Clock &m_clock;
    const std::chrono::milliseconds m_pause;
    std::function<void()> m_commit;
    QTimer *m_timer = nullptr; ///< runs while there are leases
};

} // namespace headway
