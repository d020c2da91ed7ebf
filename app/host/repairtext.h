#pragma once

#include <QString>

namespace headway {

struct Repair;

/// What the user is told of it: what was wrong, what was saved, where the rest lies, what to do.
QString repairText(const Repair &repair);

} // namespace headway
