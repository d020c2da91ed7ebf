#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace headway::wire {

/// A JSON value (RFC 8259) as it was read. Its members keep their order.
struct JsonValue
{
    enum class Kind { Null, Bool, Number, Text, Array, Object };

    Kind kind = Kind::Null;
    bool boolean = false;
    double number = 0;
    std::optional<qint64> integer; ///< the number, where it is whole and fits exactly
    QString text;
    QList<JsonValue> items;
    QList<std::pair<QString, JsonValue>> members;
    QByteArrayView raw; ///< as it was received: a view into the bytes that were read

    bool isNull() const { return kind == Kind::Null; }
    /// @return nullptr when there is no such member
    const JsonValue *member(QStringView name) const;
};

struct JsonLimits
{
    int depth = 32; ///< of arrays and objects within each other
    /// An array or object that is the member of this name is checked like any other but not taken
    /// apart: it has `kind` and `raw` only.
    QString opaqueMember = {};
};

/// Reads @p bytes, which must outlive the value's `raw` views, as one JSON value.
/// Errors: InvalidArgument with a sentence for what RFC 8259 forbids, a byte order mark included,
/// and for repeated members, NUL and lone surrogates in texts, invalid UTF-8, numbers beyond a
/// double, too many levels.
Result<JsonValue> readJson(const QByteArray &bytes, const JsonLimits &limits = {});

/// A member's name as it stands in a sentence: quoted, cut where it is long.
QString shownName(QStringView name);

} // namespace headway::wire
