#include "ui/models/jsonscanner.h"

namespace headway {

namespace {

qsizetype pastBlanks(QStringView text, qsizetype at)
{
    while (at < text.size() && (text[at].isSpace() || text[at] == u','))
        ++at;
    return at;
}

/// @p at is its opening quote.
qsizetype pastString(QStringView text, qsizetype at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == u'\\')
            ++at;
        else if (text[at] == u'"')
            return at + 1;
    }
    return text.size();
}

/// @p at is its opening bracket.
qsizetype pastContainer(QStringView text, qsizetype at)
{
    int depth = 0;
    while (at < text.size()) {
        const QChar c = text[at];
        if (c == u'"') {
            at = pastString(text, at);
            continue;
        }
        ++at;
        if (c == u'{' || c == u'[')
            ++depth;
        else if ((c == u'}' || c == u']') && --depth == 0)
            return at;
    }
    return at;
}

bool endsWord(QChar c)
{
    return c.isSpace() || c == u',' || c == u':' || c == u'}' || c == u']';
}

JsonSpan valueAt(QStringView text, qsizetype at)
{
    const qsizetype from = pastBlanks(text, at);
    if (from >= text.size())
        return {from, from};
    const QChar first = text[from];
    if (first == u'"')
        return {from, pastString(text, from)};
    if (first == u'{' || first == u'[')
        return {from, pastContainer(text, from)};
    qsizetype to = from;
    while (to < text.size() && !endsWord(text[to]))
        ++to;
    return {from, to};
}

char16_t escaped(QChar c)
{
    switch (c.unicode()) {
    case u'n':
        return u'\n';
    case u't':
        return u'\t';
    case u'r':
        return u'\r';
    case u'b':
        return u'\b';
    case u'f':
        return u'\f';
    default:
        return c.unicode();
    }
}

} // namespace

JsonSpan jsonValue(QStringView text)
{
    return valueAt(text, 0);
}

std::optional<JsonMember> nextMember(QStringView text, qsizetype &at)
{
    JsonMember member;
    const JsonSpan first = valueAt(text, at);
    if (first.to == first.from)
        return {};
    at = first.to;
    qsizetype colon = at;
    while (colon < text.size() && text[colon].isSpace())
        ++colon;
    if (colon >= text.size() || text[colon] != u':') {
        member.value = first;
        return member;
    }
    member.key = first;
    member.value = valueAt(text, colon + 1);
    at = member.value.to;
    return member;
}

QString unquoted(QStringView string)
{
    constexpr int hexDigits = 4;
    QString text;
    for (qsizetype at = 1; at + 1 < string.size(); ++at) {
        if (string[at] != u'\\') {
            text += string[at];
            continue;
        }
        ++at;
        if (string[at] != u'u') {
            text += QChar(escaped(string[at]));
            continue;
        }
        text += QChar(string.mid(at + 1, hexDigits).toUShort(nullptr, 16));
        at += hexDigits;
    }
    return text;
}

} // namespace headway
