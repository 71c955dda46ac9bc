#pragma once

#include "models/base/error.h"

#include <optional>
#include <utility>
#include <variant>

namespace wirecase {

/// A value or the Error that prevented it.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_value(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_value(std::in_place_index<1>, std::move(error))
    {
    }

    explicit operator bool() const { return m_value.index() == 0; }

    T &operator*() & { return *std::get_if<0>(&m_value); }
    const T &operator*() const & { return *std::get_if<0>(&m_value); }
    T &&operator*() && { return std::move(*std::get_if<0>(&m_value)); }
    T *operator->() { return std::get_if<0>(&m_value); }
    const T *operator->() const { return std::get_if<0>(&m_value); }

    [[nodiscard]] const Error &error() const { return *std::get_if<1>(&m_value); }

private:
    std::variant<T, Error> m_value;
};

/// The outcome of an operation that has no value.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    explicit operator bool() const { return !m_error; }
    [[nodiscard]] const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

} // namespace wirecase
