#pragma once

#include "models/base/job.h"
#include "models/evidence/evidencekind.h"
#include "models/evidence/formatsniffer.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace wirecase {

/// What would happen to one file if the plan were carried out.
struct PlannedFile
{
    QString path; ///< absolute
    QString name; ///< below the folder that was given, else the file name
    quint64 size = 0;
    qint64 mtimeNs = 0;
    EvidenceKind kind = EvidenceKind::Unknown;
    Compression compression = Compression::None;
    QString whyNot;      ///< why it cannot be read; empty when it can
    bool failed = false; ///< what it is could not be found out: it may be evidence
    bool ticked = false;

    [[nodiscard]] bool willRead() const { return ticked && whyNot.isEmpty(); }
    bool operator==(const PlannedFile &) const = default;
};

using EvidencePlan = std::vector<PlannedFile>;

/// Looks at every file among `paths` and below the folders among them, in a stable order (as given, below folders by
/// name), and tells what each is by its content. Folders that are not looked into have a row that says why: they cannot
/// be read, are links, or lie too deep. `publish` gets the rows found since
/// its last call, at most ten times a second; it runs in the caller's thread. What was found is kept on cancel.
[[nodiscard]] EvidencePlan planEvidence(const QStringList &paths, JobState &job,
                                        const std::function<void(const EvidencePlan &)> &publish = {});

} // namespace wirecase
