#include "models/report/blockbuilder.h"

#include "models/casefile/findings.h"
#include "models/report/reporttext.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace wirecase {

QString alertAnchor(std::size_t number)
{
    return QStringLiteral("a%1").arg(number);
}

QString evidenceAnchor(int number)
{
    return QStringLiteral("e%1").arg(number);
}

QString referenceAnchor(int number)
{
    return QStringLiteral("r%1").arg(number);
}

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

QString BlockBuilder::alertName(const ReportAlert &alert)
{
    if (alert.raised)
        return alert.ruleName;
    //: %1 is the key of the alert
    return QCoreApplication::translate("wirecase::Report", "no longer raised by the evidence (%1)").arg(alert.key);
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

namespace {

/// "%1 records", or what else is cited.
QString countedPlaces(const RecordPlaces &places)
{
    const auto files = std::ranges::count(places, quint64{0}, &RecordPlace::record);
    if (files == 0)
        return QCoreApplication::translate("wirecase::Report", "%1 records");
    if (files == static_cast<std::ptrdiff_t>(places.size()))
        return QCoreApplication::translate("wirecase::Report", "%1 files");
    return QCoreApplication::translate("wirecase::Report", "%1 records and files");
}

} // namespace

Runs BlockBuilder::cited(const std::vector<Citation> &sources)
{
    constexpr std::size_t few = 9; // more are worth a word on how many
    const RecordPlaces places = placesOf(sources);
    if (places.empty())
        return {};
    const int number = m_references.number(places);
    Runs runs{{QStringLiteral("[%1]").arg(number), Run::Style::Muted, referenceAnchor(number)}};
    if (places.size() > few) {
        const QString count = reportCount(static_cast<qint64>(places.size()));
        runs.push_back({u' ' + countedPlaces(places).arg(count), Run::Style::Muted});
    }
    return runs;
}

Runs BlockBuilder::pinRuns(const std::vector<Citation> &pins)
{
    Runs runs;
    for (const Citation &pin : pins) {
        Runs line = pin.label.isEmpty() ? placeRuns({{pin.evidence, pin.record}, 1}) : Runs{{pin.label}};
        line.push_back({QStringLiteral(" ")});
        const Runs source = cited({pin});
        line.insert(line.end(), source.begin(), source.end());
        addLine(runs, line);
    }
    return runs;
}

Runs BlockBuilder::placeRuns(const RecordStretch &place)
{
    const int file = place.first.evidence;
    Runs runs{file > 0 ? Run{evidenceName(file), Run::Style::Plain, evidenceAnchor(file)}
                       : Run{QCoreApplication::translate("wirecase::Report", "file no longer in the case")}};
    if (place.first.record > 0) {
        runs.push_back({QString(QChar::Nbsp)});
        runs.push_back(recordRun(place));
    }
    return runs;
}

Run BlockBuilder::recordRun(const RecordStretch &place)
{
    QString records = QStringLiteral("#%1").arg(place.first.record);
    if (place.count > 1)
        records += QStringLiteral("\u2013%1").arg(place.first.record + place.count - 1);
    return {records};
}

void BlockBuilder::addLine(Runs &runs, const Runs &line)
{
    if (std::ranges::all_of(line, [](const Run &run) { return run.text.isEmpty(); }))
        return;
    if (!runs.empty())
        runs.push_back({QStringLiteral("\n")});
    runs.insert(runs.end(), line.begin(), line.end());
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
