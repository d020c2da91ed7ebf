#pragma once

#include <QString>

#include <optional>

namespace headway {

/// A value in a JSON text, by where it stands.
struct JsonSpan
{
    qsizetype from = 0;
    qsizetype to = 0; ///< past its last character
};

/// A member of an object, or an item of an array.
struct JsonMember
{
    JsonSpan key; ///< with its quotes; empty for an item
    JsonSpan value;
};

/// Where the only value of @p text stands.
JsonSpan jsonValue(QStringView text);

/// The member or item that begins at or after @p at, a place inside of its container; @p at moves
/// behind it. Does not recurse, whatever the depth.
/// @return nullopt at the container's end, or where the text is no JSON
std::optional<JsonMember> nextMember(QStringView text, qsizetype &at);

/// What a string between its quotes stands for.
QString unquoted(QStringView string);

} // namespace headway
