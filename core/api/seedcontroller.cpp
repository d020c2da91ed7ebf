#include "core/api/seedcontroller.h"

#include "core/api/call.h"
#include "core/wire/seedjson.h"

namespace headway {

using namespace Qt::StringLiterals;

Reply SeedController::taskStatus(const Call &call)
{
    return Reply::when(call.session->task(call.taskId()),
                       [](const Task &task) { return jsonAnswer(wire::taskStatusJson(task)); });
}

Reply SeedController::chatStatus(const Call &call)
{
    return Reply::when(call.session->task(call.taskId()), [](const Task &task) -> Reply {
        if (task.kind != "chat"_L1)
            return Error{ErrorCode::NotFound, u"The task is no chat."_s};
        return jsonAnswer(wire::taskStatusJson(task));
    });
}

Reply SeedController::task(const Call &call)
{
    return Reply::when(call.session->task(call.taskId()),
                       [](const Task &task) { return jsonAnswer(wire::seedTaskJson(task)); });
}

Reply SeedController::indexProgress(const Call &call)
{
    return Reply::when(call.session->task(call.taskId()),
                       [](const Task &task) { return jsonAnswer(wire::indexProgressJson(task)); });
}

Reply SeedController::cancel(const Call &call)
{
    return Reply::when(
        call.session->cancel(call.taskId(), CancelScope::ProcessingOnly, call.key),
        [](const Task &) { return jsonAnswer(R"({"message":"Task cancelled successfully"})"); });
}

} // namespace headway
