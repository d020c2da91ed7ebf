#include "core/base/logtext.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Letters, marks and symbols that leave no trace on a screen.
/// Source: Unicode, Default_Ignorable_Code_Point
bool isUnseen(char32_t c)
{
    return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5
        || (c >= 0x180b && c <= 0x180f) || c == 0x2800 || c == 0x3164
        || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xffa0 || (c >= 0xe0000 && c <= 0xe0fff);
}

/// Of the blanks only U+0020: the others pass for it, or end a line.
bool standsForItself(char32_t c)
{
    return c == U' ' || (c != U'\\' && QChar::isPrint(c) && !QChar::isSpace(c) && !isUnseen(c));
}

QString escapedByte(uchar byte)
{
    return u"\\x%1"_s.arg(byte, 2, 16, QChar(u'0'));
}

QString shown(char32_t c)
{
    if (standsForItself(c))
        return QStringView(QChar::fromUcs4(c)).toString();
    if (c < 0x80)
        return escapedByte(static_cast<uchar>(c));
    const uint number = c;
    return number <= 0xffff ? u"\\u%1"_s.arg(number, 4, 16, QChar(u'0'))
                            : u"\\U%1"_s.arg(number, 8, 16, QChar(u'0'));
}

/// One character and what has been read for it.
struct Piece
{
    QString shown;
    qsizetype size; ///< units of the input
};

Piece firstPiece(QStringView text)
{
    const QChar first = text.front();
    if (first.isHighSurrogate() && text.size() > 1 && text[1].isLowSurrogate())
        return {shown(QChar::surrogateToUcs4(first, text[1])), 2};
    return {shown(first.unicode()), 1};
}

/// Not QString::fromUtf8(), which swallows a byte order mark.
char32_t decoded(QByteArrayView sequence)
{
    if (sequence.size() == 1)
        return static_cast<uchar>(sequence.front());
    char32_t c = static_cast<uchar>(sequence.front()) & (0x7fU >> sequence.size());
    for (const char byte : sequence.sliced(1))
        c = (c << 6) | (static_cast<uchar>(byte) & 0x3fU);
    return c;
}

Piece firstPiece(QByteArrayView bytes)
{
    constexpr qsizetype longest = 4;
    for (qsizetype size = 1; size <= qMin(longest, bytes.size()); ++size) {
        if (const QByteArrayView sequence = bytes.first(size); sequence.isValidUtf8())
            return {shown(decoded(sequence)), size};
    }
    return {escapedByte(static_cast<uchar>(bytes.front())), 1};
}

template <typename View>
QString logged(View rest, qsizetype maxLength)
{
    QString line;
    while (!rest.isEmpty()) {
        const Piece piece = firstPiece(rest);
        if (line.size() + piece.shown.size() > maxLength)
            return line + u'…';
        line += piece.shown;
        rest = rest.sliced(piece.size);
    }
    return line;
}

} // namespace

QString logText(QStringView text, qsizetype maxLength)
{
    return logged(text, maxLength);
}

QString logText(QByteArrayView bytes, qsizetype maxLength)
{
    return logged(bytes, maxLength);
}

} // namespace headway
