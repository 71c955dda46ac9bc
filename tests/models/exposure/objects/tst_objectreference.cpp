#include "models/capture/captureindexbuilder.h"
#include "models/evidence/sha256.h"
#include "models/exposure/objects/objectfinder.h"
#include "tests/models/capture/sharedcaptures.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

QByteArray hashOf(const QByteArray &bytes)
{
    Sha256 hash;
    hash.add(bytesOf(bytes));
    return hash.finish();
}

/// What tshark exports; empty files are no objects here.
QList<QByteArray> exported(const QString &tshark, const QString &path)
{
    const QTemporaryDir folder;
    QStringList arguments{QStringLiteral("-n"), QStringLiteral("-q"), QStringLiteral("-r"), path};
    for (const char *kind : {"http", "smb", "ftp-data", "imf"})
        arguments << QStringLiteral("--export-objects")
                  << QStringLiteral("%1,%2").arg(QLatin1String(kind), folder.filePath(QLatin1String(kind)));
    QProcess process;
    process.start(tshark, arguments);
    QList<QByteArray> contents;
    if (!process.waitForFinished(120'000))
        return contents;
    for (QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (file.size() > 0 && file.open(QIODevice::ReadOnly))
            contents << file.readAll();
    }
    return contents;
}

} // namespace

/// Objects against those that tshark exports.
class TestObjectReference : public QObject
{
    Q_OBJECT

private slots:
    void objects_areThoseOfTshark_data();
    void objects_areThoseOfTshark();
};

void TestObjectReference::objects_areThoseOfTshark_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("least");
    // Captures whose streams are whole: of pieces of messages, tshark makes objects of their own.
    const auto row = [](const char *name, int least) { QTest::newRow(name) << QString::fromLatin1(name) << least; };
    row("CredSLayer/tests/samples/http-basic-auth.pcap", 10);
    row("nDPI/tests/cfgs/default/pcap/webdav.pcap", 6);
    row("chrissanders-packets/tcp_ports.pcapng", 20);
    row("chrissanders-packets/mail_sender_attachment.pcapng", 1);
    row("chrissanders-packets/mail_sender_server_2.pcapng", 1);
    row("arkime/tests/pcap/smtp-zip.pcap", 1);
    row("suricata-verify/tests/bug-5133/input.pcap", 1);
    row("arkime/tests/pcap/smb-smbclient.pcap", 1);
    row("zeek/testing/btest/Traces/smb/smb1.pcap", 1);
    row("zeek/testing/btest/Traces/ftp/ipv4.pcap", 1);
    row("suricata-verify/tests/ftp/ftp-upload-passive/input.pcap", 1);
}

void TestObjectReference::objects_areThoseOfTshark()
{
    QFETCH(QString, name);
    QFETCH(int, least);
    const QString path = sharedCapture(name);
    const QString tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
    if (!QFile::exists(path) || tshark.isEmpty())
        QSKIP("no shared captures, or no tshark");
    const auto file = openFile(path);
    QVERIFY(file);
    CaptureIndexBuilder builder;
    JobState job;
    QVERIFY(builder.add(*file, EvidenceId{1}, name, job));
    const auto found = findObjects(builder.snapshot(), {}, job);
    QVERIFY(found);
    QSet<QByteArray> own;
    for (const NetworkObject &object : found->objects)
        own.insert(object.sha256);
    const QList<QByteArray> theirs = exported(tshark, path);
    QVERIFY2(theirs.size() >= least, qPrintable(QString::number(theirs.size())));
    for (const QByteArray &content : theirs) {
        // Where a message and the dot behind it come in two packets, it leaves out the end of the last line.
        QVERIFY2(own.contains(hashOf(content)) || own.contains(hashOf(content + "\r\n")),
                 qPrintable(QString::number(content.size())));
    }
}

QTEST_GUILESS_MAIN(TestObjectReference)
#include "tst_objectreference.moc"
