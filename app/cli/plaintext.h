#pragma once

#include <QString>

namespace headway {

/// @p text as one line that moves no cursor and turns no writing direction: line breaks and tabs
/// are blanks, other control characters are U+FFFD.
QString harmless(const QString &text);
/// The same, with its line breaks.
QString harmlessLines(const QString &text);

/// How many columns a terminal needs for @p text, which is harmless.
int columnsOf(const QString &text);
/// @p text cut to @p columns, with an ellipsis when it was longer.
QString elided(const QString &text, int columns);

} // namespace headway
