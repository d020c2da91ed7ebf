#include "app/cli/livetasks.h"

#include "app/cli/findtask.h"
#include "core/base/future.h"
#include "core/client/remotetasksession.h"
#include "core/model/limits.h"

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto betweenSearches = 500ms;
constexpr auto afterError = 2s;
/// A service that starts takes a moment to tell its new secret.
constexpr int refusalsTaken = 6;

bool isSame(const Access &a, const Access &b)
{
    return a.url == b.url && a.credential.secret == b.credential.secret;
}

QList<TaskStatus> liveStatuses()
{
    QList<TaskStatus> live;
    for (const TaskStatus status : allTaskStatuses) {
        if (!isEnded(status))
            live.append(status);
    }
    return live;
}

bool isAboutTask(const Error &error)
{
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::AccessDenied;
}

} // namespace

/// Calls @p handler with the answer, unless another session has taken the place of this one.
template <typename T, typename Handler>
void LiveTasks::ask(const QFuture<T> &answer, Handler handler)
{
    whenDone(answer, m_session.get(),
             [this, asked = m_session.get(), handler = std::move(handler)](const T &result) {
                 if (asked == m_session.get())
                     handler(result);
             });
}

LiveTasks::LiveTasks(AccessRequest request, QStringList words)
    : m_request(std::move(request))
    , m_isForAll(words.isEmpty())
    , m_words(std::move(words))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LiveTasks::load);
    m_search.setInterval(betweenSearches);
    connect(&m_search, &QTimer::timeout, this, &LiveTasks::lookForService);
}

LiveTasks::~LiveTasks() = default;

void LiveTasks::start()
{
    const Result<Access> access = findAccess(m_request);
    if (!access) {
        Q_EMIT failed(access.error());
        return;
    }
    if (!access->note.isEmpty())
        Q_EMIT noted(access->note);
    open(*access);
}

void LiveTasks::open(const Access &access)
{
    close();
    m_access = access;
    m_session = std::make_unique<RemoteTaskSession>(
        std::make_unique<ApiClient>(access.url, access.credential));
    RemoteTaskSession *session = m_session.get();
    connect(session, &TaskSession::changed, this, &LiveTasks::takeChanges);
    connect(session, &TaskSession::outdated, this, [this] {
        noteService();
        load();
    });
    connect(session, &TaskSession::ended, this, &LiveTasks::onEnded);
    connect(session, &RemoteTaskSession::interrupted, this, &LiveTasks::onInterrupted);
    connect(session, &RemoteTaskSession::resumed, this, &LiveTasks::noteService);
}

void LiveTasks::close()
{
    m_again.stop();
    m_toFetch.clear();
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_session.release()->deleteLater(); // its signal may be what led here
}

void LiveTasks::onInterrupted(const Error &why)
{
    if (!m_isLoaded) {
        close();
        Q_EMIT failed(why);
        return;
    }
    m_search.start();
    if (!std::exchange(m_isInterrupted, true))
        Q_EMIT interrupted(why);
}

void LiveTasks::noteService()
{
    m_search.stop();
    if (std::exchange(m_isInterrupted, false))
        Q_EMIT resumed();
}

/// It may be that of a service that has been started anew since.
void LiveTasks::onEnded()
{
    if (!m_isLoaded) {
        close();
        Q_EMIT failed({ErrorCode::NotSignedIn, u"Authentication required"_s});
        return;
    }
    m_isRefused = true;
    m_refusals = 0;
    m_search.start();
    lookForService();
}

void LiveTasks::lookForService()
{
    const Result<Access> access = findAccess(m_request);
    if (access && !isSame(*access, m_access)) {
        m_isRefused = false;
        return open(*access);
    }
    const bool isOver = m_isRefused && ++m_refusals >= refusalsTaken;
    if (!isOver)
        return;
    m_search.stop();
    close();
    Q_EMIT failed(access ? Error{ErrorCode::NotSignedIn, u"The sign-in has ended."_s}
                         : access.error());
}

void LiveTasks::load()
{
    if (!m_words.isEmpty())
        return findNext();
    m_toFetch = m_order;
    m_cursor.reset();
    if (m_isForAll)
        listOn();
    else
        fetchNext();
}

void LiveTasks::findNext()
{
    if (m_words.isEmpty())
        return load();
    ask(findTask(*m_session, m_words.constFirst()), [this](const Result<TaskId> &id) {
        if (id)
            check(*id);
        else
            settleWord(id.error());
    });
}

void LiveTasks::check(TaskId id)
{
    ask(m_session->task(id), [this](const Result<Task> &task) {
        settleWord(task ? Result<TaskId>(task->id) : task.error());
    });
}

void LiveTasks::settleWord(const Result<TaskId> &id)
{
    if (!id && !isAboutTask(id.error()))
        return onLoadError(id.error());
    const QString word = m_words.takeFirst();
    if (!id)
        Q_EMIT wordRefused(word, id.error());
    else
        know(*id);
    findNext();
}

void LiveTasks::listOn()
{
    TaskFilter live;
    live.statuses = liveStatuses();
    live.limit = limits::pageSizeMax;
    live.before = m_cursor;
    ask(m_session->list(live), [this](const Result<TaskPage> &page) {
        if (page)
            takePage(*page);
        else
            onLoadError(page.error());
    });
}

void LiveTasks::takePage(const TaskPage &page)
{
    for (auto task = page.tasks.rbegin(); task != page.tasks.rend(); ++task) {
        m_toFetch.removeOne(task->id);
        take(*task);
    }
    m_cursor = page.nextCursor;
    if (m_cursor)
        listOn();
    else
        fetchNext();
}

/// What was live and is not, or is one of those asked for.
void LiveTasks::fetchNext()
{
    if (m_toFetch.isEmpty())
        return finishLoading();
    const TaskId id = m_toFetch.takeFirst();
    ask(m_session->task(id), [this, id](const Result<Task> &task) {
        if (!task && !isAboutTask(task.error()))
            return onLoadError(task.error());
        if (task)
            take(*task);
        else
            forget(id);
        fetchNext();
    });
}

void LiveTasks::finishLoading()
{
    if (!std::exchange(m_isLoaded, true))
        Q_EMIT loaded();
}

void LiveTasks::onLoadError(const Error &why)
{
    if (why.code == ErrorCode::NotSignedIn)
        return; // told by ended() as well
    if (m_isLoaded)
        return m_again.start(afterError);
    close();
    Q_EMIT failed(why);
}

void LiveTasks::takeChanges(const TaskChanges &changes)
{
    for (const Task &task : changes.changed) {
        if (isWanted(task))
            take(task);
    }
    for (const DeletedTask &task : changes.deleted)
        forget(task.id);
}

bool LiveTasks::isWanted(const Task &task) const
{
    return m_known.contains(task.id) || (m_isForAll && !isEnded(task.status));
}

void LiveTasks::know(TaskId id)
{
    if (m_known.contains(id))
        return;
    m_known.insert(id, 0);
    m_order.append(id);
}

void LiveTasks::take(const Task &task)
{
    know(task.id);
    quint64 &known = m_known[task.id];
    if (known >= task.revision)
        return;
    known = task.revision;
    Q_EMIT changed(task);
}

void LiveTasks::forget(TaskId id)
{
    if (m_known.remove(id) == 0)
        return;
    m_order.removeOne(id);
    Q_EMIT removed(id);
}

} // namespace headway
