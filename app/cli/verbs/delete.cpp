#include "app/cli/commandline.h"
#include "app/cli/eachtaskverb.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/runner/keptcommands.h"

namespace headway {

namespace {

class DeleteVerb final : public EachTaskVerb
{
protected:
    void act(TaskId id) override
    {
        whenDone(session().remove(id), this, [this, id](const Result<void> &removed) {
            if (!removed)
                return goOn(removed.error());
            KeptCommands(line().dataDirectory().commandsDirectory()).forget(id);
            goOn();
        });
    }
};

} // namespace

std::unique_ptr<Verb> makeDeleteVerb()
{
    return std::make_unique<DeleteVerb>();
}

} // namespace headway
