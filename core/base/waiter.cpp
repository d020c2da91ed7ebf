#include "core/base/waiter.h"

#include "core/base/jobqueue.h"

#include <utility>

namespace headway {

namespace {

/// Wakes all of a thread's waiters, however many bells have rung, for one event.
std::weak_ptr<JobQueue> queueOfThisThread()
{
    thread_local const auto queue = std::make_shared<JobQueue>();
    return queue;
}

} // namespace

Waiter::Waiter(QObject *context)
    : QObject(context)
{
}

Waiter::Bell Waiter::bell()
{
    return {this, queueOfThisThread()};
}

Waiter::Bell::Bell(Waiter *waiter, std::weak_ptr<JobQueue> queue)
    : m_waiter(waiter)
    , m_queue(std::move(queue))
{
}

Waiter::Bell::~Bell()
{
    ring();
}

void Waiter::Bell::ring()
{
    if (const std::shared_ptr<JobQueue> queue = std::exchange(m_queue, {}).lock()) {
        queue->push([waiter = m_waiter] {
            if (waiter)
                waiter->wake();
        });
    }
}

} // namespace headway
