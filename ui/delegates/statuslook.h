#pragma once

#include "core/model/taskstatus.h"

#include <QColor>
#include <QPalette>

namespace headway {

/// Whether text is light on dark.
bool isDark(const QPalette &palette);

/// Whether it is one of two colours, as far apart as can be: somebody needs them so.
bool isHighContrast(const QPalette &palette);
/// By how much text stands out from @p palette's base, at least: 4.5 to 1, in high contrast 7 to 1.
double readableContrast(const QPalette &palette);

/// The icon that stands for a status, as a name for ui/delegates/icons.h.
QString statusIconName(TaskStatus status, bool stalled);

/// The colour that goes with a status, readable on @p palette's base and alternate base. Never the
/// only sign: the icon and the word say the same.
QColor statusColour(TaskStatus status, bool stalled, const QPalette &palette);

} // namespace headway
