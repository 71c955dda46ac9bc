#include "models/base/timerange.h"
#include "models/capture/capturefilter.h"
#include "models/capture/captureindexbuilder.h"
#include "models/capture/displayfilter.h"
#include "models/capture/slicewriter.h"
#include "tests/models/capture/capturebytes.h"
#include "tests/models/capture/sharedcaptures.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>
#include <sys/stat.h>

using namespace wirecase;
using namespace wirecase::test;

namespace {

CaptureSnapshot read(const QList<std::pair<QString, QByteArray>> &files)
{
    CaptureIndexBuilder builder;
    JobState job;
    quint32 id = 0;
    for (const auto &[name, bytes] : files) {
        if (!builder.add(memorySource(bytes, name), EvidenceId{++id}, name, job))
            return {};
    }
    return builder.snapshot();
}

CaptureSnapshot read(const QByteArray &bytes)
{
    return read({{QStringLiteral("a.pcap"), bytes}});
}

SliceRequest requestOf(const CaptureSnapshot &capture, std::vector<quint32> rows)
{
    SliceRequest request;
    request.packets = capture.packets;
    request.chosen = std::move(rows);
    return request;
}

std::vector<quint32> allOf(const CaptureSnapshot &capture)
{
    std::vector<quint32> rows(capture.packets->size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

QByteArray sliced(const SliceRequest &request, Slice *slice = nullptr)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    JobState job;
    auto written = writeSlice(request, out, job);
    if (written && slice)
        *slice = *written;
    return written ? out.data() : QByteArray();
}

// "1.000000005 14/60 link 1 bytes", a line a packet.
QStringList printed(const CaptureSnapshot &capture)
{
    QStringList lines;
    for (quint32 i = 0; i < capture.packets->size(); ++i) {
        const PacketRow row = capture.packets->row(PacketId{i});
        const auto bytes = capture.packets->bytes(PacketId{i});
        lines << QStringLiteral("%1 %2/%3 link %4 %5")
                     .arg(row.timeNs == noTime ? QStringLiteral("-") : QString::number(row.timeNs))
                     .arg(row.capturedLength)
                     .arg(row.wireLength)
                     .arg(static_cast<int>(row.linkType))
                     .arg(bytes ? QString::fromLatin1(bytes->toHex()) : QStringLiteral("unread"));
    }
    return lines;
}

QByteArray udpFragment(unsigned id, unsigned offsetField, const QByteArray &part)
{
    return ethernet(0x0800, ipv4(hostA, hostB, 17, part, offsetField, id));
}

/// A datagram of 24 bytes in two fragments: more-fragments with the ports, then the rest.
QList<QByteArray> fragmented(unsigned id)
{
    const QByteArray whole = udp(4000, 53, QByteArray(24, 'x'));
    return {udpFragment(id, 0x2000, whole.left(16)), udpFragment(id, 2, whole.mid(16))};
}

} // namespace

class TestSliceWriter : public QObject
{
    Q_OBJECT

private slots:
    void slice_readsBackAsItWas_data();
    void slice_readsBackAsItWas();
    void slice_holdsOnlyWhatWasChosen();
    void slice_bringsMissingFragments();
    void slice_leavesOtherDatagramsOut();
    void slice_writesComments();
    void slice_isCancelled();
    void slice_ofVanishedBytesFails();
    void manifest_saysWhatIsIn();
    void save_neverWritesToEvidence();
    void save_replacesOnlyFiles();
    void save_leavesNothingBehindOnFailure();
    void displayFilter_namesTheConversation_data();
    void displayFilter_namesTheConversation();
    void sharedCaptures_sliceToTheSamePackets();
};

void TestSliceWriter::slice_readsBackAsItWas_data()
{
    QTest::addColumn<QByteArray>("capture");
    const QByteArray packet = datagram(true, 1, 2, "abc");
    QTest::newRow("microseconds") << pcapOf({packet, datagram(false, 1, 2, "defg")});
    QTest::newRow("nanoseconds") << pcapHeader(true, 0xa1b23c4d) + pcapRecord(7, 999'999'999, packet, true);
    QTest::newRow("cut short") << pcapHeader() + pcapRecord(7, 1, packet.left(20), false, 1500);
    QTest::newRow("no packets' bytes") << pcapHeader() + pcapRecord(7, 1, {}, false, 60);
    QTest::newRow("two link types") << sectionBlock() + interfaceBlock() + interfaceBlock(101)
                                           + packetBlock(1, 5'000'000, ipv4(hostA, hostB, 17, udp(1, 2, "z")))
                                           + packetBlock(0, 6'000'000, packet);
    QTest::newRow("without times") << sectionBlock() + interfaceBlock()
                                          + block(3,
                                                  Bytes().u32(static_cast<quint64>(packet.size())).raw(packet).done())
                                          + packetBlock(0, 6'000'000, packet);
    QTest::newRow("before 1970") << sectionBlock()
                                        + interfaceBlock(
                                            1, Bytes().u16(14).u16(8).u32(0xffff'fff0).u32(0xffff'ffff).u32(0).done())
                                        + packetBlock(0, 1'500'000, packet);
    QTest::newRow("nothing") << pcapHeader();
}

void TestSliceWriter::slice_readsBackAsItWas()
{
    QFETCH(QByteArray, capture);
    const CaptureSnapshot before = read(capture);
    Slice slice;
    const QByteArray bytes = sliced(requestOf(before, allOf(before)), &slice);
    QVERIFY(!bytes.isEmpty());
    const CaptureSnapshot after = read(bytes);
    QCOMPARE(printed(after), printed(before));
    QCOMPARE(after.packets->files().front().report.problems, 0U);
    QCOMPARE(slice.size, static_cast<quint64>(bytes.size()));
    QCOMPARE(slice.sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
}

void TestSliceWriter::slice_holdsOnlyWhatWasChosen()
{
    const CaptureSnapshot before =
        read({{QStringLiteral("a.pcap"), pcapOf({datagram(true, 1, 2, "a"), datagram(true, 3, 4, "b")})},
              {QStringLiteral("b.pcap"), pcapOf({datagram(true, 5, 6, "c")})}});
    Slice slice;
    const CaptureSnapshot after = read(sliced(requestOf(before, {1, 2}), &slice));
    QCOMPARE(printed(after), printed(before).mid(1));
    QCOMPARE(slice.sources.size(), 2U);
    QCOMPARE(slice.sources[0].numbers, std::vector<quint32>{2});
    QCOMPARE(slice.sources[1].file, QStringLiteral("b.pcap"));
}

void TestSliceWriter::slice_bringsMissingFragments()
{
    const CaptureSnapshot before = read(pcapOf(QList<QByteArray>{datagram(true, 1, 2, "a")} + fragmented(7)));
    Slice slice;
    // The second fragment completes the datagram and stands for it; the first has no ports of its own.
    const CaptureSnapshot after = read(sliced(requestOf(before, {2}), &slice));
    QCOMPARE(printed(after), printed(before).mid(1));
    QCOMPARE(slice.fragments, 1U);
    QCOMPARE(slice.sources[0].fragments, std::vector<quint32>{2});
}

void TestSliceWriter::slice_leavesOtherDatagramsOut()
{
    QByteArray late = pcapHeader();
    const QList<QByteArray> early = fragmented(7);
    late += pcapRecord(1'000, 0, early[0]) + pcapRecord(1'000, 1, early[1]);
    late += pcapRecord(9'000, 0, early[0]) + pcapRecord(9'000, 1, early[1]); // the number was used again
    late += pcapRecord(9'000, 2, fragmented(8)[0]);
    const CaptureSnapshot before = read(late);
    Slice slice;
    const QByteArray bytes = sliced(requestOf(before, {3}), &slice);
    QCOMPARE(slice.sources[0].numbers, (std::vector<quint32>{3, 4}));
    QVERIFY(!bytes.isEmpty());
}

void TestSliceWriter::slice_writesComments()
{
    const CaptureSnapshot before = read(pcapOf({datagram(true, 1, 2, "a")}));
    SliceRequest request = requestOf(before, {0});
    request.kql = QStringLiteral("source.port : 1");
    request.comments = [](PacketId) { return QStringList{QStringLiteral("login, see note 4")}; };
    const QByteArray bytes = sliced(request);
    QVERIFY(bytes.contains("login, see note 4"));
    QVERIFY(bytes.contains("source.port : 1"));
    QCOMPARE(printed(read(bytes)), printed(before));
}

void TestSliceWriter::slice_isCancelled()
{
    const CaptureSnapshot before = read(pcapOf({datagram(true, 1, 2, "a")}));
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    JobState job;
    job.cancelled = true;
    const auto slice = writeSlice(requestOf(before, {0}), out, job);
    QVERIFY(!slice);
    QCOMPARE(slice.error().code, Error::Code::Cancelled);
}

void TestSliceWriter::slice_ofVanishedBytesFails()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pcap"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(pcapOf({datagram(true, 1, 2, "a"), datagram(true, 1, 2, "b")}));
    file.close();
    CaptureIndexBuilder builder;
    JobState job;
    const auto source = openFile(path);
    QVERIFY(source);
    QVERIFY(builder.add(*source, EvidenceId{1}, QStringLiteral("a.pcap"), job));
    QVERIFY(QFile::resize(path, 60));
    QVERIFY(sliced(requestOf(builder.snapshot(), {0, 1})).isEmpty());
}

void TestSliceWriter::manifest_saysWhatIsIn()
{
    QTemporaryDir folder;
    const QByteArray capture =
        pcapOf({datagram(true, 1, 2, "a"), datagram(true, 1, 2, "b"), datagram(true, 3, 4, "c")});
    const CaptureSnapshot before = read(capture);
    SliceRequest request = requestOf(before, {0, 1});
    request.bpf = QStringLiteral("port 1");
    request.secrets = 2;
    JobState job;
    const QString path = folder.filePath(QStringLiteral("out.pcapng"));
    const auto saved = saveSlice(request, path, {}, job);
    QVERIFY(saved);
    QFile manifest(folder.filePath(QStringLiteral("out.manifest.json")));
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(manifest.readAll()).object();
    QCOMPARE(json, saved->manifest);
    QCOMPARE(json[QStringLiteral("packets")].toInt(), 2);
    QCOMPARE(json[QStringLiteral("secrets")].toInt(), 2);
    QCOMPARE(json[QStringLiteral("selection")].toObject(),
             (QJsonObject{{QStringLiteral("bpf"), QStringLiteral("port 1")}}));
    QFile slice(path);
    QVERIFY(slice.open(QIODevice::ReadOnly));
    const auto hashOf = [](const QByteArray &bytes) {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    };
    QCOMPARE(json[QStringLiteral("sha256")].toString(), hashOf(slice.readAll()));
    const QJsonObject source = json[QStringLiteral("sources")].toArray().first().toObject();
    QCOMPARE(source[QStringLiteral("sha256")].toString(), hashOf(capture));
    QCOMPARE(source[QStringLiteral("packets")].toArray(), (QJsonArray{QJsonArray{1, 2}}));
}

void TestSliceWriter::save_neverWritesToEvidence()
{
    QTemporaryDir folder;
    const QString evidence = folder.filePath(QStringLiteral("a.pcap"));
    const QString link = folder.filePath(QStringLiteral("link.pcapng"));
    const QByteArray capture = pcapOf({datagram(true, 1, 2, "a")});
    QFile file(evidence);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(capture);
    file.close();
    QVERIFY(QFile::link(evidence, link));
    const CaptureSnapshot before = read(capture);
    JobState job;
    for (const QString &path : {evidence, link, folder.filePath(QStringLiteral("./a.pcap"))})
        QVERIFY(!saveSlice(requestOf(before, {0}), path, {evidence}, job));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), capture);
}

