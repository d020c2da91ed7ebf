#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace headway {

class CommandLine;

// These wait for the person at the keyboard: for before anything else is under way.
// Errors of all: InvalidArgument with a sentence.

/// The line typed on the terminal after @p question.
Result<QString> askLine(const QString &question);
/// A password, UTF-8: the first line of stdin with --password-stdin, else typed on the terminal,
/// which does not show it.
Result<QByteArray> askPassword(const CommandLine &line);
/// The same for a new one, which is typed twice.
Result<QByteArray> askNewPassword(const CommandLine &line);

} // namespace headway
