#pragma once

#include <QString>

namespace headway {

class CommandLine;
struct VerbRow;

/// Of `headway --help`: every verb.
QString overview();
/// Of `headway VERB --help`.
QString helpOn(const VerbRow &row, const CommandLine &line);

} // namespace headway
