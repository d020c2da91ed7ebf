#pragma once

#include "core/base/future.h"
#include "core/service/ownership.h"
#include "core/service/storereader.h"
#include "core/service/taskboard.h"

#include <functional>

namespace headway {

/// Finds the tasks of one account: on the board, or else in the database, on the reader's thread.
/// The session's thread's.
class TaskLookup
{
public:
    /// Both are borrowed.
    TaskLookup(TaskBoard &board, StoreReader &reader, AccountId owner)
        : m_board(board)
        , m_reader(reader)
        , m_owner(owner)
    {
    }

    /// Null on a miss. Errors: AccessDenied.
    Result<TaskPtr> onBoard(TaskId id) const { return findOwned(m_board, m_owner, id); }

    /// What @p answer makes of the task, here or on the reader's thread. Errors: those of
    /// findOwned() and of @p answer.
    template <typename T>
    QFuture<Result<T>> look(TaskId id, std::function<Result<T>(const Task &)> answer) const
    {
        const Result<TaskPtr> live = onBoard(id);
        if (!live)
            return readyFuture<Result<T>>(live.error());
        if (*live)
            return readyFuture<Result<T>>(answer(**live));
        return m_reader.read([id, owner = m_owner, &board = m_board,
                              answer = std::move(answer)](TaskStore &store) -> Result<T> {
            const quint64 pastChanges = board.pastChanges();
            const Result<Task> task = findOwned(store, owner, id);
            if (task && isEnded(task->status))
                board.remember(std::make_shared<const Task>(*task), pastChanges);
            return task ? answer(*task) : task.error();
        });
    }

private:
    TaskBoard &m_board;
    StoreReader &m_reader;
    const AccountId m_owner;
};

} // namespace headway
