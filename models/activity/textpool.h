#pragma once

#include <QtGlobal>

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wirecase {

/// Each distinct text once, named by a number. 0 is the empty text.
class TextPool
{
public:
    TextPool() { intern({}); }
    TextPool(const TextPool &other)
    {
        for (const std::string &text : other.m_texts)
            intern(text);
    }
    TextPool &operator=(const TextPool &) = delete;

    quint32 intern(std::string_view text)
    {
        if (const auto known = m_ids.find(text); known != m_ids.end())
            return known->second;
        m_texts.emplace_back(text);
        const auto id = static_cast<quint32>(m_texts.size() - 1);
        m_ids.emplace(m_texts.back(), id);
        return id;
    }
    [[nodiscard]] const std::string &at(quint32 id) const { return m_texts[id]; }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    std::deque<std::string> m_texts; ///< a deque, as the map points into the texts
    std::unordered_map<std::string_view, quint32> m_ids;
};

} // namespace wirecase
