#include "core/service/operationqueue.h"

#include <algorithm>
#include <iterator>

namespace headway {

bool OperationQueue::push(std::unique_ptr<Operation> operation)
{
    const QMutexLocker locker(&m_mutex);
    m_operations.push_back(std::move(operation));
    if (m_operations.size() == m_awaited) {
        m_awaited = 0;
        m_gathered.release();
    }
    return !std::exchange(m_isScheduled, true);
}

Operations OperationQueue::takeGroup(size_t atMost)
{
    const QMutexLocker locker(&m_mutex);
    const auto end =
        m_operations.begin() + static_cast<std::ptrdiff_t>(std::min(m_operations.size(), atMost));
    Operations group(std::make_move_iterator(m_operations.begin()), std::make_move_iterator(end));
    m_operations.erase(m_operations.begin(), end);
    m_isScheduled = !group.empty();
    return group;
}

void OperationQueue::gather(size_t count, std::chrono::nanoseconds atMost)
{
    {
        const QMutexLocker locker(&m_mutex);
        if (m_operations.size() >= count)
            return;
        m_awaited = count;
    }
    if (m_gathered.try_acquire_for(atMost))
        return;
    const QMutexLocker locker(&m_mutex);
    if (m_awaited == 0) // it was told just now
        m_gathered.acquire();
    m_awaited = 0;
}

bool OperationQueue::isGathering()
{
    const QMutexLocker locker(&m_mutex);
    return m_awaited > 0;
}

qsizetype OperationQueue::size()
{
    const QMutexLocker locker(&m_mutex);
    return static_cast<qsizetype>(m_operations.size());
}

} // namespace headway
