#include "core/wire/jsonwriter.h"

#include <QByteArrayList>
#include <QLocale>

#include <cmath>

namespace headway::wire {

namespace {

void appendEscaped(QByteArray &out, char c)
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
        out += "\\u00" + QByteArray(1, c).toHex();
    }
}

} // namespace

QByteArray quoted(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    QByteArray out;
    out.reserve(utf8.size() + 2);
    out += '"';
    for (const char c : utf8) {
        if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\')
            appendEscaped(out, c);
        else
            out += c;
    }
    return out += '"';
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

JsonWriter &JsonWriter::raw(const char *name, const QByteArray &json)
{
    if (!m_members.isEmpty())
        m_members += ',';
    m_members += '"';
    m_members += name;
    m_members += "\":";
    m_members += json;
    return *this;
}

JsonWriter &JsonWriter::text(const char *name, const QString &value)
{
    return raw(name, quoted(value));
}

JsonWriter &JsonWriter::textOrNull(const char *name, const QString &value)
{
    return raw(name, value.isEmpty() ? QByteArray("null") : quoted(value));
}

JsonWriter &JsonWriter::textOrNull(const char *name, const std::optional<QString> &value)
{
    return raw(name, value ? quoted(*value) : QByteArray("null"));
}

JsonWriter &JsonWriter::number(const char *name, double value)
{
    return raw(name, numberText(value));
}

JsonWriter &JsonWriter::numberOrNull(const char *name, const std::optional<double> &value)
{
    return raw(name, value ? numberText(*value) : QByteArray("null"));
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
    return raw(name, value ? QByteArray::number(*value) : QByteArray("null"));
}

JsonWriter &JsonWriter::boolean(const char *name, bool value)
{
    return raw(name, value ? "true" : "false");
}

} // namespace headway::wire
