#include "models/report/appendixblocks.h"

#include "models/report/blockbuilder.h"
#include "models/report/reporttext.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>
#include <span>

namespace wirecase {

namespace {

class AppendixBuilder : public BlockBuilder
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Report)

public:
    using BlockBuilder::BlockBuilder;

    void build()
    {
        evidence();
        problems();
        citedRecords();
        guides();
        journal();
        verification();
    }

private:
    void evidence();
    void problems();
    [[nodiscard]] static Runs stretchRuns(std::span<const RecordStretch> stretches);
    void citedRecords();
    void guides();
    void guide(const ReportAlert &alert, const QStringList &alerts);
    void journal();
    void verification();
    [[nodiscard]] Runs fileRuns(const ReportEvidence &file) const;
};

// One path is one line: a line feed in it is spelt like the other characters that cannot be seen.
QString pathText(const QString &path)
{
    return QString(path).replace(u'\n', QLatin1String("\\u{A}"));
}

Runs AppendixBuilder::fileRuns(const ReportEvidence &file) const
{
    const QString hash = file.sha256.isEmpty() ? tr("SHA-256 not computed") : file.sha256;
    QStringList about{file.kind, reportCount(static_cast<qint64>(file.size)) + QStringLiteral("\u00a0B"),
                      tr("records: %1").arg(reportCount(file.records))};
    if (file.firstNs != noTime)
        about.append(tr("%1 to %2").arg(time(file.firstNs), time(file.lastNs)));
    Runs runs;
    addLine(runs, {{pathText(file.name), Run::Style::Path}});
    addLine(runs, {{hash, Run::Style::Fixed}});
    addLine(runs, {{about.join(QStringLiteral(" \u00b7 ")), Run::Style::Muted}});
    if (file.changed)
        addLine(runs, {{tr("Changed since it was added"), Run::Style::Bad}});
    return runs;
}

void AppendixBuilder::evidence()
{
    heading(2, tr("Evidence"));
    if (content().evidence.empty())
        return paragraph(tr("The case holds no evidence."));
    TableBlock table{
        {{tr("No."), 6, false}, {tr("File, SHA-256, type, size, records, first and last record"), 94, false}},
        {},
        true};
    int number = 0;
    for (const ReportEvidence &file : content().evidence) {
        ++number;
        table.rows.push_back(
            {{{evidenceName(number), Run::Style::Strong, {}, evidenceAnchor(number)}}, fileRuns(file)});
    }
    add(std::move(table));
}

void AppendixBuilder::problems()
{
    TableBlock table{{{tr("File"), 10, false}, {tr("Count"), 10, true}, {tr("Places"), 80, false}}, {}};
    int number = 0;
    for (const ReportEvidence &file : content().evidence) {
        ++number;
        if (file.problems > 0)
            table.rows.push_back({placeRuns({{number, 0}, 1}), {{reportCount(file.problems)}}, {{file.problemText}}});
    }
    if (table.rows.empty())
        return;
    heading(3, tr("What could not be read"));
    add(std::move(table));
}

// "E3 #5, #7; E4 #1-9": the file once.
Runs AppendixBuilder::stretchRuns(std::span<const RecordStretch> stretches)
{
    Runs runs;
    int file = -1;
    for (const RecordStretch &stretch : stretches) {
        const bool goesOn = stretch.first.evidence == file;
        if (!runs.empty())
            runs.push_back({goesOn ? QStringLiteral(", ") : QStringLiteral("; ")});
        if (goesOn)
            runs.push_back(recordRun(stretch));
        else
            std::ranges::copy(placeRuns(stretch), std::back_inserter(runs));
        file = stretch.first.evidence;
    }
    return runs;
}

void AppendixBuilder::citedRecords()
{
    constexpr std::size_t most = 400; // stretches in one entry; beyond it nobody reads on paper
    if (references().all().empty())
        return;
    heading(2, tr("Cited records"));
    paragraph(
        tr("E1 and so on are the files of the evidence. #5 is the fifth record of a file: an event, a flow tuple or "
           "a packet. A file without a record is cited as a whole."),
        Run::Style::Muted);
    TableBlock table{{{tr("No."), 8, false}, {tr("Records"), 92, false}}, {}};
    int number = 0;
    for (const RecordPlaces &places : references().all()) {
        ++number;
        const std::vector<RecordStretch> stretches = stretchesOf(places);
        Runs runs = stretchRuns(std::span(stretches).first(std::min(most, stretches.size())));
        if (stretches.size() > most) {
            const QString left = reportCount(static_cast<qint64>(stretches.size() - most));
            addLine(runs,
                    {{tr("and %1 more stretches of records, listed in the JSON report").arg(left), Run::Style::Muted}});
        }
        table.rows.push_back(
            {{{QStringLiteral("[%1]").arg(number), Run::Style::Plain, {}, referenceAnchor(number)}}, runs});
    }
    add(std::move(table));
}

