#pragma once

#include "core/base/promise.h"
#include "core/base/result.h"
#include "core/model/task.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace headway {

/// Somebody who waits until a task is not as they know it, but for no longer than so. Dies with the
/// answer, and with its parent: then there is none.
class ChangeWait final : public QObject
{
    Q_OBJECT

public:
    using Look = std::function<QFuture<Result<Task>>()>;

    /// @p look gives the task as it is.
    ChangeWait(Look look, QObject *parent);

    /// Begins, once. Whoever sees to it that answerNow() is called at the next change has done so
    /// before: then nothing falls between. @return the task as it is when it is no more at the
    /// revision @p known, or has ended, or the time is over; or the error of looking
    QFuture<Result<Task>> begin(quint64 known, std::chrono::milliseconds atMost);
    void answerNow();

private:
    void answer(const Result<Task> &task);

    const Look m_look;
    Promise<Result<Task>> m_promise;
    QTimer m_timer;
};

} // namespace headway
