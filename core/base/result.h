#pragma once

#include "core/base/error.h"

#include <QtGlobal>

#include <optional>
#include <utility>
#include <variant>

namespace headway {

/// A value, or the Error that stands in its place. value() of an error and error() of a value are
/// programming mistakes and assert.
template <typename T>
class [[nodiscard]] Result
{
public:
    using Value = T;

    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    bool isOk() const { return m_content.index() == 0; }
    explicit operator bool() const { return isOk(); }

    const T &value() const & { return *checked(); }
    T &value() & { return *checked(); }
    T &&value() && { return std::move(*checked()); }
    const T &operator*() const & { return *checked(); }
    T &operator*() & { return *checked(); }
    T &&operator*() && { return std::move(*checked()); }
    const T *operator->() const { return checked(); }
    T *operator->() { return checked(); }

    const Error &error() const
    {
        Q_ASSERT(!isOk());
        return *std::get_if<1>(&m_content);
    }

    friend bool operator==(const Result &, const Result &) = default;

private:
    const T *checked() const
    {
        Q_ASSERT(isOk());
        return std::get_if<0>(&m_content);
    }
    T *checked()
    {
        Q_ASSERT(isOk());
        return std::get_if<0>(&m_content);
    }

    std::variant<T, Error> m_content;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    using Value = void;

    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    bool isOk() const { return !m_error; }
    explicit operator bool() const { return isOk(); }
    const Error &error() const
    {
        Q_ASSERT(m_error);
        return *m_error;
    }

    friend bool operator==(const Result &, const Result &) = default;

private:
    std::optional<Error> m_error;
};

} // namespace headway
