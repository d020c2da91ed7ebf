#include "core/wire/jsonwriter.h"

#include <QByteArrayList>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace headway::wire {

namespace {

void appendEscaped(std::string &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00" + QByteArray(1, c).toHex().toStdString();
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

void appendPlain(std::string &out, const QString &text)
{
    const size_t at = out.size();
    out.resize(at + static_cast<size_t>(text.size()) + 2, '"');
    std::transform(text.begin(), text.end(), out.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                   [](QChar c) { return static_cast<char>(c.unicode()); });
}

void appendQuoted(std::string &out, const QString &text)
{
    if (std::all_of(text.begin(), text.end(), isPlain)) // most are
        return appendPlain(out, text);
    const QByteArray utf8 = text.toUtf8();
    out += '"';
    auto at = utf8.begin();
    while (true) {
        const auto end = std::find_if(at, utf8.end(), wantsEscape);
        out.append(at, end);
        if (end == utf8.end())
            break;
        appendEscaped(out, *end);
        at = end + 1;
    }
    out += '"';
}

} // namespace

QByteArray quoted(const QString &text)
{
    std::string out;
    appendQuoted(out, text);
    return QByteArray::fromStdString(out);
}

QByteArray numberText(double value)
{
    constexpr double wholeUpTo = 9007199254740992.0; // 2^53
    if (std::abs(value) <= wholeUpTo && std::trunc(value) == value)
        return QByteArray::number(static_cast<qint64>(value));
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

QByteArray array(const QByteArrayList &items)
{
    return '[' + items.join(',') + ']';
}

JsonWriter::JsonWriter()
{
    constexpr size_t usual = 1024;
    m_json.reserve(usual);
    m_json += '{';
}

QByteArray JsonWriter::object() const
{
    QByteArray json;
    json.reserve(static_cast<qsizetype>(m_json.size()) + 1);
    return json.append(m_json.data(), static_cast<qsizetype>(m_json.size())).append('}');
}

void JsonWriter::begin(const char *name)
{
    m_json += m_json.size() > 1 ? ",\"" : "\"";
    m_json += name;
    m_json += "\":";
}

JsonWriter &JsonWriter::raw(const char *name, QByteArrayView json)
{
    begin(name);
    m_json.append(json.data(), static_cast<size_t>(json.size()));
    return *this;
}

JsonWriter &JsonWriter::text(const char *name, const QString &value)
{
    begin(name);
    appendQuoted(m_json, value);
    return *this;
}

JsonWriter &JsonWriter::textOrNull(const char *name, const QString &value)
{
    return value.isEmpty() ? raw(name, "null") : text(name, value);
}

JsonWriter &JsonWriter::textOrNull(const char *name, const std::optional<QString> &value)
{
    return value ? text(name, *value) : raw(name, "null");
}

JsonWriter &JsonWriter::number(const char *name, double value)
{
    return raw(name, numberText(value));
}

JsonWriter &JsonWriter::numberOrNull(const char *name, const std::optional<double> &value)
{
    return value ? number(name, *value) : raw(name, "null");
}

JsonWriter &JsonWriter::integer(const char *name, qint64 value)
{
    return raw(name, QByteArray::number(value));
}

JsonWriter &JsonWriter::integer(const char *name, quint64 value)
{
    return raw(name, QByteArray::number(value));
}

JsonWriter &JsonWriter::integerOrNull(const char *name, const std::optional<qint64> &value)
{
    return value ? integer(name, qint64{*value}) : raw(name, "null");
}

JsonWriter &JsonWriter::boolean(const char *name, bool value)
{
    return raw(name, value ? "true" : "false");
}

} // namespace headway::wire
