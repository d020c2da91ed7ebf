#pragma once

#include <QString>

namespace headway {

/// Starts @p command by itself, with no shell: its words are those of shellWords(). It outlives
/// this program, in the user's home directory, and nobody reads what it writes.
/// @return whether it was started
bool startCommand(const QString &command);

} // namespace headway
