#include "core/service/groupsize.h"

#include <algorithm>

namespace headway {

namespace {

constexpr double fewest = 8;
constexpr double most = 1000;
constexpr double shareOfCommit = 0.4; ///< of its time, for writing what is in it
constexpr double weight = 1.0 / 16; ///< of the last group

} // namespace

size_t GroupSize::limit() const
{
    if (m_each == Time::zero())
        return static_cast<size_t>(most);
    return static_cast<size_t>(std::clamp(shareOfCommit * (m_commit / m_each), fewest, most));
}

size_t GroupSize::worthwhile() const
{
    return limit() / 2;
}

void GroupSize::note(size_t size, std::chrono::nanoseconds writing, std::chrono::nanoseconds commit)
{
    const Time each = writing / static_cast<double>(size);
    const double share = m_each == Time::zero() ? 1 : weight;
    m_each += share * (each - m_each);
    m_commit += share * (commit - m_commit);
}

} // namespace headway
