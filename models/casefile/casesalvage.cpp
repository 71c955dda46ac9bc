#include "models/casefile/casesalvage.h"

#include "models/casefile/casecarver.h"
#include "models/casefile/casedatabase.h"
#include "models/casefile/casefields.h"
#include "models/casefile/casestate.h"
#include "models/casefile/saiddocuments.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaseSalvage)
};

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject documentAt(const SaidDocuments &documents, const SaidDocuments::key_type &key)
{
    const auto found = documents.find(key);
    return found == documents.end() ? QJsonObject() : found->second;
}

std::vector<JournalEntry> journalOf(const CaseRows &rows)
{
    std::vector<JournalEntry> journal;
    for (const JournalWrite &row : rows.journal) {
        JournalEntry entry{row.sequence, noTime, {}, {}, row.text, row.hash};
        if (!readEntryText(entry))
            entry.act = {};
        journal.push_back(std::move(entry));
    }
    return journal;
}

std::vector<std::pair<quint64, quint64>> gapsOf(const std::vector<JournalEntry> &journal)
{
    std::vector<std::pair<quint64, quint64>> gaps;
    quint64 before = 0;
    for (const JournalEntry &entry : journal) {
        if (entry.sequence != before + 1)
            gaps.emplace_back(before + 1, entry.sequence - 1);
        before = entry.sequence;
    }
    return gaps;
}

/// Whether the journal tells of this content and of a later one: the document that was found is an old one.
bool isOutdated(const std::vector<JournalEntry> &journal, const SaidDocuments::key_type &key,
                const QJsonObject &document)
{
    bool told = false;
    for (const JournalEntry &entry : journal) {
        if (entry.act.table == key.first && entry.act.subject == key.second)
            told = told || entry.act.after == document;
    }
    return told;
}

class Salvager
{
public:
    Salvager(const CarvedCase &carved, const QString &path, const CaseOptions &options)
        : m_carved(carved)
        , m_path(path)
        , m_options(withDefaults(options))
        , m_journal(journalOf(carved.rows))
    {
        m_salvage.damaged = carved.damaged;
        m_salvage.tablesAreLost = carved.tablesAreLost;
        m_salvage.places = carved.places;
        m_salvage.entries = m_journal.size();
        m_salvage.missing = gapsOf(m_journal);
    }

    Result<CaseSalvage> run()
    {
        const SaidDocuments told = replayed(m_journal);
        SaidDocuments said = settled(told);
        if (said.empty() && m_journal.empty())
            return Error{Error::Code::Format, Text::tr("Nothing of a case can be found in the file."), m_path};
        keepHead(said);
        for (const auto &[key, document] : said)
            ++m_salvage.said[key.first];
        const auto evidence = evidenceRows();
        m_salvage.evidence = static_cast<int>(evidence.size());
        store(said, evidence);
        tellDifferences(told, said);
        tellSalvage();
        return std::move(m_salvage);
    }

private:
    SaidDocuments settled(const SaidDocuments &told)
    {
        if (m_carved.journalIsWhole && !m_journal.empty() && verifyJournal(m_journal).intact)
            return told;
        SaidDocuments stored;
        for (const DocumentWrite &row : m_carved.rows.documents) {
            if (row.place == DocumentWrite::Place::Said)
                stored[{row.kind, row.key}] = QJsonDocument::fromJson(*row.body).object();
        }
        if (m_carved.saidIsWhole)
            return understood(stored);
        SaidDocuments said = told;
        for (const auto &[key, document] : stored) {
            if (!isOutdated(m_journal, key, document))
                said[key] = document;
        }
        return understood(said);
    }

    /// Without those whose content is not what their key says.
    SaidDocuments understood(SaidDocuments documents)
    {
        CaseState scratch;
        m_salvage.damaged += std::erase_if(documents, [&scratch](const auto &document) {
            return !putDocument(scratch, document.first.first, document.first.second, document.second);
        });
        return documents;
    }

    void keepHead(SaidDocuments &said)
    {
        QJsonObject &head = said[{QLatin1String(headTable), QString()}];
        m_salvage.headIsNew = JsonIn::read<CaseHead>(head).id.isEmpty();
        if (m_salvage.headIsNew)
            head = JsonOut::objectOf(newHead(Text::tr("Salvaged case"), m_options));
    }

    /// Rows as they were found, and of the others, or where a row says something else, the identity that the journal
    /// tells.
    [[nodiscard]] std::map<quint32, QByteArray> evidenceRows() const
    {
        const auto told = toldEvidence(m_journal);
        std::map<quint32, QByteArray> rows;
        for (const auto &[id, evidence] : told)
            rows[static_cast<quint32>(id)] = compact(JsonOut::objectOf(evidence));
        for (const DocumentWrite &row : m_carved.rows.documents) {
            if (row.place != DocumentWrite::Place::Evidence)
                continue;
            const auto found = JsonIn::read<CaseEvidence>(QJsonDocument::fromJson(*row.body).object());
            const auto known = told.find(found.id);
            const bool agrees =
                known == told.end() || (known->second.size == found.size && known->second.sha256 == found.sha256);
            if (agrees && QString::number(static_cast<quint32>(found.id)) == row.key)
                rows[static_cast<quint32>(found.id)] = *row.body;
        }
        return rows;
    }

    /// Findings that are not those last told are left out: they are derived again from the evidence.
    [[nodiscard]] bool isKept(const DocumentWrite &row) const
    {
        if (row.place == DocumentWrite::Place::Workspace)
            return true;
        const auto told = toldFindings(m_journal);
        return row.place == DocumentWrite::Place::Derived && (!told || *told == findingsHash(*row.body));
    }

