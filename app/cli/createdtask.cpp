#include "app/cli/createdtask.h"

#include "app/cli/console.h"
#include "core/base/future.h"
#include "core/client/access.h"
#include "core/wire/taskjson.h"

namespace headway {

using namespace Qt::StringLiterals;

void CreatedTask::print(TaskId id, const AccessRequest &request)
{
    m_isPending = true;
    const Result<Access> access = findAccess(request);
    if (!access)
        return take(id, access.error());
    m_session = std::make_unique<RemoteTaskSession>(
        std::make_unique<ApiClient>(access->url, access->credential));
    whenDone(m_session->task(id), this, [this, id](const Result<Task> &task) { take(id, task); });
}

/// It has been made, whether the service can be asked now or not.
void CreatedTask::take(TaskId id, const Result<Task> &task)
{
    if (!task)
        console::printError(task.error().detail);
    console::print(task ? QString::fromUtf8(wire::toJson(*task))
                        : u"{\"task_id\":\"%1\"}"_s.arg(id.toString()));
    m_isPending = false;
    Q_EMIT finished();
}

} // namespace headway
