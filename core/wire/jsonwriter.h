#pragma once

#include <QByteArray>
#include <QString>
#include <QVarLengthArray>

#include <optional>
#include <string_view>

class QDateTime;

namespace headway::wire {

/// Writes one JSON object member by member, compact, as UTF-8.
class JsonWriter
{
public:
    JsonWriter();

    JsonWriter &text(std::string_view name, const QString &value);
    /// null for an empty text.
    JsonWriter &textOrNull(std::string_view name, const QString &value);
    JsonWriter &textOrNull(std::string_view name, const std::optional<QString> &value);
    JsonWriter &number(std::string_view name, double value);
    JsonWriter &numberOrNull(std::string_view name, const std::optional<double> &value);
    JsonWriter &integer(std::string_view name, qint64 value);
    JsonWriter &integer(std::string_view name, quint64 value);
    JsonWriter &integerOrNull(std::string_view name, const std::optional<qint64> &value);
    /// As toIsoTime(); null for an instant that is not known.
    JsonWriter &instantOrNull(std::string_view name, const QDateTime &value);
    JsonWriter &boolean(std::string_view name, bool value);
    /// @p json is valid JSON already.
    JsonWriter &raw(std::string_view name, QByteArrayView json);

    /// The object so far.
    QByteArray object() const;

private:
    void begin(std::string_view name);

    QVarLengthArray<char, 1024> m_json; ///< without its last brace; most never leave the stack
};

/// @p text in quotes, with what JSON wants escaped escaped.
QByteArray quoted(const QString &text);
/// The shortest text that reads back as @p value, which is finite; no fraction when it is whole.
QByteArray numberText(double value);
/// [a,b,...] of @p items, which are valid JSON already.
QByteArray array(const QByteArrayList &items);

} // namespace headway::wire
