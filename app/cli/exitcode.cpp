#include "app/cli/exitcode.h"

namespace headway {

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unreachable:
        return ServiceUnreachable;
    case ErrorCode::NotSignedIn:
        return NotSignedIn;
    case ErrorCode::AccessDenied:
        return NotYours;
    case ErrorCode::NotFound:
        return NoSuchTask;
    default:
        return Failed;
    }
}

} // namespace headway
