#include "app/cli/taskchangeverb.h"

#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/tasktext.h"
#include "core/base/future.h"
#include "core/wire/taskjson.h"

namespace headway {

TaskChangeVerb::TaskChangeVerb(Change change)
    : m_change(std::move(change))
{
}

TaskChangeVerb::~TaskChangeVerb() = default;

void TaskChangeVerb::act(TaskId id)
{
    whenDone(m_change(session(), id), this, [this](const Result<Task> &task) {
        if (!task)
            return goOn(task.error());
        console::print(line().wantsJson() ? QString::fromUtf8(wire::toJson(*task))
                                          : outcomeLine(*task));
        goOn();
    });
}

} // namespace headway
