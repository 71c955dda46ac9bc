#pragma once

#include "models/activity/jsontext.h"

#include <QtGlobal>

#include <optional>
#include <string>

namespace wirecase {

/// The forms in which a record of the activity log is exported, the most telling one first: an event found in several
/// is shown by its first.
enum class RecordForm : quint8
{
    Rest,         ///< the REST interface, `az`, the portal's JSON
    Sdk,          ///< the same with an SDK's names, flattened or as a table
    LogAnalytics, ///< a row of AzureActivity
    Alert,        ///< what an activity-log alert delivers
    Diagnostic,   ///< a diagnostic setting, to a storage account or an event hub
    Elastic,      ///< a document of Elastic, ECS already
    Portal,       ///< a row of the portal's CSV: titles instead of names
};

/// A record in the names of the REST form or, of Elastic's, the diagnostic one.
struct RewrittenRecord
{
    RecordForm form = RecordForm::Sdk;
    std::string json;
};

/// Rewrites records of all forms but REST and diagnostic, whose names are read as they are. Used by one thread.
class RecordRewriter
{
public:
    /// Nothing when it is not a record of any form.
    [[nodiscard]] std::optional<RewrittenRecord> rewritten(const simdjson::dom::element &root);

private:
    [[nodiscard]] std::optional<RewrittenRecord> fromAlert(const simdjson::dom::element &root);
    [[nodiscard]] std::optional<std::string> fromNames(const simdjson::dom::element &root, RecordForm form,
                                                       const std::string &resource);
    /// The object that `value` is, or that its text is the JSON of; without a "Content" around it.
    [[nodiscard]] JsonElement objectOf(const JsonElement &value, simdjson::dom::parser &parser);
    void writeAuthorization(const simdjson::dom::element &root, std::string &json);
    void writeParts(const simdjson::dom::element &root, std::initializer_list<std::string_view> names,
                    std::initializer_list<std::string_view> prefixes, std::string &json);

    simdjson::dom::parser m_parser; ///< of texts that hold JSON
};

} // namespace wirecase
