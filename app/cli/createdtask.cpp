#include "app/cli/createdtask.h"

#include "app/cli/console.h"
#include "core/base/future.h"
#include "core/client/access.h"
#include "core/wire/taskjson.h"

namespace headway {

void CreatedTask::print(TaskId id, const AccessRequest &request)
{
    const Result<Access> access = findAccess(request);
    if (!access)
        return take(access.error());
    m_session = std::make_unique<RemoteTaskSession>(
        std::make_unique<ApiClient>(access->url, access->credential));
    whenDone(m_session->task(id), this, [this](const Result<Task> &task) { take(task); });
}

void CreatedTask::take(const Result<Task> &task)
{
    if (task)
        console::print(QString::fromUtf8(wire::toJson(*task)));
    Q_EMIT finished(task ? Result<void>() : task.error());
}

} // namespace headway
