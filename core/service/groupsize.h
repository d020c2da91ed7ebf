#pragma once

#include <chrono>
#include <cstddef>

namespace headway {

/// How many operations go into one commit, which costs nearly the same for a few as for one: as
/// many at most as are written in two fifths of the time that it takes. More would make each but
/// little cheaper, and the first would wait for the last while the thread that answers has nothing
/// to do. So it goes with the disk: ten where a sync takes a tenth of a millisecond, hundreds where
/// it takes some.
class GroupSize
{
public:
    /// At most so many.
    size_t limit() const;
    /// So many are worth a commit: those who have just been answered are not waited for as well.
    size_t worthwhile() const;
    /// Learns from a group of @p size operations, which took @p writing and then @p commit.
    void note(size_t size, std::chrono::nanoseconds writing, std::chrono::nanoseconds commit);

private:
    using Time = std::chrono::duration<double, std::nano>;

    Time m_each{}; ///< what writing one takes, of late; zero: not known
    Time m_commit{}; ///< the same of a commit
};

} // namespace headway
