#include "models/capture/captureindexbuilder.h"
#include "models/capture/packetinfo.h"
#include "tests/models/capture/capturebytes.h"
#include "tests/models/capture/sharedcaptures.h"

#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

CaptureSnapshot read(const ByteSourcePtr &bytes)
{
    CaptureIndexBuilder builder;
    JobState job;
    return builder.add(bytes, EvidenceId{1}, QStringLiteral("a.pcap"), job) ? builder.snapshot() : CaptureSnapshot();
}

QStringList infos(const CaptureSnapshot &capture)
{
    QStringList lines;
    for (quint32 i = 0; i < capture.packets->size(); ++i)
        lines << packetInfo(*capture.packets, PacketId{i});
    return lines;
}

// Whether tshark says so, in the order in which it is asked.
TcpTroubles troublesOf(const QList<QByteArray> &said)
{
    constexpr std::array asked{TcpTrouble::Retransmission, TcpTrouble::OutOfOrder,  TcpTrouble::ZeroWindow,
                               TcpTrouble::PreviousUnseen, TcpTrouble::AckedUnseen, TcpTrouble::DuplicateAck,
                               TcpTrouble::KeepAlive,      TcpTrouble::KeepAliveAck};
    TcpTroubles troubles;
    for (std::size_t i = 0; i < asked.size(); ++i)
        troubles.setFlag(asked[i], !said.value(static_cast<qsizetype>(i)).isEmpty());
    return troubles;
}

const QByteArray withScale = QByteArray::fromHex("03030701"); // shift 7, no operation

} // namespace

/// Info of plain TCP segments: numbers that count from the start of each side, windows with their scale.
class TestTcpNumbering : public QObject
{
    Q_OBJECT

private slots:
    void info_countsFromTheHandshake();
    void info_countsFromTheFirstSeen();
    void info_scaleNeedsBoth();
    void info_keepAliveIsNoMessage();
    void info_isWiresharks_data();
    void info_isWiresharks();
};

