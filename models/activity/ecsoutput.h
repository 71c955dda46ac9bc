#pragma once

#include "models/activity/ecsview.h"

#include <charconv>
#include <optional>

namespace wirecase {

/// Puts an optional text out; empty ones are no field.
class EcsOutput
{
public:
    explicit EcsOutput(EcsSink &sink)
        : m_sink(sink)
    {
    }

    void text(std::string_view field, std::string_view value, EcsSink::View view = EcsSink::View::Both)
    {
        if (!value.empty())
            m_sink.text(field, value, view);
    }
    /// One value for the faithful view and another for the normalised one.
    void text(std::string_view field, std::string_view faithful, std::string_view normalised)
    {
        if (faithful == normalised)
            return text(field, faithful);
        text(field, faithful, EcsSink::View::Faithful);
        text(field, normalised, EcsSink::View::Normalised);
    }
    void listed(std::string_view field, std::string_view value, EcsSink::View view = EcsSink::View::Both)
    {
        if (!value.empty())
            m_sink.listed(field, value, view);
    }

private:
    EcsSink &m_sink;
};

/// Puts texts together so that no two sets of them give the same.
class EcsInputs
{
public:
    explicit EcsInputs(std::string &text)
        : m_text(text)
    {
    }
    EcsInputs &operator<<(std::string_view text)
    {
        addNumber(static_cast<quint32>(text.size()));
        m_text += text;
        return *this;
    }
    /// Everything in the value; its type too.
    EcsInputs &operator<<(const simdjson::dom::element &value);
    /// The members of an object but the one called so; what is no object counts as an empty one.
    EcsInputs &addMembers(const JsonElement &object, std::string_view but = {});
    EcsInputs &addNumber(quint32 number)
    {
        m_text.append(reinterpret_cast<const char *>(&number), sizeof number);
        return *this;
    }

private:
    std::string &m_text;
};

/// The number that a text is, whatever the locale.
[[nodiscard]] inline std::optional<double> numberIn(std::string_view text)
{
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isWhole = code == std::errc() && end == text.data() + text.size();
    return isWhole ? std::optional(number) : std::nullopt;
}

} // namespace wirecase
