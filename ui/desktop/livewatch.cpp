#include "ui/desktop/livewatch.h"

#include "core/base/future.h"
#include "core/model/limits.h"

#include <utility>

namespace headway {

namespace {

/// Of tasks that ended unseen, how many are asked for at a time.
constexpr int askedAtOnce = 100;

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
    m_doubtful.clear();
    m_answersDue = 0; // the context of those answers is gone
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

QList<TaskId> LiveWatch::liveOf(QList<TaskId> ids) const
{
    ids.removeIf([this](TaskId id) { return !isLive(id); });
    return ids;
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
    m_doubtful.clear(); // they are known still, and so unseen again
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
                 if (listing != m_listing)
                     return;
                 if (!page)
                     return abandonListing();
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
    const QSet<TaskId> unseen = std::exchange(m_unseen, {});
    for (const TaskId id : unseen) {
        if (m_live.contains(id))
            m_doubtful += id;
    }
    askSome();
    Q_EMIT listed();
}

/// Half a list says nothing of the tasks that it does not name.
void LiveWatch::abandonListing()
{
    m_isListing = false;
    m_over.clear();
    m_unseen.clear();
}

/// However many there are, only so many questions are on their way.
void LiveWatch::askSome()
{
    if (m_isAsking) // an answer came at once, and the loop below goes on anyway
        return;
    m_isAsking = true;
    while (m_answersDue < askedAtOnce && !m_doubtful.isEmpty()) {
        ++m_answersDue;
        ask(m_doubtful.takeLast());
    }
    m_isAsking = false;
}

/// What has become of @p id while nothing was told; unless that is told before the answer.
void LiveWatch::ask(TaskId id)
{
    whenDone(m_session->task(id), m_link.get(), [this, id](const Result<Task> &task) {
        --m_answersDue;
        const bool isOpen = m_live.contains(id);
        if (isOpen && task)
            take({{*task}, {}});
        else if (isOpen && task.error().code == ErrorCode::NotFound)
            take({{}, {{id, 0}}});
        askSome();
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
