#pragma once

#include <QtGlobal>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wirecase {

/// Finds the number of a key among those that matter. Records of one export have their keys in one order: what came at
/// a place last time is tried first.
class KeySlots
{
public:
    explicit KeySlots(std::span<const std::string_view> keys)
        : m_keys(keys)
    {
    }

    /// `place`: how many keys the object had before this one.
    [[nodiscard]] std::optional<std::size_t> slotOf(std::size_t place, std::string_view key)
    {
        if (place >= mostPlaces)
            return search(key);
        if (place >= m_expected.size())
            m_expected.resize(place + 1);
        Expected &expected = m_expected[place];
        if (expected.key != key)
            expected = {std::string(key), search(key)};
        return expected.slot;
    }

private:
    static constexpr std::size_t mostPlaces = 64;

    struct Expected
    {
        std::string key;
        std::optional<std::size_t> slot; ///< none when the key does not matter
    };

    [[nodiscard]] std::optional<std::size_t> search(std::string_view key) const
    {
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            if (m_keys[i] == key)
                return i;
        }
        return std::nullopt;
    }

    std::span<const std::string_view> m_keys;
    std::vector<Expected> m_expected; ///< by place
};

} // namespace wirecase
