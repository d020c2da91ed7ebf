#pragma once

#include "core/service/operation.h"

#include <QMutex>

#include <chrono>
#include <semaphore>

namespace headway {

/// What is to be written next: put in by any thread, taken out in groups by one.
class OperationQueue
{
public:
    /// @return whether the taking thread is to be told: it has found nothing, or has not looked yet
    bool push(std::unique_ptr<Operation> operation);
    /// What is there, @p atMost so many, in the order in which it came. Empty when there is nothing
    /// left: then the next push() asks to be told of again.
    Operations takeGroup(size_t atMost);
    /// Waits until there are @p count, but for no longer than @p atMost. For the taking thread.
    void gather(size_t count, std::chrono::nanoseconds atMost);
    /// Whether the taking thread waits for more now.
    bool isGathering();
    qsizetype size();

private:
    QMutex m_mutex;
    Operations m_operations; ///< guarded by m_mutex
    bool m_isScheduled = false; ///< guarded by m_mutex
    size_t m_awaited = 0; ///< guarded by m_mutex; so many operations release m_gathered
    std::binary_semaphore m_gathered{0};
};

} // namespace headway
