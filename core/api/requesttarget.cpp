#include "core/api/requesttarget.h"

#include "core/api/characterset.h"

#include <algorithm>

namespace headway {

namespace {

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isOneOf(char c, QByteArrayView set)
{
    return set.contains(c);
}

/// Asked for every byte of every request, and so by a table.
constexpr CharacterSet
    pathCharacters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                   "/-._~!$&'()*+,;=:@%");

/// The value of a hexadecimal digit, -1 for any other character.
int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Wider than RFC 3986: browsers send a few more as they are.
bool isQueryCharacter(char c)
{
    return c > ' ' && c < '\x7f' && c != '#';
}

bool isGoodPath(QByteArrayView path)
{
    return pathCharacters.holdsAll(path)
        && (!path.contains('%') || percentDecoded(path).has_value());
}

std::optional<RequestTarget> readOriginForm(QByteArrayView text)
{
    const qsizetype mark = text.indexOf('?');
    const QByteArrayView path = mark < 0 ? text : text.first(mark);
    const QByteArrayView query = mark < 0 ? QByteArrayView() : text.sliced(mark + 1);
    if (!isGoodPath(path) || !std::all_of(query.begin(), query.end(), isQueryCharacter))
        return std::nullopt;
    return RequestTarget{path.toByteArray(), query.toByteArray(), {}};
}

std::optional<RequestTarget> readAbsoluteForm(QByteArrayView afterScheme)
{
    const auto end = std::find_if(afterScheme.begin(), afterScheme.end(),
                                  [](char c) { return c == '/' || c == '?'; });
    const QByteArrayView authority = afterScheme.first(end - afterScheme.begin());
    const QByteArrayView rest = afterScheme.sliced(authority.size());
    if (!isAuthority(authority))
        return std::nullopt;
    std::optional<RequestTarget> target =
        rest.startsWith('/') ? readOriginForm(rest) : readOriginForm('/' + rest.toByteArray());
    if (target)
        target->authority = authority.toByteArray();
    return target;
}

bool isPort(QByteArrayView text)
{
    constexpr int longest = 5;
    return text.size() <= longest
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Of the bracketed address at the beginning of @p text. @return 0 when it is none
qsizetype sizeOfIpLiteral(QByteArrayView text)
{
    const qsizetype close = text.indexOf(']');
    constexpr qsizetype shortest = 3; // [::]
    if (!text.startsWith('[') || close < shortest)
        return 0;
    const QByteArrayView inside = text.sliced(1, close - 1);
    const bool isAddress = std::all_of(inside.begin(), inside.end(),
                                       [](char c) { return hexValue(c) >= 0 || isOneOf(c, ":."); });
    return isAddress ? close + 1 : 0;
}

} // namespace

std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char byte = text[i];
        if (byte == '%') {
            const bool hasDigits = i + 2 < text.size();
            const int high = hasDigits ? hexValue(text[i + 1]) : -1;
            const int low = hasDigits ? hexValue(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            byte = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (byte == '\0')
            return std::nullopt;
        bytes += byte;
    }
    return bytes.isValidUtf8() ? std::optional(bytes) : std::nullopt;
}

bool isAuthority(QByteArrayView text)
{
    qsizetype hostSize = sizeOfIpLiteral(text);
    if (hostSize == 0) {
        const auto isNameCharacter = [](char c) {
            return isLetterOrDigit(c) || isOneOf(c, "-._~");
        };
        hostSize = std::find_if_not(text.begin(), text.end(), isNameCharacter) - text.begin();
    }
    const QByteArrayView rest = text.sliced(hostSize);
    return hostSize > 0 && (rest.isEmpty() || (rest.startsWith(':') && isPort(rest.sliced(1))));
}

std::optional<RequestTarget> readRequestTarget(QByteArrayView text)
{
    constexpr QByteArrayView scheme = "http://";
    if (text.startsWith('/'))
        return readOriginForm(text);
    if (text == "*")
        return RequestTarget{"*", {}, {}};
    if (text.size() > scheme.size()
        && text.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0)
        return readAbsoluteForm(text.sliced(scheme.size()));
    return std::nullopt;
}

} // namespace headway
