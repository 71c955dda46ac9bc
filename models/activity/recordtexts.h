#pragma once

#include "models/activity/jsontext.h"

#include <deque>

namespace wirecase {

/// Texts of elements as views: of strings into the parsed document, of numbers into a store of their own.
class RecordTexts
{
public:
    void clear() { m_made.clear(); }

    /// As scalarText.
    [[nodiscard]] std::string_view scalar(const JsonElement &element)
    {
        std::string_view text;
        if (!element || element->get(text) == simdjson::SUCCESS)
            return text;
        return keep(scalarText(element));
    }
    /// As valueText.
    [[nodiscard]] std::string_view value(const JsonElement &element)
    {
        return scalar(isObject(element) ? memberOf(element, "value") : element);
    }
    [[nodiscard]] std::string_view keep(std::string text)
    {
        return text.empty() ? std::string_view() : std::string_view(m_made.emplace_back(std::move(text)));
    }

private:
    std::deque<std::string> m_made; ///< a deque, as views point into it
};

} // namespace wirecase
