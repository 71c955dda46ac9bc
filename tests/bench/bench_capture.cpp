// Measures how fast a capture becomes an index, a filtered and sorted table, and a BPF answer.
//
//     bench_capture FILE [--stop-after read|filter|sort|bpf]
//
// Compare with "cat FILE > /dev/null" and "tcpdump -r FILE -w /dev/null" in the same run.

#include "models/base/timerange.h"
#include "models/capture/capturefilter.h"
#include "models/capture/captureindexbuilder.h"
#include "models/capture/indexcache.h"
#include "models/capture/packettablemodel.h"
#include "models/evidence/bytesource.h"

#include <QElapsedTimer>
#include <QString>
#include <QTemporaryDir>
#include <QTextStream>

#include <malloc.h>
#include <numeric>
#include <string>

using namespace wirecase;

namespace {

QTextStream out(stdout);

// Bytes that this process holds from the allocator, those that it has from the kernel directly included.
quint64 heldBytes()
{
    const struct mallinfo2 held = mallinfo2();
    return held.uordblks + held.hblkhd;
}

template <typename Work>
void measure(const char *what, const Work &work)
{
    QElapsedTimer timer;
    timer.start();
    const QString result = work();
    out << QLatin1String(what).toString().leftJustified(50)
        << QString::number(static_cast<double>(timer.nsecsElapsed()) / 1e6, 'f', 1) << " ms  " << result << Qt::endl;
}

QString rowsText(const Result<std::vector<quint32>> &rows)
{
    return rows ? QString::number(rows->size()) + QStringLiteral(" rows") : rows.error().text();
}

void print(const char *what, const QString &value)
{
    out << QLatin1String(what).toString().leftJustified(50) << value << Qt::endl;
}

CaptureSnapshot build(const ByteSourcePtr &source)
{
    CaptureIndexBuilder builder;
    JobState job;
    int published = 0;
    qint64 firstRowsNs = -1;
    QElapsedTimer timer;
    timer.start();
    measure("read", [&] {
        const Status done = builder.add(source, EvidenceId{1}, source->name(), job, [&](const CaptureSnapshot &) {
            if (published++ == 0)
                firstRowsNs = timer.nsecsElapsed();
        });
        return done ? QStringLiteral("done") : done.error().text();
    });
    print("first rows", QStringLiteral("%1 ms, %2 publications").arg(firstRowsNs / nsPerMs).arg(published));
    return builder.snapshot();
}

CaptureSnapshot read(const ByteSourcePtr &source)
{
    const quint64 before = heldBytes();
    CaptureSnapshot capture = build(source);
    const auto bytes = static_cast<double>(heldBytes() - before); // what only the builder needed is gone
    print("packets", QString::number(capture.packets->size()));
    print("conversations", QString::number(capture.conversations->size()));
    print("memory of the index", QStringLiteral("%1 bytes a packet, conversations included")
                                     .arg(bytes / std::max<quint32>(capture.packets->size(), 1), 0, 'f', 1));
    return capture;
}

void measureReopening(const ByteSourcePtr &source, const CaptureSnapshot &capture)
{
    const QTemporaryDir folder;
    const IndexCache cache(folder.path());
    const std::vector<IndexedCapture> captures{{EvidenceId{1}, source->name(), source, source->size(), 0}};
    JobState job;
    measure("keep the index", [&] {
        const Status kept = cache.keep(captures, capture, job);
        return kept ? QStringLiteral("kept") : kept.error().text();
    });
    measure("reopen with the kept index", [&] {
        const auto found = cache.find(captures, job);
        return found ? QString::number(found->packets->size()) + QStringLiteral(" packets") : QStringLiteral("none");
    });
}

void measureFilters(const CaptureSnapshot &capture)
{
    JobState job;
    for (const char *kql : {"source.port : 443 or destination.port : 443", "network.protocol : http and length > 500",
                            "source.ip : 10.0.0.0/8", "destination.domain : *.example"}) {
        measure(kql, [&] {
            return rowsText(visiblePackets(capture, {.window = {}, .hosts = {}, .kql = QString::fromLatin1(kql)}, job));
        });
    }
    ConversationId longest{};
    for (quint32 i = 1; i < capture.conversations->size(); ++i) {
        if (capture.conversations->packetCount(ConversationId{i}) > capture.conversations->packetCount(longest))
            longest = ConversationId{i};
    }
    measure("packets of the longest conversation",
            [&] { return QString::number(capture.conversations->packets(longest).size()) + QStringLiteral(" rows"); });
}

void measureSorting(const PacketIndex &packets)
{
    constexpr std::pair<const char *, PacketTableModel::Column> columns[] = {
        {"sort by time", PacketTableModel::Time},
        {"sort by length", PacketTableModel::Length},
        {"sort by source", PacketTableModel::Source},
        {"sort by protocol", PacketTableModel::Proto}};
    JobState job;
    std::vector<quint32> all(packets.size());
    std::iota(all.begin(), all.end(), 0U);
    for (const auto &[what, column] : columns)
        measure(what, [&, column = column] {
            return rowsText(sortedPackets(packets, all, column, Qt::DescendingOrder, job));
        });
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        out << "usage: bench_capture FILE [--stop-after read|filter|sort|bpf]" << Qt::endl;
        return 2;
    }
    const std::string last = argc > 3 ? argv[3] : "bpf";
    const auto source = openFile(QString::fromLocal8Bit(argv[1]));
    if (!source) {
        out << source.error().text() << Qt::endl;
        return 3;
    }
    const CaptureSnapshot capture = read(*source);
    if (last == "read")
        return 0;
    measureReopening(*source, capture);
    measureFilters(capture);
    if (last == "filter")
        return 0;
    measureSorting(*capture.packets);
    if (last == "sort")
        return 0;
    measure("bpf tcp port 443", [&] {
        JobState job;
        const auto bits = matchBpf(*capture.packets, QStringLiteral("tcp port 443"), job);
        return bits ? QString::number(bits->count()) + QStringLiteral(" rows") : bits.error().text();
    });
    return 0;
}
