#pragma once

#include <QString>

namespace headway {

/// @p word as a POSIX shell takes it for one word; unchanged where that is what it is.
QString shellWord(const QString &word);

} // namespace headway
