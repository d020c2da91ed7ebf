#pragma once

#include "core/base/error.h"

namespace headway {

/// What is wrong with a command line or with what was typed.
inline Error wrong(const QString &sentence)
{
    return {ErrorCode::InvalidArgument, sentence};
}

} // namespace headway
