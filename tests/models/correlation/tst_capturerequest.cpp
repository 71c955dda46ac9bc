#include "models/correlation/capturerequest.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirecase;

/// What a request asked for, and what Azure puts where it asked for nothing.
class TestCaptureRequest : public QObject
{
    Q_OBJECT

private slots:
    void watcher_readsEveryProperty();
    void watcher_missingPropertiesAreDefaults();
    void watcher_absurdNumbersAreDefaults();
    void watcher_filterThatNamesNothingIsNone();
    void watcher_continuousCaptureHasARing();
    void watcher_keysInAnyCaseAndNumbersAsText();
    void gateway_readsFilterData_data();
    void gateway_readsFilterData();
    void gateway_stopNamesTheAccountWithoutItsSignature();
    void documentedBody_isRead();
};

namespace {

QJsonObject object(const QByteArray &json)
{
    const QJsonObject result = QJsonDocument::fromJson(json).object();
    Q_ASSERT(!result.isEmpty());
    return result;
}

CaptureSession watcher(const QByteArray &json)
{
    CaptureSession session;
    readWatcherRequest(json.isEmpty() ? QJsonObject() : object(json), session);
    return session;
}

CaptureSession gateway(const QByteArray &json)
{
    CaptureSession session;
    session.resourceId = QStringLiteral("/subscriptions/s/x/virtualNetworkGateways/gw-1");
    readGatewayRequest(json.isEmpty() ? QJsonObject() : object(json), session);
    return session;
}

} // namespace

void TestCaptureRequest::watcher_readsEveryProperty()
{
    const CaptureSession session = watcher(
        R"({"properties":{"target":"/subscriptions/s/rg/virtualMachines/vm-1","bytesToCapturePerPacket":96,
            "totalBytesPerSession":5242880,"timeLimitInSeconds":600,
            "storageLocation":{"storageId":"/subscriptions/s/rg/storageAccounts/acc1",
                "storagePath":"https://acc1.blob.core.windows.net/c/x.cap?sv=1&sig=secret","filePath":"D:\\x.cap"},
            "filters":[{"protocol":"TCP","localPort":"80;443"},
                       {"protocol":"Any","localIPAddress":"10.0.0.1","remoteIPAddress":"10.0.0.9","remotePort":"1-9"}]}})");
    QCOMPARE(session.targetName, QStringLiteral("vm-1"));
    QCOMPARE(session.bytesPerPacket, 96ULL);
    QCOMPARE(session.totalBytes, 5242880ULL);
    QCOMPARE(session.timeLimitSeconds, 600);
    QCOMPARE(session.storageAccount, QStringLiteral("acc1"));
    QCOMPARE(session.storagePath, QStringLiteral("https://acc1.blob.core.windows.net/c/x.cap"));
    QCOMPARE(session.localPath, QStringLiteral("D:\\x.cap"));
    QCOMPARE(session.filters,
             QStringList({QStringLiteral("TCP, local port 80;443"),
                          QStringLiteral("local address 10.0.0.1, remote address 10.0.0.9, remote port 1-9")}));
    QCOMPARE(session.assumed, QStringList());
    QVERIFY(!session.continuous);
}

void TestCaptureRequest::watcher_missingPropertiesAreDefaults()
{
    const CaptureSession session = watcher({});
    QCOMPARE(session.bytesPerPacket, 0ULL);
    QCOMPARE(session.totalBytes, 1073741824ULL);
    QCOMPARE(session.timeLimitSeconds, 18000);
    QCOMPARE(session.assumed,
             QStringList({QStringLiteral("bytesToCapturePerPacket"), QStringLiteral("totalBytesPerSession"),
                          QStringLiteral("timeLimitInSeconds")}));
    QCOMPARE(bytesPerPacketText(session), QStringLiteral("all bytes"));
}

void TestCaptureRequest::watcher_absurdNumbersAreDefaults()
{
    const CaptureSession session = watcher(
        R"({"properties":{"timeLimitInSeconds":1e300,"totalBytesPerSession":-5,"bytesToCapturePerPacket":{"a":1},"filters":7,
            "storageLocation":"none","target":[1]}})");
    QCOMPARE(session.timeLimitSeconds, 18000);
    QCOMPARE(session.totalBytes, 1073741824ULL);
    QCOMPARE(session.bytesPerPacket, 0ULL);
    QCOMPARE(session.assumed.size(), 3);
}

