#include "app/cli/plaintext.h"

#include <QStringList>

#include <cwchar>

namespace headway {

namespace {

bool isBidiControl(QChar c)
{
    const ushort u = c.unicode();
    return u == 0x061C || u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E)
        || (u >= 0x2066 && u <= 0x2069);
}

bool isBlank(QChar c)
{
    return c == u'\n' || c == u'\r' || c == u'\t' || c.category() == QChar::Separator_Line
        || c.category() == QChar::Separator_Paragraph;
}

int characterColumns(char32_t character)
{
    const int columns = ::wcwidth(static_cast<wchar_t>(character));
    return columns < 0 ? 1 : columns; // newer than the system's table
}

} // namespace

QString harmless(const QString &text)
{
    QString shown = text;
    for (QChar &c : shown) {
        if (isBlank(c))
            c = u' ';
        else if (c.category() == QChar::Other_Control || isBidiControl(c))
            c = QChar::ReplacementCharacter;
    }
    return shown;
}

QString harmlessLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = harmless(line);
    return lines.join(u'\n');
}

int columnsOf(const QString &text)
{
    int columns = 0;
    for (const char32_t character : text.toUcs4())
        columns += characterColumns(character);
    return columns;
}

QString elided(const QString &text, int columns)
{
    if (columnsOf(text) <= columns)
        return text;
    int left = columns - 1; // the ellipsis takes one
    QString kept;
    for (const char32_t character : text.toUcs4()) {
        left -= characterColumns(character);
        if (left < 0)
            break;
        kept += QChar::fromUcs4(character);
    }
    return columns > 0 ? kept + QChar(u'…') : QString();
}

} // namespace headway
