#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/eachtaskverb.h"
#include "app/cli/tasktext.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/wire/taskjson.h"

namespace headway {

namespace {

class CancelVerb final : public EachTaskVerb
{
protected:
    void act(TaskId id) override
    {
        whenDone(session().cancel(id), this, [this](const Result<Task> &task) {
            if (!task)
                return goOn(task.error());
            console::print(line().wantsJson() ? QString::fromUtf8(wire::toJson(*task))
                                              : outcomeLine(*task));
            goOn();
        });
    }
};

} // namespace

std::unique_ptr<Verb> makeCancelVerb()
{
    return std::make_unique<CancelVerb>();
}

} // namespace headway