    void store(const SaidDocuments &said, const std::map<quint32, QByteArray> &evidence)
    {
        CaseWrite documents;
        for (const auto &[key, document] : said)
            documents.documents.push_back({DocumentWrite::Place::Said, key.first, key.second, compact(document)});
        for (const auto &[id, body] : evidence)
            documents.documents.push_back({DocumentWrite::Place::Evidence, {}, QString::number(id), body});
        bool hasFindings = false;
        for (const DocumentWrite &row : m_carved.rows.documents) {
            if (!isKept(row))
                continue;
            documents.documents.push_back(row);
            hasFindings = hasFindings || row.place == DocumentWrite::Place::Derived;
        }
        m_findingsAreLost = !hasFindings && toldFindings(m_journal);
        m_salvage.writes.push_back(std::move(documents));
        for (const JournalEntry &entry : m_journal)
            m_salvage.writes.push_back({0, {}, JournalWrite{entry.sequence, entry.text, entry.hash}});
    }

    void tellDifferences(const SaidDocuments &told, const SaidDocuments &said)
    {
        SaidDocuments all = told;
        all.insert(said.begin(), said.end());
        for (const auto &[key, any] : all) {
            const QJsonObject before = documentAt(told, key);
            const QJsonObject after = documentAt(said, key);
            if (before != after)
                tell({ActKind::SalvageCase, ActWay::Done, key.first, key.second, before, after});
        }
    }

    void tellSalvage()
    {
        const QJsonObject what{{QLatin1String("read"), m_salvage.summary().join(u' ')}};
        tell({ActKind::SalvageCase, ActWay::Done, {}, QFileInfo(m_path).fileName(), {}, what});
        if (m_findingsAreLost) // there are none until the evidence is read again
            tell({ActKind::DeriveFindings, ActWay::Done, {}, {}, {}, {{QLatin1String("sha256"), QString()}}});
    }

    void tell(const Act &act)
    {
        const JournalEntry entry = nextEntry(m_journal, act, m_options.analyst, m_options.clockNs());
        m_salvage.writes.push_back({0, {}, JournalWrite{entry.sequence, entry.text, entry.hash}});
        m_journal.push_back(entry);
    }

    const CarvedCase &m_carved;
    QString m_path;
    CaseOptions m_options;
    std::vector<JournalEntry> m_journal;
    CaseSalvage m_salvage;
    bool m_findingsAreLost = false;
};

QString rangesText(const std::vector<std::pair<quint64, quint64>> &ranges)
{
    constexpr std::size_t most = 10;
    QStringList texts;
    for (std::size_t i = 0; i < std::min(most, ranges.size()); ++i) {
        const auto &[first, last] = ranges[i];
        texts << (first == last ? QString::number(first) : QStringLiteral("%1\u2013%2").arg(first).arg(last));
    }
    return texts.join(QStringLiteral(", ")) + (ranges.size() > most ? QStringLiteral(", \u2026") : QString());
}

} // namespace

QStringList CaseSalvage::summary() const
{
    const auto count = [this](const char *table) {
        const auto found = said.find(QLatin1String(table));
        return QString::number(found == said.end() ? 0 : found->second);
    };
    QStringList lines{Text::tr("Read: journal entries %1, answers %2, verdicts %3, notes %4, marks %5, evidence files "
                               "%6.")
                          .arg(QString::number(entries), count(answerTable), count(verdictTable), count(noteTable),
                               count(markTable), QString::number(evidence))};
    if (!missing.empty())
        lines << Text::tr("Lost from the journal: %1.").arg(rangesText(missing));
    if (headIsNew)
        lines << Text::tr("The name of the case is lost.");
    if (tablesAreLost)
        lines << Text::tr("The list of tables is damaged: more may be missing without a trace.");
    if (damaged > 0)
        lines << Text::tr("Damaged places: %1.").arg(damaged);
    return lines;
}

bool maySalvage(const Error &error)
{
    const bool holdsBytes =
        QFileInfo(error.file).size() > 0 || QFileInfo(error.file + QStringLiteral("-wal")).size() > 0;
    return error.code == Error::Code::Format && holdsBytes;
}

Result<CaseSalvage> readDamagedCase(const QString &path, JobState &job, const CaseOptions &options)
{
    CaseLock lock; // a case that another program writes is not damaged but in change
    if (const Status held = lock.takeAny(path, CaseLock::Kind::Shared); !held)
        return held.error();
    const auto file = openFile(path);
    if (!file)
        return file.error();
    const auto log = openFile(path + QStringLiteral("-wal"));
    const CasePages pages(*file, log ? *log : nullptr);
    const CarvedCase carved = carveCase(pages, path, job);
    if (job.cancelled)
        return Error::cancelled();
    return Salvager(carved, path, options).run();
}

QString salvagedPath(const QString &path)
{
    const QFileInfo info(path);
    const QString base = info.absolutePath() + u'/' + info.completeBaseName() + QStringLiteral(".salvaged");
    const QString ending = QStringLiteral(".wirecase");
    QString free = base + ending;
    for (int number = 2; QFileInfo::exists(free); ++number)
        free = base + QStringLiteral("-%1").arg(number) + ending;
    return free;
}

Status writeSalvaged(const CaseSalvage &salvage, const QString &path)
{
    return CaseDatabase::create(path, salvage.writes);
}

} // namespace wirecase
