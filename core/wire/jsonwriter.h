#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>

namespace headway::wire {

/// Writes one JSON object member by member, compact, as UTF-8.
class JsonWriter
{
public:
    JsonWriter();

    JsonWriter &text(const char *name, const QString &value);
    /// null for an empty text.
    JsonWriter &textOrNull(const char *name, const QString &value);
    JsonWriter &textOrNull(const char *name, const std::optional<QString> &value);
    JsonWriter &number(const char *name, double value);
    JsonWriter &numberOrNull(const char *name, const std::optional<double> &value);
    JsonWriter &integer(const char *name, qint64 value);
    JsonWriter &integer(const char *name, quint64 value);
    JsonWriter &integerOrNull(const char *name, const std::optional<qint64> &value);
    JsonWriter &boolean(const char *name, bool value);
    /// @p json is valid JSON already.
    JsonWriter &raw(const char *name, QByteArrayView json);

    /// The object so far.
    QByteArray object() const;

private:
    void begin(const char *name);

    std::string m_json; ///< without its last brace; a QByteArray grows at five times the cost
};

/// @p text in quotes, with what JSON wants escaped escaped.
QByteArray quoted(const QString &text);
/// The shortest text that reads back as @p value, which is finite; no fraction when it is whole.
QByteArray numberText(double value);
/// [a,b,...] of @p items, which are valid JSON already.
QByteArray array(const QByteArrayList &items);

} // namespace headway::wire
