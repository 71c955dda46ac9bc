#include "models/capture/captureindexbuilder.h"
#include "models/evidence/decompression.h"
#include "models/evidence/formatsniffer.h"

#include <QFile>
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

/// What a capture gave, as the table words it.
struct Read
{
    int packets = 0;
    quint64 problems = 0;
    quint64 lostBytes = 0;
    quint64 size = 0;
    bool isRefused = false;
    bool namesItsPlace = true;
};

Read readCapture(const QString &path, const QString &folder)
{
    Read read;
    JobState job;
    const auto file = openFile(path);
    if (!file)
        return read;
    ByteSourcePtr bytes = *file;
    const auto head = bytes->bytesAt(0, sniffLength);
    Error damage;
    if (head && sniffCompression(bytesOf(*head)) != Compression::None) {
        if (auto unpacked = unpack(*bytes, folder, {}, job, &damage))
            bytes = *unpacked;
    }
    CaptureIndexBuilder builder;
    const Status added = builder.add(bytes, EvidenceId{1}, path, job);
    read.isRefused = !added;
    read.size = bytes->size();
    if (!added) {
        read.problems = 1;
        read.namesItsPlace = added.error().file == path && !added.error().message.isEmpty();
        return read;
    }
    const CaptureSnapshot capture = builder.snapshot();
    const ImportReport &report = capture.packets->files().front().report;
    read.packets = static_cast<int>(capture.packets->size());
    read.problems = report.problems;
    read.lostBytes = report.lostBytes;
    for (const Error &place : report.places)
        read.namesItsPlace = read.namesItsPlace && place.file == path && place.offset >= 0;
    return read;
}

// Captures that two readers count in two ways, both of which the table allows.
constexpr const char *eitherWay[] = {
    "malformed/made/n13-option-length-over-block.pcapng", // whole packets, one with a damaged option
    "5766899836387328",                                   // version 2.3: the lengths may stand in either order
    "suricata-verify/tests/bug-6875-01/fuzz.pcap",        // a packet of 1.4 GB, or another dialect
};

} // namespace

/// Damaged and odd captures of the shared set behave as its table says.
class TestMalformedCaptures : public QObject
{
    Q_OBJECT

private slots:
    void malformed_givesEveryCompletePacket_data();
    void malformed_givesEveryCompletePacket();
};

void TestMalformedCaptures::malformed_givesEveryCompletePacket_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("packets");
    QFile table(sharedFolder() + QStringLiteral("MALFORMED.tsv"));
    if (!table.open(QIODevice::ReadOnly))
        return;
    table.readLine();
    while (!table.atEnd()) {
        const QStringList cells = QString::fromUtf8(table.readLine()).split(u'\t');
        QTest::addRow("%s", qPrintable(cells.value(0)))
            << sharedFolder() + cells.value(0) << cells.value(2) << cells.value(3);
    }
}

void TestMalformedCaptures::malformed_givesEveryCompletePacket()
{
    if (!QFile::exists(sharedFolder() + QStringLiteral("MALFORMED.tsv")))
        QSKIP("The shared captures are not here: skipped");
    QFETCH(QString, path);
    QFETCH(QString, behaviour);
    QFETCH(QString, packets);
    QTemporaryDir folder;
    const Read read = readCapture(path, folder.path());
    QVERIFY(read.namesItsPlace);
    QVERIFY(read.lostBytes <= read.size);
    const bool isAccepted =
        std::ranges::any_of(eitherWay, [&](const char *name) { return path.endsWith(QLatin1String(name)); });
    if (!packets.isEmpty() && !isAccepted)
        QCOMPARE(QString::number(read.packets), packets);
    if (behaviour.contains(QLatin1String("no file error")))
        QCOMPARE(read.problems, quint64{0});
    // What is wrong in the one of 2.3 depends on the order of its lengths.
    const bool isLengthOrder = path.endsWith(QLatin1String("5766899836387328"));
    if (isLengthOrder)
        return;
    if (behaviour.contains(QLatin1String("then error")) || behaviour.contains(QLatin1String("cut short"))
        || behaviour.startsWith(QLatin1String("error")))
        QVERIFY(read.problems > 0);
}

QTEST_GUILESS_MAIN(TestMalformedCaptures)
#include "tst_malformedcaptures.moc"
