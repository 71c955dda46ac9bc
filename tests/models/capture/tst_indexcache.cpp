#include "models/capture/captureindexbuilder.h"
#include "models/capture/indexcache.h"
#include "models/evidence/hashing.h"
#include "tests/models/capture/capturebytes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

const QByteArray hello = QByteArrayLiteral("GET / HTTP/1.1\r\nHost: files.example\r\n\r\n");

QByteArray captureBytes(int packets)
{
    QByteArray bytes = pcapHeader();
    for (int i = 0; i < packets; ++i)
        bytes += pcapRecord(1'700'000'000U + static_cast<quint32>(i), 0,
                            segment(true, 1000U + static_cast<unsigned>(i % 7), 80, 1, 1, psh | ack, hello));
    return bytes;
}

std::vector<IndexedCapture> captures(const QByteArray &first, const QByteArray &second, qint64 mtimeNs = 5)
{
    std::vector<IndexedCapture> result;
    for (const QByteArray &bytes : {first, second}) {
        const auto number = static_cast<quint32>(result.size() + 1);
        const QString name = QStringLiteral("%1.cap").arg(number);
        result.push_back(
            {EvidenceId{number}, name, memorySource(bytes, name), static_cast<quint64>(bytes.size()), mtimeNs});
    }
    return result;
}

CaptureSnapshot indexOf(const std::vector<IndexedCapture> &captures)
{
    CaptureIndexBuilder builder;
    JobState job;
    for (const IndexedCapture &capture : captures)
        (void) builder.add(capture.bytes, capture.id, capture.name, job);
    return builder.snapshot();
}

// Everything that can be asked of packets and conversations.
QStringList linesOf(const CaptureSnapshot &capture)
{
    QStringList lines;
    for (const CaptureFile &file : capture.packets->files())
        lines.append(evidenceKindText(file.format) + u' ' + QString::number(file.packets));
    for (quint32 i = 0; i < capture.packets->size(); ++i) {
        const PacketRow row = capture.packets->row(PacketId{i});
        const auto bytes = capture.packets->bytes(PacketId{i});
        lines.append(QStringLiteral("%1 %2 %3 %4 > %5 %6 ")
                         .arg(row.file)
                         .arg(row.numberInFile)
                         .arg(row.timeNs)
                         .arg(endpointText(row.source), endpointText(row.destination), protocolKey(row.protocol))
                     + (bytes ? QString::fromLatin1(bytes->toHex()) : bytes.error().message));
    }
    for (quint32 i = 0; i < capture.conversations->size(); ++i) {
        const Conversation c = capture.conversations->at(ConversationId{i});
        lines.append(QStringLiteral("%1 %2 %3 %4")
                         .arg(c.packetsFromClient)
                         .arg(c.bytesFromServer)
                         .arg(capture.conversations->packets(c.id).size())
                         .arg(c.serverName));
    }
    return lines;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
}

} // namespace

class TestIndexCache : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void find_givesWhatWasKept();
    void find_givesLongPackets();
    void find_nothingForOtherCaptures_data();
    void find_nothingForOtherCaptures();
    void find_damagedIndexIsNotFound_data();
    void find_damagedIndexIsNotFound();
    void find_survivesAnyForgery();
    void keep_leavesOutSmallAndDamagedCaptures();

private:
    [[nodiscard]] IndexCache cache(quint64 smallest = 1) const { return IndexCache(m_folder->path(), smallest); }
    [[nodiscard]] QString indexPath() const
    {
        const QDir folder(m_folder->path());
        return folder.filePath(folder.entryList({QStringLiteral("*.index")}).value(0));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    JobState m_job;
};

