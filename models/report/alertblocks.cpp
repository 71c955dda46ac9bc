#include "models/report/alertblocks.h"

#include "models/casefile/findings.h"
#include "models/report/blockbuilder.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

class AlertBuilder : public BlockBuilder
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Report)

public:
    AlertBuilder(const ReportContent &content, std::size_t number)
        : BlockBuilder(content)
        , m_alert(content.alerts.at(number))
        , m_number(number + 1)
    {
    }

    void build()
    {
        heading(2, tr("Alert %1: %2").arg(m_number).arg(m_alert.ruleName));
        head();
        facts(tr("Facts"), m_alert.details);
        facts(tr("What can be answered"), m_alert.answerable);
        facts(tr("Related operations"), m_alert.related);
        guide();
        answers(tr("False positive analysis"), QLatin1String(sectionFalsePositives), m_alert.falsePositives);
        answers(tr("Response"), QLatin1String(sectionResponses), m_alert.responses);
        if (!m_alert.pins.empty()) {
            heading(3, tr("Pins"));
            add(ListBlock{{citationRuns(m_alert.pins)}});
        }
        if (!m_alert.notes.empty()) {
            heading(3, tr("Notes"));
            add(noteList(m_alert.notes));
        }
    }

private:
    void head();
    void facts(const QString &title, const std::vector<ReportFact> &facts);
    void guide();
    void answers(const QString &title, const QString &section, const std::vector<ReportStep> &steps);
    [[nodiscard]] QString saidBy(const QString &author, qint64 timeNs) const
    {
        return author.isEmpty() ? QString() : QStringLiteral("%1, %2").arg(author, time(timeNs));
    }

    const ReportAlert &m_alert;
    std::size_t m_number;
};

void AlertBuilder::head()
{
    TableBlock table = factTable();
    table.rows.push_back({{{tr("Verdict"), Run::Style::Muted}}, {verdictRun(m_alert.verdict)}});
    addRow(table, tr("Reason"), m_alert.reason);
    addRow(table, tr("Decided by"), saidBy(m_alert.verdictAuthor, m_alert.verdictNs));
    addRow(table, tr("Time"), time(m_alert.timeNs));
    addRow(table, tr("Caller"), m_alert.caller);
    addRow(table, tr("Operation"), m_alert.operation);
    addRow(table, tr("Target"), m_alert.target);
    addRow(table, tr("Severity"), tr("%1, risk %2").arg(m_alert.severity).arg(m_alert.riskScore));
    addRow(table, tr("Techniques"), m_alert.techniques.join(u'\n'));
    addRow(table, tr("Rule"), m_alert.ruleId);
    addRow(table, tr("Mode"), m_alert.modeNote);
    if (!m_alert.sources.empty())
        table.rows.push_back({{{tr("Source"), Run::Style::Muted}}, citationRuns(m_alert.sources)});
    add(std::move(table));
}

void AlertBuilder::facts(const QString &title, const std::vector<ReportFact> &facts)
{
    if (facts.empty())
        return;
    heading(3, title);
    TableBlock table{{{tr("What"), 24, false}, {tr("Value"), 42, false}, {tr("Source"), 34, false}}, {}};
    for (const ReportFact &fact : facts)
        table.rows.push_back({{{fact.label}}, {{fact.value}}, citationRuns(fact.sources)});
    add(std::move(table));
}

void AlertBuilder::guide()
{
    if (m_alert.steps.empty())
        return;
    heading(3, tr("Investigation"));
    int number = 0;
    for (const ReportStep &step : m_alert.steps) {
        heading(4, tr("%1. %2").arg(++number).arg(step.title.isEmpty() ? step.text : step.title));
        if (!step.title.isEmpty() && step.text != step.title)
            paragraph(step.text, Run::Style::Muted);
        TableBlock table = factTable();
        table.rows.push_back(
            {{{tr("Answer"), Run::Style::Muted}}, {answerRun(step.answer, QLatin1String(sectionSteps))}});
        addRow(table, tr("Why"), step.why);
        addRow(table, tr("Note"), step.note);
        if (step.answer != Answer::None || !step.why.isEmpty() || !step.note.isEmpty())
            addRow(table, tr("Answered by"), saidBy(step.author, step.changedNs));
        for (const ReportFact &fact : step.facts) {
            Runs value{{fact.value}};
            for (const Run &run : citationRuns(fact.sources)) {
                if (value.size() == 1)
                    value.push_back({QStringLiteral("\n")});
                value.push_back(run);
            }
            table.rows.push_back({{{fact.label, Run::Style::Muted}}, value});
        }
        if (!step.pins.empty())
            table.rows.push_back({{{tr("Pins"), Run::Style::Muted}}, citationRuns(step.pins)});
        add(std::move(table));
    }
}

void AlertBuilder::answers(const QString &title, const QString &section, const std::vector<ReportStep> &steps)
{
    if (steps.empty())
        return;
    heading(3, title);
    TableBlock table{{{tr("Point"), 46, false}, {tr("Answer"), 16, false}, {tr("Why, notes and pins"), 38, false}}, {}};
    for (const ReportStep &step : steps) {
        Runs said;
        const auto line = [&](const Run &run) {
            if (run.text.isEmpty())
                return;
            if (!said.empty())
                said.push_back({QStringLiteral("\n")});
            said.push_back(run);
        };
        line({step.why});
        line({step.note});
        for (const ReportFact &fact : step.facts)
            line({QStringLiteral("%1: %2").arg(fact.label, fact.value)});
        const Runs pins = citationRuns(step.pins);
        if (!pins.empty() && !said.empty())
            said.push_back({QStringLiteral("\n")});
        said.insert(said.end(), pins.begin(), pins.end());
        line({saidBy(step.author, step.changedNs), Run::Style::Muted});
        table.rows.push_back(
            {{{step.text.isEmpty() ? step.title : step.text}}, {answerRun(step.answer, section)}, said});
    }
    add(std::move(table));
}

} // namespace

std::vector<ReportBlock> alertBlocks(const ReportContent &content, std::size_t alert)
{
    AlertBuilder builder(content, alert);
    builder.build();
    return builder.takeBlocks();
}

} // namespace wirecase
