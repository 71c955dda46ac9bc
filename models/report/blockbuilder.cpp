#include "models/report/blockbuilder.h"

#include "models/casefile/findings.h"

#include <QCoreApplication>

#include <iterator>

namespace wirecase {

void BlockBuilder::append(std::vector<ReportBlock> blocks)
{
    m_blocks.insert(m_blocks.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
}

void BlockBuilder::paragraph(const QString &text, Run::Style style)
{
    add(ParagraphBlock{{{text, style}}});
}

TableBlock BlockBuilder::factTable()
{
    return {{{{}, 22, false}, {{}, 78, false}}, {}};
}

void BlockBuilder::addRow(TableBlock &table, const QString &label, const QString &value)
{
    if (!value.isEmpty())
        table.rows.push_back({{{label, Run::Style::Muted}}, {{value, Run::Style::Plain}}});
}

QString BlockBuilder::time(qint64 timeNs) const
{
    if (timeNs == noTime)
        return {};
    return QStringLiteral("%1 %2").arg(m_content.timeFormat.dateTime(timeNs), m_content.timeFormat.zoneText(timeNs));
}

QString BlockBuilder::ranges(const std::vector<TimeRange> &ranges) const
{
    QStringList lines;
    for (const TimeRange &range : ranges)
        lines.append(QStringLiteral("%1 (%2)").arg(m_content.timeFormat.range(range), durationText(range.lengthNs())));
    return lines.join(u'\n');
}

Run BlockBuilder::verdictRun(Verdict verdict)
{
    switch (verdict) {
    case Verdict::TruePositive:
        return {QStringLiteral("\u25c6 ") + verdictText(verdict), Run::Style::Bad};
    case Verdict::BenignAuthorised:
    case Verdict::BenignAutomated:
        return {QStringLiteral("\u25cf ") + verdictText(verdict), Run::Style::Good};
    case Verdict::Undetermined:
        return {QStringLiteral("\u25b2 ") + verdictText(verdict), Run::Style::Caution};
    case Verdict::None:
        break;
    }
    return {verdictText(verdict), Run::Style::Muted};
}

Run BlockBuilder::answerRun(Answer answer, const QString &section)
{
    const QString text = answerText(answer, section);
    const bool isStep = section == QLatin1String(sectionSteps);
    switch (answer) {
    case Answer::Suspicious:
        if (isStep)
            return {QStringLiteral("\u25c6 ") + text, Run::Style::Bad};
        break;
    case Answer::Benign:
        return {QStringLiteral("\u25cf ") + text, Run::Style::Good};
    case Answer::Unclear:
        return {QStringLiteral("\u25b2 ") + text, Run::Style::Caution};
    case Answer::NotApplicable:
    case Answer::None:
        break;
    }
    return {text, Run::Style::Muted};
}

Runs BlockBuilder::citationRuns(const std::vector<Citation> &citations)
{
    Runs runs;
    for (const Citation &citation : citations) {
        if (!runs.empty())
            runs.push_back({QStringLiteral("\n"), Run::Style::Plain});
        if (!citation.label.isEmpty())
            runs.push_back({citation.label + QStringLiteral(" \u2013 "), Run::Style::Plain});
        const QString place =
            citation.record == 0 ? citation.file : QStringLiteral("%1 #%2").arg(citation.file).arg(citation.record);
        runs.push_back({place, Run::Style::Muted});
        if (!citation.sha256.isEmpty())
            runs.push_back({QStringLiteral(" ") + citation.sha256.left(12), Run::Style::Fixed});
    }
    return runs;
}

ListBlock BlockBuilder::noteList(const std::vector<ReportNote> &notes) const
{
    ListBlock list;
    for (const ReportNote &note : notes) {
        list.items.push_back(
            {{note.text, Run::Style::Plain},
             {QStringLiteral(" \u2013 %1, %2").arg(note.author, time(note.timeNs)), Run::Style::Muted}});
    }
    return list;
}

} // namespace wirecase
