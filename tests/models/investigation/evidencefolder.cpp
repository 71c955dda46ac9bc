#include "evidencefolder.h"

#include "models/evidence/evidenceplan.h"

#include <QDir>
#include <QFile>

namespace wirecase {

namespace {

void appendBe(QByteArray &bytes, quint64 value, int width)
{
    for (int i = width - 1; i >= 0; --i)
        bytes += static_cast<char>(value >> (8 * i));
}

void appendLe(QByteArray &bytes, quint32 value)
{
    for (int i = 0; i < 4; ++i)
        bytes += static_cast<char>(value >> (8 * i));
}

QByteArray tcpFrame(bool fromClient, quint8 flags, quint32 seq, const QByteArray &payload)
{
    QByteArray frame = QByteArray::fromHex(fromClient ? "001122334455"
                                                        "66778899aabb"
                                                      : "66778899aabb"
                                                        "001122334455");
    frame += QByteArray::fromHex("08004500");
    appendBe(frame, static_cast<quint64>(40 + payload.size()), 2);
    frame += QByteArray::fromHex("00004000"
                                 "40060000");
    frame += QByteArray::fromHex(fromClient ? "0a090005"
                                              "0a090004"
                                            : "0a090004"
                                              "0a090005");
    appendBe(frame, fromClient ? 40000 : 21, 2);
    appendBe(frame, fromClient ? 21 : 40000, 2);
    appendBe(frame, seq, 4);
    appendBe(frame, 1, 4);
    frame += QByteArray::fromHex("50");
    frame += static_cast<char>(flags);
    frame += QByteArray::fromHex("ffff00000000");
    return frame + payload;
}

} // namespace

void EvidenceFolder::write(const QString &name, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("The test's evidence cannot be written.");
}

QString EvidenceFolder::path(const QString &name) const
{
    return m_folder.filePath(name);
}

PipelineInput EvidenceFolder::input() const
{
    return inputOf(m_folder.path());
}

PipelineInput inputOf(const QString &folder)
{
    PipelineInput input;
    JobState job;
    quint32 number = 0;
    for (const PlannedFile &planned : planEvidence({folder}, job)) {
        if (!planned.willRead())
            continue;
        EvidenceFile file;
        file.id = EvidenceId{++number};
        file.path = planned.path;
        file.name = planned.name;
        file.size = planned.size;
        file.kind = planned.kind;
        file.compressed = planned.compression != Compression::None;
        input.evidence.add(std::move(file));
    }
    if (auto rule = readRuleToml(builtInRuleToml(), builtInRuleName()))
        input.rules.push_back(*std::move(rule));
    input.salt = "salt";
    input.unpackFolder = QDir::tempPath();
    return input;
}

QByteArray activityLines()
{
    return R"({"time":"2025-02-03T09:59:58.0000000Z","resourceId":"/SUBSCRIPTIONS/S1/RESOURCEGROUPS/NW/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/W/PACKETCAPTURES/CAP7","operationName":"MICROSOFT.NETWORK/NETWORKWATCHERS/PACKETCAPTURES/WRITE","category":"Administrative","resultType":"Start","resultSignature":"Started.","callerIpAddress":"192.0.2.44","correlationId":"c0ffee00-0000-0000-0000-000000000001","identity":{"claims":{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"pat@corp.example","name":"Pat"}},"level":"Information","properties":{"requestbody":"{\"properties\":{\"target\":\"/subscriptions/S1/resourceGroups/rg7/providers/Microsoft.Compute/virtualMachines/box7\",\"storageLocation\":{\"storageId\":\"/subscriptions/S1/resourceGroups/rg7/providers/Microsoft.Storage/storageAccounts/acct7\"},\"timeLimitInSeconds\":7200}}"}}
{"time":"2025-02-03T10:00:00.0000000Z","resourceId":"/SUBSCRIPTIONS/S1/RESOURCEGROUPS/NW/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/W/PACKETCAPTURES/CAP7","operationName":"MICROSOFT.NETWORK/NETWORKWATCHERS/PACKETCAPTURES/WRITE","category":"Administrative","resultType":"Success","resultSignature":"Succeeded.","callerIpAddress":"192.0.2.44","correlationId":"c0ffee00-0000-0000-0000-000000000001","identity":{"claims":{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"pat@corp.example","name":"Pat"}},"level":"Information","properties":{}}
)";
}

QByteArray flowLog()
{
    // 1738577000 is 2025-02-03 10:03:20 UTC.
    return R"({"records":[{"time":"2025-02-03T10:04:00Z","systemId":"x","macAddress":"66778899AABB","category":"NetworkSecurityGroupFlowEvent","resourceId":"/S","operationName":"NetworkSecurityGroupFlowEvents","properties":{"Version":2,"flows":[{"rule":"DefaultRule_AllowVnetInBound","flows":[{"mac":"66778899AABB","flowTuples":["1738577000,10.9.0.5,10.9.0.4,40000,21,T,I,A,B,,,,","1738577030,10.9.0.5,10.9.0.4,40000,21,T,I,A,E,4,300,3,250","1738577040,198.51.100.9,10.9.0.4,50000,3389,T,I,D,B,,,,","1738577050,10.9.0.4,198.51.100.8,51000,443,T,O,A,E,10,5000,9,700"]}]}]}}]})";
}

QByteArray ftpCapture()
{
    QByteArray file = QByteArray::fromHex("d4c3b2a1020004000000000000000000ffff000001000000");
    quint32 usec = 0;
    const auto add = [&](bool fromClient, quint8 flags, quint32 seq, const QByteArray &payload) {
        const QByteArray frame = tcpFrame(fromClient, flags, seq, payload);
        appendLe(file, 1738577000);
        appendLe(file, usec += 1000);
        appendLe(file, static_cast<quint32>(frame.size()));
        appendLe(file, static_cast<quint32>(frame.size()));
        file += frame;
    };
    add(true, 0x02, 99, {});
    add(false, 0x12, 199, {});
    add(true, 0x10, 100, {});
    add(false, 0x18, 200, "220 ready\r\n");
    add(true, 0x18, 100, "USER deploy\r\n");
    add(false, 0x18, 211, "331 more\r\n");
    add(true, 0x18, 113, "PASS tea-kettle\r\n");
    add(false, 0x18, 221, "230 in\r\n");
    return file;
}

} // namespace wirecase
