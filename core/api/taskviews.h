#pragma once

#include "core/api/answer.h"
#include "core/model/taskptr.h"

#include <QCache>

namespace headway {

/// How a task is told.
enum class TaskView {
    SeedStatus, ///< of /api/task-status
    SeedTask, ///< of /api/task
    SeedProgress, ///< of /api/index-progress
    VersionOne
};

/// Answers that tell a task, each written once for as long as the task stays as it is: what is
/// polled is put into words once a change, not once a request. Belongs to one thread.
class TaskViews
{
public:
    /// Keeps about so much, in bytes; whatever was not asked for the longest goes first.
    explicit TaskViews(qsizetype room);

    /// @p task in @p view, with its ETag.
    Answer answer(TaskView view, const TaskPtr &task);

private:
    struct Key
    {
        TaskId id;
        TaskView view;

        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHash(key.id, seed) ^ static_cast<size_t>(key.view);
        }
    };
    struct Written
    {
        TaskPtr task; ///< what was written; another object is another state of it
        Answer answer;
    };

    QCache<Key, Written> m_written;
};

} // namespace headway
