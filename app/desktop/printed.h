#pragma once

#include <QString>

namespace headway {

/// As it is, to standard output.
void print(const QString &text);
/// One line to standard error, by this program's name.
void printError(const QString &sentence);

} // namespace headway
