#pragma once

#include <QString>

namespace headway {

/// Text from outside made fit to be shown as one line: line ends become blanks, control, bidi and
/// other invisible characters visible ones, broken surrogates U+FFFD, and a letter keeps at most a
/// handful of combining marks. Cut with an ellipsis after @p maxLength UTF-16 units, and never
/// reads more than a small multiple of that.
QString oneLine(QStringView text, qsizetype maxLength = 300);

/// The same with its line ends and tabs kept.
QString manyLines(QStringView text, qsizetype maxLength = 64 * 1024);

/// @p text as a tool tip: escaped, wrapped, cut, so that none of it is read as markup.
QString toolTipText(QStringView text);

} // namespace headway
