#include "core/service/changewait.h"

#include "core/base/future.h"

namespace headway {

ChangeWait::ChangeWait(Look look, QObject *parent)
    : QObject(parent)
    , m_look(std::move(look))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may be early, and nothing has changed
    connect(&m_timer, &QTimer::timeout, this, &ChangeWait::answerNow);
}

QFuture<Result<Task>> ChangeWait::begin(quint64 known, std::chrono::milliseconds atMost)
{
    m_timer.start(atMost);
    whenDone(m_look(), this, [this, known](const Result<Task> &task) {
        if (!task || task->revision != known || isEnded(task->status))
            answer(task);
    });
    return m_promise.future();
}

void ChangeWait::answerNow()
{
    whenDone(m_look(), this, [this](const Result<Task> &task) { answer(task); });
}

void ChangeWait::answer(const Result<Task> &task)
{
    if (m_promise.future().isFinished())
        return;
    m_promise.finish(task);
    deleteLater();
}

} // namespace headway
