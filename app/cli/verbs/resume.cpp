#include "app/cli/taskchangeverb.h"
#include "app/cli/verbs.h"

namespace headway {

std::unique_ptr<Verb> makeResumeVerb()
{
    return std::make_unique<TaskChangeVerb>(
        [](TaskSession &session, TaskId id) { return session.resume(id); });
}

} // namespace headway
