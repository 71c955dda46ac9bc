#include "app/cli/reading.h"

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "models/capture/capturefilter.h"
#include "models/capture/captureindexbuilder.h"
#include "models/evidence/bytesource.h"
#include "models/flowlog/flow.h"
#include "models/guide/guide.h"
#include "models/investigation/evidenceopener.h"
#include "models/kql/kqllint.h"
#include "models/kql/nearestfield.h"
#include "models/kql/query.h"

#include <QStandardPaths>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Reading)
};

QString kindsText(const std::vector<EvidenceKind> &kinds)
{
    QStringList texts;
    for (const EvidenceKind kind : kinds)
        texts << evidenceKindText(kind);
    return texts.join(QStringLiteral(", "));
}

std::vector<EvidenceFile> wantedFiles(const EvidencePlan &plan, const std::vector<EvidenceKind> &kinds)
{
    std::vector<EvidenceFile> files;
    for (const PlannedFile &planned : plan) {
        if (!planned.willRead() || std::find(kinds.begin(), kinds.end(), planned.kind) == kinds.end())
            continue;
        EvidenceFile &file = files.emplace_back();
        file.path = planned.path;
        file.name = planned.name;
        file.kind = planned.kind;
        file.compressed = planned.compression != Compression::None;
    }
    return files;
}

// What is a query, but hardly the one that was meant: it would find nothing without a word.
void sayDoubts(const QString &kql, const FieldSource &rows)
{
    using Kind = KqlFinding::Kind;
    for (const KqlFinding &finding : lintKql(kql, KqlVocabulary::of(rows))) {
        const bool isStyle = finding.kind == Kind::OneCase || finding.kind == Kind::CoveredAlternative;
        if (isStyle)
            continue;
        const QString better = corrected(kql, finding);
        const QString message = Text::tr("--filter, at %1: %2").arg(finding.offset).arg(finding.message);
        say(better.isEmpty() ? message : message + u' ' + Text::tr("Meant was perhaps: %1").arg(better));
    }
}

} // namespace

void addReadingOptions(QCommandLineParser &parser, bool withBpf)
{
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    parser.addOption({QStringLiteral("filter"), Text::tr("Only what matches this KQL."), QStringLiteral("KQL")});
    if (withBpf)
        parser.addOption(
            {QStringLiteral("bpf"), Text::tr("Only what matches this libpcap filter."), QStringLiteral("EXPR")});
}

ReadCounts readEach(const QStringList &paths, const std::vector<EvidenceKind> &kinds, const ReadOne &read,
                    QStringList *opened)
{
    const QString unpackFolder =
        QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/unpacked");
    ReadCounts counts;
    int unreadable = 0;
    std::vector<EvidenceFile> files = wantedFiles(plannedEvidence(paths, unreadable), kinds);
    std::vector<EvidenceFile *> asGiven;
    asGiven.reserve(files.size());
    for (EvidenceFile &file : files)
        asGiven.push_back(&file);
    for (EvidenceFile *file : inReadingOrder(asGiven)) {
        if (commandJob().cancelled)
            break;
        const auto bytes = openEvidence(*file, unpackFolder, commandJob());
        if (bytes) {
            ++counts.files;
            if (opened)
                opened->append(file->path);
            const ImportReport report = read(*bytes, EvidenceId{counts.files}, file->name);
            sayProblems(report, file->name);
            counts.problems += report.problems;
        } else {
            file->report.add(bytes.error());
        }
        sayProblems(file->report, file->name);
        counts.problems += file->report.problems;
    }
    counts.problems += static_cast<quint64>(unreadable);
    if (counts.files == 0 && counts.problems == 0 && !commandJob().cancelled)
        say(Text::tr("There is no file in it of a kind that is read here: %1.").arg(kindsText(kinds)));
    return counts;
}

ReadCounts readInto(CaptureIndexBuilder &builder, const QStringList &paths, QStringList *opened)
{
    ReadCounts counts = readEach(
        paths, {EvidenceKind::Pcap, EvidenceKind::Pcapng},
        [&builder](const ByteSourcePtr &bytes, EvidenceId id, const QString &name) {
            ImportReport report;
            const Status read = builder.add(bytes, id, name, commandJob());
            if (!read && read.error().code != Error::Code::Cancelled)
                report.add(read.error());
            return report;
        },
        opened);
    for (const CaptureFile &file : builder.files()) {
        sayProblems(file.report, file.name);
        counts.problems += file.report.problems;
    }
    return counts;
}

