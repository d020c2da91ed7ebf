#include "core/wire/jsonbuilder.h"

#include "core/base/utf8.h"

#include <cmath>
#include <cstring>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr double wholeUpTo = 9007199254740992.0; // 2^53: below it a double holds every integer

JsonValue numberValue(double number, std::optional<qint64> integer)
{
    JsonValue value;
    value.kind = JsonValue::Kind::Number;
    value.number = number;
    value.integer = integer;
    return value;
}

const char *endOfNumber(const char *begin, const char *end)
{
    while (begin != end && *begin != '\0' && std::strchr("+-.0123456789eE", *begin) != nullptr)
        ++begin;
    return begin;
}

} // namespace

bool MemberNames::add(const QString &name)
{
    constexpr qsizetype few = 16;
    if (!m_many.isEmpty()) {
        const qsizetype before = m_many.size();
        m_many.insert(name);
        return m_many.size() > before;
    }
    if (m_few.contains(name))
        return false;
    if (m_few.isEmpty())
        m_few.reserve(few);
    m_few.append(name);
    if (m_few.size() == few)
        m_many = QSet<QString>(m_few.cbegin(), m_few.cend());
    return true;
}

JsonBuilder::JsonBuilder(const QByteArray &bytes, const JsonLimits &limits)
    : m_bytes(bytes)
    , m_limits(limits)
    , m_reached(bytes.constData())
    , m_tokenEnd(bytes.constData())
{
}

bool JsonBuilder::null()
{
    return addScalar({});
}

bool JsonBuilder::boolean(bool value)
{
    JsonValue made;
    made.kind = JsonValue::Kind::Bool;
    made.boolean = value;
    return addScalar(std::move(made));
}

bool JsonBuilder::number_integer(Json::number_integer_t value)
{
    return addScalar(numberValue(static_cast<double>(value), value));
}

bool JsonBuilder::number_unsigned(Json::number_unsigned_t value)
{
    const bool fits = value <= static_cast<quint64>(std::numeric_limits<qint64>::max());
    return addScalar(numberValue(static_cast<double>(value),
                                 fits ? std::optional(static_cast<qint64>(value)) : std::nullopt));
}

bool JsonBuilder::number_float(Json::number_float_t value, const Json::string_t &)
{
    const bool isWhole = std::abs(value) <= wholeUpTo && std::trunc(value) == value;
    return addScalar(
        numberValue(value, isWhole ? std::optional(static_cast<qint64>(value)) : std::nullopt));
}

bool JsonBuilder::string(Json::string_t &text)
{
    JsonValue made;
    made.kind = JsonValue::Kind::Text;
    made.text = textOfUtf8(text);
    if (made.text.contains(QChar::Null))
        return refuse(u"A text holds the character NUL; leave it out."_s);
    return addScalar(std::move(made));
}

bool JsonBuilder::binary(Json::binary_t &)
{
    return refuse(u"Binary values are no JSON."_s);
}

bool JsonBuilder::start_object(std::size_t)
{
    return open(JsonValue::Kind::Object);
}

bool JsonBuilder::key(Json::string_t &name)
{
    m_tokenEnd = m_reached;
    Frame &frame = m_open.back();
    frame.name = textOfUtf8(name);
    if (frame.name.contains(QChar::Null))
        return refuse(u"A member's name holds the character NUL; leave it out."_s);
    if (!frame.names.add(frame.name))
        return refuse(u"The member %1 is there twice; send it once."_s.arg(shownName(frame.name)));
    return true;
}

bool JsonBuilder::end_object()
{
    return close();
}

bool JsonBuilder::start_array(std::size_t)
{
    return open(JsonValue::Kind::Array);
}

bool JsonBuilder::end_array()
{
    return close();
}

bool JsonBuilder::parse_error(std::size_t position, const std::string &,
                              const nlohmann::detail::exception &exception)
{
    constexpr int numberOverflow = 406; // the parser's own number for it
    const std::string_view what = exception.what();
    if (exception.id == numberOverflow)
        return refuse(u"A number is too large for a double."_s);
    if (what.find("surrogate") != std::string_view::npos
        || what.find("U+DC00") != std::string_view::npos)
        return refuse(
            u"A text holds half a surrogate pair, at byte %1; send both or none."_s.arg(position));
    if (what.find("UTF-8") != std::string_view::npos)
        return refuse(
            u"That is not valid UTF-8, at byte %1; send the text as UTF-8."_s.arg(position));
    return refuse(u"That is not valid JSON, at byte %1."_s.arg(position));
}

/// The first byte of the token that was read last: what lies between it and the one before is blank
/// or a separator.
const char *JsonBuilder::beginOfToken() const
{
    const char *begin = m_tokenEnd;
    const char *end = m_bytes.constData() + m_bytes.size();
    while (begin != end && *begin != '\0' && std::strchr(" \t\r\n:,", *begin) != nullptr)
        ++begin;
    return begin;
}

bool JsonBuilder::addScalar(JsonValue value)
{
    const char *begin = beginOfToken();
    // The parser has read one byte past a number to see its end.
    m_tokenEnd = value.kind == JsonValue::Kind::Number
        ? endOfNumber(begin, m_bytes.constData() + m_bytes.size())
        : m_reached;
    value.raw = QByteArrayView(begin, m_tokenEnd);
    return add(std::move(value));
}

bool JsonBuilder::add(JsonValue value)
{
    if (m_open.empty()) {
        m_root = std::move(value);
        return true;
    }
    Frame &frame = m_open.back();
    if (frame.isOpaque)
        return true;
    if (frame.value.kind == JsonValue::Kind::Array)
        frame.value.items.append(std::move(value));
    else
        frame.value.members.emplaceBack(frame.name, std::move(value));
    return true;
}

bool JsonBuilder::open(JsonValue::Kind kind)
{
    if (m_open.size() >= static_cast<std::size_t>(m_limits.depth))
        return refuse(u"Arrays and objects are nested more than %1 levels deep; nest less."_s.arg(
            m_limits.depth));
    Frame frame;
    frame.value.kind = kind;
    frame.begin = beginOfToken();
    frame.isOpaque = !m_open.empty()
        && (m_open.back().isOpaque
            || (!m_limits.opaqueMember.isEmpty() && m_open.back().name == m_limits.opaqueMember));
    m_tokenEnd = m_reached;
    m_open.push_back(std::move(frame));
    return true;
}

bool JsonBuilder::close()
{
    m_tokenEnd = m_reached;
    JsonValue value = std::move(m_open.back().value);
    value.raw = QByteArrayView(m_open.back().begin, m_tokenEnd);
    m_open.pop_back();
    return add(std::move(value));
}

bool JsonBuilder::refuse(const QString &sentence)
{
    m_error = sentence;
    return false;
}

} // namespace headway::wire
