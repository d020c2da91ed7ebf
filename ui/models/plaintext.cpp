#include "ui/models/plaintext.h"

#include <QChar>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int marksKept = 4; // enough for Vietnamese, Hebrew, Thai and Arabic as people write them
constexpr qsizetype readFactor = 4;
constexpr qsizetype toolTipLength = 600;

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing
        || category == QChar::Mark_SpacingCombining;
}

/// Format characters that belong to honest text: soft hyphen, zero-width space and joiners, the
/// Arabic number signs.
bool isHarmlessFormat(char32_t c)
{
    return c == 0xad || (c >= 0x200b && c <= 0x200d) || (c >= 0x600 && c <= 0x605) || c == 0x6dd
        || c == 0x70f;
}

/// What stands for @p c, so that nobody is deceived by what cannot be seen.
char32_t visibleForm(char32_t c)
{
    constexpr char32_t controlPictures = 0x2400;
    if (c < 0x20)
        return controlPictures + c;
    if (c == 0x7f)
        return controlPictures + 0x21;
    const QChar::Category category = QChar::category(c);
    const bool unseen = category == QChar::Other_Control || category == QChar::Other_Surrogate
        || category == QChar::Other_NotAssigned
        || (category == QChar::Other_Format && !isHarmlessFormat(c));
    return unseen ? char32_t(QChar::ReplacementCharacter) : c;
}

/// Reads @p text from @p at, which moves on, one character a call.
char32_t nextCharacter(QStringView text, qsizetype &at)
{
    const QChar first = text[at++];
    if (!first.isHighSurrogate() || at >= text.size() || !text[at].isLowSurrogate())
        return first.unicode();
    return QChar::surrogateToUcs4(first, text[at++]);
}

enum class Lines { One, Many };

char32_t shownForm(char32_t c, Lines lines)
{
    const bool endsLine = c == u'\n' || c == u'\r' || c == 0x2028 || c == 0x2029 || c == 0x85;
    if (lines == Lines::One)
        return endsLine || c == u'\t' ? u' ' : visibleForm(c);
    if (endsLine || c == u'\t')
        return c == u'\t' ? U'\t' : U'\n';
    return visibleForm(c);
}

QString shown(QStringView text, qsizetype maxLength, Lines lines)
{
    QString out;
    out.reserve(qMin(text.size(), maxLength) + 1);
    const QStringView read = text.first(qMin(text.size(), maxLength * readFactor));
    int marks = 0;
    qsizetype at = 0;
    while (at < read.size() && out.size() < maxLength) {
        const char32_t c = nextCharacter(read, at);
        if (c == u'\r' && at < read.size() && read[at] == u'\n')
            continue;
        marks = isMark(c) ? marks + 1 : 0;
        if (marks <= marksKept)
            out += QChar::fromUcs4(shownForm(c, lines));
    }
    if (at < text.size())
        out += u'…';
    return out;
}

} // namespace

QString oneLine(QStringView text, qsizetype maxLength)
{
    return shown(text.trimmed(), maxLength, Lines::One);
}

QString manyLines(QStringView text, qsizetype maxLength)
{
    return shown(text, maxLength, Lines::Many);
}

QString toolTipText(QStringView text)
{
    QString escaped = manyLines(text, toolTipLength).toHtmlEscaped();
    if (escaped.isEmpty())
        return escaped;
    return u"<p>"_s + escaped.replace(u'\n', u"<br>"_s) + u"</p>"_s;
}

} // namespace headway
