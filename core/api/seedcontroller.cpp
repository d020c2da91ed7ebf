#include "core/api/seedcontroller.h"

#include "core/api/call.h"
#include "core/wire/seedjson.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

auto looking(const Call &call)
{
    return [&call] { return call.session->task(call.taskId()); };
}

} // namespace

Reply SeedController::taskStatus(const Call &call)
{
    return Reply::when(looking(call),
                       [](const Task &task) { return jsonAnswer(wire::taskStatusJson(task)); });
}

Reply SeedController::chatStatus(const Call &call)
{
    return Reply::when(looking(call), [](const Task &task) -> Reply {
        if (task.kind != "chat"_L1)
            return Error{ErrorCode::NotFound, u"The task is no chat."_s};
        return jsonAnswer(wire::taskStatusJson(task));
    });
}

Reply SeedController::task(const Call &call)
{
    return Reply::when(looking(call),
                       [](const Task &task) { return jsonAnswer(wire::seedTaskJson(task)); });
}

Reply SeedController::indexProgress(const Call &call)
{
    return Reply::when(looking(call),
                       [](const Task &task) { return jsonAnswer(wire::indexProgressJson(task)); });
}

Reply SeedController::cancel(const Call &call)
{
    const auto begin = [&call] {
        return call.session->cancel(call.taskId(), CancelScope::ProcessingOnly, call.key);
    };
    return Reply::when(begin, [](const Task &) {
        return jsonAnswer(R"({"message":"Task cancelled successfully"})");
    });
}

} // namespace headway
