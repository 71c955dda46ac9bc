#include "models/detection/rule.h"

#include "models/detection/tomlfields.h"

#include <QFile>

#include <tuple>

// The registration of a static library's resources is dropped by the linker unless someone asks for it; the macro must
// stand outside of namespaces.
static void registerRuleFiles()
{
    Q_INIT_RESOURCE(rules);
}

namespace wirecase {

namespace {

// The largest published rule has 60 kB.
constexpr qsizetype maxRuleBytes = 1024 * 1024;

/// Turns the parsed document into a Rule.
class RuleTomlReader
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleTomlReader)

public:
    static Result<Rule> read(const toml::table &document);
    static QString tooLarge() { return tr("The rule is larger than 1 MB."); }

private:
    static Rule readRule(const TomlFields &fields);
    static void checkSeverity(const TomlFields &fields, const QString &severity);
    static ThreatEntry readThreat(const TomlFields &fields);
    static QString whyNotEvaluable(const TomlFields &fields, const Rule &rule);
};

Result<Rule> RuleTomlReader::read(const toml::table &document)
{
    if (const toml::node *node = document.get("rule"); !node || !node->is_table())
        return Error{Error::Code::Format, tr("There is no [rule] table in this file."), {}, 1};
    std::optional<Error> error;
    Rule rule = readRule(TomlFields(document, {}, error).table("rule"));
    if (error)
        return *error;
    return rule;
}

Rule RuleTomlReader::readRule(const TomlFields &fields)
{
    using enum TomlFields::Presence;
    Rule rule;
    rule.id = fields.text("rule_id", Required);
    rule.name = fields.text("name", Required);
    rule.type = fields.text("type", Required);
    rule.description = fields.text("description").simplified();
    rule.language = fields.text("language");
    rule.query = fields.text("query").trimmed();
    rule.severity = fields.text("severity", Required);
    checkSeverity(fields, rule.severity);
    rule.riskScore = fields.number("risk_score", 0, 100, std::nullopt);
    rule.interval = fields.textOr("interval", rule.interval);
    rule.from = fields.textOr("from", rule.from);
    rule.to = fields.textOr("to", rule.to);
    rule.maxSignals = fields.number("max_signals", 1, 1'000'000, rule.maxSignals);
    rule.version = fields.number("version", 0, 1'000'000, 0);
    rule.index = fields.texts("index");
    for (const QString &text : fields.texts("false_positives"))
        rule.falsePositives << text.simplified();
    rule.references = fields.texts("references");
    rule.tags = fields.texts("tags");
    for (const TomlFields &threat : fields.tables("threat"))
        rule.threat.push_back(readThreat(threat));
    rule.note = fields.text("note");
    rule.setup = fields.text("setup").trimmed();
    rule.notEvaluable = whyNotEvaluable(fields, rule);
    return rule;
}

void RuleTomlReader::checkSeverity(const TomlFields &fields, const QString &severity)
{
    const QStringList known{QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high"),
                            QStringLiteral("critical")};
    if (!known.contains(severity))
        fields.fail("severity", tr("“rule.severity” must be low, medium, high or critical."));
}

ThreatEntry RuleTomlReader::readThreat(const TomlFields &fields)
{
    ThreatEntry entry;
    entry.framework = fields.text("framework");
    const TomlFields tactic = fields.table("tactic");
    entry.tacticId = tactic.text("id");
    entry.tacticName = tactic.text("name");
    for (const TomlFields &technique : fields.tables("technique")) {
        entry.techniqueIds << technique.text("id");
        entry.techniqueNames << technique.text("name");
        for (const TomlFields &part : technique.tables("subtechnique")) {
            entry.techniqueIds << part.text("id");
            entry.techniqueNames << part.text("name");
        }
    }
    return entry;
}

QString RuleTomlReader::whyNotEvaluable(const TomlFields &fields, const Rule &rule)
{
    if (rule.type != QLatin1String("query"))
        return tr("Only rules of the type “query” are run; this one is of the type “%1”.").arg(rule.type);
    if (rule.language != QLatin1String("kuery"))
        return tr("Only queries in KQL are run; this one is in “%1”.").arg(rule.language);
    if (rule.query.isEmpty())
        return tr("The rule has no query.");
    if (fields.hasContent("filters"))
        return tr("The rule has filters beside its query; without them it would raise too much.");
    return {};
}

} // namespace

Result<Rule> readRuleToml(const QByteArray &toml, const QString &name)
{
    if (toml.size() > maxRuleBytes)
        return Error{Error::Code::Limit, RuleTomlReader::tooLarge(), name, -1};
    try {
        const toml::table document =
            toml::parse(std::string_view(toml.constData(), static_cast<std::size_t>(toml.size())));
        auto rule = RuleTomlReader::read(document);
        if (!rule) {
            Error error = rule.error();
            error.file = name;
            return error;
        }
        rule->source = name;
        return rule;
    } catch (const toml::parse_error &failure) {
        return Error{Error::Code::Format, QString::fromUtf8(failure.what()), name,
                     static_cast<qint64>(failure.source().begin.line)};
    }
}

bool isNewer(const Rule &a, const Rule &b)
{
    const auto rank = [](const Rule &rule) {
        return std::tuple(rule.source != builtInRuleName(), rule.version, rule.updated);
    };
    return rank(a) > rank(b);
}

QString builtInRuleName()
{
    return QStringLiteral("full-network-packet-capture.toml");
}

QByteArray builtInRuleToml()
{
    registerRuleFiles();
    QFile file(QStringLiteral(":/rules/") + builtInRuleName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace wirecase
