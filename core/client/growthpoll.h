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

    /// From now on it is about @p task.
    void watch(TaskId task);
    /// The output of @p task was @p size bytes just now.
    void note(TaskId task, qint64 size);

Q_SIGNALS:
    void grew(headway::TaskId task, qint64 size);

private:
    void look();

    TaskSession &m_session;
    TaskId m_task; ///< null: none is under way
    qint64 m_size = -1; ///< as far as is known; -1: not at all
    std::chrono::milliseconds m_pause;
    QTimer m_next;
};

} // namespace headway