CaptureSnapshot readCaptures(const QStringList &paths, ReadCounts &counts, QStringList *opened)
{
    CaptureIndexBuilder builder;
    counts = readInto(builder, paths, opened);
    return builder.snapshot();
}

std::vector<CaptureFile> countCaptures(const QStringList &paths, ReadCounts &counts)
{
    CaptureIndexBuilder builder(CaptureDepth::Counts);
    counts = readInto(builder, paths, nullptr);
    return builder.files();
}

std::optional<QByteArray> fileBytes(const QString &path)
{
    const auto file = openFile(path);
    auto bytes =
        file ? (*file)->bytesAt(0, static_cast<std::size_t>((*file)->size())) : Result<QByteArray>(file.error());
    if (bytes)
        return *std::move(bytes);
    say(bytes.error().text());
    return std::nullopt;
}

std::optional<QString> readTeamSteps(const QString &path)
{
    if (path.isEmpty())
        return QString();
    const auto bytes = fileBytes(path);
    if (!bytes)
        return std::nullopt;
    QString markdown = QString::fromUtf8(*bytes);
    if (isTeamSteps(markdown))
        return markdown;
    say(Text::tr("%1: its first heading does not say that it holds a team's steps, like \"# Team steps\".").arg(path));
    return std::nullopt;
}

bool hasFieldsOf(const QString &kql, const FieldSource &rows)
{
    const auto query = KqlQuery::parse(kql);
    QStringList lacking;
    if (query)
        (void) query->restrictedTo(rows, &lacking);
    lacking.removeDuplicates();
    if (lacking.isEmpty()) {
        sayDoubts(kql, rows);
        return true;
    }
    const QStringList known = KqlVocabulary::of(rows).fields;
    for (QString &name : lacking) {
        if (const QString nearest = nearestField(name, known); !nearest.isEmpty())
            name = Text::tr("%1 (perhaps %2)").arg(name, nearest);
    }
    say(Text::tr("--filter: what is listed here has no such field: %1.").arg(lacking.join(QStringLiteral(", "))));
    return false;
}

Result<std::vector<quint32>> wantedRows(const CaptureSnapshot &capture, const Scope &scope, const QString &bpf)
{
    auto rows = visiblePackets(capture, scope, commandJob());
    if (!rows || bpf.isEmpty())
        return rows;
    const auto matched = matchBpf(*capture.packets, bpf, commandJob());
    if (!matched)
        return matched.error();
    std::erase_if(*rows, [&](quint32 row) { return !matched->test(row); });
    return rows;
}

int exitCodeOf(const Error &error)
{
    if (error.code == Error::Code::Cancelled)
        return Interrupted;
    say(error.text());
    return Usage;
}

std::optional<Scope> filterScope(const QCommandLineParser &parser)
{
    Scope scope;
    scope.kql = parser.value(QStringLiteral("filter"));
    const auto query = KqlQuery::parse(scope.kql);
    if (query)
        return scope;
    say(Text::tr("--filter, at %1: %2").arg(query.error().offset).arg(query.error().message));
    return std::nullopt;
}

QJsonObject endpointsJson(const Endpoint &source, const Endpoint &destination, quint8 ipProtocol)
{
    QJsonObject json;
    // One end may be the address of nobody, "::"; where both are, there is none.
    if (source.address.isNull() && destination.address.isNull())
        return json;
    const auto add = [&json](const QString &side, const Endpoint &endpoint) {
        json.insert(side + QStringLiteral(".ip"), endpoint.address.toString());
        if (endpoint.port != 0)
            json.insert(side + QStringLiteral(".port"), endpoint.port);
    };
    add(QStringLiteral("source"), source);
    add(QStringLiteral("destination"), destination);
    json.insert(QStringLiteral("network.transport"), transportKey(ipProtocol));
    return json;
}

} // namespace wirecase
