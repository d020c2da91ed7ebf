#include "core/api/taskreply.h"

#include "core/api/call.h"
#include "core/service/service.h"

namespace headway {

namespace {

Reply told(const Call &call, TaskView view, TaskRefusal refusal, const TaskPtr &task)
{
    if (const std::optional<Error> error = refusal ? refusal(*task) : std::nullopt)
        return *error;
    return call.views.answer(view, task);
}

} // namespace

Reply taskReply(const Call &call, TaskView view, TaskRefusal refusal)
{
    return Reply::begun([&call, view, refusal]() -> Reply {
        const Result<TaskPtr> known = call.service.taskAtHand(*call.principal, call.taskId());
        if (!known)
            return known.error();
        if (*known)
            return told(call, view, refusal, *known);
        return Reply::when([&call] { return call.session->task(call.taskId()); },
                           [&call, view, refusal](const Task &task) {
                               return told(call, view, refusal, std::make_shared<const Task>(task));
                           });
    });
}

} // namespace headway
