// Measures how fast a capture becomes an index, a filtered and sorted table, and a BPF answer.
//
//     bench_capture FILE [--stop-after read|filter|sort|bpf]
//
// Compare with "cat FILE > /dev/null" and "tcpdump -r FILE -w /dev/null" in the same run.

#include "models/capture/capturefilter.h"
#include "models/capture/captureindexbuilder.h"
#include "models/capture/indexcache.h"
#include "models/capture/packettablemodel.h"
#include "models/evidence/bytesource.h"

#include <QElapsedTimer>
#include <QString>
#include <QTemporaryDir>
#include <QTextStream>

#include <fstream>
#include <numeric>
#include <string>

using namespace wirecase;

namespace {

QTextStream out(stdout);

// Memory of this process in kB, as the kernel counts it.
long residentKb()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:"))
            return std::stol(line.substr(6));
    }
    return 0;
}

template <typename Work>
void measure(const char *what, const Work &work)
{
    QElapsedTimer timer;
    timer.start();
    const QString result = work();
    out << QLatin1String(what).toString().leftJustified(28) << QString::number(timer.nsecsElapsed() / 1e6, 'f', 1)
        << " ms  " << result << Qt::endl;
}

QString rowsText(const Result<std::vector<quint32>> &rows)
{
    return rows ? QString::number(rows->size()) + QStringLiteral(" rows") : rows.error().text();
}

CaptureSnapshot read(const ByteSourcePtr &source)
{
    CaptureIndexBuilder builder;
    JobState job;
    const long before = residentKb();
    int published = 0;
    QElapsedTimer timer;
    timer.start();
    double firstRows = -1;
    measure("read", [&] {
        const Status done = builder.add(source, EvidenceId{1}, source->name(), job, [&](const CaptureSnapshot &) {
            if (published++ == 0)
                firstRows = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        });
        return done ? QStringLiteral("done") : done.error().text();
    });
    const CaptureSnapshot capture = builder.snapshot();
    const double packets = std::max<quint32>(capture.packets->size(), 1);
    out << "first rows                  " << firstRows << " ms, " << published << " publications\n"
        << "packets                     " << capture.packets->size() << '\n'
        << "conversations               " << capture.conversations->size() << '\n'
        << "memory                      " << static_cast<double>(residentKb() - before) * 1024 / packets
        << " bytes a packet, conversations included" << Qt::endl;
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
    JobState job;
    for (const char *kql :
         {"source.port : 443 or destination.port : 443", "network.protocol : http and length > 500"}) {
        measure(kql, [&] {
            return rowsText(visiblePackets(capture, {.window = {}, .hosts = {}, .kql = QString::fromLatin1(kql)}, job));
        });
    }
    if (last == "filter")
        return 0;
    std::vector<quint32> all(capture.packets->size());
    std::iota(all.begin(), all.end(), 0U);
    measure("sort by length", [&] {
        return rowsText(sortedPackets(*capture.packets, all, PacketTableModel::Length, Qt::DescendingOrder, job));
    });
    measure("sort by source", [&] {
        return rowsText(sortedPackets(*capture.packets, all, PacketTableModel::Source, Qt::AscendingOrder, job));
    });
    if (last == "sort")
        return 0;
    measure("bpf tcp port 443", [&] {
        const auto bits = matchBpf(*capture.packets, QStringLiteral("tcp port 443"), job);
        return bits ? QString::number(bits->count()) + QStringLiteral(" rows") : bits.error().text();
    });
    return 0;
}
