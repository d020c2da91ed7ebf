#include "ui/desktop/livewatch.h"

#include "core/base/future.h"
#include "core/model/limits.h"

#include <utility>

namespace headway {

namespace {

/// Of tasks that ended unseen, how many are asked for one by one.
constexpr int askedAtMost = 100;

} // namespace

LiveWatch::LiveWatch(QObject *parent)
    : QObject(parent)
{
}

LiveWatch::~LiveWatch() = default;

void LiveWatch::setSession(const TaskSessionPtr &session)
{
    m_link.reset();
    m_session = session;
    m_live.clear();
    m_runningCount = 0;
    m_measuredCount = 0;
    m_fractions = 0;
    ++m_listing;
    Q_EMIT begun();
    if (!session)
        return;
    m_link = std::make_unique<QObject>();
    connect(session.get(), &TaskSession::changed, m_link.get(),
            [this](const TaskChanges &changes) { take(changes); });
    connect(session.get(), &TaskSession::outdated, m_link.get(), [this] { listAnew(); });
    listAnew();
}

std::optional<double> LiveWatch::fraction() const
{
    if (m_measuredCount == 0)
        return std::nullopt;
    return qBound(0.0, m_fractions / m_measuredCount, 1.0);
}

void LiveWatch::listAnew()
{
    ++m_listing;
    m_isListing = true;
    m_over.clear();
    const QList<TaskId> known = m_live.keys();
    m_unseen = QSet<TaskId>(known.begin(), known.end());
    listLive({});
}

void LiveWatch::listLive(std::optional<qint64> before)
{
    TaskFilter live;
    live.statuses = {TaskStatus::Pending, TaskStatus::Processing, TaskStatus::Paused,
                     TaskStatus::Cancelling};
    live.limit = limits::pageSizeMax;
    live.before = before;
    whenDone(m_session->list(live), m_link.get(),
             [this, listing = m_listing](const Result<TaskPage> &page) {
                 if (listing != m_listing || !page)
                     return;
                 takeListed(page->tasks);
                 if (page->nextCursor)
                     listLive(page->nextCursor);
                 else
                     finishListing();
             });
}

void LiveWatch::takeListed(const QList<Task> &tasks)
{
    QList<Task> live;
    for (const Task &task : tasks) {
        m_unseen.remove(task.id);
        if (m_over.contains(task.id))
            continue;
        note(task);
        live += task;
    }
    Q_EMIT changed(live);
}

void LiveWatch::finishListing()
{
    m_isListing = false;
    m_over.clear();
    int asked = 0;
    for (const TaskId id : std::exchange(m_unseen, {})) {
        if (!m_live.contains(id))
            continue;
        if (asked++ < askedAtMost)
            ask(id);
        else
            forget(id);
    }
    Q_EMIT listed();
}

/// What has become of @p id while nothing was told.
void LiveWatch::ask(TaskId id)
{
    whenDone(m_session->task(id), m_link.get(), [this, id](const Result<Task> &task) {
        if (task)
            take({{*task}, {}});
        else if (task.error().code == ErrorCode::NotFound)
            forget(id);
    });
}

void LiveWatch::take(const TaskChanges &changes)
{
    QList<Task> over;
    for (const Task &task : changes.changed) {
        if (note(task))
            over += task;
    }
    for (const DeletedTask &task : changes.deleted)
        forget(task.id);
    Q_EMIT changed(changes.changed);
    if (!over.isEmpty())
        Q_EMIT ended(over);
    if (!changes.deleted.isEmpty())
        Q_EMIT deleted(changes.deletedIds());
}

/// @return whether it has ended just now
bool LiveWatch::note(const Task &task)
{
    m_unseen.remove(task.id);
    const auto known = m_live.find(task.id);
    if (known != m_live.end() && known->revision > task.revision)
        return false;
    if (isEnded(task.status)) {
        const bool wasLive = known != m_live.end();
        forget(task.id);
        return wasLive;
    }
    const Brief brief{task.revision, task.progress.fraction.value_or(-1),
                      isProcessing(task.status)};
    if (known != m_live.end())
        count(*known, -1);
    m_live.insert(task.id, brief);
    count(brief, 1);
    return false;
}

void LiveWatch::forget(TaskId id)
{
    if (m_isListing)
        m_over.insert(id);
    const auto known = m_live.constFind(id);
    if (known == m_live.constEnd())
        return;
    count(*known, -1);
    m_live.erase(known);
}

void LiveWatch::count(const Brief &brief, int sign)
{
    if (!brief.isRunning)
        return;
    m_runningCount += sign;
    if (brief.fraction < 0)
        return;
    m_measuredCount += sign;
    // Begun anew from time to time, so that no error of rounding grows.
    m_fractions = m_measuredCount == 0 ? 0 : m_fractions + sign * brief.fraction;
}

} // namespace headway
