#pragma once

#include "core/model/taskindex.h"
#include "core/store/taskstore.h"

#include <optional>

namespace headway {

/// Answers one account's question which ended tasks there are, and in which order. Remembers the
/// order that was last asked for, so that a filter costs no more than finding what it lets through.
/// Belongs to a reader's thread.
class TaskIndexer
{
public:
    explicit TaskIndexer(AccountId owner);

    /// A filter that lets all through is answered with what is there now; any other may be answered
    /// with what was there at the last time, which the revision tells.
    /// Errors: StorageFailed.
    Result<TaskIndex> index(TaskStore &store, const TaskFilter &filter, const TaskSort &sort);

private:
    Result<void> readAll(TaskStore &store, const TaskSort &sort);

    const AccountId m_owner;
    std::optional<TaskSort> m_sort; ///< of m_all; nullopt: never asked for
    TaskIndex m_all;
};

} // namespace headway
