#include "models/investigation/investigation.h"

#include "models/casefile/casefile.h"
#include "models/casefile/saiddocuments.h"
#include "models/investigation/evidencehashing.h"
#include "models/investigation/findingswriter.h"
#include "models/investigation/keptcaptures.h"
#include "models/investigation/pipeline.h"

#include <QStandardPaths>

#include <algorithm>

namespace wirecase {

/// Where the reading worker leaves its newest snapshot for the GUI thread to fetch.
struct Investigation::Mailbox
{
    std::mutex lock;
    SnapshotPtr newest;

    void put(const SnapshotPtr &snapshot)
    {
        const std::lock_guard guard(lock);
        newest = snapshot;
    }
    SnapshotPtr take()
    {
        const std::lock_guard guard(lock);
        return std::exchange(newest, nullptr);
    }
};

/// Hashes that the worker has computed and the case does not know yet.
struct Investigation::Hashes
{
    using Known = std::pair<EvidenceId, Result<QByteArray>>;

    std::mutex lock;
    std::deque<Known> ready;

    void put(Known hash)
    {
        const std::lock_guard guard(lock);
        ready.push_back(std::move(hash));
    }
    std::optional<Known> take()
    {
        const std::lock_guard guard(lock);
        if (ready.empty())
            return std::nullopt;
        Known hash = std::move(ready.front());
        ready.pop_front();
        return hash;
    }
    bool isEmpty()
    {
        const std::lock_guard guard(lock);
        return ready.empty();
    }
};

namespace {

QString cacheFolder(const QString &name)
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + name;
}

QString indexFolder()
{
    return cacheFolder(QStringLiteral("/indexes"));
}

} // namespace

Investigation::Investigation(CaseFile &caseFile, JobBoard *board, QObject *parent)
    : QObject(parent)
    , m_case(caseFile)
    , m_snapshot(emptySnapshot())
    , m_facts(std::make_shared<const FactBook>())
    , m_hashes(std::make_shared<Hashes>())
    , m_adding(this)
    , m_storing(this)
    , m_storingHashes(this)
    , m_planJob(this)
    , m_readJob(this, board, tr("Reading evidence"))
    , m_factsJob(this, board, tr("Deriving facts"))
    , m_keepJob(this)
    , m_hashJob(this, board, tr("Hashing evidence"))
{
    m_poll.setInterval(50);
    connect(&m_poll, &QTimer::timeout, this, &Investigation::takePublished);
    m_hashPoll.setInterval(100);
    connect(&m_hashPoll, &QTimer::timeout, this, [this] {
        if (!m_hashes->isEmpty())
            storeHashes();
    });
}

Investigation::~Investigation() = default;

bool Investigation::isSettled() const
{
    const bool worksHere = m_adding.isRunning() || m_storing.isRunning() || m_storingHashes.isRunning();
    return !worksHere && !m_planJob.isRunning() && !m_readJob.isRunning() && !m_factsJob.isRunning()
           && !m_hashJob.isRunning();
}

void Investigation::setRules(std::vector<Rule> rules, std::vector<ExceptionItem> exceptions)
{
    m_rules = std::move(rules);
    m_exceptions = std::move(exceptions);
}

void Investigation::setMode(DetectionMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    if (!m_evidence.isEmpty() && !m_adding.isRunning())
        read();
}

void Investigation::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    if (m_snapshot->complete && !m_evidence.isEmpty())
        derive();
}

void Investigation::add(const EvidencePlan &plan)
{
    // What is read meanwhile would not know of the files that are added.
    m_readJob.cancel();
    m_poll.stop();
    for (const PlannedFile &planned : plan) {
        if (planned.willRead())
            m_toAdd.push_back(planned);
    }
    m_adding.start([this] { return addNext(); },
                   [this] {
                       emit evidenceChanged();
                       read();
                   });
}

bool Investigation::addNext()
{
    if (m_toAdd.empty())
        return false;
    addFile(m_toAdd.front());
    m_toAdd.pop_front();
    return true;
}

