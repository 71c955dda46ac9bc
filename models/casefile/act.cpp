#include "models/casefile/act.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct ActSpec
{
    ActKind kind;
    const char *key;
    const char *text;
    bool undoable;
    bool typing;
};

constexpr std::array actSpecs{
    ActSpec{ActKind::CreateCase, "create_case", QT_TRANSLATE_NOOP("wirecase::Act", "Create the case"), false, false},
    ActSpec{ActKind::SetHead, "set_head", QT_TRANSLATE_NOOP("wirecase::Act", "Change the case head"), true, false},
    ActSpec{ActKind::SetAnswer, "set_answer", QT_TRANSLATE_NOOP("wirecase::Act", "Answer a step"), true, false},
    ActSpec{ActKind::SetWhy, "set_why", QT_TRANSLATE_NOOP("wirecase::Act", "Say why"), true, true},
    ActSpec{ActKind::SetStepNote, "set_step_note", QT_TRANSLATE_NOOP("wirecase::Act", "Write a note on a step"), true,
            true},
    ActSpec{ActKind::AddPin, "add_pin", QT_TRANSLATE_NOOP("wirecase::Act", "Pin"), true, false},
    ActSpec{ActKind::RemovePin, "remove_pin", QT_TRANSLATE_NOOP("wirecase::Act", "Unpin"), true, false},
    ActSpec{ActKind::SetVerdict, "set_verdict", QT_TRANSLATE_NOOP("wirecase::Act", "Set the verdict"), true, false},
    ActSpec{ActKind::SetReason, "set_reason", QT_TRANSLATE_NOOP("wirecase::Act", "Give the reason of the verdict"),
            true, true},
    ActSpec{ActKind::SetNote, "set_note", QT_TRANSLATE_NOOP("wirecase::Act", "Write a note"), true, true},
    ActSpec{ActKind::SetMark, "set_mark", QT_TRANSLATE_NOOP("wirecase::Act", "Mark a record"), true, false},
    ActSpec{ActKind::KeepException, "keep_exception", QT_TRANSLATE_NOOP("wirecase::Act", "Keep an exception"), true,
            false},
    ActSpec{ActKind::RemoveException, "remove_exception", QT_TRANSLATE_NOOP("wirecase::Act", "Remove an exception"),
            true, false},
    ActSpec{ActKind::AddEvidence, "add_evidence", QT_TRANSLATE_NOOP("wirecase::Act", "Add evidence"), false, false},
    ActSpec{ActKind::HashEvidence, "hash_evidence", QT_TRANSLATE_NOOP("wirecase::Act", "Hash evidence"), false, false},
    ActSpec{ActKind::ChangeEvidence, "change_evidence", QT_TRANSLATE_NOOP("wirecase::Act", "Find evidence changed"),
            false, false},
    ActSpec{ActKind::RevealSecret, "reveal_secret", QT_TRANSLATE_NOOP("wirecase::Act", "Reveal a secret"), false,
            false},
    ActSpec{ActKind::ExportReport, "export_report", QT_TRANSLATE_NOOP("wirecase::Act", "Export the report"), false,
            false},
    ActSpec{ActKind::DeriveFindings, "derive_findings", QT_TRANSLATE_NOOP("wirecase::Act", "Derive the findings"),
            false, false},
    ActSpec{ActKind::SalvageCase, "salvage_case", QT_TRANSLATE_NOOP("wirecase::Act", "Salvage the case"), false, false},
};

const ActSpec &specOf(ActKind kind)
{
    return *std::ranges::find(actSpecs, kind, &ActSpec::kind);
}

static_assert(actSpecs.size() == static_cast<std::size_t>(ActKind::SalvageCase) + 1, "each kind has a row");

} // namespace

QString actKey(ActKind kind)
{
    return QLatin1String(specOf(kind).key);
}

std::optional<ActKind> actOfKey(const QString &key)
{
    const auto found =
        std::ranges::find_if(actSpecs, [&](const ActSpec &spec) { return key == QLatin1String(spec.key); });
    return found == actSpecs.end() ? std::nullopt : std::optional(found->kind);
}

QString actText(ActKind kind)
{
    return QCoreApplication::translate("wirecase::Act", specOf(kind).text);
}

bool isUndoable(ActKind kind)
{
    return specOf(kind).undoable;
}

bool isTyping(ActKind kind)
{
    return specOf(kind).typing;
}

} // namespace wirecase
