#pragma once

#include "models/report/reportcontent.h"

#include <compare>
#include <map>
#include <vector>

namespace wirecase {

/// A record of a file of the evidence, by the numbers that the report gives to files.
struct RecordPlace
{
    int evidence = 0;   ///< 1-based; 0 is a file that the case does not hold
    quint64 record = 0; ///< 1-based; 0 means the file as a whole
    auto operator<=>(const RecordPlace &) const = default;
};
using RecordPlaces = std::vector<RecordPlace>; ///< sorted, each once

[[nodiscard]] RecordPlaces placesOf(const std::vector<Citation> &sources);

/// Gives numbers to what the report cites, in the order of first use. The same records have the same number wherever
/// they are cited, so that each stands once in the list at the end.
class References
{
public:
    [[nodiscard]] int number(const RecordPlaces &places); ///< 1-based
    [[nodiscard]] const std::vector<RecordPlaces> &all() const { return m_all; }

private:
    std::vector<RecordPlaces> m_all;
    std::map<RecordPlaces, int> m_numbers;
};

/// Records of one file, records in a row as one stretch.
struct RecordStretch
{
    RecordPlace first;
    quint64 count = 1;
    bool operator==(const RecordStretch &) const = default;
};

[[nodiscard]] std::vector<RecordStretch> stretchesOf(const RecordPlaces &places);

} // namespace wirecase
