#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/service/leasetimes.h"

#include <QHash>
#include <QMutex>

#include <list>
#include <vector>

namespace headway {

/// A task whose producer has not been heard of for too long.
struct Lapse
{
    TaskId id;
    std::chrono::milliseconds silence{}; ///< since the last sign of life
    bool isLost = false; ///< else only quiet

    friend bool operator==(const Lapse &, const Lapse &) = default;
};

/// Until when the producer of a task is believed to live, for the tasks that have such a lease.
/// Lies in memory and on a time of its own, which stands still while nobody looks(). Any thread;
/// nothing here depends on how many leases there are.
class Leases
{
public:
    /// @p clock is borrowed and outlives this.
    Leases(const Clock &clock, const LeaseTimes &times);

    /// Gives a whole lease, also to a task that has one.
    void open(TaskId id);
    /// Makes it whole again after a sign of life. @return false: the task has none
    bool renew(TaskId id);
    void drop(TaskId id);
    bool isEmpty() const;

    /// Lets time pass and finds those whose time is over, the most silent first. They are found
    /// again until they are settled, renewed or dropped: whoever noted them may have failed.
    std::vector<Lapse> look(size_t atMost);
    /// The quiet ones among @p lapses have been noted: the next to come of them is that they are
    /// lost. What has shown life meanwhile is left alone.
    void settle(const std::vector<Lapse> &lapses);

private:
    struct Lease
    {
        TaskId id;
        std::chrono::milliseconds seenAt{};
        bool isQuiet = false;
    };
    using Line = std::list<Lease>; ///< in the order of seenAt: all of a line wait equally long

    std::chrono::milliseconds time() const;
    bool renewNow(TaskId id);
    bool isOver(const Lease &lease) const;
    void gather(const Line &line, size_t atMost, std::vector<Lapse> &lapses) const;

    const Clock &m_clock;
    const LeaseTimes m_times;
    mutable QMutex m_mutex; ///< guards all below
    std::chrono::milliseconds m_time{}; ///< at the last look
    std::chrono::milliseconds m_lookedAt; ///< on the clock
    Line m_fresh;
    Line m_quiet; ///< to be lost next
    QHash<TaskId, Line::iterator> m_leases;
};

} // namespace headway
