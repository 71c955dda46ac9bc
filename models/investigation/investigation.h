#pragma once

#include "models/base/job.h"
#include "models/base/slicedwork.h"
#include "models/base/timeformat.h"
#include "models/evidence/evidenceplan.h"
#include "models/investigation/factbook.h"
#include "models/investigation/snapshot.h"

#include <QHash>
#include <QTimer>

#include <deque>
#include <mutex>
#include <set>

namespace wirecase {

class CaseFile;
struct PipelineInput;

/// Leads the evidence of one case through the rooms, in the background: reading, joining, deriving facts, hashing; and
/// writes what it found into the case. Used alike by the window and by the command line. GUI thread; the case must
/// outlive it.
class Investigation : public QObject
{
    Q_OBJECT

public:
    explicit Investigation(CaseFile &caseFile, JobBoard *board = nullptr, QObject *parent = nullptr);
    ~Investigation() override;

    /// What is known now; never null.
    [[nodiscard]] const SnapshotPtr &snapshot() const { return m_snapshot; }
    /// Facts of every alert of the snapshot, once they are derived; never null.
    [[nodiscard]] const FactBookPtr &facts() const { return m_facts; }
    /// The evidence with its progress and hashes.
    [[nodiscard]] const EvidenceRegister &evidence() const { return m_evidence; }
    [[nodiscard]] bool isReading() const { return m_readJob.isRunning(); }
    /// Nothing is under way any more: read, derived, hashed, handed to the case.
    [[nodiscard]] bool isSettled() const;

    /// Rules to run beside the built-in one, first, and exceptions to apply.
    void setRules(std::vector<Rule> rules, std::vector<ExceptionItem> exceptions = {});
    void setMode(DetectionMode mode);
    /// A team's own steps (Markdown), to stand on top of every guide; first.
    void setTeamSteps(const QString &markdown) { m_teamSteps = markdown; }

    /// The zone in which facts tell times.
    void setTimeFormat(const TimeFormat &format);

    /// Reads the ticked files of `plan` in addition to what is there. A file that is there already is read once.
    void add(const EvidencePlan &plan);
    /// Reads the evidence that the case knows, from where it was last seen. What is not there any more is listed so.
    void reopen();
    /// Stops reading; what was read is kept and joined.
    void stopReading();

    /// Where a record that a case cites is found now; nothing when its file is not there.
    [[nodiscard]] std::optional<EvidenceRef> present(EvidenceRef ref) const;

signals:
    void snapshotChanged();
    void factsChanged();
    void evidenceChanged();
    void settled();

private:
    struct Mailbox;
    struct Hashes;

    bool addNext();
    void addFile(const PlannedFile &planned);
    void read();
    void takePublished();
    void takeSnapshot(const SnapshotPtr &snapshot);
    void finishReading(const SnapshotPtr &snapshot);
    void derive();
    bool storeNextOutcome();
    void hashMissing();
    void storeHashes();
    bool storeNextHash();
    void storeHash(EvidenceId id, const Result<QByteArray> &hash);
    void checkSettled();
    [[nodiscard]] PipelineInput input() const;

    CaseFile &m_case;
    EvidenceRegister m_evidence;
    std::vector<Rule> m_rules;
    std::vector<ExceptionItem> m_exceptions;
    DetectionMode m_mode = DetectionMode::Normalised;
    QString m_teamSteps;
    TimeFormat m_timeFormat;
    SnapshotPtr m_snapshot;
    FactBookPtr m_facts;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<Hashes> m_hashes;
    std::set<EvidenceId> m_hashFailed;
    QHash<QString, EvidenceId> m_idOfPath;
    std::deque<PlannedFile> m_toAdd;
    std::deque<EvidenceId> m_outcomesToStore;
    SlicedWork m_adding;
    SlicedWork m_storing;
    SlicedWork m_storingHashes;
    QTimer m_poll;
    QTimer m_hashPoll;
    Job m_planJob;
    Job m_readJob;
    Job m_factsJob;
    Job m_keepJob; ///< the index of captures, for the next opening
    Job m_hashJob;
};

} // namespace wirecase
