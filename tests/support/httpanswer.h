#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>

namespace headway::test {

/// An answer as it came over the wire.
struct HttpAnswer
{
    int status = 0; ///< 0: none came
    QByteArray head; ///< status line and fields, to the last byte
    QHash<QByteArray, QByteArray> headers; ///< names in lower case; values of one name by newlines
    QByteArray body;
};

/// Takes the first whole answer from the beginning of @p bytes. @p toHead: it answers HEAD, and has
/// no body whatever its length says.
/// @return nullopt while it is not whole
std::optional<HttpAnswer> takeAnswer(QByteArray &bytes, bool toHead = false);

} // namespace headway::test
