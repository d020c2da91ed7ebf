#include "ui/models/taskfeed.h"

#include "core/base/future.h"
#include "core/model/limits.h"

namespace headway {

TaskFeed::TaskFeed(QObject *parent)
    : QObject(parent)
{
}

TaskFeed::~TaskFeed() = default;

void TaskFeed::setSession(const TaskSessionPtr &session)
{
    m_link.reset();
    m_session = session;
    m_isIndexing = false;
    m_wantsIndex = false;
    if (!session)
        return;
    m_link = std::make_unique<QObject>();
    connect(session.get(), &TaskSession::changed, m_link.get(),
            [this](const TaskChanges &changes) { Q_EMIT changed(changes); });
    connect(session.get(), &TaskSession::outdated, m_link.get(), [this] { listAnew(); });
    listAnew();
}

void TaskFeed::listAnew()
{
    ++m_listing;
    Q_EMIT liveBegun();
    listLive({});
    refreshIndex();
}

void TaskFeed::setOrder(const TaskFilter &filter, const TaskSort &sort)
{
    m_filter = filter;
    m_sort = sort;
    refreshIndex();
}

void TaskFeed::listLive(std::optional<qint64> before)
{
    TaskFilter live;
    live.statuses = {TaskStatus::Pending, TaskStatus::Processing, TaskStatus::Paused,
                     TaskStatus::Cancelling};
    live.limit = limits::pageSizeMax;
    live.before = before;
    whenDone(m_session->list(live), m_link.get(),
             [this, listing = m_listing](const Result<TaskPage> &page) {
                 if (listing != m_listing)
                     return;
                 if (!page) {
                     Q_EMIT failed(page.error());
                     return;
                 }
                 Q_EMIT liveCame(page->tasks);
                 if (page->nextCursor)
                     listLive(page->nextCursor);
                 else
                     Q_EMIT liveListed();
             });
}

void TaskFeed::refreshIndex()
{
    m_wantsIndex = m_session != nullptr;
    if (m_wantsIndex && !m_isIndexing)
        askForIndex();
}

void TaskFeed::askForIndex()
{
    m_wantsIndex = false;
    m_isIndexing = true;
    whenDone(m_session->index(m_filter, m_sort), m_link.get(),
             [this](const Result<TaskIndex> &index) {
                 m_isIndexing = false;
                 if (m_wantsIndex) { // this one is not what is wanted now
                     askForIndex();
                     return;
                 }
                 if (index)
                     Q_EMIT indexed(*index);
                 else
                     Q_EMIT failed(index.error());
             });
}

} // namespace headway