void TestCaptureRequest::watcher_filterThatNamesNothingIsNone()
{
    QCOMPARE(watcher(R"({"properties":{"filters":[{"protocol":"TCP"},{"protocol":"Any"}]}})").filters, QStringList());
    QCOMPARE(watcher(R"({"properties":{"filters":[]}})").filters, QStringList());
}

void TestCaptureRequest::watcher_continuousCaptureHasARing()
{
    const CaptureSession session = watcher(
        R"({"properties":{"continuousCapture":true,"captureSettings":{"fileCount":3,"fileSizeInBytes":1000000}}})");
    QVERIFY(session.continuous);
    QCOMPARE(session.totalBytes, 3000000ULL);
    QCOMPARE(session.timeLimitSeconds, 86400);
    QVERIFY(session.assumed.contains(QStringLiteral("sessionTimeLimitInSeconds")));
    QVERIFY(!session.assumed.contains(QStringLiteral("timeLimitInSeconds")));
}

void TestCaptureRequest::watcher_keysInAnyCaseAndNumbersAsText()
{
    const CaptureSession session = watcher(R"({"Properties":{"TimeLimitInSeconds":"60","TARGET":"/a/b"}})");
    QCOMPARE(session.timeLimitSeconds, 60);
    QCOMPARE(session.target, QStringLiteral("/a/b"));
}

void TestCaptureRequest::gateway_readsFilterData_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray data =
        R"({'TracingFlags':11,'MaxPacketBufferSize':200,'MaxFileSize':50,'Filters':[{'SourceSubnets':['20.1.1.0/24'],'DestinationPort':[4500],'Protocol':6}]})";
    QByteArray escaped = data;
    escaped.replace('\'', "\\\"");
    QByteArray plain = data;
    plain.replace('\'', '"');
    QTest::newRow("text") << "{\"filterData\":\"" + escaped + "\"}";
    QTest::newRow("text with single quotes, as documented") << "{\"filterData\":\"" + data + "\"}";
    QTest::newRow("object") << "{\"filterData\":" + plain + "}";
}

void TestCaptureRequest::gateway_readsFilterData()
{
    QFETCH(QByteArray, body);
    const CaptureSession session = gateway(body);
    QCOMPARE(session.bytesPerPacket, 200ULL);
    QCOMPARE(session.totalBytes, 50000000ULL);
    QCOMPARE(session.filters, QStringList(QStringLiteral("protocol 6, source 20.1.1.0/24, destination port 4500")));
    QCOMPARE(session.targetName, QStringLiteral("gw-1"));
    QCOMPARE(bytesPerPacketText(session), QStringLiteral("200 bytes of each packet"));
    QCOMPARE(gateway({}).bytesPerPacket, 120ULL);
}

void TestCaptureRequest::gateway_stopNamesTheAccountWithoutItsSignature()
{
    CaptureSession session;
    readGatewayStop(object(R"({"sasUrl":"https://acc9.blob.core.windows.net/out?sp=rw&sig=abc"})"), session);
    QCOMPARE(session.storageAccount, QStringLiteral("acc9"));
    QCOMPARE(session.storagePath, QStringLiteral("https://acc9.blob.core.windows.net/out"));
}

void TestCaptureRequest::documentedBody_isRead()
{
    const QString shared = qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
    QFile file(shared + QStringLiteral("/data/azure/packet_capture/docs_az_packet-capture_create_output.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("shared data is absent, skipped");
    CaptureSession session;
    readWatcherRequest(QJsonDocument::fromJson(file.readAll()).object(), session);
    QCOMPARE(session.targetName, QStringLiteral("myVM"));
    QCOMPARE(session.storageAccount, QStringLiteral("mystorageaccount"));
    QCOMPARE(session.timeLimitSeconds, 18000);
    QCOMPARE(session.assumed, QStringList());
    QVERIFY(session.storagePath.endsWith(QStringLiteral("packetcapture_16_39_41_077.cap")));
}

QTEST_APPLESS_MAIN(TestCaptureRequest)
#include "tst_capturerequest.moc"
