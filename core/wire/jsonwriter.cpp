#include "core/wire/jsonwriter.h"

#include "core/wire/time.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace headway::wire {

namespace {

void append(auto &out, std::string_view text)
{
    out.append(text.data(), static_cast<qsizetype>(text.size()));
}

void appendEscaped(auto &out, char c)
{
    switch (c) {
    case '"':
        return append(out, "\\\"");
    case '\\':
        return append(out, "\\\\");
    case '\n':
        return append(out, "\\n");
    case '\r':
        return append(out, "\\r");
    case '\t':
        return append(out, "\\t");
    default:
        append(out, "\\u00");
        append(out, QByteArray(1, c).toHex().toStdString());
    }
}

bool wantsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// The same in UTF-8, and as it stands in JSON.
bool isPlain(QChar c)
{
    return c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\';
}

/// @return whether @p text is plain throughout; only then @p out holds it all
bool copyPlain(char *out, QStringView text)
{
    for (const QChar c : text) {
        if (!isPlain(c))
            return false;
        *out++ = static_cast<char>(c.unicode());
    }
    return true;
}

void appendUtf8(auto &out, const QByteArray &utf8)
{
    auto at = utf8.begin();
    while (true) {
        const auto end = std::find_if(at, utf8.end(), wantsEscape);
        append(out, {at, end});
        if (end == utf8.end())
            return;
        appendEscaped(out, *end);
        at = end + 1;
    }
}

void appendQuoted(auto &out, const QString &text)
{
    out.append('"');
    const qsizetype begin = out.size();
    out.resize(begin + text.size());
    if (!copyPlain(out.data() + begin, text)) { // most are
        out.resize(begin);
        appendUtf8(out, text.toUtf8());
    }
    out.append('"');
}

/// The text of a number, without a place on the heap.
class NumberText
{
public:
    explicit NumberText(auto value)
    {
        m_end = std::to_chars(m_text.begin(), m_text.end(), value).ptr;
    }
    QByteArrayView view() const { return {m_text.begin(), m_end}; }

private:
    std::array<char, 32> m_text{};
    const char *m_end = nullptr;
};

} // namespace

QByteArray quoted(const QString &text)
{
    QByteArray out;
    appendQuoted(out, text);
    return out;
}

QByteArray numberText(double value)
{
    constexpr double exactUpTo = 9007199254740992.0; // 2^53
    if (std::abs(value) <= exactUpTo && std::trunc(value) == value)
        return NumberText(static_cast<qint64>(value)).view().toByteArray();
    return NumberText(value).view().toByteArray();
}

QByteArray array(const QByteArrayList &items)
{
    return '[' + items.join(',') + ']';
}

JsonWriter::JsonWriter()
{
    m_json.append('{');
}

QByteArray JsonWriter::object() const
{
    QByteArray json(m_json.size() + 1, Qt::Uninitialized);
    *std::copy(m_json.begin(), m_json.end(), json.begin()) = '}';
    return json;
}

void JsonWriter::begin(std::string_view name)
{
    append(m_json, m_json.size() > 1 ? ",\"" : "\"");
    append(m_json, name);
    append(m_json, "\":");
}

JsonWriter &JsonWriter::raw(std::string_view name, QByteArrayView json)
{
    begin(name);
    m_json.append(json.data(), json.size());
    return *this;
}

JsonWriter &JsonWriter::text(std::string_view name, const QString &value)
{
    begin(name);
    appendQuoted(m_json, value);
    return *this;
}

JsonWriter &JsonWriter::textOrNull(std::string_view name, const QString &value)
{
    return value.isEmpty() ? raw(name, "null") : text(name, value);
}

JsonWriter &JsonWriter::textOrNull(std::string_view name, const std::optional<QString> &value)
{
    return value ? text(name, *value) : raw(name, "null");
}

JsonWriter &JsonWriter::number(std::string_view name, double value)
{
    return raw(name, numberText(value));
}

JsonWriter &JsonWriter::numberOrNull(std::string_view name, const std::optional<double> &value)
{
    return value ? number(name, *value) : raw(name, "null");
}

JsonWriter &JsonWriter::integer(std::string_view name, qint64 value)
{
    return raw(name, NumberText(value).view());
}

JsonWriter &JsonWriter::integer(std::string_view name, quint64 value)
{
    return raw(name, NumberText(value).view());
}

JsonWriter &JsonWriter::integerOrNull(std::string_view name, const std::optional<qint64> &value)
{
    return value ? integer(name, qint64{*value}) : raw(name, "null");
}

JsonWriter &JsonWriter::instantOrNull(std::string_view name, const QDateTime &value)
{
    const std::optional<IsoText> text = isoText(value);
    if (!text)
        return raw(name, "null");
    begin(name);
    m_json.append('"');
    m_json.append(text->data(), static_cast<qsizetype>(text->size()));
    m_json.append('"');
    return *this;
}

JsonWriter &JsonWriter::boolean(std::string_view name, bool value)
{
    return raw(name, value ? "true" : "false");
}

} // namespace headway::wire
