#include "ui/window/taskbatch.h"

#include "core/base/future.h"
#include "core/model/limits.h"

#include <QPointer>
#include <QScopedValueRollback>

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr int askedAtOnce = 200; // they share commits
constexpr int askedAfterTooMany = 16; // each refused one costs as much as one that is taken
constexpr auto batchRest = 1s;

/// For a task that has moved on by itself there is nothing to be done any more.
bool isTooLate(const Error &error)
{
    return error.code == ErrorCode::NotProcessing || error.code == ErrorCode::StateForbids
        || error.code == ErrorCode::NotFound;
}

} // namespace

TaskBatch::TaskBatch(const TaskSessionPtr &session, const Work &work, const ManyTasks &tasks,
                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_work(work)
    , m_total(tasks.size())
    , m_numbers(tasks.numbers)
    , m_atOnce(askedAtOnce)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &TaskBatch::goOn);
    take(tasks.tasks);
}

TaskBatch::~TaskBatch() = default;

void TaskBatch::start()
{
    goOn();
}

void TaskBatch::stop()
{
    m_isStopped = true;
    m_numbers.clear();
    m_waiting.clear();
    m_rest.stop();
    endIfOver();
}

/// Answers may come at once, from within: they only make room here.
void TaskBatch::goOn()
{
    if (m_isGoingOn || m_isOver)
        return;
    {
        const QScopedValueRollback goingOn(m_isGoingOn, true);
        while (!m_rest.isActive() && !m_waiting.isEmpty() && m_underWay < m_atOnce)
            ask(m_waiting.takeFirst());
    }
    if (!m_rest.isActive() && !m_isFetching && m_waiting.size() < m_atOnce)
        fetch();
    endIfOver();
}

/// No further than is asked soon: of a million tasks few are here at any time.
void TaskBatch::fetch()
{
    if (m_numbers.isEmpty())
        return;
    m_isFetching = true;
    const QList<quint32> page =
        m_numbers.first(qMin<qsizetype>(m_numbers.size(), limits::pageSize));
    whenDone(m_session->tasksAt(page), this,
             [this](const Result<QList<Task>> &tasks) { takePage(tasks); });
}

void TaskBatch::takePage(const Result<QList<Task>> &page)
{
    m_isFetching = false;
    if (m_isStopped)
        return endIfOver();
    if (!page && page.error().code == ErrorCode::TooMany)
        return rest(page.error());
    if (!page)
        return fail(page.error());
    const qsizetype asked = qMin<qsizetype>(m_numbers.size(), limits::pageSize);
    m_numbers.remove(0, asked);
    m_count += asked - page->size(); // those that are no more
    take(*page);
    Q_EMIT progressed();
    // Not deeper with every page, where all answers come at once.
    QMetaObject::invokeMethod(this, &TaskBatch::goOn, Qt::QueuedConnection);
}

void TaskBatch::take(const QList<Task> &tasks)
{
    for (const Task &task : tasks) {
        if (!m_work.fits || m_work.fits(task))
            m_waiting += task;
        else
            ++m_count;
    }
}

void TaskBatch::ask(const Task &task)
{
    ++m_underWay;
    const QPointer<TaskBatch> alive(this);
    m_work.ask(task, [alive, task](const Result<void> &done) {
        if (alive)
            alive->takeAnswer(task, done);
    });
}

void TaskBatch::takeAnswer(const Task &task, const Result<void> &done)
{
    --m_underWay;
    if (!done && done.error().code == ErrorCode::TooMany && !m_isStopped) {
        m_waiting.prepend(task);
        return rest(done.error());
    }
    ++m_count;
    Q_EMIT progressed();
    if (!done && !isTooLate(done.error()))
        return fail(done.error());
    goOn();
}

void TaskBatch::rest(const Error &tooMany)
{
    m_atOnce = askedAfterTooMany;
    if (!m_rest.isActive())
        m_rest.start(tooMany.retryAfter.value_or(batchRest));
    Q_EMIT progressed();
}

void TaskBatch::fail(const Error &error)
{
    if (!m_isStopped)
        Q_EMIT failed(error);
    stop();
}

void TaskBatch::endIfOver()
{
    const bool isOver = m_underWay == 0 && !m_isFetching && m_waiting.isEmpty()
        && m_numbers.isEmpty() && !m_isGoingOn;
    if (!isOver || std::exchange(m_isOver, true))
        return;
    Q_EMIT finished(!m_isStopped);
    deleteLater();
}

} // namespace headway
