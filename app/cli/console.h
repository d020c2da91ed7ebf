#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace headway::console {

// The program's standard streams. A reader of stdout that has gone ends the program as it ends any
// other filter: by SIGPIPE.

/// @p text and a line end on stdout.
void print(const QString &text);
/// @p bytes on stdout, unchanged.
void printBytes(const QByteArray &bytes);
/// `headway: SENTENCE` on stderr: one line, whatever stands in it.
void printError(const QString &sentence);
/// @p text and a line end on stderr: what a script that reads stdout should not get.
void printNote(const QString &text);

/// Why something that was printed on stdout did not get there; nullopt: all of it did.
std::optional<QString> lostOutput();

bool isTerminal();
/// Columns of the terminal behind stdout; 80 when it does not tell.
int width();
/// Rows of it; 24 when it does not tell.
int height();

} // namespace headway::console
