#pragma once

#include "core/wire/jsonreader.h"

#include <QSet>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <vector>

namespace headway::wire {

/// Where the parser is, seen from outside: it is handed out as an iterator that writes down how
/// far it has come, because the events do not tell.
class CountedIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountedIterator(const char *at, const char **reached)
        : m_at(at)
        , m_reached(reached)
    {
    }

    reference operator*() const { return *m_at; }
    CountedIterator &operator++()
    {
        *m_reached = ++m_at;
        return *this;
    }
    CountedIterator operator++(int)
    {
        const CountedIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const CountedIterator &a, const CountedIterator &b)
    {
        return a.m_at == b.m_at;
    }
    friend bool operator!=(const CountedIterator &a, const CountedIterator &b)
    {
        return a.m_at != b.m_at;
    }

private:
    const char *m_at;
    const char **m_reached;
};

/// The names of an object's members so far. Most have few, which are compared sooner than hashed.
class MemberNames
{
public:
    /// @return whether @p name is a new one
    bool add(const QString &name);

private:
    QStringList m_few; ///< all, while they are
    QSet<QString> m_many; ///< all, once they are too many for that
};

/// Takes the events of nlohmann's parser and builds a JsonValue of them. An event answers false to
/// end the reading; error() tells why then.
class JsonBuilder
{
public:
    using Json = nlohmann::json;

    JsonBuilder(const QByteArray &bytes, const JsonLimits &limits);

    CountedIterator begin() { return {m_bytes.constData(), &m_reached}; }
    CountedIterator end() { return {m_bytes.constData() + m_bytes.size(), &m_reached}; }
    JsonValue takeValue() { return std::move(m_root); }
    Error error() const { return {ErrorCode::InvalidArgument, m_error}; }

    // The names are the parser's.
    bool null();
    bool boolean(bool value);
    bool number_integer(Json::number_integer_t value);
    bool number_unsigned(Json::number_unsigned_t value);
    bool number_float(Json::number_float_t value, const Json::string_t &text);
    bool string(Json::string_t &text);
    bool binary(Json::binary_t &bytes);
    bool start_object(std::size_t count);
    bool key(Json::string_t &name);
    bool end_object();
    bool start_array(std::size_t count);
    bool end_array();
    bool parse_error(std::size_t position, const std::string &token,
                     const nlohmann::detail::exception &exception);

private:
    struct Frame
    {
        JsonValue value;
        const char *begin = nullptr;
        bool isOpaque = false;
        QString name; ///< of the member that comes next
        MemberNames names;
    };

    const char *beginOfToken() const;
    bool addScalar(JsonValue value);
    bool add(JsonValue value);
    bool open(JsonValue::Kind kind);
    bool close();
    bool refuse(const QString &sentence);

    const QByteArray &m_bytes;
    const JsonLimits &m_limits;
    const char *m_reached; ///< up to where the parser has read
    const char *m_tokenEnd; ///< of the last value, name or bracket
    std::vector<Frame> m_open;
    JsonValue m_root;
    QString m_error;
};

} // namespace headway::wire
