#pragma once

#include "app/cli/verb.h"

#include <memory>
#include <span>

namespace headway {

/// One verb of the command line.
struct VerbRow
{
    const char *name;
    const char *operands; ///< as the help shows them
    const char *summary; ///< one line for the overview
    std::unique_ptr<Verb> (*make)();
};

/// All verbs, in the order of the overview.
std::span<const VerbRow> verbTable();
/// @return nullptr when there is no such verb
const VerbRow *findVerb(const QByteArray &name);

} // namespace headway
