#pragma once

#include "models/base/job.h"
#include "models/casefile/caseoptions.h"
#include "models/casefile/caserows.h"

#include <QStringList>

#include <map>

namespace wirecase {

/// What can still be read of a damaged case, ready to be written as a new one.
struct CaseSalvage
{
    std::vector<CaseWrite> writes;                    ///< of the new case
    quint64 entries = 0;                              ///< of the journal
    std::vector<std::pair<quint64, quint64>> missing; ///< sequences of lost entries, first and last; those at the end
                                                      ///< leave no trace
    std::map<QString, int> said;                      ///< documents of what the analyst says, by table
    int evidence = 0;
    bool tablesAreLost = false; ///< rows may be missing without a trace
    bool headIsNew = false;     ///< name, id and salt of the case are lost
    quint64 damaged = 0;        ///< places that could not be read
    std::vector<Error> places;  ///< the first of them

    [[nodiscard]] bool isWhole() const { return missing.empty() && damaged == 0 && !headIsNew && !tablesAreLost; }
    /// What was read and what is lost, a sentence each.
    [[nodiscard]] QStringList summary() const;
};

/// Whether it is worth looking what is left of a case that could not be opened for this reason.
[[nodiscard]] bool maySalvage(const Error &error);

/// Reads what is left of the case, and of the log beside it, without SQLite and without touching either. An Error when
/// nothing of a case is in the file, or another program has it open. The journal decides where it is whole; what the
/// case says beyond that is told in new entries, so that the new case and its journal agree.
[[nodiscard]] Result<CaseSalvage> readDamagedCase(const QString &path, JobState &job, const CaseOptions &options = {});

/// "name.salvaged.wirecase" beside the case, numbered when there is such a file already.
[[nodiscard]] QString salvagedPath(const QString &path);

/// Writes a new case at `path`, which must not exist.
[[nodiscard]] Status writeSalvaged(const CaseSalvage &salvage, const QString &path);

} // namespace wirecase
