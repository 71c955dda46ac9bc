#pragma once

#include "models/base/error.h"

#include <QtGlobal>

#include <vector>

namespace wirecase {

/// What could not be read in one file. The import goes on: every problem is counted, the places of the first 100 kept.
struct ImportReport
{
    static constexpr std::size_t placesKept = 100;

    quint64 records = 0;       ///< read well: packets, events, tuples
    quint64 problems = 0;      ///< records that could not be read, and damage
    quint64 lostBytes = 0;     ///< bytes of the file that belong to no record read
    std::vector<Error> places; ///< each with file and offset

    void add(const Error &error)
    {
        ++problems;
        if (places.size() < placesKept)
            places.push_back(error);
    }
};

} // namespace wirecase
