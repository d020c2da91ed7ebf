#pragma once

#include <QByteArrayView>
#include <QString>

namespace headway {

/// The longest that logText() makes of one text unless it is told otherwise: UTF-16 units, without
/// the ellipsis.
inline constexpr qsizetype logTextLength = 256;

/// Text from outside as it may stand in a line of a log: nothing in it ends the line, moves a
/// cursor, turns the writing direction or cannot be seen. Such characters, and the backslash, are
/// written as \x0a, \u202e or \U000e0041. Cut with an ellipsis after @p maxLength, never inside an
/// escape.
/// To be streamed with noquote(), which would otherwise escape the escapes.
QString logText(QStringView text, qsizetype maxLength = logTextLength);

/// The same of UTF-8; bytes that are none stand as \xff.
QString logText(QByteArrayView bytes, qsizetype maxLength = logTextLength);

} // namespace headway
