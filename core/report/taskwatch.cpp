#include "core/report/taskwatch.h"

#include "core/base/future.h"

namespace headway {

using namespace std::chrono_literals;

namespace {

constexpr auto beatInterval = 10s;
constexpr auto waitAtMost = 20s;
/// Our own progress is a change as well; a cancel or a pause is never heard of later than this.
constexpr auto betweenWaits = 250ms;
constexpr auto afterError = 2s;

} // namespace

TaskWatch::TaskWatch(TaskId id, SessionSource source, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_source(std::move(source))
{
    connect(&m_beat, &QTimer::timeout, this, &TaskWatch::beat);
    m_beat.start(beatInterval);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &TaskWatch::wait);
    beat();
    waitAgain(0ms);
}

TaskWatch::~TaskWatch() = default;

TaskSession *TaskWatch::session()
{
    if (!m_session) {
        if (Result<TaskSessionPtr> made = m_source())
            m_session = std::move(*made);
    }
    return m_session.get();
}

void TaskWatch::beat()
{
    // What is wrong, wait() hears as well.
    if (TaskSession *current = session())
        whenDone(current->heartbeat(m_id), this, [](const Result<Task> &) {});
}

void TaskWatch::wait()
{
    TaskSession *const current = session();
    if (!current)
        return waitAgain(afterError);
    whenDone(current->waitForChange(m_id, m_revision, waitAtMost), this,
             [this](const Result<Task> &task) { look(task); });
}

void TaskWatch::look(const Result<Task> &task)
{
    const bool isOver = task ? isEnded(task->status) && task->status != TaskStatus::Lost
                             : task.error().code == ErrorCode::NotFound;
    if (isOver) // by other hands; a lost one may go on
        return m_beat.stop();
    if (!task) {
        // We may be inside one of its own calls.
        QTimer::singleShot(0, this, [old = std::move(m_session)] {});
        m_session.reset();
        return waitAgain(afterError);
    }
    m_revision = task->revision;
    if (task->status == TaskStatus::Lost) { // it is not, and comes back with this
        beat();
        return waitAgain(afterError);
    }
    waitAgain(betweenWaits);
    follow(task->status); // last: whoever hears of it may be done with us
}

void TaskWatch::follow(TaskStatus status)
{
    if (std::exchange(m_isCancelled, m_isCancelled || status == TaskStatus::Cancelling))
        return;
    if (m_isCancelled)
        Q_EMIT cancelRequested();
    else
        notePause(status == TaskStatus::Paused);
}

void TaskWatch::notePause(bool isPaused)
{
    if (std::exchange(m_isPaused, isPaused) == isPaused)
        return;
    if (isPaused)
        Q_EMIT pauseRequested();
    else
        Q_EMIT resumeRequested();
}

void TaskWatch::waitAgain(std::chrono::milliseconds pause)
{
    m_pause.start(pause);
}

} // namespace headway
