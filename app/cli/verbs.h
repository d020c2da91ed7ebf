#pragma once

#include <memory>

namespace headway {

class Verb;

// One file a verb: app/cli/verbs/NAME.cpp.
std::unique_ptr<Verb> makeAccountVerb();
std::unique_ptr<Verb> makeAttachVerb();
std::unique_ptr<Verb> makeBackupVerb();
std::unique_ptr<Verb> makeCancelVerb();
std::unique_ptr<Verb> makeDeleteVerb();
std::unique_ptr<Verb> makeListVerb();
std::unique_ptr<Verb> makeLogVerb();
std::unique_ptr<Verb> makeLoginVerb();
std::unique_ptr<Verb> makeLogoutVerb();
std::unique_ptr<Verb> makeServeVerb();
std::unique_ptr<Verb> makePauseVerb();
std::unique_ptr<Verb> makeReportVerb();
std::unique_ptr<Verb> makeRestoreVerb();
std::unique_ptr<Verb> makePinVerb();
std::unique_ptr<Verb> makeResumeVerb();
std::unique_ptr<Verb> makeUnpinVerb();
std::unique_ptr<Verb> makeRetryVerb();
std::unique_ptr<Verb> makeRunVerb();
std::unique_ptr<Verb> makeStatusVerb();
std::unique_ptr<Verb> makeTokenVerb();
std::unique_ptr<Verb> makeWaitVerb();
std::unique_ptr<Verb> makeWatchVerb();
std::unique_ptr<Verb> makeWhoamiVerb();

} // namespace headway
