#include "core/base/error.h"

namespace headway {

const char *nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "InvalidArgument";
    case ErrorCode::NotSignedIn:
        return "NotSignedIn";
    case ErrorCode::AccessDenied:
        return "AccessDenied";
    case ErrorCode::NotFound:
        return "NotFound";
    case ErrorCode::NotProcessing:
        return "NotProcessing";
    case ErrorCode::StateForbids:
        return "StateForbids";
    case ErrorCode::StaleSequence:
        return "StaleSequence";
    case ErrorCode::KeyReused:
        return "KeyReused";
    case ErrorCode::AlreadyExists:
        return "AlreadyExists";
    case ErrorCode::TooLarge:
        return "TooLarge";
    case ErrorCode::TooMany:
        return "TooMany";
    case ErrorCode::StorageFull:
        return "StorageFull";
    case ErrorCode::StorageFailed:
        return "StorageFailed";
    case ErrorCode::NewerSchema:
        return "NewerSchema";
    case ErrorCode::InUse:
        return "InUse";
    case ErrorCode::Unreachable:
        return "Unreachable";
    case ErrorCode::Insecure:
        return "Insecure";
    case ErrorCode::Internal:
        return "Internal";
    }
    return "Unknown";
}

} // namespace headway