void TestIndexCache::find_givesWhatWasKept()
{
    const auto given = captures(captureBytes(70'000), captureBytes(20));
    const CaptureSnapshot index = indexOf(given);
    QCOMPARE(index.packets->size(), 70'020U);
    QVERIFY(!cache().find(given, m_job));

    QVERIFY(cache().keep(given, index, m_job));
    const auto found = cache().find(given, m_job);
    QVERIFY(found);
    QCOMPARE(linesOf(*found), linesOf(index));
    QCOMPARE(found->packets->files()[1].wireBytes, index.packets->files()[1].wireBytes);
    QCOMPARE(found->packets->files()[0].time, index.packets->files()[0].time);
}

void TestIndexCache::find_givesLongPackets()
{
    const QByteArray longOne = pcapRecord(1'700'000'000, 0, datagram(true, 1000, 9, "x") + QByteArray(70'000, 'p'));
    const auto given = captures(captureBytes(3) + longOne, captureBytes(66'000));
    const CaptureSnapshot index = indexOf(given);
    QCOMPARE(index.packets->row(PacketId{3}).capturedLength, 70'043U);
    QVERIFY(cache().keep(given, index, m_job));
    const auto found = cache().find(given, m_job);
    QVERIFY(found);
    QCOMPARE(linesOf(*found), linesOf(index));
}

void TestIndexCache::find_nothingForOtherCaptures_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<qint64>("mtimeNs");
    QByteArray changed = captureBytes(10);
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] + 1);
    QTest::newRow("touched") << captureBytes(10) << captureBytes(20) << qint64{6};
    QTest::newRow("another order") << captureBytes(20) << captureBytes(10) << qint64{5};
    QTest::newRow("grown") << captureBytes(11) << captureBytes(20) << qint64{5};
    QTest::newRow("one byte") << changed << captureBytes(20) << qint64{5};
}

void TestIndexCache::find_nothingForOtherCaptures()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(qint64, mtimeNs);
    const auto given = captures(captureBytes(10), captureBytes(20));
    QVERIFY(cache().keep(given, indexOf(given), m_job));
    QVERIFY(cache().find(given, m_job));
    QVERIFY(!cache().find(captures(first, second, mtimeNs), m_job));
}

void TestIndexCache::find_damagedIndexIsNotFound_data()
{
    QTest::addColumn<int>("cutAt");
    QTest::addColumn<int>("flipAt");
    QTest::addColumn<bool>("hasDigest");
    QTest::newRow("empty") << 0 << -1 << true;
    QTest::newRow("cut") << 300 << -1 << true;
    QTest::newRow("one bit") << -1 << 500 << true;
    QTest::newRow("no digest") << -1 << -1 << false;
}

void TestIndexCache::find_damagedIndexIsNotFound()
{
    QFETCH(int, cutAt);
    QFETCH(int, flipAt);
    QFETCH(bool, hasDigest);
    const auto given = captures(captureBytes(10), captureBytes(20));
    QVERIFY(cache().keep(given, indexOf(given), m_job));
    QByteArray bytes = contentOf(indexPath());
    QVERIFY(bytes.size() > 1000);
    if (cutAt >= 0)
        bytes.truncate(cutAt);
    if (flipAt >= 0)
        bytes[flipAt] = static_cast<char>(bytes[flipAt] ^ 1);
    write(indexPath(), bytes);
    if (!hasDigest)
        QVERIFY(QFile::remove(indexPath() + QStringLiteral(".sha256")));
    QVERIFY(!cache().find(given, m_job));
    // It does not stand in the way of a sound one.
    QVERIFY(cache().keep(given, indexOf(given), m_job));
    QVERIFY(cache().find(given, m_job));
}

// Whoever can write into the folder can make the digest fit too: wrong numbers then must not lead anywhere.
void TestIndexCache::find_survivesAnyForgery()
{
    const auto given = captures(captureBytes(3), captureBytes(4));
    QVERIFY(cache().keep(given, indexOf(given), m_job));
    const QByteArray sound = contentOf(indexPath());
    int refused = 0;
    for (qsizetype at = 0; at < sound.size(); ++at) {
        QByteArray forged = sound;
        forged[at] = static_cast<char>(forged[at] ^ 0xff);
        write(indexPath(), forged);
        write(indexPath() + QStringLiteral(".sha256"), *sha256Of(*memorySource(forged, {}), m_job));
        const auto found = cache().find(given, m_job);
        refused += found ? 0 : 1;
        if (found)
            QCOMPARE(linesOf(*found).size(), linesOf(indexOf(given)).size());
    }
    QVERIFY2(refused > 100, qPrintable(QString::number(refused)));
}

void TestIndexCache::keep_leavesOutSmallAndDamagedCaptures()
{
    const auto given = captures(captureBytes(10), captureBytes(20));
    QVERIFY(cache(1U << 20U).keep(given, indexOf(given), m_job));
    QVERIFY(QDir(m_folder->path()).isEmpty());

    const auto cut = captures(captureBytes(10).chopped(3), captureBytes(20));
    QVERIFY(cache().keep(cut, indexOf(cut), m_job));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestIndexCache)
#include "tst_indexcache.moc"
