#pragma once

#include "models/base/jobboard.h"
#include "models/base/settings.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/paneservices.h"

#include <QTemporaryDir>

#include <memory>

namespace wirecase {

/// A case of its own in a temporary folder, with everything that panes are handed.
class TriageCase
{
public:
    TriageCase();
    ~TriageCase();

    /// Reads files and folders and waits until nothing is under way.
    [[nodiscard]] bool load(const QStringList &paths);
    [[nodiscard]] PaneServices services();

    [[nodiscard]] InvestigationContext &context() { return m_context; }
    [[nodiscard]] Investigation &investigation() { return *m_investigation; }
    [[nodiscard]] CaseFile &caseFile() { return *m_case; }
    [[nodiscard]] CaseEditor &editor() { return *m_editor; }
    [[nodiscard]] const std::vector<Alert> &alerts() const { return m_investigation->snapshot()->detection.alerts; }
    /// Looks at one of the alerts, as a click in the table does.
    void pointAt(const Alert &alert);

private:
    QTemporaryDir m_folder;
    InvestigationContext m_context;
    std::unique_ptr<CaseFile> m_case;
    std::unique_ptr<CaseEditor> m_editor;
    std::unique_ptr<Settings> m_settings;
    JobBoard m_jobs;
    std::unique_ptr<Investigation> m_investigation;
    std::unique_ptr<InvestigationPivots> m_pivots;
};

/// A secret that the lab put into the sample's captures.
struct PlantedSecret
{
    QString secret;
    QString user;
    PacketId packet{};
};

/// Those that are told in tests/lab/truth.json and whose captures the snapshot has.
[[nodiscard]] std::vector<PlantedSecret> plantedSecrets(const Snapshot &snapshot);

/// resources/sample/evidence of the source tree.
[[nodiscard]] QString sampleEvidence();

} // namespace wirecase