bool sameGuide(const std::vector<ReportStep> &a, const std::vector<ReportStep> &b)
{
    const auto inGuide = [](const ReportStep &step) { return step.inGuide; };
    const auto text = [](const ReportStep &step) { return std::pair(step.title, step.text); };
    std::vector<std::pair<QString, QString>> texts[2];
    std::ranges::copy(a | std::views::filter(inGuide) | std::views::transform(text), std::back_inserter(texts[0]));
    std::ranges::copy(b | std::views::filter(inGuide) | std::views::transform(text), std::back_inserter(texts[1]));
    return texts[0] == texts[1];
}

bool sameGuide(const ReportAlert &a, const ReportAlert &b)
{
    return a.ruleId == b.ruleId && sameGuide(a.steps, b.steps) && sameGuide(a.falsePositives, b.falsePositives)
           && sameGuide(a.responses, b.responses);
}

void AppendixBuilder::guides()
{
    std::vector<std::pair<const ReportAlert *, QStringList>> guides;
    for (std::size_t i = 0; i < content().alerts.size(); ++i) {
        const ReportAlert &alert = content().alerts[i];
        auto known = std::ranges::find_if(guides, [&](const auto &each) { return sameGuide(*each.first, alert); });
        if (known == guides.end())
            known = guides.insert(known, {&alert, {}});
        known->second.append(QString::number(i + 1));
    }
    for (const auto &[alert, numbers] : guides)
        guide(*alert, numbers);
}

// A text often begins with its title.
Runs questionRuns(const ReportStep &step)
{
    if (step.text.startsWith(step.title))
        return {{step.title, Run::Style::Strong}, {step.text.mid(step.title.size())}};
    return {{step.title, Run::Style::Strong}, {u' ' + step.text}};
}

void AppendixBuilder::guide(const ReportAlert &alert, const QStringList &alerts)
{
    bool headed = false;
    const auto section = [&](const QString &title, const std::vector<ReportStep> &steps) {
        TableBlock table{{{{}, 5, true}, {{}, 95, false}}, {}};
        int number = 0;
        for (const ReportStep &step : steps) {
            ++number;
            if (step.inGuide)
                table.rows.push_back({{{tr("%1.").arg(number), Run::Style::Muted}}, questionRuns(step)});
        }
        if (table.rows.empty())
            return;
        if (!headed) {
            heading(2, tr("Guide: %1").arg(alert.ruleName));
            paragraph(tr("The questions in full, as they were put for the alerts: %1").arg(alerts.join(u", ")),
                      Run::Style::Muted);
        }
        headed = true;
        heading(3, title);
        add(std::move(table));
    };
    section(tr("Investigation"), alert.steps);
    section(tr("False positive analysis"), alert.falsePositives);
    section(tr("Response"), alert.responses);
}

void AppendixBuilder::journal()
{
    const ReportJournal &told = content().journal;
    heading(2, tr("Journal"));
    TableBlock table = factTable();
    addRow(table, tr("Entries"), reportCount(static_cast<qint64>(told.entries)));
    addRow(table, tr("From"), time(told.firstNs));
    addRow(table, tr("To"), time(told.lastNs));
    addRow(table, tr("Authors"), told.authors.join(QStringLiteral(", ")));
    if (!told.lastHash.isEmpty())
        table.rows.push_back({{{tr("Last hash"), Run::Style::Muted}}, {{told.lastHash, Run::Style::Fixed}}});
    addRow(table, tr("Check"), told.check);
    add(std::move(table));
}

// As sha256sum writes it: a backslash in front says that the name is escaped.
QString sumLine(const ReportEvidence &file)
{
    QString name = file.name;
    name.replace(u'\\', QLatin1String("\\\\"))
        .replace(u'\n', QLatin1String("\\n"))
        .replace(u'\r', QLatin1String("\\r"));
    const QString mark = name == file.name ? QString() : QStringLiteral("\\");
    return QStringLiteral("%1%2  %3\n").arg(mark, file.sha256, name);
}

void AppendixBuilder::verification()
{
    heading(2, tr("How to verify"));
    QString sums;
    for (const ReportEvidence &file : content().evidence) {
        if (!file.sha256.isEmpty())
            sums += sumLine(file);
    }
    if (!sums.isEmpty()) {
        const QString name = QStringLiteral("SHA256SUMS");
        const QString run =
            tr("In the folder that holds the evidence run: sha256sum -c SHA256SUMS. A file that is there "
               "under another name can be compared by its hash alone.");
        add(FileBlock{
            name, sums, tr("Save the lines below as SHA256SUMS.") + u' ' + run,
            tr("The list of hashes is attached to this document as the file SHA256SUMS, since long paths break "
               "on paper; \"pdfdetach -saveall\" or a viewer saves it.")
                + u' ' + run});
    }
    paragraph(
        tr("Each journal entry in the case file holds the SHA-256 of the hash of the entry before it (64 zeros before "
           "the first), a line feed, and its own text. The case file is an SQLite database; its table journal has the "
           "columns sequence, entry and hash."));
}

} // namespace

std::vector<ReportBlock> appendixBlocks(const ReportContent &content, References &references)
{
    AppendixBuilder builder(content, references);
    builder.build();
    return builder.takeBlocks();
}

} // namespace wirecase
