#pragma once

#include "models/base/job.h"
#include "models/casefile/casepages.h"
#include "models/casefile/caserows.h"

namespace wirecase {

/// Rows found in a case file that may be damaged.
struct CarvedCase
{
    CaseRows rows;               ///< journal by sequence; each document once
    bool saidIsWhole = false;    ///< no document of what the analyst says can be missing
    bool journalIsWhole = false; ///< no entry can be missing, as far as the tables tell
    bool tablesAreLost = false;  ///< the list of tables is damaged: rows may be missing without a trace
    quint64 damaged = 0;         ///< places that could not be read
    std::vector<Error> places;   ///< the first hundred of them
};

/// Finds the rows of a case: first down the trees of its tables, which gives each row once as it is now; where those
/// are broken, also in every other page that is not free.
[[nodiscard]] CarvedCase carveCase(const CasePages &pages, const QString &file, JobState &job);

} // namespace wirecase
