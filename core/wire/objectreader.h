#pragma once

#include "core/base/ids.h"
#include "core/model/task.h"
#include "core/wire/jsonreader.h"

#include <QDateTime>
#include <QVarLengthArray>

#include <limits>

namespace headway::wire {

/// Takes an object's members apart, one call a member. The first mistake is kept and told by
/// finish(); what a call returns after it is of no use. A missing member and one that is null are
/// the same: not known. A name that is asked for outlives the reader.
class ObjectReader
{
public:
    enum class Unknown { Refused, Ignored };

    /// @p object is borrowed; anything but an object is a mistake itself.
    explicit ObjectReader(const JsonValue &object, Unknown unknown = Unknown::Refused);

    struct Length
    {
        qsizetype atLeast = 0; ///< characters (Unicode code points)
        qsizetype atMost = std::numeric_limits<qsizetype>::max();
    };
    struct Range
    {
        qint64 atLeast = 0;
        qint64 atMost = 0;
    };

    /// Whether the member is there, be it null.
    bool has(QStringView name) const;
    /// The member as it is, nullptr when it is missing or null.
    const JsonValue *value(QStringView name);

    QString requiredText(QStringView name, Length length);
    std::optional<QString> text(QStringView name, Length length);
    std::optional<double> number(QStringView name, double atMost);
    std::optional<qint64> integer(QStringView name, Range range);
    std::optional<bool> boolean(QStringView name);
    std::optional<QDateTime> instant(QStringView name);
    std::optional<Labels> labels(QStringView name);

    template <typename Id>
    std::optional<Id> id(QStringView name)
    {
        const std::optional<QString> word = text(name, {0, 36});
        const std::optional<Id> id = word ? Id::fromString(*word) : std::nullopt;
        if (word && !id)
            refuse(name, QStringLiteral("must be a version 4 UUID"));
        return id;
    }

    /// Marks the member as missing when @p found is empty.
    template <typename T>
    T required(QStringView name, std::optional<T> found)
    {
        if (!found)
            refuse(name, QStringLiteral("is missing"));
        return found.value_or(T());
    }

    /// Keeps the mistake `"NAME" WHAT.` unless there was one before.
    void refuse(QStringView name, const QString &what);
    /// Errors: InvalidArgument with the first mistake; a member that nobody asked for is one.
    Result<void> finish();

private:
    /// @p what() tells what is wanted; it is called for a mistake only.
    template <typename What>
    const JsonValue *valueOfKind(QStringView name, JsonValue::Kind kind, const What &what);

    const JsonValue &m_object;
    Unknown m_unknown;
    QVarLengthArray<QStringView, 32> m_asked;
    std::optional<Error> m_error;
};

/// Of Task::row.
inline constexpr ObjectReader::Range rowRange{0, std::numeric_limits<quint32>::max()};

/// The member @p name, an array of objects that @p read takes apart; what is not known in them is
/// passed over. A mistake in one is told of the whole member.
template <typename Item>
QList<Item> listOf(ObjectReader &object, QStringView name, Item (*read)(ObjectReader &))
{
    QList<Item> items;
    const JsonValue *list = object.value(name);
    if (!list || list->kind != JsonValue::Kind::Array) {
        object.refuse(name, QStringLiteral("must be an array"));
        return items;
    }
    items.reserve(list->items.size());
    for (const JsonValue &value : list->items) {
        ObjectReader reader(value, ObjectReader::Unknown::Ignored);
        items.append(read(reader));
        if (const Result<void> fine = reader.finish(); !fine) {
            object.refuse(
                name, QStringLiteral("has an item that cannot be read: ") + fine.error().detail);
            break;
        }
    }
    return items;
}

} // namespace headway::wire
