#include "models/casefile/casefile.h"

#include "models/casefile/casefields.h"
#include "models/casefile/casestatereader.h"
#include "models/casefile/casewriter.h"
#include "models/casefile/saiddocuments.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace wirecase {

namespace {

// Typing is journalled after a pause, or when it went on for long: well within the two seconds in which an act must be
// on disk, and not with every key.
constexpr int typingPauseMs = 400;
constexpr int typingLongestMs = 1000;

// Where an unsaved case lives stands in the case itself, so that a copy of it elsewhere is an ordinary case.
const QString unsavedKey = QStringLiteral("case/unsaved");

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

DocumentWrite saidWrite(const Act &act)
{
    const auto body = act.after.isEmpty() ? std::nullopt : std::optional(compact(act.after));
    return {DocumentWrite::Place::Said, act.table, act.subject, body};
}

} // namespace

CaseFile::CaseFile(QString path, CaseMode mode, const CaseOptions &options)
    : m_path(std::move(path))
    , m_mode(mode)
    , m_options(withDefaults(options))
    , m_typingTimer(this)
{
    m_typingTimer.setSingleShot(true);
    m_typingTimer.setInterval(typingPauseMs);
    connect(&m_typingTimer, &QTimer::timeout, this, &CaseFile::endTyping);
}

CaseFile::~CaseFile()
{
    if (m_writer)
        endTyping();
}

Status CaseFile::begin()
{
    m_writer = std::make_unique<CaseWriter>([this](const WriteOutcome &outcome) {
        QMetaObject::invokeMethod(
            this, [this, outcome] { hear(outcome); }, Qt::QueuedConnection);
    });
    const auto rows = m_writer->open(m_path, m_mode == CaseMode::ReadOnly);
    if (!rows)
        return rows.error();
    auto state = readCaseState(*rows, m_path);
    if (!state)
        return state.error();
    m_state = *std::move(state);
    for (const CaseEvidence &evidence : m_state.evidence)
        m_evidenceIndex.put(evidence);
    m_unsaved = m_state.workspaceValue(unsavedKey) == m_path.toUtf8();
    m_savedSequence = m_state.journal.empty() ? 0 : m_state.journal.back().sequence;
    m_check = verifyCase(m_state);
    return {};
}

Result<std::unique_ptr<CaseFile>> CaseFile::open(const QString &path, CaseMode mode, const CaseOptions &options)
{
    const QFileInfo info(path);
    if (info.isFile() && (!info.isWritable() || !QFileInfo(info.absolutePath()).isWritable()))
        mode = CaseMode::ReadOnly;
    std::unique_ptr<CaseFile> file(new CaseFile(info.absoluteFilePath(), mode, options));
    if (const Status begun = file->begin(); !begun)
        return begun.error();
    return file;
}

Result<std::unique_ptr<CaseFile>> CaseFile::create(const QString &path, const QString &name, const CaseOptions &options)
{
    return make(path, name, options);
}

Result<std::unique_ptr<CaseFile>> CaseFile::make(const QString &path, const QString &name, const CaseOptions &options)
{
    const CaseOptions chosen = withDefaults(options);
    const CaseHead head = newHead(name, chosen);
    const Act act{ActKind::CreateCase, ActWay::Done, QLatin1String(headTable), {}, {}, JsonOut::objectOf(head)};
    const JournalEntry entry = nextEntry({}, act, chosen.analyst, head.createdNs);
    const CaseWrite first{0, {saidWrite(act)}, JournalWrite{entry.sequence, entry.text, entry.hash}};
    if (const Status created = CaseDatabase::create(QFileInfo(path).absoluteFilePath(), {first}); !created)
        return created.error();
    return open(path, CaseMode::ReadWrite, chosen);
}

Result<std::unique_ptr<CaseFile>> CaseFile::createUnsaved(const QString &folder, const QString &name,
                                                          const CaseOptions &options)
{
    if (!QDir().mkpath(folder))
        return Error{Error::Code::Io, tr("The folder for unsaved cases cannot be made."), folder};
    const QString unique = QUuid::createUuid().toString(QUuid::Id128);
    auto file = make(QDir(folder).absoluteFilePath(QStringLiteral("unsaved-%1.wirecase").arg(unique)), name, options);
    if (file) {
        (*file)->m_unsaved = true;
        (*file)->setWorkspace(unsavedKey, (*file)->m_path.toUtf8());
    }
    return file;
}

QStringList CaseFile::unsavedCases(const QString &folder)
{
    QStringList found;
    const auto files = QDir(folder).entryInfoList({QStringLiteral("unsaved-*.wirecase")}, QDir::Files, QDir::Time);
    for (const QFileInfo &info : files) {
        CaseLock lock;
        if (lock.take(info.absoluteFilePath(), CaseLock::Kind::Exclusive))
            found.append(info.absoluteFilePath());
    }
    return found;
}

QString CaseFile::defaultUnsavedFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(QStringLiteral("unsaved"));
}

qint64 CaseFile::nowNs() const
{
    return m_options.clockNs();
}

SaveState CaseFile::saveState() const
{
    if (m_saveFailed)
        return SaveState::Failed;
    return m_typing || m_savedTicket < m_queuedTicket ? SaveState::Saving : SaveState::Saved;
}

Status CaseFile::flush()
{
    endTyping();
    if (isReadOnly())
        return {};
    const Status written = m_writer->wait(m_queuedTicket);
    if (written)
        hear({m_queuedTicket, m_state.journal.back().sequence, std::nullopt, false, {}});
    return written;
}

