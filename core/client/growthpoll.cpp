#include "core/client/growthpoll.h"

#include "core/base/future.h"

#include <algorithm>
#include <utility>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds shortestWait = 250ms;
constexpr std::chrono::milliseconds longestWait = 4s;

} // namespace

GrowthPoll::GrowthPoll(TaskSession &session)
    : m_session(session)
    , m_pause(shortestWait)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &GrowthPoll::look);
}

void GrowthPoll::watch(TaskId task)
{
    if (task == m_task)
        return;
    m_task = task;
    m_size = -1;
    m_pause = shortestWait;
    m_next.start(m_pause);
}

/// The task comes first: what it wrote before its end is in the size that is asked for after it.
void GrowthPoll::look()
{
    const TaskId task = m_task;
    whenDone(m_session.task(task), this, [this, task](const Result<Task> &found) {
        if (task != m_task)
            return;
        const bool isGone = found && isEnded(found->status);
        const bool isRefused = !found && found.error().code != ErrorCode::Unreachable;
        m_session.output(task, 0, 0); // the session notes the size that it is told
        if (isGone || isRefused)
            return;
        m_pause = std::min(2 * m_pause, longestWait);
        if (!m_next.isActive())
            m_next.start(m_pause);
    });
}

void GrowthPoll::note(TaskId task, qint64 size)
{
    if (task != m_task || size <= m_size)
        return;
    m_pause = shortestWait;
    if (std::exchange(m_size, size) >= 0)
        Q_EMIT grew(task, size);
}

} // namespace headway
