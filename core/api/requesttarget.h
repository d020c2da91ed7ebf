#pragma once

#include <QByteArray>

#include <optional>

namespace headway {

/// The target of a request line, taken apart. Source: RFC 9112 section 3.2.
struct RequestTarget
{
    QByteArray path;
    QByteArray query; ///< without the question mark
    QByteArray authority; ///< of the absolute form; empty for any other
};

/// Takes the origin form and the absolute form with http, and `*`.
/// @return nullopt for any other, for characters that RFC 3986 forbids in a path, and for escapes
/// that are malformed, NUL or no UTF-8
std::optional<RequestTarget> readRequestTarget(QByteArrayView text);

/// The bytes that the escapes of @p text stand for. @return nullopt for a malformed escape, NUL or
/// invalid UTF-8
std::optional<QByteArray> percentDecoded(QByteArrayView text);

/// Whether @p text is `host` or `host:port` as a Host field has it.
bool isAuthority(QByteArrayView text);

} // namespace headway