void Investigation::addFile(const PlannedFile &planned)
{
    EvidenceFile file;
    file.path = planned.path;
    file.name = planned.name;
    file.size = planned.size;
    file.mtimeNs = planned.mtimeNs;
    file.kind = planned.kind;
    file.compressed = planned.compression != Compression::None;

    const auto known = m_idOfPath.constFind(file.path);
    if (EvidenceFile *there = known == m_idOfPath.constEnd() ? nullptr : m_evidence.find(*known)) {
        file.id = there->id;
        *there = file;
        return;
    }
    file.id = m_case.registerEvidence({file.path, file.name, file.size, file.mtimeNs, {}, evidenceKindKey(file.kind)});
    m_idOfPath.insert(file.path, file.id);
    // A file that was missing where the case last saw it, and is added from elsewhere.
    if (EvidenceFile *missing = m_evidence.find(file.id))
        *missing = file;
    else
        m_evidence.add(std::move(file));
}

void Investigation::reopen()
{
    m_planJob.start(
        [known = m_case.state().evidence](JobState &job) {
            EvidencePlan plan;
            for (const CaseEvidence &evidence : known) {
                for (PlannedFile &file : planEvidence({evidence.path}, job)) {
                    file.name = evidence.name;
                    plan.push_back(std::move(file));
                }
            }
            return plan;
        },
        [this, known = m_case.state().evidence](const EvidencePlan &plan) {
            for (const CaseEvidence &evidence : known) {
                EvidenceFile file;
                file.id = evidence.id;
                file.path = evidence.path;
                file.name = evidence.name;
                file.size = evidence.size;
                file.kind = evidenceKindOfKey(evidence.kind);
                m_idOfPath.insert(file.path, file.id);
                m_evidence.add(std::move(file));
            }
            add(plan);
        });
}

void Investigation::stopReading()
{
    if (const auto state = m_readJob.state())
        state->cancelled = true;
}

std::optional<EvidenceRef> Investigation::present(EvidenceRef ref) const
{
    ref.file = m_case.presentEvidence(ref.file);
    return m_evidence.find(ref.file) ? std::optional(ref) : std::nullopt;
}

PipelineInput Investigation::input() const
{
    PipelineInput input;
    input.evidence = m_evidence;
    for (EvidenceFile &file : input.evidence.files()) {
        file.state = EvidenceFile::State::Waiting;
        file.report = {};
        file.time = {};
    }
    input.rules = m_rules;
    if (auto builtIn = readRuleToml(builtInRuleToml(), builtInRuleName()))
        input.rules.push_back(*std::move(builtIn));
    input.exceptions = m_exceptions;
    input.mode = m_mode;
    input.teamSteps = m_teamSteps;
    input.salt = m_case.state().head.salt;
    input.unpackFolder = cacheFolder(QStringLiteral("/unpacked"));
    input.indexFolder = indexFolder();
    return input;
}

void Investigation::read()
{
    m_factsJob.cancel();
    m_mailbox = std::make_shared<Mailbox>();
    m_poll.start();
    m_readJob.start(
        [input = input(), mailbox = m_mailbox](JobState &job) {
            return runPipeline(input, job, [&mailbox](const SnapshotPtr &snapshot) { mailbox->put(snapshot); });
        },
        [this](const SnapshotPtr &snapshot) { finishReading(snapshot); });
}

void Investigation::takePublished()
{
    if (const SnapshotPtr newest = m_mailbox->take())
        takeSnapshot(newest);
}

void Investigation::takeSnapshot(const SnapshotPtr &snapshot)
{
    // Hashes arrive beside the reading: the newest register keeps those that are known.
    const EvidenceRegister before = std::exchange(m_evidence, snapshot->evidence);
    for (EvidenceFile &file : m_evidence.files()) {
        if (const EvidenceFile *known = before.find(file.id)) {
            file.sha256 = known->sha256;
            file.changed = known->changed;
        }
    }
    m_snapshot = snapshot;
    emit evidenceChanged();
    emit snapshotChanged();
}