void TestSliceWriter::save_replacesOnlyFiles()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe.pcapng"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const CaptureSnapshot before = read(pcapOf({datagram(true, 1, 2, "a")}));
    JobState job;
    for (const QString &path : {pipe, folder.path()})
        QVERIFY(!saveSlice(requestOf(before, {0}), path, {}, job));
    QVERIFY(QFileInfo::exists(pipe) && !QFileInfo(pipe).isFile());
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size(), 1);
}

void TestSliceWriter::save_leavesNothingBehindOnFailure()
{
    QTemporaryDir folder;
    const CaptureSnapshot before = read(pcapOf({datagram(true, 1, 2, "a")}));
    JobState job;
    job.cancelled = true;
    QVERIFY(!saveSlice(requestOf(before, {0}), folder.filePath(QStringLiteral("out.pcapng")), {}, job));
    QVERIFY(QDir(folder.path()).isEmpty());
    job.cancelled = false;
    QVERIFY(!saveSlice(requestOf(before, {0}), folder.filePath(QStringLiteral("nowhere/out.pcapng")), {}, job));
}

void TestSliceWriter::displayFilter_namesTheConversation_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QString>("filter");
    QTest::newRow("TCP") << segment(true, 1000, 80, 1, 0, syn)
                         << QStringLiteral(
                                "ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && tcp.port == 1000 && tcp.port == 80");
    QTest::newRow("UDP") << datagram(true, 4000, 53, "q")
                         << QStringLiteral(
                                "ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && udp.port == 4000 && udp.port == 53");
    QTest::newRow("other") << ethernet(0x0800, ipv4(hostA, hostB, 47, "xxxx"))
                           << QStringLiteral("ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && ip.proto == 47");
}

void TestSliceWriter::displayFilter_namesTheConversation()
{
    QFETCH(QByteArray, packet);
    QFETCH(QString, filter);
    const CaptureSnapshot capture = read(pcapOf({packet}));
    QCOMPARE(displayFilter(capture.conversations->at(ConversationId{0})), filter);
}

// Every packet of a real capture comes back with time, lengths and bytes.
void TestSliceWriter::sharedCaptures_sliceToTheSamePackets()
{
    if (!QDir(sharedCapture()).exists())
        QSKIP("the shared captures are not here");
    int compared = 0;
    QDirIterator files(sharedCapture(QStringLiteral("tcpdump")), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next();
        const auto source = openFile(name);
        if (!source || (*source)->size() > 200'000)
            continue;
        CaptureIndexBuilder builder;
        JobState job;
        if (!builder.add(*source, EvidenceId{1}, name, job))
            continue;
        const CaptureSnapshot before = builder.snapshot();
        const CaptureSnapshot after = read(sliced(requestOf(before, allOf(before))));
        QCOMPARE(printed(after), printed(before));
        ++compared;
    }
    QVERIFY(compared > 0);
}

QTEST_GUILESS_MAIN(TestSliceWriter)
#include "tst_slicewriter.moc"
