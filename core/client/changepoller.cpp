#include "core/client/changepoller.h"

#include "core/base/future.h"
#include "core/model/limits.h"

namespace headway {

using namespace std::chrono_literals;

ChangePoller::ChangePoller(TaskSession &session)
    : QObject(&session)
    , m_session(session)
{
    m_next.limit = 1;
    m_timer.setSingleShot(true);
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &ChangePoller::ask);
    ask();
}

void ChangePoller::ask()
{
    whenDone(m_session.list(m_next), this, [this](const Result<TaskPage> &page) {
        if (page)
            take(*page);
        else
            m_timer.start(); // the service is gone for a while, or for good
    });
}

void ChangePoller::take(const TaskPage &page)
{
    if (!m_next.before)
        m_newest = page.revision;
    m_changes.changed += page.tasks;
    for (const TaskId id : page.deleted)
        m_changes.deleted.append({id, page.revision});
    m_next.before = m_known ? page.nextCursor : std::nullopt;
    if (m_next.before) {
        ask();
        return;
    }
    const TaskChanges changes = std::exchange(m_changes, {});
    const bool isFirst = !m_known;
    m_known = m_newest;
    m_next.sinceRevision = m_known;
    m_next.limit = limits::pageSizeMax;
    m_timer.start();
    if (!isFirst && !changes.isEmpty())
        Q_EMIT found(changes);
}

} // namespace headway
