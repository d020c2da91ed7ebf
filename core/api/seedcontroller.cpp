#include "core/api/seedcontroller.h"

#include "core/api/call.h"
#include "core/api/taskreply.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

std::optional<Error> refusalOfNoChat(const Task &task)
{
    if (task.kind == "chat"_L1)
        return std::nullopt;
    return Error{ErrorCode::NotFound, u"The task is no chat."_s};
}

} // namespace

Reply SeedController::taskStatus(const Call &call)
{
    return taskReply(call, TaskView::SeedStatus);
}

Reply SeedController::chatStatus(const Call &call)
{
    return taskReply(call, TaskView::SeedStatus, refusalOfNoChat);
}

Reply SeedController::task(const Call &call)
{
    return taskReply(call, TaskView::SeedTask);
}

Reply SeedController::indexProgress(const Call &call)
{
    return taskReply(call, TaskView::SeedProgress);
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
