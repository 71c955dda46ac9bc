#include "models/report/reportdocument.h"

#include "models/report/alertblocks.h"
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
        for (std::size_t i = 0; i < content().alerts.size(); ++i)
            append(alertBlocks(content(), i));
        sessions();
        notes();
        evidence();
        journal();
        verification();
        const QString title = content().number.isEmpty()
                                  ? content().name
                                  : QStringLiteral("%1 \u00b7 %2").arg(content().number, content().name);
        return {title,
                tr("Case %1 \u00b7 journal entry %2, %3")
                    .arg(title)
                    .arg(content().journal.entries)
                    .arg(content().journal.lastHash.left(12)),
                takeBlocks()};
    }

private:
    void head();
    void warnings();
    void summary();
    void sessions();
    void notes();
    void evidence();
    void journal();
    void verification();
};

void DocumentBuilder::head()
{
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
    for (const ReportEvidence &file : content().evidence) {
        if (file.changed)
            add(WarningBlock{
                tr("%1 is no longer the file that was added to the case. What was found in it may not hold.")
                    .arg(file.name)});
    }
}

void DocumentBuilder::summary()
{
    heading(2, tr("Summary"));
    if (content().alerts.empty()) {
        paragraph(tr("The rules raised no alert on this evidence."));
    } else {
        TableBlock table{{{tr("No."), 4, true},
                          {tr("Time"), 16},
                          {tr("Alert"), 28},
                          {tr("Caller"), 18},
                          {tr("Verdict"), 16},
                          {tr("Reason"), 28}},
                         {}};
        for (std::size_t i = 0; i < content().alerts.size(); ++i) {
            const ReportAlert &alert = content().alerts.at(i);
            table.rows.push_back({{{QString::number(i + 1)}},
                                  {{time(alert.timeNs), Run::Style::Fixed}},
                                  {{alert.ruleName}},
                                  {{alert.caller}},
                                  {verdictRun(alert.verdict)},
                                  {{alert.reason}}});
        }
        add(std::move(table));
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
}

void DocumentBuilder::sessions()
{
    if (content().sessions.empty())
        return;
    heading(2, tr("Capture sessions"));
    for (const ReportSession &session : content().sessions) {
        heading(3, session.name.isEmpty() ? tr("Session without a name") : session.name);
        TableBlock table = factTable();
        addRow(table, tr("Target"), session.target);
        addRow(table, tr("Asked for"), content().timeFormat.range(session.requested));
        addRow(table, tr("Ended by"), session.endReason);
        addRow(table, tr("Limits"), session.limits.join(u'\n'));
        addRow(table, tr("Filters"), session.filters.join(u'\n'));
        addRow(table, tr("Written to"), session.writtenTo);
        addRow(table, tr("Capture files"),
               session.captures.isEmpty() ? tr("none in the evidence") : session.captures.join(u'\n'));
        addRow(table, tr("Covered"), ranges(session.covered));
        addRow(table, tr("Gaps"), session.gaps.empty() ? tr("none") : ranges(session.gaps));
        if (session.logOnlyConversations > 0) {
            addRow(table, tr("In flow logs only"),
                   tr("Conversations: %1, bytes: %2")
                       .arg(reportCount(static_cast<qint64>(session.logOnlyConversations)),
                            reportSize(session.logOnlyBytes)));
        }
        addRow(table, tr("Cautions"), session.cautions.join(u'\n'));
        add(std::move(table));
    }
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
    TableBlock table{{{tr("Record"), 40}, {tr("Comment"), 45}, {tr("By"), 15}}, {}};
    for (const ReportMark &mark : content().marks)
        table.rows.push_back({citationRuns({mark.source}), {{mark.comment}}, {{mark.author}}});
    add(std::move(table));
}

void DocumentBuilder::evidence()
{
    heading(2, tr("Evidence"));
    if (content().evidence.empty())
        return paragraph(tr("The case holds no evidence."));
    TableBlock table{{{tr("File and SHA-256"), 43},
                      {tr("Type"), 10},
                      {tr("Size"), 14, true},
                      {tr("Records"), 10, true},
                      {tr("First and last record"), 23}},
                     {}};
    for (const ReportEvidence &file : content().evidence) {
        const QString hash = file.sha256.isEmpty() ? tr("not computed") : file.sha256;
        const QString times = file.firstNs == noTime ? QString() : time(file.firstNs) + u'\n' + time(file.lastNs);
        Runs name{{file.name + u'\n', Run::Style::Strong}, {hash, Run::Style::Fixed}};
        if (file.changed)
            name.push_back({u'\n' + tr("Changed since it was added"), Run::Style::Bad});
        table.rows.push_back({name,
                              {{file.kind}},
                              {{reportCount(static_cast<qint64>(file.size)) + QStringLiteral("\u00a0B")}},
                              {{reportCount(file.records)}},
                              {{times, Run::Style::Fixed}}});
    }
    add(std::move(table));
    const bool problems =
        std::ranges::any_of(content().evidence, [](const ReportEvidence &file) { return file.problems > 0; });
    if (!problems)
        return;
    heading(3, tr("What could not be read"));
    TableBlock list{{{tr("File"), 30}, {tr("Count"), 8, true}, {tr("Places"), 62}}, {}};
    for (const ReportEvidence &file : content().evidence) {
        if (file.problems > 0)
            list.rows.push_back({{{file.name}}, {{reportCount(file.problems)}}, {{file.problemText}}});
    }
    add(std::move(list));
}

void DocumentBuilder::journal()
{
    const ReportJournal &told = content().journal;
    heading(2, tr("Journal"));
    TableBlock table = factTable();
    addRow(table, tr("Entries"), reportCount(static_cast<qint64>(told.entries)));
    addRow(table, tr("From"), time(told.firstNs));
    addRow(table, tr("To"), time(told.lastNs));
    addRow(table, tr("Authors"), told.authors.join(QStringLiteral(", ")));
    addRow(table, tr("Last hash"), told.lastHash);
    addRow(table, tr("Check"), told.check);
    add(std::move(table));
}

void DocumentBuilder::verification()
{
    heading(2, tr("How to verify"));
    paragraph(
        tr("Save the lines below as SHA256SUMS in the folder that holds the evidence and run: sha256sum -c SHA256SUMS. "
           "A file that is there under another name can be compared by its hash alone."));
    QString sums;
    for (const ReportEvidence &file : content().evidence) {
        const bool plain = !file.sha256.isEmpty() && !file.name.contains(u'\n') && !file.name.contains(u'\\');
        if (plain)
            sums += QStringLiteral("%1  %2\n").arg(file.sha256, file.name);
    }
    if (!sums.isEmpty())
        add(CodeBlock{sums.chopped(1)});
    paragraph(
        tr("Each journal entry in the case file holds the SHA-256 of the hash of the entry before it (64 zeros before "
           "the first), a line feed, and its own text. The case file is an SQLite database; its table journal has the "
           "columns sequence, entry and hash."));
}

} // namespace

ReportDocument reportDocument(const ReportContent &content)
{
    return DocumentBuilder(content).build();
}

} // namespace wirecase
