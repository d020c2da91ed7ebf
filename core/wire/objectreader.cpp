#include "core/wire/objectreader.h"

#include "core/model/limits.h"
#include "core/wire/time.h"

#include <QLocale>

#include <algorithm>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

using Kind = JsonValue::Kind;

qsizetype characters(QStringView text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); });
}

bool fits(QStringView text, ObjectReader::Length length)
{
    const qsizetype count = characters(text);
    return count >= length.atLeast && count <= length.atMost;
}

QString grouped(qint64 number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number);
}

QString wanted(ObjectReader::Length length)
{
    if (length.atMost == ObjectReader::Length().atMost)
        return u"must be a text"_s;
    return length.atLeast == 0
        ? u"must be a text of at most %1 characters"_s.arg(grouped(length.atMost))
        : u"must be a text of %1 to %2 characters"_s.arg(grouped(length.atLeast),
                                                         grouped(length.atMost));
}

bool isLabel(const QString &key, const JsonValue &value)
{
    return fits(key, {1, limits::labelKeyLength}) && value.kind == Kind::Text
        && fits(value.text, {0, limits::labelValueLength});
}

} // namespace

ObjectReader::ObjectReader(const JsonValue &object, Unknown unknown)
    : m_object(object)
    , m_unknown(unknown)
{
    if (object.kind != Kind::Object)
        m_error = Error{ErrorCode::InvalidArgument, u"That must be a JSON object."_s};
}

bool ObjectReader::has(QStringView name) const
{
    return m_object.member(name) != nullptr;
}

const JsonValue *ObjectReader::value(QStringView name)
{
    m_asked.append(name);
    const JsonValue *found = m_object.member(name);
    return found && !found->isNull() ? found : nullptr;
}

template <typename What>
const JsonValue *ObjectReader::valueOfKind(QStringView name, Kind kind, const What &what)
{
    const JsonValue *found = value(name);
    if (!found || found->kind == kind)
        return found;
    refuse(name, what());
    return nullptr;
}

QString ObjectReader::requiredText(QStringView name, Length length)
{
    if (!has(name) || m_object.member(name)->isNull())
        refuse(name, u"is missing; it "_s + wanted(length));
    return text(name, length).value_or(QString());
}

std::optional<QString> ObjectReader::text(QStringView name, Length length)
{
    const JsonValue *found = valueOfKind(name, Kind::Text, [&] { return wanted(length); });
    if (!found)
        return std::nullopt;
    if (!fits(found->text, length))
        refuse(name, wanted(length));
    return found->text;
}

std::optional<double> ObjectReader::number(QStringView name, double atMost)
{
    const auto what = [atMost] {
        return atMost == std::numeric_limits<double>::max()
            ? u"must be a number that is not negative"_s
            : u"must be a number from 0 to %1"_s.arg(atMost);
    };
    const JsonValue *found = valueOfKind(name, Kind::Number, what);
    if (!found)
        return std::nullopt;
    if (found->number < 0 || found->number > atMost)
        refuse(name, what());
    return found->number + 0.0; // no negative zero
}

std::optional<qint64> ObjectReader::integer(QStringView name, Range range)
{
    const auto what = [range] {
        return u"must be a whole number from %1 to %2"_s.arg(range.atLeast).arg(range.atMost);
    };
    const JsonValue *found = valueOfKind(name, Kind::Number, what);
    if (!found)
        return std::nullopt;
    if (!found->integer || *found->integer < range.atLeast || *found->integer > range.atMost)
        refuse(name, what());
    return found->integer;
}

std::optional<bool> ObjectReader::boolean(QStringView name)
{
    const JsonValue *found =
        valueOfKind(name, Kind::Bool, [] { return u"must be true or false"_s; });
    return found ? std::optional(found->boolean) : std::nullopt;
}

std::optional<QDateTime> ObjectReader::instant(QStringView name)
{
    const auto what = [] { return u"must be an ISO 8601 time with an offset"_s; };
    const JsonValue *found = valueOfKind(name, Kind::Text, what);
    if (!found)
        return std::nullopt;
    std::optional<QDateTime> time = fromIsoTime(found->text);
    if (!time)
        refuse(name, what());
    return time;
}

std::optional<Labels> ObjectReader::labels(QStringView name)
{
    const auto what = [] {
        return u"must be an object of at most %1 texts, names of 1 to %2 characters, texts of at "
               "most %3"_s.arg(limits::labelCount)
                   .arg(limits::labelKeyLength)
                   .arg(limits::labelValueLength);
    };
    const JsonValue *found = valueOfKind(name, Kind::Object, what);
    if (!found)
        return std::nullopt;
    Labels labels;
    for (const auto &[key, value] : found->members) {
        if (!isLabel(key, value) || labels.size() == limits::labelCount) {
            refuse(name, what());
            break;
        }
        labels.insert(key, value.text);
    }
    return labels;
}

void ObjectReader::refuse(QStringView name, const QString &what)
{
    if (!m_error)
        m_error = Error{ErrorCode::InvalidArgument, shownName(name) + u' ' + what + u'.'};
}

Result<void> ObjectReader::finish()
{
    if (m_unknown == Unknown::Refused) {
        for (const auto &[name, value] : m_object.members) {
            if (!m_asked.contains(name))
                refuse(name, u"is not known here; leave it out"_s);
        }
    }
    return m_error ? Result<void>(*m_error) : Result<void>();
}

} // namespace headway::wire
