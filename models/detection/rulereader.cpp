#include "models/detection/rulereader.h"

#include "models/detection/alert.h"

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleReader)
};

using Presence = JsonFields::Presence;

/// Kibana writes a note that was never set as the word None.
QString textBeyondNone(const JsonFields &fields, const QString &key)
{
    const QString text = fields.text(key);
    return text == QLatin1String("None") ? QString() : text;
}

QString readSeverity(const JsonFields &fields, const QString &key)
{
    const QString severity = fields.text(key, Presence::Required);
    if (severityRank(severity) == 0)
        fields.fail(key, Text::tr("“%1” must be low, medium, high or critical.").arg(fields.name(key)));
    return severity;
}

ThreatEntry readThreat(const JsonFields &fields)
{
    ThreatEntry entry;
    entry.framework = fields.text(QStringLiteral("framework"));
    const JsonFields tactic = fields.table(QStringLiteral("tactic"));
    entry.tacticId = tactic.text(QStringLiteral("id"));
    entry.tacticName = tactic.text(QStringLiteral("name"));
    for (const JsonFields &technique : fields.tables(QStringLiteral("technique"))) {
        entry.techniqueIds << technique.text(QStringLiteral("id"));
        entry.techniqueNames << technique.text(QStringLiteral("name"));
        for (const JsonFields &part : technique.tables(QStringLiteral("subtechnique"))) {
            entry.techniqueIds << part.text(QStringLiteral("id"));
            entry.techniqueNames << part.text(QStringLiteral("name"));
        }
    }
    return entry;
}

/// TOML nests what the export has flat (elastic.md 2.1).
std::optional<NewTerms> readNewTerms(const JsonFields &fields)
{
    const QString flat = QStringLiteral("new_terms_fields");
    const QString start = QStringLiteral("history_window_start");
    const QString nested = QStringLiteral("new_terms");
    if (fields.has(flat))
        return NewTerms{fields.textOrTexts(flat), fields.text(start)};
    if (!fields.has(nested))
        return std::nullopt;
    const JsonFields table = fields.table(nested);
    NewTerms terms{table.textOrTexts(QStringLiteral("value")), {}};
    for (const JsonFields &window : table.tableOrTables(start))
        terms.historyWindowStart = window.text(QStringLiteral("value"));
    return terms;
}

std::optional<Threshold> readThreshold(const JsonFields &fields)
{
    const QString key = QStringLiteral("threshold");
    if (!fields.has(key))
        return std::nullopt;
    constexpr int most = 2'000'000'000;
    const JsonFields table = fields.table(key);
    Threshold threshold;
    threshold.fields = table.textOrTexts(QStringLiteral("field"));
    threshold.fields.removeAll(QString()); // an empty name groups by nothing
    threshold.value = table.number(QStringLiteral("value"), 1, most, std::nullopt);
    for (const JsonFields &part : table.tableOrTables(QStringLiteral("cardinality"))) {
        threshold.cardinality.push_back({part.text(QStringLiteral("field"), Presence::Required),
                                         part.number(QStringLiteral("value"), 0, most, std::nullopt)});
    }
    return threshold;
}

std::optional<Suppression> readSuppression(const JsonFields &fields)
{
    const QString key = QStringLiteral("alert_suppression");
    if (!fields.has(key))
        return std::nullopt;
    const JsonFields table = fields.table(key);
    Suppression suppression;
    suppression.groupBy = table.textOrTexts(QStringLiteral("group_by"));
    const QString duration = QStringLiteral("duration");
    if (table.has(duration)) {
        const JsonFields length = table.table(duration);
        const QString unit = length.text(QStringLiteral("unit"), Presence::Required);
        suppression.duration =
            QString::number(length.number(QStringLiteral("value"), 1, 1'000'000'000, std::nullopt)) + unit;
    }
    suppression.suppressMissing =
        table.text(QStringLiteral("missing_fields_strategy")) != QLatin1String("doNotSuppress");
    return suppression;
}

void readMappings(const JsonFields &fields, Rule &rule)
{
    for (const JsonFields &mapping : fields.tables(QStringLiteral("severity_mapping"))) {
        rule.severityMapping.push_back({mapping.text(QStringLiteral("field"), Presence::Required),
                                        mapping.scalar(QStringLiteral("value")),
                                        readSeverity(mapping, QStringLiteral("severity"))});
    }
    for (const JsonFields &mapping : fields.tables(QStringLiteral("risk_score_mapping")))
        rule.riskScoreFields << mapping.text(QStringLiteral("field"), Presence::Required);
    rule.ruleNameOverride = fields.text(QStringLiteral("rule_name_override"));
    rule.timestampOverride = fields.text(QStringLiteral("timestamp_override"));
    rule.investigationFields =
        fields.table(QStringLiteral("investigation_fields")).textOrTexts(QStringLiteral("field_names"));
    for (const JsonFields &list : fields.tables(QStringLiteral("exceptions_list"))) {
        rule.exceptionLists.push_back({list.text(QStringLiteral("id")), list.text(QStringLiteral("list_id")),
                                       list.text(QStringLiteral("type")), list.text(QStringLiteral("namespace_type"))});
    }
}

void readTexts(const JsonFields &fields, Rule &rule)
{
    rule.index = fields.texts(QStringLiteral("index"));
    for (const QString &text : fields.textOrTexts(QStringLiteral("false_positives")))
        rule.falsePositives << text.simplified();
    rule.references = fields.texts(QStringLiteral("references"));
    rule.tags = fields.texts(QStringLiteral("tags"));
    for (const JsonFields &threat : fields.tables(QStringLiteral("threat")))
        rule.threat.push_back(readThreat(threat));
    rule.note = textBeyondNone(fields, QStringLiteral("note"));
    rule.setup = textBeyondNone(fields, QStringLiteral("setup")).trimmed();
}

} // namespace

Rule readRuleFields(const JsonFields &fields)
{
    Rule rule;
    rule.id = fields.text(QStringLiteral("rule_id"), Presence::Required);
    rule.name = fields.text(QStringLiteral("name"), Presence::Required);
    rule.type = fields.text(QStringLiteral("type"), Presence::Required);
    rule.description = fields.text(QStringLiteral("description")).simplified();
    rule.language = fields.text(QStringLiteral("language"));
    rule.query = fields.text(QStringLiteral("query")).trimmed();
    rule.severity = readSeverity(fields, QStringLiteral("severity"));
    rule.riskScore = fields.number(QStringLiteral("risk_score"), 0, 100, std::nullopt);
    rule.interval = fields.textOr(QStringLiteral("interval"), rule.interval);
    rule.from = fields.textOr(QStringLiteral("from"), rule.from);
    rule.to = fields.textOr(QStringLiteral("to"), rule.to);
    rule.maxSignals = fields.number(QStringLiteral("max_signals"), 1, 1'000'000, rule.maxSignals);
    rule.version = fields.number(QStringLiteral("version"), 0, 1'000'000'000, 0);
    rule.updated = fields.text(QStringLiteral("updated_at"));
    rule.enabled = fields.flag(QStringLiteral("enabled"), true);
    rule.buildingBlock = fields.text(QStringLiteral("building_block_type"));
    for (const JsonFields &filter : fields.tables(QStringLiteral("filters")))
        rule.filters.append(filter.object());
    rule.newTerms = readNewTerms(fields);
    rule.threshold = readThreshold(fields);
    rule.suppression = readSuppression(fields);
    readMappings(fields, rule);
    readTexts(fields, rule);
    rule.notEvaluable = whyNotEvaluable(rule);
    return rule;
}

} // namespace wirecase
