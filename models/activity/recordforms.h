#pragma once

#include "models/activity/activityrecord.h"
#include "models/activity/keyslots.h"
#include "models/activity/recordtexts.h"

#include <array>

namespace wirecase {

/// Brings the names of the forms under one. Keeps what it learns of the order of keys from record to record.
class ActivityRecordParser::Forms
{
public:
    Forms();

    /// Nothing when `root` is no activity event. The properties are still to be looked at.
    [[nodiscard]] std::optional<ActivityRecord> read(const simdjson::dom::element &root);
    /// The same of a record that is in a form which needs no rewriting; nothing of others.
    [[nodiscard]] std::optional<ActivityRecord> readPlain(const simdjson::dom::element &root);
    /// The claims that something is done with; those that are no texts become some in `made`.
    [[nodiscard]] ClaimTexts claimTexts(const JsonElement &claims, RecordTexts &made);
    void readClaims(ActivityRecord &record) { record.claim = claimTexts(record.claims, m_texts); }
    /// Takes what it needs out of the other objects.
    void readObjects(ActivityRecord &record);

private:
    enum Member : std::size_t;
    using Members = std::array<JsonElement, 29>;

    [[nodiscard]] std::optional<Members> membersOf(const simdjson::dom::element &root, bool *isFlattened);
    [[nodiscard]] std::optional<ActivityRecord> plainRecord(const Members &members, bool isFlattened);
    [[nodiscard]] static bool isRest(const Members &members);
    [[nodiscard]] static bool isDiagnostic(const Members &members);
    [[nodiscard]] ActivityRecord restRecord(const Members &members);
    [[nodiscard]] ActivityRecord diagnosticRecord(const Members &members);
    [[nodiscard]] ActivityRecord withCommonMembers(ActivityRecord record, const Members &members);
    [[nodiscard]] std::optional<ActivityRecord> readRewritten(const simdjson::dom::element &root);
    void readAuthorization(ActivityRecord &record);
    void readProperties(ActivityRecord &record);

    simdjson::dom::parser m_rewrittenParser;
    RecordRewriter m_rewriter;
    RecordTexts m_texts;
    KeySlots m_rootSlots;
    KeySlots m_claimSlots;
};

} // namespace wirecase
