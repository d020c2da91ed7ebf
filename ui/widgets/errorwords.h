#pragma once

#include "core/base/error.h"

namespace headway {

/// A sentence for people that says what went wrong and what can be done.
QString sentenceFor(const Error &error);

} // namespace headway
