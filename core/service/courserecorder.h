#pragma once

#include "core/store/coursestore.h"
#include "core/store/outputstore.h"

#include <QHash>

namespace headway {

/// Keeps what the runs of tasks are like: a sample of a task's progress now and then, the fewer the
/// longer it runs, so that however long it takes there are limits::sampleCount at most. What it
/// knows of live tasks dies with its connection, which forgets what was not committed.
class CourseRecorder
{
public:
    /// Between the first samples of a task, and from its start to the first one.
    static constexpr std::chrono::milliseconds firstSpacing{250};

    /// Both are borrowed.
    CourseRecorder(Database &database, const OutputStore &outputs);

    /// A group of so many tasks is being written at @p now: of those that are due, only one in 32
    /// is sampled, and one a millisecond, the others with their next change, so that changes come
    /// first.
    void beginGroup(size_t tasks, const QDateTime &now);
    enum class Known { New, Before };
    /// @p task has been written at @p now. Most of the time it is not due, and that is all there is
    /// to it.
    Result<void> note(const Task &task, const QDateTime &now, Known known);
    Result<void> noteState(quint32 task, const StateChange &state);
    /// It is gone.
    void forget(const Task &task) { m_tracks.remove(task.row); }

private:
    struct Track
    {
        std::chrono::milliseconds due = firstSpacing; ///< elapsed at the next sample
        std::chrono::milliseconds spacing = firstSpacing;
        int count = 0;
    };

    bool takeOne();
    Result<void> close(const Task &task, Known known);
    Result<Track> trackOf(quint32 task);
    Result<void> sample(const Task &task, std::chrono::milliseconds spent, Track &track);

    CourseStore m_store;
    const OutputStore &m_outputs;
    QHash<quint32, Track> m_tracks; ///< by Task::row, of live tasks
    QDateTime m_begunAt; ///< when the group began
    size_t m_left = 0; ///< statements that may be run in it
};

} // namespace headway
