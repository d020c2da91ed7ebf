#pragma once

#include "core/terminal/terminalline.h"

#include <QPalette>
#include <QTextCharFormat>

namespace headway {

/// How a terminal's style looks on @p palette's base: its colours, made light or dark enough to be
/// read where the program chose no ground of its own.
QTextCharFormat outputFormat(const TerminalStyle &style, const QPalette &palette);

} // namespace headway
