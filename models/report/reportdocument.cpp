#include "models/report/reportdocument.h"

#include "models/report/alertblocks.h"
#include "models/report/alertgroups.h"
#include "models/report/appendixblocks.h"
#include "models/report/blockbuilder.h"
#include "models/report/reportcontent.h"
#include "models/report/reporttext.h"
#include "models/report/timelinedrawing.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

class DocumentBuilder : public BlockBuilder
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Report)

public:
    using BlockBuilder::BlockBuilder;

    ReportDocument build()
    {
        head();
        warnings();
        summary();
        notes();
        for (std::size_t i = 0; i < content().alerts.size(); ++i)
            append(alertBlocks(content(), references(), i));
        sessions();
        append(appendixBlocks(content(), references()));
        const QString title = content().number.isEmpty()
                                  ? content().name
                                  : QStringLiteral("%1 \u00b7 %2").arg(content().number, content().name);
        return {title,
                tr("Case %1 \u00b7 journal entry %2, %3")
                    .arg(title, QString::number(content().journal.entries), content().journal.lastHash.left(12)),
                takeBlocks()};
    }

private:
    void head();
    void warnings();
    void verdictCounts();
    [[nodiscard]] bool isOneRule() const;
    void alertTable();
    [[nodiscard]] static Runs numberRuns(const AlertGroup &group);
    [[nodiscard]] Runs timeRuns(const AlertGroup &group) const;
    void summary();
    void outsideTimeline();
    void sessions();
    void notes();
    [[nodiscard]] Runs sessionRuns(const ReportSession &session) const;
    [[nodiscard]] Runs coverageRuns(const ReportSession &session) const;
};

void DocumentBuilder::head()
{
    paragraph(tr("Case report"), Run::Style::Muted);
    heading(1, content().name.isEmpty() ? tr("Case without a name") : content().name);
    TableBlock table = factTable();
    addRow(table, tr("Case number"), content().number);
    addRow(table, tr("Analyst"), content().analyst);
    addRow(table, tr("Created"), time(content().createdNs));
    addRow(table, tr("As of"), time(content().lastActNs));
    addRow(table, tr("Case id"), content().caseId);
    add(std::move(table));
}

void DocumentBuilder::warnings()
{
    if (!content().journal.intact)
        add(WarningBlock{content().journal.check});
    int number = 0;
    for (const ReportEvidence &file : content().evidence) {
        ++number;
        if (file.changed)
            add(WarningBlock{
                tr("%1 (%2) is no longer the file that was added to the case. What was found in it may not hold.")
                    .arg(evidenceName(number), file.name)});
    }
}

// "Alerts: 10. True positive: 2, no verdict: 8"
void DocumentBuilder::verdictCounts()
{
    QStringList counts;
    for (const Verdict verdict : {Verdict::TruePositive, Verdict::Undetermined, Verdict::BenignAuthorised,
                                  Verdict::BenignAutomated, Verdict::None}) {
        const auto count = std::ranges::count(content().alerts, verdict, &ReportAlert::verdict);
        if (count > 0)
            counts.append(tr("%1: %2").arg(verdictText(verdict), reportCount(count)));
    }
    const auto all = static_cast<qint64>(content().alerts.size());
    add(ParagraphBlock{{{tr("Alerts: %1").arg(reportCount(all)), Run::Style::Strong},
                        {QStringLiteral(" \u00b7 ") + counts.join(QStringLiteral(" \u00b7 "))}}});
}

/// Whether the table need not say in each row which rule it was.
bool DocumentBuilder::isOneRule() const
{
    const std::vector<ReportAlert> &alerts = content().alerts;
    return alerts.size() > 1 && std::ranges::all_of(alerts, [&](const ReportAlert &alert) {
               return alert.raised && alert.ruleName == alerts.front().ruleName;
           });
}

void DocumentBuilder::alertTable()
{
    if (isOneRule())
        paragraph(tr("All of the rule: %1").arg(content().alerts.front().ruleName));
    const bool oneRule = isOneRule();
    TableBlock table{{{tr("No."), 8},
                      {tr("Time"), oneRule ? 23 : 14},
                      {oneRule ? tr("Target") : tr("Alert and target"), oneRule ? 16 : 30},
                      {tr("Caller"), oneRule ? 28 : 23},
                      {tr("Verdict and reason"), 28}},
                     {}};
    for (const AlertGroup &group : alertGroups(content().alerts)) {
        const ReportAlert &alert = content().alerts.at(group.alerts.front());
        Runs what;
        if (!oneRule)
            addLine(what, {{alertName(alert)}});
        addLine(what, {{alert.target}});
        Runs said{verdictRun(alert.verdict)};
        addLine(said, {{alert.reason}});
        table.rows.push_back({numberRuns(group),
                              timeRuns(group),
                              std::move(what),
                              {{alert.callerName.isEmpty() ? alert.caller : alert.callerName}},
                              std::move(said)});
    }
    add(std::move(table));
}

/// "1, 2, 5", each of which leads to its chapter; of many only the first and the last.
Runs DocumentBuilder::numberRuns(const AlertGroup &group)
{
    constexpr std::size_t most = 12;
    Runs runs;
    const auto add = [&](std::size_t alert, const QString &before) {
        if (!runs.empty())
            runs.push_back({before});
        runs.push_back({QString::number(alert + 1), Run::Style::Plain, alertAnchor(alert + 1)});
    };
    if (group.alerts.size() > most) {
        add(group.alerts.front(), {});
        add(group.alerts.back(), QStringLiteral(" \u2026 "));
        return runs;
    }
    for (const std::size_t alert : group.alerts)
        add(alert, QStringLiteral(", "));
    return runs;
}