void Investigation::finishReading(const SnapshotPtr &snapshot)
{
    m_poll.stop();
    takeSnapshot(snapshot);
    derive();
    hashMissing();
    if (snapshot->complete)
        m_keepJob.start(
            [snapshot, folder = indexFolder()](JobState &job) {
                keepCaptures(snapshot->evidence, snapshot->capture, folder, job);
                return true;
            },
            [](bool) {});
    checkSettled();
}

void Investigation::derive()
{
    m_storing.cancel();
    m_outcomesToStore.clear();
    m_factsJob.start(
        [snapshot = m_snapshot, format = m_timeFormat](JobState &job) -> std::pair<FactBookPtr, FindingsDocument> {
            FactBookPtr facts = deriveFacts(*snapshot, format, job);
            FindingsDocument findings = FindingsDocument::of(findingsOf(*snapshot, *facts));
            return {std::move(facts), std::move(findings)};
        },
        [this](std::pair<FactBookPtr, FindingsDocument> derived) {
            m_facts = std::move(derived.first);
            m_case.setFindings(std::move(derived.second));
            emit factsChanged();
            for (const EvidenceFile &file : m_evidence.files())
                m_outcomesToStore.push_back(file.id);
            m_storing.start([this] { return storeNextOutcome(); }, [this] { checkSettled(); });
        });
}

bool Investigation::storeNextOutcome()
{
    if (m_outcomesToStore.empty())
        return false;
    if (const EvidenceFile *file = m_evidence.find(m_outcomesToStore.front()))
        m_case.setEvidenceOutcome(evidenceOutcome(*file));
    m_outcomesToStore.pop_front();
    return true;
}

void Investigation::hashMissing()
{
    if (m_hashJob.isRunning() || m_storingHashes.isRunning())
        return;
    std::vector<EvidenceToHash> files;
    qint64 bytes = 0;
    for (const EvidenceFile &file : m_evidence.files()) {
        if (!file.sha256.isEmpty() || m_hashFailed.contains(file.id))
            continue;
        files.push_back({file.id, file.path, file.size});
        bytes += static_cast<qint64>(file.size);
    }
    if (files.empty())
        return;
    m_hashPoll.start();
    m_hashJob.start(
        [files = std::move(files), bytes, hashes = m_hashes](JobState &job) {
            job.total = bytes;
            for (const EvidenceToHash &file : files) {
                // After a cancel each file still hears that it was not hashed.
                hashes->put({file.id, hashOfEvidence(file, job)});
            }
            return true;
        },
        [this](bool) {
            m_hashPoll.stop();
            storeHashes();
        });
}

void Investigation::storeHashes()
{
    m_storingHashes.start([this] { return storeNextHash(); },
                          [this] {
                              emit evidenceChanged();
                              hashMissing();
                              checkSettled();
                          });
}

bool Investigation::storeNextHash()
{
    const auto hash = m_hashes->take();
    if (hash)
        storeHash(hash->first, hash->second);
    return hash.has_value();
}

void Investigation::storeHash(EvidenceId id, const Result<QByteArray> &hash)
{
    EvidenceFile *file = m_evidence.find(id);
    if (file && hash) {
        file->sha256 = *hash;
        m_case.setEvidenceHash(id, *hash);
        if (const CaseEvidence *known = m_case.state().evidenceOf(id); known && known->changed)
            file->changed = tr("The file no longer holds the bytes that were added to the case.");
    } else if (file) {
        m_hashFailed.insert(id);
        if (hash.error().code != Error::Code::Cancelled)
            file->report.add({hash.error().code, hash.error().message, file->name, hash.error().offset});
    }
}

void Investigation::checkSettled()
{
    if (isSettled())
        emit settled();
}

} // namespace wirecase
