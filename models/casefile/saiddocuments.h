#pragma once

#include "models/base/ids.h"
#include "models/casefile/findings.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace wirecase {

struct Act;
struct CaseEvidence;
struct CaseState;
struct EvidenceRef;
struct JournalCheck;
struct JournalEntry;

// What the analyst says as documents, each with a table and a key. Acts carry such documents, the case file stores
// them, and the journal played from its first entry gives all of them again.

inline constexpr char headTable[] = "head";
inline constexpr char answerTable[] = "answer";
inline constexpr char verdictTable[] = "verdict";
inline constexpr char noteTable[] = "note";
inline constexpr char markTable[] = "mark";
inline constexpr char exceptionTable[] = "exception";

[[nodiscard]] QString answerDocumentKey(const QString &alertKey, const QString &stepKey);
[[nodiscard]] QString markDocumentKey(EvidenceRef ref);

/// Puts the document in its place in `state`, or removes it when it is empty. False when the table is unknown or the
/// document does not belong to the key; the state is then unchanged.
[[nodiscard]] bool putDocument(CaseState &state, const QString &table, const QString &key, const QJsonObject &document);
/// The document, empty when it is not there.
[[nodiscard]] QJsonObject documentOf(const CaseState &state, const QString &table, const QString &key);

using SaidDocuments = std::map<std::pair<QString, QString>, QJsonObject>; ///< by table and key
[[nodiscard]] SaidDocuments documentsOf(const CaseState &state);
/// What remains of the documents after every act of the journal.
[[nodiscard]] SaidDocuments replayed(const std::vector<JournalEntry> &journal);

/// Identity (id, name, path, size, hash) of all evidence as it was added, and hashed since.
[[nodiscard]] std::map<EvidenceId, CaseEvidence> toldEvidence(const std::vector<JournalEntry> &journal);
/// Hash of the findings as they were last derived; nothing in a journal that was begun before it told them.
[[nodiscard]] std::optional<QByteArray> toldFindings(const std::vector<JournalEntry> &journal);
/// What findings are told by: SHA-256 in hex of the document as it is stored.
[[nodiscard]] QByteArray findingsHash(const QByteArray &body);

/// Findings with the document they are stored as. Laying out thousands of facts takes a while: for a worker.
struct FindingsDocument
{
    Findings findings;
    QByteArray body;
    QByteArray hash; ///< findingsHash() of the body

    [[nodiscard]] static FindingsDocument of(Findings findings);
};

/// Checks the chain of the journal, and that the state says what the journal tells: what the analyst said, which
/// evidence there is, and what was derived from it.
[[nodiscard]] JournalCheck verifyCase(const CaseState &state);

} // namespace wirecase
