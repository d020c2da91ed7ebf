#pragma once

#include "core/report/sessionsource.h"

#include <QTimer>

namespace headway {

/// While it lives, a task's service knows that its producer lives, and the producer learns when it
/// is to end, to pause and to go on.
class TaskWatch : public QObject
{
    Q_OBJECT

public:
    TaskWatch(TaskId id, SessionSource source, QObject *parent = nullptr);
    ~TaskWatch() override;

    /// The task has ended by other hands, or is gone: its service is asked no more.
    bool isOver() const { return !m_beat.isActive(); }

Q_SIGNALS:
    /// Somebody cancelled the task: its processes are to end. Once.
    void cancelRequested();
    /// Somebody paused the task: its processes are to stop.
    void pauseRequested();
    void resumeRequested();

private:
    TaskSession *session();
    void beat();
    void wait();
    void look(const Result<Task> &task);
    void follow(TaskStatus status);
    void notePause(bool isPaused);
    void waitAgain(std::chrono::milliseconds pause);

    const TaskId m_id;
    const SessionSource m_source;
    TaskSessionPtr m_session;
    QTimer m_beat;
    QTimer m_pause;
    quint64 m_revision = 0; ///< that we know of
    bool m_isPaused = false;
    bool m_isCancelled = false;
};

} // namespace headway
