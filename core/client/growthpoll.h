#pragma once

#include "core/session/tasksession.h"

#include <QTimer>

namespace headway {

/// Notices that the output of one task grows, of which no event tells: looks again while the task
/// is under way, the less often the longer nothing comes.
class GrowthPoll final : public QObject
{
    Q_OBJECT

public:
    /// @p session is borrowed and outlives this.
    explicit GrowthPoll(TaskSession &session);

    /// From now on it is about @p task, whose size @p answer tells.
    void watch(TaskId task, const QFuture<Result<TaskOutput>> &answer);

Q_SIGNALS:
    void grew(headway::TaskId task, qint64 size);

private:
    void begin(TaskId task);
    void look();
    void note(TaskId task, qint64 size);

    TaskSession &m_session;
    TaskId m_task; ///< null: none is under way
    qint64 m_size = -1; ///< as far as is known; -1: not at all
    bool m_isLooking = false; ///< a look is under way, whose own answer is none to watch
    std::chrono::milliseconds m_pause;
    QTimer m_next;
};

} // namespace headway
