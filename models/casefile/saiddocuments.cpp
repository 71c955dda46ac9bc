#include "models/casefile/saiddocuments.h"

#include "models/casefile/casefields.h"
#include "models/casefile/casestate.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace wirecase {

namespace {

// Each list of the state: the key of an element, and the order of the list.
QString keyOf(const StepAnswer &answer)
{
    return answerDocumentKey(answer.alertKey, answer.stepKey);
}

QString keyOf(const AlertVerdict &verdict)
{
    return verdict.alertKey;
}

QString keyOf(const CaseNote &note)
{
    return note.id;
}

QString keyOf(const RecordMark &mark)
{
    return markDocumentKey(mark.ref);
}

QString keyOf(const CaseException &exception)
{
    return exception.id;
}

bool before(const StepAnswer &a, const StepAnswer &b)
{
    return std::tie(a.alertKey, a.stepKey) < std::tie(b.alertKey, b.stepKey);
}

bool before(const AlertVerdict &a, const AlertVerdict &b)
{
    return a.alertKey < b.alertKey;
}

bool before(const CaseNote &a, const CaseNote &b)
{
    return std::tie(a.createdNs, a.id) < std::tie(b.createdNs, b.id);
}

bool before(const RecordMark &a, const RecordMark &b)
{
    return a.ref < b.ref;
}

bool before(const CaseException &a, const CaseException &b)
{
    return std::tie(a.name, a.id) < std::tie(b.name, b.id);
}

template <typename T>
bool putInto(std::vector<T> &list, const QString &key, const QJsonObject &document)
{
    T value = JsonIn::read<T>(document);
    if (!document.isEmpty() && keyOf(value) != key)
        return false;
    std::erase_if(list, [&](const T &element) { return keyOf(element) == key; });
    if (document.isEmpty())
        return true;
    const auto place = std::ranges::upper_bound(list, value, [](const T &a, const T &b) { return before(a, b); });
    list.insert(place, std::move(value));
    return true;
}

template <typename T>
QJsonObject findIn(const std::vector<T> &list, const QString &key)
{
    const auto found = std::ranges::find_if(list, [&](const T &element) { return keyOf(element) == key; });
    return found == list.end() ? QJsonObject() : JsonOut::objectOf(*found);
}

template <typename T>
void collect(SaidDocuments &into, const char *table, const std::vector<T> &list)
{
    for (const T &element : list)
        into.insert({{QLatin1String(table), keyOf(element)}, JsonOut::objectOf(element)});
}

bool putHead(CaseState &state, const QString &key, const QJsonObject &document)
{
    if (!key.isEmpty() || document.isEmpty())
        return false;
    state.head = JsonIn::read<CaseHead>(document);
    return true;
}

} // namespace

QString answerDocumentKey(const QString &alertKey, const QString &stepKey)
{
    // The unit separator of ASCII occurs in neither key.
    return alertKey + QChar(0x1f) + stepKey;
}

QString markDocumentKey(EvidenceRef ref)
{
    return QStringLiteral("%1:%2").arg(indexOf(ref.file)).arg(ref.record);
}

bool putDocument(CaseState &state, const QString &table, const QString &key, const QJsonObject &document)
{
    if (table == QLatin1String(headTable))
        return putHead(state, key, document);
    if (table == QLatin1String(answerTable))
        return putInto(state.answers, key, document);
    if (table == QLatin1String(verdictTable))
        return putInto(state.verdicts, key, document);
    if (table == QLatin1String(noteTable))
        return putInto(state.notes, key, document);
    if (table == QLatin1String(markTable))
        return putInto(state.marks, key, document);
    if (table == QLatin1String(exceptionTable))
        return putInto(state.exceptions, key, document);
    return false;
}

QJsonObject documentOf(const CaseState &state, const QString &table, const QString &key)
{
    if (table == QLatin1String(headTable))
        return JsonOut::objectOf(state.head);
    if (table == QLatin1String(answerTable))
        return findIn(state.answers, key);
    if (table == QLatin1String(verdictTable))
        return findIn(state.verdicts, key);
    if (table == QLatin1String(noteTable))
        return findIn(state.notes, key);
    if (table == QLatin1String(markTable))
        return findIn(state.marks, key);
    if (table == QLatin1String(exceptionTable))
        return findIn(state.exceptions, key);
    return {};
}

SaidDocuments documentsOf(const CaseState &state)
{
    SaidDocuments documents;
    documents.insert({{QLatin1String(headTable), QString()}, JsonOut::objectOf(state.head)});
    collect(documents, answerTable, state.answers);
    collect(documents, verdictTable, state.verdicts);
    collect(documents, noteTable, state.notes);
    collect(documents, markTable, state.marks);
    collect(documents, exceptionTable, state.exceptions);
    return documents;
}

SaidDocuments replayed(const std::vector<JournalEntry> &journal)
{
    SaidDocuments documents;
    for (const JournalEntry &entry : journal) {
        if (entry.act.table.isEmpty())
            continue;
        if (entry.act.after.isEmpty())
            documents.erase({entry.act.table, entry.act.subject});
        else
            documents[{entry.act.table, entry.act.subject}] = entry.act.after;
    }
    return documents;
}

std::map<EvidenceId, CaseEvidence> toldEvidence(const std::vector<JournalEntry> &journal)
{
    std::map<EvidenceId, CaseEvidence> told;
    for (const JournalEntry &entry : journal) {
        const bool tells = entry.act.kind == ActKind::AddEvidence || entry.act.kind == ActKind::HashEvidence;
        if (!tells || entry.act.after.isEmpty())
            continue;
        const auto evidence = JsonIn::read<CaseEvidence>(entry.act.after);
        told[evidence.id] = evidence;
    }
    return told;
}

std::optional<QByteArray> toldFindings(const std::vector<JournalEntry> &journal)
{
    const auto last = std::ranges::find(journal.rbegin(), journal.rend(), ActKind::DeriveFindings,
                                        [](const JournalEntry &entry) { return entry.act.kind; });
    if (last == journal.rend())
        return std::nullopt;
    return last->act.after.value(QLatin1String("sha256")).toString().toLatin1();
}

QByteArray findingsHash(const QByteArray &body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
}

FindingsDocument FindingsDocument::of(Findings findings)
{
    FindingsDocument document;
    document.body = QJsonDocument(JsonOut::objectOf(findings)).toJson(QJsonDocument::Compact);
    document.hash = findingsHash(document.body);
    document.findings = std::move(findings);
    return document;
}

namespace {

bool saysWhatIsTold(const CaseState &state)
{
    if (replayed(state.journal) != documentsOf(state))
        return false;
    for (const auto &[id, told] : toldEvidence(state.journal)) {
        const CaseEvidence *evidence = state.evidenceOf(id);
        // The row is written before it is told: a program that was killed between may know a hash more.
        const bool isOtherHash = evidence && !told.sha256.isEmpty() && evidence->sha256 != told.sha256;
        if (!evidence || evidence->size != told.size || isOtherHash)
            return false;
    }
    const auto findings = toldFindings(state.journal);
    return !findings || *findings == state.findingsHash;
}

} // namespace

JournalCheck verifyCase(const CaseState &state)
{
    JournalCheck check = verifyJournal(state.journal);
    if (check.intact && !saysWhatIsTold(state)) {
        check.intact = false;
        check.message = QCoreApplication::translate("wirecase::Journal",
                                                    "The journal is intact, but the case says something else than the "
                                                    "journal tells.");
    }
    return check;
}

} // namespace wirecase
