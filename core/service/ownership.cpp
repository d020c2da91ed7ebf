#include "core/service/ownership.h"

#include "core/service/taskboard.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Error accessDenied()
{
    return {ErrorCode::AccessDenied, u"The task belongs to another account."_s};
}

} // namespace

Result<TaskPtr> ownedBy(AccountId owner, const TaskPtr &task)
{
    return task->owner == owner ? Result<TaskPtr>(task) : accessDenied();
}

Result<TaskPtr> findOwned(const TaskBoard &board, AccountId owner, TaskId id)
{
    const TaskPtr found = board.find(id);
    return found ? ownedBy(owner, found) : Result<TaskPtr>(found);
}

Result<Task> findOwned(TaskStore &store, AccountId owner, TaskId id)
{
    Result<std::optional<Task>> found = store.find(owner, id);
    if (!found)
        return found.error();
    if (*found)
        return **std::move(found);
    const Result<std::optional<AccountId>> other = store.ownerOf(id);
    if (!other)
        return other.error();
    if (*other)
        return accessDenied();
    return Error{ErrorCode::NotFound, u"There is no task with this id."_s};
}

} // namespace headway
