#include "models/capture/capturesequence.h"

#include <QTest>

using namespace wirecase;

namespace {

/// "name:first-last" in seconds, and after a slash the last byte of the interface's address.
CaptureFile fileOf(const QString &text)
{
    CaptureFile file;
    file.name = text.section(u':', 0, 0);
    file.format = EvidenceKind::Pcap;
    file.linkTypes = {LinkType::Ethernet};
    const QString times = text.section(u':', 1).section(u'/', 0, 0);
    if (!times.isEmpty())
        file.time = {times.section(u'-', 0, 0).toLongLong() * nsPerSecond,
                     times.section(u'-', 1).toLongLong() * nsPerSecond + 1};
    if (text.contains(u'/'))
        file.captureMac = QByteArray(5, '\x02') + static_cast<char>(text.section(u'/', 1).toInt());
    return file;
}

std::vector<CaptureFile> filesOf(const QString &text)
{
    std::vector<CaptureFile> files;
    for (const QString &file : text.split(u' '))
        files.push_back(fileOf(file));
    return files;
}

} // namespace

class TestCaptureSequence : public QObject
{
    Q_OBJECT

private slots:
    void sequences_areFilesOfOneCapture_data();
    void sequences_areFilesOfOneCapture();
    void texts_tellGapsAndOverlaps();
};

void TestCaptureSequence::sequences_areFilesOfOneCapture_data()
{
    QTest::addColumn<QString>("files");
    QTest::addColumn<QString>("sequences"); // places, "|" between sequences
    const auto row = [](const char *name, const char *files, const char *sequences) {
        QTest::newRow(name) << QString::fromLatin1(files) << QString::fromLatin1(sequences);
    };
    row("one file is none", "a0:1-2", "");
    row("a ring", "a0:20-30 a1:0-9 a2:10-19", "1,2,0");
    row("a small overlap", "a0:0-10 a1:9-20", "0,1");
    row("a restart much later", "a0:0-10 a1:5000-5010", "0,1");
    row("captures beside each other", "vm1:0-100 vm2:1-101", "");
    row("rings beside each other", "vm1:0-100/1 vm2:1-99/2 vm3:101-200/1 vm4:100-201/2", "0,2|1,3");
    row("other interfaces", "a0:0-10/1 a1:11-20/2 a2:21-30/1", "0,2");
    row("an interface that is not known", "a0:0-10/1 a1:11-20", "0,1");
    row("files without packets", "a0:0-10 a1: a2:11-20", "0,2");
    row("other names", "a0:0-10 b1:11-20", "");
}

void TestCaptureSequence::sequences_areFilesOfOneCapture()
{
    QFETCH(QString, files);
    QFETCH(QString, sequences);
    QStringList found;
    for (const CaptureSequence &sequence : captureSequences(filesOf(files))) {
        QStringList places;
        for (const quint32 place : sequence.files)
            places.append(QString::number(place));
        found.append(places.join(u','));
    }
    QCOMPARE(found.join(u'|'), sequences);
}

void TestCaptureSequence::texts_tellGapsAndOverlaps()
{
    const std::vector<QString> texts =
        sequenceTexts(filesOf(QStringLiteral("r0.cap:0-10 r1.cap:8-20 r2.cap:140-150 b:1-2")));
    QCOMPARE(texts.at(0), QStringLiteral("File 1 of 3 of one capture (r.cap)"));
    QCOMPARE(texts.at(1), QStringLiteral("File 2 of 3 of one capture (r.cap), overlaps r0.cap by 2 s"));
    QCOMPARE(texts.at(2),
             QStringLiteral("File 3 of 3 of one capture (r.cap), begins 2 min after the last packet of r1.cap"));
    QCOMPARE(texts.at(3), QString());
}

QTEST_GUILESS_MAIN(TestCaptureSequence)
#include "tst_capturesequence.moc"
