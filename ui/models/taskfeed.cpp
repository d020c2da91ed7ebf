#include "ui/models/taskfeed.h"

#include "core/base/future.h"
#include "core/model/limits.h"

#include <utility>

namespace headway {

namespace {

constexpr int firstTasks = 100; // as many as a tall screen shows
constexpr std::chrono::milliseconds refreshAfter{2000};
constexpr int refreshShare = 20; // an index is asked for in 1/20 of the time at most

} // namespace

TaskFeed::TaskFeed(QObject *parent)
    : QObject(parent)
    , m_refresh(this)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshAfter);
    connect(&m_refresh, &QTimer::timeout, this, &TaskFeed::refreshIndex);
}

TaskFeed::~TaskFeed()
{
    m_stop.request_stop();
}

void TaskFeed::setSession(const TaskSessionPtr &session)
{
    m_stop.request_stop();
    m_refresh.stop();
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
    m_wantsFirst = true;
    m_stop.request_stop();
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

void TaskFeed::refreshIndexSoon()
{
    if (!m_refresh.isActive())
        m_refresh.start();
}

void TaskFeed::askForIndex()
{
    m_asked.start();
    m_wantsIndex = false;
    m_isIndexing = true;
    m_stop = std::stop_source();
    const std::stop_token stop = m_stop.get_token();
    if (std::exchange(m_wantsFirst, false))
        askForFirst();
    whenDone(m_session->index(m_filter, m_sort, stop), m_link.get(),
             [this, stop](const Result<TaskIndex> &index) { takeIndex(index, stop); });
}

void TaskFeed::askForFirst()
{
    const std::stop_token stop = m_stop.get_token();
    whenDone(m_session->first(m_filter, m_sort, firstTasks, stop), m_link.get(),
             [this, stop](const Result<QList<Task>> &tasks) {
                 if (tasks && !tasks->isEmpty() && !stop.stop_requested())
                     Q_EMIT begun(*tasks);
             });
}

void TaskFeed::adopt(const TaskIndex &index)
{
    Q_EMIT indexed(index);
    const std::chrono::milliseconds took(m_asked.elapsed());
    m_refresh.setInterval(qMax(refreshAfter, refreshShare * took));
}

/// One that is of the question now is taken, even if another one is wanted of it.
void TaskFeed::takeIndex(const Result<TaskIndex> &index, const std::stop_token &stop)
{
    m_isIndexing = m_wantsIndex;
    if (!stop.stop_requested()) {
        if (index)
            adopt(*index);
        else
            Q_EMIT failed(index.error());
    }
    if (m_wantsIndex)
        askForIndex();
}

} // namespace headway