void TestTcpNumbering::info_countsFromTheHandshake()
{
    const auto capture =
        read(memorySource(pcapOf({segment(true, 1000, 1001, 0xffff'fffe, 0, syn, {}, withScale),
                                  segment(false, 1000, 1001, 700, 0xffff'ffff, syn | ack, {}, withScale),
                                  segment(true, 1000, 1001, 0xffff'ffff, 701, psh | ack, "abc"),
                                  segment(false, 1000, 1001, 701, 2, ack)}),
                          QStringLiteral("a")));
    QCOMPARE(infos(capture), QStringList({
                                 QStringLiteral("1000 \u2192 1001 [SYN] Seq=0 Win=1024 Len=0 WS=128"),
                                 QStringLiteral("1001 \u2192 1000 [SYN, ACK] Seq=0 Ack=1 Win=1024 Len=0 WS=128"),
                                 QStringLiteral("1000 \u2192 1001 [PSH, ACK] Seq=1 Ack=1 Win=131072 Len=3"),
                                 QStringLiteral("1001 \u2192 1000 [ACK] Seq=1 Ack=4 Win=131072 Len=0"),
                             }));
}

void TestTcpNumbering::info_countsFromTheFirstSeen()
{
    const auto capture = read(memorySource(
        pcapOf({segment(true, 1000, 1001, 5000, 900, psh | ack, "abc"), segment(false, 1000, 1001, 900, 5003, ack)}),
        QStringLiteral("a")));
    QCOMPARE(infos(capture), QStringList({QStringLiteral("1000 \u2192 1001 [PSH, ACK] Seq=1 Ack=1 Win=1024 Len=3"),
                                          QStringLiteral("1001 \u2192 1000 [ACK] Seq=1 Ack=4 Win=1024 Len=0")}));
}

void TestTcpNumbering::info_scaleNeedsBoth()
{
    const auto capture = read(
        memorySource(pcapOf({segment(true, 1000, 1001, 10, 0, syn, {}, withScale),
                             segment(false, 1000, 1001, 20, 11, syn | ack), segment(true, 1000, 1001, 11, 21, ack)}),
                     QStringLiteral("a")));
    QCOMPARE(infos(capture).last(), QStringLiteral("1000 \u2192 1001 [ACK] Seq=1 Ack=1 Win=1024 Len=0"));
}

void TestTcpNumbering::info_keepAliveIsNoMessage()
{
    const auto capture =
        read(memorySource(pcapOf({segment(true, 1000, 80, 0, 0, syn), segment(false, 1000, 80, 100, 1, syn | ack),
                                  segment(true, 1000, 80, 1, 101, psh | ack, "GET / HTTP/1.1\r\n\r\n"),
                                  segment(false, 1000, 80, 101, 19, ack), segment(true, 1000, 80, 18, 101, ack, "\n"),
                                  segment(false, 1000, 80, 101, 19, ack)}),
                          QStringLiteral("a")));
    QCOMPARE(infos(capture).mid(4),
             QStringList({QStringLiteral("[TCP Keep-Alive] 1000 \u2192 80 [ACK] Seq=18 Ack=1 Win=1024 Len=1"),
                          QStringLiteral("[TCP Keep-Alive ACK] 80 \u2192 1000 [ACK] Seq=1 Ack=19 Win=1024 Len=0")}));
    QCOMPARE(capture.packets->protocol(PacketId{4}), Protocol::Tcp);
}

void TestTcpNumbering::info_isWiresharks_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"suricata-verify/tests/http-evader/http-evader-015/input.pcap", "tcpflow/samplePcaps/jpegs.cap",
          "suricata-verify/tests/http-request-invalid/input.pcap", "nDPI/tests/cfgs/default/pcap/ookla.pcap",
          "chrissanders-packets/tcp_dupack.pcapng", "arkime/tests/pcap/wireshark-retrans.pcap"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTcpNumbering::info_isWiresharks()
{
    QFETCH(QString, name);
    const QString path = sharedCapture(name);
    const QString program = QStandardPaths::findExecutable(QStringLiteral("tshark"));
    if (!QFileInfo::exists(path) || program.isEmpty())
        QSKIP("no shared captures, or no tshark");
    QProcess tshark;
    QStringList arguments{QStringLiteral("-n"), QStringLiteral("-r"), path, QStringLiteral("-T"),
                          QStringLiteral("fields")};
    for (const char *field : {"frame.number", "_ws.col.Protocol", "_ws.col.Info", "tcp.analysis.retransmission",
                              "tcp.analysis.out_of_order", "tcp.analysis.zero_window", "tcp.analysis.lost_segment",
                              "tcp.analysis.ack_lost_segment", "tcp.analysis.duplicate_ack", "tcp.analysis.keep_alive",
                              "tcp.analysis.keep_alive_ack"})
        arguments << QStringLiteral("-e") << QLatin1String(field);
    tshark.start(program, arguments);
    QVERIFY(tshark.waitForFinished(60'000));
    auto file = openFile(path);
    QVERIFY(file);
    const auto capture = read(*file);
    int compared = 0;
    // What it says of other packets in brackets, and of payloads, is not said here.
    static const QRegularExpression remarks(QStringLiteral("^(\\[[^\\]]*\\] ?)+|\\[TCP [^\\]]*\\]$"));
    for (const QByteArray &line : tshark.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> cells = line.split('\t');
        if (cells.size() != 11)
            continue;
        const PacketId packet{cells[0].toUInt() - 1};
        QCOMPARE(cells[0] + ' ' + QByteArray::number(capture.packets->row(packet).troubles.toInt(), 2),
                 cells[0] + ' ' + QByteArray::number(troublesOf(cells.mid(3)).toInt(), 2));
        if (cells[1] != "TCP")
            continue;
        const QString theirs = QString::fromUtf8(cells[2]).remove(remarks).trimmed();
        const QString own = packetInfo(*capture.packets, packet).remove(remarks).trimmed();
        if (!own.contains(QLatin1String(" Seq="))) // understood as what it carries
            continue;
        QCOMPARE(own, theirs);
        ++compared;
    }
    QVERIFY(compared > 3);
}

QTEST_GUILESS_MAIN(TestTcpNumbering)
#include "tst_tcpnumbering.moc"
