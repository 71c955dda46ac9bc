#include "models/report/alertblocks.h"

#include "models/casefile/findings.h"
#include "models/report/blockbuilder.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

class AlertBuilder : public BlockBuilder
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Report)

public:
    AlertBuilder(const ReportContent &content, References &references, std::size_t number)
        : BlockBuilder(content, references)
        , m_alert(content.alerts.at(number))
        , m_number(number + 1)
    {
    }

    void build()
    {
        heading(2, tr("Alert %1: %2").arg(m_number).arg(alertName(m_alert)), alertAnchor(m_number));
        head();
        if (!m_alert.notes.empty()) {
            heading(3, tr("Notes"));
            add(noteList(m_alert.notes));
        }
        facts(tr("What can be answered"), m_alert.answerable);
        facts(tr("Exposed accounts"), m_alert.exposed);
        facts(tr("Facts"), m_alert.details);
        facts(tr("Related operations"), m_alert.related);
        answers(tr("Investigation"), QLatin1String(sectionSteps), m_alert.steps);
        answers(tr("False positive analysis"), QLatin1String(sectionFalsePositives), m_alert.falsePositives);
        answers(tr("Response"), QLatin1String(sectionResponses), m_alert.responses);
    }

private:
    void head();
    void facts(const QString &title, const std::vector<ReportFact> &facts);
    void answers(const QString &title, const QString &section, const std::vector<ReportStep> &steps);
    [[nodiscard]] Runs saidOn(const ReportStep &step);
    [[nodiscard]] Runs factRuns(const ReportFact &fact);
    [[nodiscard]] bool isTold(const ReportFact &fact) const;
    [[nodiscard]] bool hasDetail(const char *key) const;
    [[nodiscard]] QString saidBy(const QString &author, qint64 timeNs) const
    {
        return author.isEmpty() ? QString() : QStringLiteral("%1, %2").arg(author, time(timeNs));
    }

    const ReportAlert &m_alert;
    std::size_t m_number;
};

bool sameFact(const ReportFact &a, const ReportFact &b)
{
    return a.label == b.label && a.value == b.value && placesOf(a.sources) == placesOf(b.sources);
}

bool AlertBuilder::hasDetail(const char *key) const
{
    return std::ranges::any_of(m_alert.details, [&](const ReportFact &fact) { return fact.key == QLatin1String(key); });
}

// What the facts below tell with their sources is not told here as well.
void AlertBuilder::head()
{
    TableBlock table = factTable();
    table.rows.push_back({{{tr("Verdict"), Run::Style::Muted}}, {verdictRun(m_alert.verdict)}});
    addRow(table, tr("Reason"), m_alert.reason);
    addRow(table, tr("Decided by"), saidBy(m_alert.verdictAuthor, m_alert.verdictNs));
    if (!m_alert.pins.empty())
        table.rows.push_back({{{tr("Pins"), Run::Style::Muted}}, pinRuns(m_alert.pins)});
    if (m_alert.raised) {
        Runs seen{{time(m_alert.timeNs)}};
        if (!m_alert.sources.empty())
            seen.push_back({QStringLiteral(" ")});
        std::ranges::copy(cited(m_alert.sources), std::back_inserter(seen));
        table.rows.push_back({{{tr("Time"), Run::Style::Muted}}, seen});
        if (!hasDetail("caller"))
            addRow(table, tr("Caller"), m_alert.caller);
        if (!hasDetail("operation"))
            addRow(table, tr("Operation"), m_alert.operation);
        if (!hasDetail("target"))
            addRow(table, tr("Target"), m_alert.target);
        addRow(table, tr("Severity"), tr("%1, risk %2").arg(m_alert.severity, QString::number(m_alert.riskScore)));
        addRow(table, tr("Techniques"), m_alert.techniques.join(u'\n'));
        addRow(table, tr("Rule"), m_alert.ruleId);
        addRow(table, tr("Mode"), m_alert.modeNote);
    }
    add(std::move(table));
}

void AlertBuilder::facts(const QString &title, const std::vector<ReportFact> &facts)
{
    if (facts.empty())
        return;
    heading(3, title);
    TableBlock table{{{tr("What"), 22, false}, {tr("Value"), 63, false}, {tr("Source"), 15, false}}, {}};
    for (const ReportFact &fact : facts)
        table.rows.push_back({{{fact.label, Run::Style::Muted}}, {{fact.value}}, cited(fact.sources)});
    add(std::move(table));
}

/// Whether the chapter has said this already: the guide repeats what it asks for.
bool AlertBuilder::isTold(const ReportFact &fact) const
{
    const auto among = [&](const std::vector<ReportFact> &facts) {
        return std::ranges::any_of(facts, [&](const ReportFact &told) { return sameFact(fact, told); });
    };
    return among(m_alert.answerable) || among(m_alert.exposed) || among(m_alert.details) || among(m_alert.related);
}

Runs AlertBuilder::factRuns(const ReportFact &fact)
{
    Runs runs{{fact.label + QStringLiteral(": "), Run::Style::Muted}, {fact.value}};
    if (!fact.sources.empty())
        runs.push_back({QStringLiteral(" ")});
    std::ranges::copy(cited(fact.sources), std::back_inserter(runs));
    return runs;
}

Runs AlertBuilder::saidOn(const ReportStep &step)
{
    Runs said;
    addLine(said, {{step.why}});
    addLine(said, {{step.note}});
    addLine(said, pinRuns(step.pins));
    if (!said.empty() || step.answer != Answer::None)
        addLine(said, {{saidBy(step.author, step.changedNs), Run::Style::Muted}});
    for (const ReportFact &fact : step.facts) {
        if (!isTold(fact))
            addLine(said, factRuns(fact));
    }
    return said;
}

// Steps that nobody answered and that tell nothing of their own share one line: else a routine alert takes pages.
void AlertBuilder::answers(const QString &title, const QString &section, const std::vector<ReportStep> &steps)
{
    if (steps.empty())
        return;
    heading(3, title);
    TableBlock table{
        {{tr("Step"), 28, false}, {tr("Answer"), 15, false}, {tr("Why, notes, pins and facts"), 57, false}}, {}};
    QStringList open;
    int number = 0;
    for (const ReportStep &step : steps) {
        const QString name = step.title.isEmpty() ? step.text : step.title;
        const QString numbered = tr("%1. %2").arg(++number).arg(name);
        Runs said = saidOn(step);
        if (step.answer == Answer::None && said.empty()) {
            open.append(numbered);
            continue;
        }
        Runs point{{numbered, Run::Style::Strong}};
        if (!step.inGuide)
            point.push_back({u'\n' + tr("no longer in the guide"), Run::Style::Muted});
        table.rows.push_back({point, {answerRun(step.answer, section)}, std::move(said)});
    }
    if (!table.rows.empty())
        add(std::move(table));
    if (!open.isEmpty())
        add(ParagraphBlock{{{tr("Not answered: "), Run::Style::Muted}, {open.join(QStringLiteral(" \u00b7 "))}}});
}

} // namespace

std::vector<ReportBlock> alertBlocks(const ReportContent &content, References &references, std::size_t alert)
{
    AlertBuilder builder(content, references, alert);
    builder.build();
    return builder.takeBlocks();
}

} // namespace wirecase