/// The time of the alert; of several, how many they are and when the first and the last were.
Runs DocumentBuilder::timeRuns(const AlertGroup &group) const
{
    const QString first = time(content().alerts.at(group.alerts.front()).timeNs);
    if (group.alerts.size() == 1)
        return {{first}};
    Runs runs;
    addLine(runs, {{tr("%1 alerts").arg(reportCount(static_cast<qint64>(group.alerts.size()))), Run::Style::Strong}});
    addLine(runs, {{tr("first "), Run::Style::Muted}, {first}});
    addLine(runs, {{tr("last "), Run::Style::Muted}, {time(content().alerts.at(group.alerts.back()).timeNs)}});
    return runs;
}

void DocumentBuilder::summary()
{
    heading(2, tr("Summary"));
    if (content().alerts.empty()) {
        paragraph(tr("The rules raised no alert on this evidence."));
    } else {
        verdictCounts();
        alertTable();
    }
    Drawing timeline = timelineDrawing(content().timeline, content().timeFormat);
    if (timeline.isEmpty())
        return;
    heading(2, tr("Timeline"));
    add(PictureBlock{std::move(timeline)});
    paragraph(
        tr("Times are %1. Column heights follow the square root of the value. Red caps are flows that were denied; "
           "dashed is what a capture asked for, filled what capture files hold, hatched what no capture file holds.")
            .arg(content().timeFormat.zoneText(content().timeline.range.beginNs)),
        Run::Style::Muted);
    outsideTimeline();
}

/// The drawing shows the time of the traffic. Alerts of other days must not look as if there were none.
void DocumentBuilder::outsideTimeline()
{
    const TimeRange &range = content().timeline.range;
    qint64 before = 0;
    qint64 after = 0;
    for (const ReportAlert &alert : content().alerts) {
        if (alert.timeNs == noTime)
            continue;
        before += alert.timeNs < range.beginNs ? 1 : 0;
        after += alert.timeNs >= range.endNs ? 1 : 0;
    }
    if (before + after > 0)
        paragraph(tr("Alerts that lie outside of the drawn time (%1): %2 before, %3 after.")
                      .arg(content().timeFormat.range(range), reportCount(before), reportCount(after)));
}

Runs DocumentBuilder::sessionRuns(const ReportSession &session) const
{
    Runs runs{{session.name.isEmpty() ? tr("Session without a name") : session.name, Run::Style::Strong}};
    const auto line = [&](const QString &label, const QString &value) {
        if (!value.isEmpty())
            addLine(runs, {{label + QStringLiteral(": "), Run::Style::Muted}, {value}});
    };
    line(tr("Target"), session.target);
    line(tr("Written to"), session.writtenTo);
    line(tr("Asked for"), content().timeFormat.range(session.requested));
    line(tr("Ended by"), session.endReason);
    line(tr("Limits"), session.limits.join(QStringLiteral(" \u00b7 ")));
    line(tr("Filters"), session.filters.join(QStringLiteral(" \u00b7 ")));
    return runs;
}

Runs DocumentBuilder::coverageRuns(const ReportSession &session) const
{
    Runs runs;
    const auto line = [&](const QString &label, const QString &value) {
        if (!value.isEmpty())
            addLine(runs, {{label + QStringLiteral(": "), Run::Style::Muted}, {value}});
    };
    if (session.captureFiles.empty())
        line(tr("Capture files"), tr("none in the evidence"));
    else {
        addLine(runs, {{tr("Capture files: "), Run::Style::Muted}});
        for (const Citation &file : session.captureFiles) {
            if (&file != &session.captureFiles.front())
                runs.push_back({QStringLiteral(", ")});
            std::ranges::copy(placeRuns({{file.evidence, 0}, 1}), std::back_inserter(runs));
        }
    }
    line(tr("Covered"), ranges(session.covered));
    if (!session.gaps.empty())
        line(tr("Gaps"), ranges(session.gaps));
    else if (!session.captureFiles.empty())
        line(tr("Gaps"), tr("none"));
    else
        line(tr("Gaps"), tr("the whole session"));
    if (session.logOnlyConversations > 0) {
        line(tr("In flow logs only"), tr("Conversations: %1, bytes: %2")
                                          .arg(reportCount(static_cast<qint64>(session.logOnlyConversations)),
                                               reportSize(session.logOnlyBytes)));
    }
    for (const QString &caution : session.cautions)
        addLine(runs, {{tr("Caution: "), Run::Style::Caution}, {caution}});
    return runs;
}

void DocumentBuilder::sessions()
{
    if (content().sessions.empty())
        return;
    heading(2, tr("Capture sessions"));
    TableBlock table{{{tr("Session"), 50}, {tr("What of it is in the evidence"), 50}}, {}, true};
    for (const ReportSession &session : content().sessions)
        table.rows.push_back({sessionRuns(session), coverageRuns(session)});
    add(std::move(table));
}

void DocumentBuilder::notes()
{
    if (!content().notes.empty()) {
        heading(2, tr("Notes"));
        add(noteList(content().notes));
    }
    if (content().marks.empty())
        return;
    heading(2, tr("Marked records"));
    TableBlock table{{{tr("Record"), 20}, {tr("Comment"), 60}, {tr("By"), 20}}, {}};
    for (const ReportMark &mark : content().marks)
        table.rows.push_back(
            {placeRuns({{mark.source.evidence, mark.source.record}, 1}), {{mark.comment}}, {{mark.author}}});
    add(std::move(table));
}

} // namespace

ReportDocument reportDocument(const ReportContent &content)
{
    References references;
    return DocumentBuilder(content, references).build();
}

} // namespace wirecase
