#include "ui/models/taskpages.h"

#include "core/base/future.h"

#include <QTimer>

#include <algorithm>

namespace headway {

namespace {

constexpr int bytesKept = 6 * 1024 * 1024;
constexpr qsizetype fetchesAtOnce = 2;
constexpr qsizetype wantedAtMost = 8; // pages: what was looked for before is out of sight
constexpr std::chrono::seconds retryAfter{3};

/// About what a task takes in memory.
int costOf(const Task &task)
{
    constexpr qsizetype usual = 1500;
    const qsizetype texts = task.name.size() + task.progress.text.size()
        + task.progress.currentItem.size() + (task.error ? task.error->size() : 0);
    return static_cast<int>(usual + 2 * texts + (task.result ? task.result->size() : 0));
}

} // namespace

TaskPages::TaskPages(const QList<quint32> &rows, QObject *parent)
    : QObject(parent)
    , m_rows(rows)
    , m_tasks(bytesKept)
    , m_retry(new QTimer(this))
{
    m_retry->setSingleShot(true);
    m_retry->setInterval(retryAfter);
    connect(m_retry, &QTimer::timeout, this, &TaskPages::arrived); // whoever looks, looks again
}

TaskPages::~TaskPages() = default;

void TaskPages::setSession(const TaskSessionPtr &session)
{
    m_link = session ? std::make_unique<QObject>() : nullptr;
    m_session = session;
    m_tasks.clear();
    m_fetching.clear();
    m_retry->stop();
    m_rest.clear();
    forgetWanted();
    if (session)
        connect(session.get(), &TaskSession::resumed, m_link.get(), [this] { lookAgain(); });
}

/// The service is back: what has failed meanwhile need not wait any longer.
void TaskPages::lookAgain()
{
    if (!m_retry->isActive())
        return;
    m_retry->stop();
    Q_EMIT arrived();
}

const Task *TaskPages::find(TaskId id) const
{
    for (const quint32 row : m_tasks.keys()) {
        if (const Task *task = find(row); task->id == id)
            return task;
    }
    return nullptr;
}

void TaskPages::want(qsizetype position)
{
    const qsizetype page = position / pageRows;
    if (!m_session || m_retry->isActive() || m_fetching.contains(page))
        return;
    m_wanted.removeOne(page);
    m_wanted.append(page);
    if (m_wanted.size() > wantedAtMost)
        m_wanted.removeFirst();
    fetchSoon();
}

/// Once all that is painted now has been looked for, and whoever asks has finished.
void TaskPages::fetchSoon()
{
    if (!std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &TaskPages::fetch, Qt::QueuedConnection);
}

void TaskPages::put(const Task &task)
{
    const Task *known = find(task.row);
    if (!known || known->revision <= task.revision)
        m_tasks.insert(task.row, new Task(task), costOf(task));
}

void TaskPages::forgetWanted()
{
    m_wanted.clear();
}

void TaskPages::fetch()
{
    m_isScheduled = false;
    fetchRest();
    while (!m_wanted.isEmpty() && m_fetching.size() < fetchesAtOnce)
        fetchPage(m_wanted.takeLast());
}

QList<quint32> TaskPages::missingOf(QList<quint32> rows) const
{
    rows.removeIf([this](quint32 row) { return row == 0 || m_tasks.contains(row); });
    return rows;
}

void TaskPages::fetchPage(qsizetype page)
{
    const QList<quint32> asked = missingOf(m_rows.mid(page * pageRows, pageRows));
    if (asked.isEmpty() || !m_session)
        return;
    m_fetching.insert(page);
    whenDone(m_session->tasksAt(asked), m_link.get(),
             [this, page, asked](const Result<QList<Task>> &tasks) {
                 m_fetching.remove(page);
                 take(asked, tasks);
             });
}

void TaskPages::fetchAll(const QList<quint32> &rows)
{
    m_rest = missingOf(rows);
    if (!m_rest.isEmpty())
        fetchSoon();
}

void TaskPages::fetchRest()
{
    const QList<quint32> asked = missingOf(std::exchange(m_rest, {}));
    if (asked.isEmpty() || !m_session)
        return;
    whenDone(m_session->tasksAt(asked), m_link.get(),
             [this, asked](const Result<QList<Task>> &tasks) { take(asked, tasks); });
}

void TaskPages::take(const QList<quint32> &asked, const Result<QList<Task>> &tasks)
{
    if (!tasks) {
        m_wanted.clear();
        m_retry->start();
        Q_EMIT failed(tasks.error());
        return;
    }
    QSet<quint32> missing(asked.cbegin(), asked.cend());
    for (const Task &task : *tasks) {
        put(task);
        missing.remove(task.row);
    }
    if (!missing.isEmpty())
        Q_EMIT missed(missing.values());
    Q_EMIT arrived();
    fetch();
}

} // namespace headway
