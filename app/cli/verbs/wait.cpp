#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/eachtaskverb.h"
#include "app/cli/tasktext.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/wire/taskjson.h"

namespace headway {

using namespace std::chrono_literals;

namespace {

class WaitVerb final : public EachTaskVerb
{
protected:
    void act(TaskId id) override
    {
        whenDone(session().task(id), this, [this](const Result<Task> &task) { take(task); });
    }

private:
    void take(const Result<Task> &task)
    {
        if (!task)
            return goOn(task.error());
        if (isEnded(task->status))
            return tell(*task);
        whenDone(session().waitForChange(task->id, task->revision, 25s), this,
                 [this](const Result<Task> &changed) { take(changed); });
    }

    void tell(const Task &task)
    {
        console::print(line().wantsJson() ? QString::fromUtf8(wire::toJson(task))
                                          : outcomeLine(task));
        goOn(task.status == TaskStatus::Completed ? Done : Failed);
    }
};

} // namespace

std::unique_ptr<Verb> makeWaitVerb()
{
    return std::make_unique<WaitVerb>();
}

} // namespace headway
