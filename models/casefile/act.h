#pragma once

#include "models/base/timerange.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace wirecase {

/// What an act did. The keys stand in journals for ever: never reuse one.
enum class ActKind
{
    CreateCase,
    SetHead,
    SetAnswer,
    SetWhy,
    SetStepNote,
    AddPin,
    RemovePin,
    SetVerdict,
    SetReason, ///< of the verdict
    SetNote,   ///< add, change or remove a note
    SetMark,   ///< mark or unmark a record
    KeepException,
    RemoveException,
    AddEvidence,
    HashEvidence,   ///< the hash of added evidence became known
    ChangeEvidence, ///< a file was found to hold other bytes than were added
    RevealSecret,
    ExportReport,
    DeriveFindings, ///< what the evidence says was worked out anew: alerts, facts, steps, timeline
    SalvageCase, ///< the case was read from a damaged file; with a table: a document that the journal no longer tells
};

[[nodiscard]] QString actKey(ActKind kind);
[[nodiscard]] std::optional<ActKind> actOfKey(const QString &key);
[[nodiscard]] QString actText(ActKind kind); ///< "Answer a step": for the Edit menu and the journal table
/// Whether the act changes what the analyst says. The others are only told in the journal.
[[nodiscard]] bool isUndoable(ActKind kind);
/// Whether successive acts of this kind on one subject are one step of undo: typing.
[[nodiscard]] bool isTyping(ActKind kind);

enum class ActWay
{
    Done,
    Undone,
    Redone
};

/// A change of one document of the case, before and after, as values: it can be applied, undone and told.
struct Act
{
    ActKind kind = ActKind::SetHead;
    ActWay way = ActWay::Done;
    QString table; ///< which documents: "head", "answer", "verdict", "note", "mark", "exception"; empty when only told
    QString subject;        ///< key of the document in its table, or what a told act is about
    QJsonObject before;     ///< empty: was not there
    QJsonObject after;      ///< empty: is removed
    bool continues = false; ///< goes on with the act before, as typing does: one step of undo
    bool operator==(const Act &) const = default;
};

} // namespace wirecase
