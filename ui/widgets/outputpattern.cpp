#include "ui/widgets/outputpattern.h"

#include "ui/models/outputblock.h"
#include "ui/widgets/outputline.h"

#include <algorithm>
#include <optional>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// Past the sequence that begins at @p at, if all it does is to set colours or to erase.
std::optional<qsizetype> pastHarmless(QByteArrayView bytes, qsizetype at)
{
    if (at + 1 >= bytes.size() || bytes[at + 1] != '[')
        return {};
    for (at += 2; at < bytes.size(); ++at) {
        const char byte = bytes[at];
        if (byte == 'm' || byte == 'K')
            return at + 1;
        const bool isParameter = (byte >= '0' && byte <= '9') || byte == ';' || byte == ':';
        if (!isParameter)
            return {};
    }
    return {};
}

/// The text of @p bytes in lower case as far as it is ASCII; nullopt where it may be shown in
/// another order than it is written.
std::optional<QByteArray> loweredText(QByteArrayView bytes)
{
    QByteArray text(bytes.size(), Qt::Uninitialized);
    char *end = text.data();
    for (qsizetype at = 0; at < bytes.size();) {
        const char byte = bytes[at];
        const bool overwrites = byte == '\r' && at + 1 < bytes.size() && bytes[at + 1] != '\n';
        if (byte == '\b' || overwrites)
            return {};
        if (byte == '\x1b') {
            const std::optional<qsizetype> past = pastHarmless(bytes, at);
            if (!past)
                return {};
            at = *past;
            continue;
        }
        *end++ = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
        ++at;
    }
    text.truncate(end - text.constData());
    return text;
}

} // namespace

OutputPattern::OutputPattern(const QRegularExpression &expression, const QByteArrayList &signs)
    : m_expression(expression)
    , m_signs(signs)
{
}

OutputPattern OutputPattern::words(const QString &text)
{
    const QRegularExpression expression(QRegularExpression::escape(text),
                                        QRegularExpression::CaseInsensitiveOption
                                            | QRegularExpression::UseUnicodePropertiesOption);
    return {expression,
            isPlain(text) ? QByteArrayList{text.toLower().toLatin1()} : QByteArrayList()};
}

OutputPattern OutputPattern::error()
{
    // Not "0 errors", "no error", "-Werror" or "errors: 0".
    static const QRegularExpression expression(
        uR"((?<![-\w/.])(?<!\b0 )(?<!\bno )(?:\w*error|fatal|failed|failure|\w*exception|traceback|)"
        uR"(panic|panicked|segmentation fault|undefined reference|aborted|no such file)\b)"
        uR"((?!s?\s*[:=]\s*0\b)(?![-\w./]*\.\w))"_s,
        QRegularExpression::CaseInsensitiveOption);
    return {expression,
            {"error", "fatal", "fail", "exception", "traceback", "panic", "fault", "undefined ref",
             "aborted", "no such file"}};
}

/// Most of a long output is passed over without being read as text.
bool OutputPattern::isRuledOut(const OutputBlock &block) const
{
    if (m_signs.isEmpty())
        return false;
    const std::optional<QByteArray> text = loweredText(block.bytes());
    return text && std::none_of(m_signs.cbegin(), m_signs.cend(), [&text](const QByteArray &sign) {
               return text->contains(sign);
           });
}

void OutputPattern::forEachMatch(const OutputBlock &block,
                                 const std::function<bool(const OutputMatch &)> &visit) const
{
    if (isRuledOut(block))
        return;
    block.forEachRow([&](qint64 start, const QByteArray &row) {
        const QString text = outputLine(row).text;
        for (auto matches = m_expression.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            const OutputPlace at{start, static_cast<int>(match.capturedStart())};
            if (!visit({at, static_cast<int>(match.capturedLength())}))
                return false;
        }
        return true;
    });
}

std::optional<OutputMatch> OutputPattern::firstIn(const OutputBlock &block,
                                                  std::optional<OutputPlace> after) const
{
    std::optional<OutputMatch> first;
    forEachMatch(block, [&](const OutputMatch &match) {
        if (!after || match.at > *after)
            first = match;
        return !first;
    });
    return first;
}

std::optional<OutputMatch> OutputPattern::lastIn(const OutputBlock &block,
                                                 std::optional<OutputPlace> before) const
{
    std::optional<OutputMatch> last;
    forEachMatch(block, [&](const OutputMatch &match) {
        if (before && match.at >= *before)
            return false;
        last = match;
        return true;
    });
    return last;
}

} // namespace headway
