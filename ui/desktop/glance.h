#pragma once

#include <QIcon>

namespace headway {

/// How things stand, as far as that can be seen at a glance.
struct Glance
{
    int running = 0;
    int failed = 0; ///< since the user has last looked

    friend bool operator==(const Glance &, const Glance &) = default;
};

/// "2 running, 1 failed", "1 failed" or "Nothing runs".
QString glanceWords(const Glance &glance);

/// Headway's icon with a sign in its corner: a triangle while something runs, a cross once
/// something has failed, which the shape tells as well as the colour; without one when there is
/// neither.
QIcon glanceIcon(const Glance &glance);

} // namespace headway
