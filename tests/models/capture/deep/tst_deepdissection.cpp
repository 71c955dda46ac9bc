#include "models/capture/captureindexbuilder.h"
#include "models/capture/deep/deepdissection.h"
#include "models/capture/deep/deepslice.h"
#include "models/evidence/bytesource.h"
#include "tests/models/capture/dissection/packetbuilder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

class TestDeepDissection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void slice_holdsTheConversation();
    void slice_overwritesSecrets();
    void slice_staysWithinItsSize();
    void slice_endsWhenCancelled();
    void program_failsAsSuch_data();
    void program_failsAsSuch();
    void absence_isSaid();
    void sharkd_readsFieldsAndMasksSecrets();

private:
    PacketId packet(quint32 number) const { return PacketId{number - 1}; }
    QString script(const QByteArray &text);

    QTemporaryDir m_folder;
    CaptureSnapshot m_capture;
};

namespace {

constexpr auto loginLine = "PASS zQ7wXk2vTr9\r\n";

} // namespace

void TestDeepDissection::initTestCase()
{
    // Packets 1, 3 and 4 are one conversation; 2 is another.
    const QList<QByteArray> frames{ethernet(0x0800, ipv4(6, tcp(40000, 21, "USER anna\r\n", 0x18, 1000))),
                                   udpFrame(4000, 4001, "between"),
                                   ethernet(0x0800, ipv4(6, tcp(40000, 21, loginLine, 0x18, 1011))),
                                   ethernet(0x0800, ipv4(6, tcp(40000, 21, "QUIT\r\n", 0x18, 1029)))};
    QByteArray file = QByteArray::fromHex("a1b2c3d400020004 0000000000000000 0000ffff00000001");
    for (const QByteArray &frame : frames) {
        const auto size = static_cast<unsigned>(frame.size());
        file += quad(1'700'000'000) + quad(0) + quad(size) + quad(size) + frame;
    }
    CaptureIndexBuilder builder;
    JobState job;
    QVERIFY(builder.add(memorySource(file, {}), EvidenceId{1}, QStringLiteral("a.pcap"), job));
    m_capture = builder.snapshot();
    QCOMPARE(m_capture.packets->size(), 4U);
}

QString TestDeepDissection::script(const QByteArray &text)
{
    const QString path = m_folder.filePath(QStringLiteral("fake-sharkd"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    file.write("#!/bin/sh\n" + text + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

void TestDeepDissection::slice_holdsTheConversation()
{
    JobState job;
    const auto slice = deepSliceOf(m_capture, packet(4), nullptr, job);
    QVERIFY(slice);
    QCOMPARE(slice->numbersInFile, (std::vector<quint32>{1, 3, 4}));
    QCOMPARE(slice->frame, 3U);
    QVERIFY(!slice->file.contains("between"));
    const auto alone = deepSliceOf(m_capture, packet(2), nullptr, job);
    QVERIFY(alone);
    QCOMPARE(alone->numbersInFile, std::vector<quint32>{2});
    QVERIFY(alone->file.startsWith(QByteArray::fromHex("4d3cb2a1")));
}

void TestDeepDissection::slice_overwritesSecrets()
{
    JobState job;
    const auto slice = deepSliceOf(m_capture, packet(4), nullptr, job);
    QVERIFY(slice);
    QVERIFY(!slice->file.contains("zQ7wXk2vTr9"));
    QVERIFY(slice->file.contains("PASS ***********\r\n"));
    QVERIFY(slice->hasSecrets);
    QVERIFY(slice->masks.isEmpty());
    const auto own = deepSliceOf(m_capture, packet(3), nullptr, job);
    QVERIFY(own);
    QVERIFY(own->masks.covers(tcpPayloadAt + 5));
}

void TestDeepDissection::slice_staysWithinItsSize()
{
    JobState job;
    const auto slice = deepSliceOf(m_capture, packet(3), nullptr, job, 10);
    QVERIFY(slice);
    QCOMPARE(slice->numbersInFile, std::vector<quint32>{3});
    QCOMPARE(slice->frame, 1U);
}

void TestDeepDissection::slice_endsWhenCancelled()
{
    JobState job;
    job.cancelled = true;
    const auto slice = deepSliceOf(m_capture, packet(3), nullptr, job);
    QVERIFY(!slice);
    QCOMPARE(slice.error().code, Error::Code::Cancelled);
}

void TestDeepDissection::program_failsAsSuch_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const char *script, Error::Code code) {
        QTest::newRow(name) << QByteArray(script) << static_cast<int>(code);
    };
    row("ends at once", "exit 0", Error::Code::Io);
    row("crashes", "kill -SEGV $$", Error::Code::Io);
    row("says nonsense", "echo a; echo b; cat >/dev/null", Error::Code::Format);
    row("never ends a line", "exec cat /dev/zero", Error::Code::Limit);
    row("never answers", "exec cat >/dev/null", Error::Code::Limit);
}

void TestDeepDissection::program_failsAsSuch()
{
    QFETCH(QByteArray, script);
    QFETCH(int, code);
    SharkdLimits limits;
    limits.timeMs = 400;
    limits.answerBytes = 100'000;
    JobState job;
    const auto tree = dissectDeeply(m_capture, packet(1), nullptr, job, this->script(script), limits);
    QVERIFY(!tree);
    QCOMPARE(static_cast<int>(tree.error().code), code);
    QVERIFY(!tree.error().message.isEmpty());
}

void TestDeepDissection::absence_isSaid()
{
    JobState job;
    const auto missing = dissectDeeply(m_capture, packet(1), nullptr, job, QString());
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, Error::Code::Unsupported);
    const auto gone = dissectDeeply(m_capture, packet(1), nullptr, job, QStringLiteral("/nowhere/sharkd"));
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, Error::Code::Io);
}

void TestDeepDissection::sharkd_readsFieldsAndMasksSecrets()
{
    if (sharkdProgram().isEmpty())
        QSKIP("sharkd is not installed, skipped");
    JobState job;
    const auto tree = dissectDeeply(m_capture, packet(3), nullptr, job);
    QVERIFY2(tree, tree ? "" : qPrintable(tree.error().message));
    PacketDissection shown;
    shown.layers = *tree;
    const QStringList lines = printed(shown);
    const QString all = lines.join(u'\n');
    QVERIFY2(!all.contains(QLatin1String("zQ7")), qPrintable(all));
    QVERIFY2(tree->size() >= 4 && (*tree)[3].text.startsWith(QLatin1String("File Transfer Protocol")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("Request arg: %1 [ftp.request.arg 59+11]").arg(secretMark())),
             qPrintable(all));
    QVERIFY2(all.contains(QLatin1String("[ip.src 26+4]")), qPrintable(all));
}

QTEST_GUILESS_MAIN(TestDeepDissection)
#include "tst_deepdissection.moc"
