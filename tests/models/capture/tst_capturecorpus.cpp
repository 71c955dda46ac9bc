#include "models/base/timeformat.h"
#include "models/capture/captureindexbuilder.h"
#include "models/evidence/decompression.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

namespace {

QString sharedFolder()
{
    const QString given = qEnvironmentVariable("WIRECASE_SHARED");
    const QString root = given.isEmpty() ? QStringLiteral(WIRECASE_SOURCE_DIR "/../shared") : given;
    return root + QStringLiteral("/data/pcaps/");
}

/// One line of the manifest: what capinfos and tshark count.
struct Expected
{
    QString file;
    QString format;
    quint32 packets = 0;
    QString firstTime;
    QString lastTime;
    std::optional<quint32> tcp;
    std::optional<quint32> udp;
};

std::vector<Expected> readManifest(const QString &path)
{
    std::vector<Expected> rows;
    QFile manifest(path);
    if (!manifest.open(QIODevice::ReadOnly))
        return rows;
    const QStringList names = QString::fromUtf8(manifest.readLine()).trimmed().split(u'\t');
    while (!manifest.atEnd()) {
        const QStringList cells = QString::fromUtf8(manifest.readLine()).split(u'\t');
        const auto cell = [&](const char *name) { return cells.value(names.indexOf(QLatin1String(name))); };
        const auto number = [&](const char *name) {
            bool isNumber = false;
            const quint32 value = cell(name).toUInt(&isNumber);
            return isNumber ? std::optional(value) : std::nullopt;
        };
        rows.push_back({cell("file"), cell("format"), number("packets").value_or(0), cell("first_time"),
                        cell("last_time"), number("tcp_conversations"), number("udp_conversations")});
    }
    return rows;
}

struct Opened
{
    CaptureSnapshot capture;
    ImportReport report;
    bool isCapture = false;
};

Opened open(const QString &path, const QString &folder)
{
    Opened opened;
    JobState job;
    auto source = openFile(path);
    if (!source)
        return opened;
    ByteSourcePtr bytes = *source;
    QFile head(path);
    if (head.open(QIODevice::ReadOnly) && head.read(2) == QByteArrayLiteral("\x1f\x8b")) {
        Error damage;
        const auto unpacked = unpack(*bytes, folder, {}, job, &damage);
        if (!unpacked)
            return opened;
        bytes = *unpacked;
    }
    CaptureIndexBuilder builder;
    opened.isCapture = static_cast<bool>(builder.add(bytes, EvidenceId{1}, path, job));
    opened.capture = builder.snapshot();
    if (!opened.capture.packets->files().empty())
        opened.report = opened.capture.packets->files().front().report;
    return opened;
}

} // namespace

/// Reads every capture of the shared set and compares with what capinfos and tshark count on them.
class TestCaptureCorpus : public QObject
{
    Q_OBJECT

private slots:
    void corpus_agreesWithTshark();

private:
    static void compare(const Expected &expected, const Opened &opened, QStringList &differences);
};

void TestCaptureCorpus::compare(const Expected &expected, const Opened &opened, QStringList &differences)
{
    const auto differ = [&](const char *what, const QString &ours, const QString &theirs) {
        differences.append(QStringLiteral("%1\t%2\t%3\t%4").arg(QLatin1String(what), ours, theirs, expected.file));
    };
    const PacketIndex &packets = *opened.capture.packets;
    if (packets.size() != expected.packets)
        differ("packets", QString::number(packets.size()), QString::number(expected.packets));
    const TimeRange time = packets.size() > 0 ? packets.files().front().time : TimeRange();
    const auto first = parseIsoTime(expected.firstTime);
    const auto last = parseIsoTime(expected.lastTime);
    // The manifest rounds to microseconds.
    if (first && !time.isEmpty() && std::abs(*first - time.beginNs) > nsPerUs / 2)
        differ("first", isoTime(time.beginNs), expected.firstTime);
    if (last && !time.isEmpty() && std::abs(*last - time.endNs + 1) > nsPerUs / 2)
        differ("last", isoTime(time.endNs - 1), expected.lastTime);
    const quint32 tcp = opened.capture.conversations->countOf(6);
    const quint32 udp = opened.capture.conversations->countOf(17);
    if (expected.tcp && *expected.tcp != tcp)
        differ("tcp", QString::number(tcp), QString::number(*expected.tcp));
    if (expected.udp && *expected.udp != udp)
        differ("udp", QString::number(udp), QString::number(*expected.udp));
}

void TestCaptureCorpus::corpus_agreesWithTshark()
{
    const auto manifest = readManifest(sharedFolder() + QStringLiteral("MANIFEST.tsv"));
    if (manifest.empty())
        QSKIP("The shared captures are not here: skipped");
    QTemporaryDir folder;
    QStringList differences;
    int captures = 0;
    for (const Expected &expected : manifest) {
        const Opened opened = open(sharedFolder() + expected.file, folder.path());
        if (!opened.isCapture)
            differences.append(QStringLiteral("unread\t\t%1\t%2").arg(expected.format, expected.file));
        else
            compare(expected, opened, differences);
        ++captures;
    }
    for (const QString &difference : differences)
        qInfo().noquote() << difference;
    qInfo() << captures << "captures," << differences.size() << "differences";
}

QTEST_GUILESS_MAIN(TestCaptureCorpus)
#include "tst_capturecorpus.moc"
