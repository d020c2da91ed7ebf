#pragma once

#include <QStringList>

#include <optional>

namespace headway {

/// The words of @p command as a POSIX shell takes them apart, quotes and backslashes understood and
/// taken off. Nothing else is: no variable, no pattern, no operator means anything in it.
/// @return nullopt when a quote is not closed or a backslash ends it
/// Source: POSIX.1-2017, Shell Command Language, 2.2
std::optional<QStringList> shellWords(const QString &command);

} // namespace headway
