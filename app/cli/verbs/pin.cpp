#include "app/cli/taskchangeverb.h"
#include "app/cli/verbs.h"

namespace headway {

std::unique_ptr<Verb> makePinVerb()
{
    return std::make_unique<TaskChangeVerb>(
        [](TaskSession &session, TaskId id) { return session.pin(id, Pin::Set); });
}

std::unique_ptr<Verb> makeUnpinVerb()
{
    return std::make_unique<TaskChangeVerb>(
        [](TaskSession &session, TaskId id) { return session.pin(id, Pin::Removed); });
}

} // namespace headway
