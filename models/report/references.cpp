#include "models/report/references.h"

#include <algorithm>

namespace wirecase {

RecordPlaces placesOf(const std::vector<Citation> &sources)
{
    RecordPlaces places;
    places.reserve(sources.size());
    for (const Citation &source : sources)
        places.push_back({source.evidence, source.record});
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    return places;
}

int References::number(const RecordPlaces &places)
{
    const auto [known, isNew] = m_numbers.try_emplace(places, static_cast<int>(m_all.size()) + 1);
    if (isNew)
        m_all.push_back(places);
    return known->second;
}

std::vector<RecordStretch> stretchesOf(const RecordPlaces &places)
{
    std::vector<RecordStretch> stretches;
    for (const RecordPlace &place : places) {
        // Record 0 is the whole file: record 1 does not follow it.
        const bool goesOn = !stretches.empty() && stretches.back().first.record > 0
                            && stretches.back().first.evidence == place.evidence
                            && stretches.back().first.record + stretches.back().count == place.record;
        if (goesOn)
            ++stretches.back().count;
        else
            stretches.push_back({place, 1});
    }
    return stretches;
}

} // namespace wirecase