void CaseFile::saveAs(const QString &path, bool replace)
{
    endTyping();
    if (isReadOnly())
        return report({Error::Code::Io, tr("A case that is open for reading only cannot be saved elsewhere."), m_path});
    m_writer->moveTo(QFileInfo(path).absoluteFilePath(), replace);
}

Status CaseFile::discard()
{
    if (!m_unsaved)
        return Error{Error::Code::Internal, tr("Only a case that was never saved can be discarded."), m_path};
    m_typing.reset();
    m_mode = CaseMode::ReadOnly;
    m_unsaved = false;
    m_writer.reset();
    if (!QFile::remove(m_path))
        return Error{Error::Code::Io, tr("The unsaved case could not be removed."), m_path};
    return {};
}

void CaseFile::hear(const WriteOutcome &outcome)
{
    if (outcome.moving) {
        if (outcome.error)
            return report(*outcome.error);
        if (m_unsaved)
            QFile::remove(m_path);
        m_unsaved = false;
        m_path = outcome.path;
        emit pathChanged();
        return;
    }
    const bool failedBefore = std::exchange(m_saveFailed, outcome.error.has_value());
    if (outcome.error) {
        m_saveError = *outcome.error;
        emit savedChanged();
        if (!failedBefore)
            report(*outcome.error);
        return;
    }
    m_savedTicket = std::max(m_savedTicket, outcome.ticket);
    m_savedSequence = std::max(m_savedSequence, outcome.sequence);
    m_lastSavedNs = nowNs();
    emit savedChanged();
}

void CaseFile::queue(CaseWrite write)
{
    if (isReadOnly())
        return;
    write.ticket = ++m_queuedTicket;
    m_writer->queue(std::move(write));
    emit savedChanged();
}

Status CaseFile::apply(const Act &act)
{
    if (isReadOnly())
        return Error{Error::Code::Io, tr("The case is open for reading only."), m_path};
    Q_ASSERT(isUndoable(act.kind));
    const bool goesOn = m_typing && act.continues && act.way == ActWay::Done && act.kind == m_typing->kind
                        && act.table == m_typing->table && act.subject == m_typing->subject;
    if (!goesOn)
        endTyping();
    if (!putDocument(m_state, act.table, act.subject, act.after))
        return Error{Error::Code::Internal, tr("The case has no place for this."), m_path};
    if (goesOn)
        m_typing->after = act.after;
    else if (isTyping(act.kind) && act.way == ActWay::Done)
        gather(act);
    else
        journal(act);
    if (m_typing && m_typingSince.hasExpired(typingLongestMs))
        endTyping();
    else if (m_typing)
        m_typingTimer.start();
    tellChange(act);
    return {};
}

void CaseFile::gather(const Act &act)
{
    m_typing = act;
    m_typingSince.start();
    emit savedChanged();
}

void CaseFile::endTyping()
{
    m_typingTimer.stop();
    if (const auto typing = std::exchange(m_typing, std::nullopt))
        journal(*typing);
}

void CaseFile::journal(const Act &act)
{
    journal(act, {});
}

void CaseFile::journal(const Act &act, std::vector<DocumentWrite> documents)
{
    const JournalEntry entry = nextEntry(m_state.journal, act, m_options.analyst, nowNs());
    CaseWrite write;
    write.documents = std::move(documents);
    if (!act.table.isEmpty())
        write.documents.push_back(saidWrite(act));
    write.entry = JournalWrite{entry.sequence, entry.text, entry.hash};
    m_state.journal.push_back(entry);
    if (m_check.intact) { // it follows from the last by the way it was made
        m_check.entries = entry.sequence;
        m_check.lastHash = entry.hash;
    }
    queue(std::move(write));
    emit journalChanged();
}

void CaseFile::tell(ActKind kind, const QString &subject, const QJsonObject &what)
{
    Q_ASSERT(!isUndoable(kind));
    if (isReadOnly())
        return;
    endTyping();
    journal({kind, ActWay::Done, {}, subject, {}, what});
}

void CaseFile::tellChange(const Act &act)
{
    const QJsonObject &document = act.after.isEmpty() ? act.before : act.after;
    const QString alertKey = document.value(QLatin1String("alert")).toString();
    if (act.table == QLatin1String(headTable))
        emit headChanged();
    else if (act.table == QLatin1String(answerTable))
        emit answersChanged(alertKey);
    else if (act.table == QLatin1String(verdictTable))
        emit verdictChanged(alertKey);
    else if (act.table == QLatin1String(noteTable))
        emit notesChanged();
    else if (act.table == QLatin1String(exceptionTable))
        emit exceptionsChanged();
    else
        emit marksChanged();
}

void CaseFile::setFindings(FindingsDocument document)
{
    if (document.hash == m_state.findingsHash || isReadOnly())
        return;
    endTyping();
    m_state.findings = std::move(document.findings);
    m_state.findingsHash = document.hash;
    journal({ActKind::DeriveFindings,
             ActWay::Done,
             {},
             {},
             {},
             {{QLatin1String("sha256"), QString::fromLatin1(document.hash)}}},
            {{DocumentWrite::Place::Derived, {}, QStringLiteral("findings"), document.body}});
    emit findingsChanged();
}

void CaseFile::setWorkspace(const QString &key, const QByteArray &value)
{
    if (m_state.workspaceValue(key) == value)
        return;
    m_state.workspace[key] = value;
    queue({0, {{DocumentWrite::Place::Workspace, {}, key, value}}, {}});
}

JournalCheck CaseFile::verifyJournal() const
{
    if (!m_typing)
        return verifyCase(m_state);
    CaseState told = m_state;
    [[maybe_unused]] const bool put = putDocument(told, m_typing->table, m_typing->subject, m_typing->before);
    Q_ASSERT(put);
    return verifyCase(told);
}

} // namespace wirecase
