#include "models/capture/captureindexbuilder.h"
#include "models/capture/dissection/packetdissection.h"
#include "models/evidence/bytesource.h"

#include <QDirIterator>
#include <QTest>

#include <functional>
#include <random>

using namespace wirecase;

/// Every packet of a large set of captures, as it is and damaged: no crash, every field within its packet, nothing out
/// of proportion. The captures are not part of the project.
class TestDissectionMutation : public QObject
{
    Q_OBJECT

private slots:
    void everyPacket_isDissected();
};

namespace {

constexpr quint32 packetsPerFile = 400;
constexpr int mutationsPerPacket = 3;

bool liesWithin(const FieldNode &node, std::size_t size, std::size_t &nodes)
{
    ++nodes;
    return std::size_t{node.begin} + node.length <= size
           && std::all_of(node.children.begin(), node.children.end(),
                          [&](const FieldNode &child) { return liesWithin(child, size, nodes); });
}

bool isSound(const PacketDissection &dissection, std::size_t size)
{
    std::size_t nodes = 0;
    return std::all_of(dissection.layers.begin(), dissection.layers.end(),
                       [&](const FieldNode &layer) { return liesWithin(layer, size, nodes); })
           && nodes < 10'000 && dissection.info.size() < 100'000;
}

/// Bytes changed, and now and then the end cut off.
std::vector<std::byte> damaged(ByteView packet, std::mt19937 &random)
{
    std::vector<std::byte> bytes(packet.begin(), packet.end());
    if (random() % 4 == 0)
        bytes.resize(random() % (bytes.size() + 1));
    const std::size_t changes = bytes.empty() ? 0 : 1 + random() % 8;
    for (std::size_t i = 0; i < changes; ++i)
        bytes[random() % bytes.size()] = static_cast<std::byte>(random() % 256);
    return bytes;
}

} // namespace

void TestDissectionMutation::everyPacket_isDissected()
{
    const QString shared = qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
    QDirIterator files(shared + QStringLiteral("/data/pcaps"), QDir::Files, QDirIterator::Subdirectories);
    if (!files.hasNext())
        QSKIP("no captures at hand, skipped");
    std::mt19937 random(20260101); // NOLINT: the same damage in every run
    quint64 packets = 0;
    while (files.hasNext()) {
        const QString path = files.next();
        const auto source = openFile(path);
        CaptureIndexBuilder builder;
        JobState job;
        if (!source || !builder.add(*source, EvidenceId{1}, path, job))
            continue;
        const CaptureSnapshot snapshot = builder.snapshot();
        for (quint32 i = 0; i < std::min(snapshot.packets->size(), packetsPerFile); ++i) {
            const PacketRow row = snapshot.packets->row(PacketId{i});
            const auto bytes = snapshot.packets->bytes(PacketId{i});
            if (!bytes)
                continue;
            ++packets;
            const ByteView whole = bytesOf(*bytes);
            const QByteArray place = QStringLiteral("%1 packet %2").arg(path).arg(i + 1).toUtf8();
            const PacketDissection all = dissectPacket(whole, row.wireLength, row.linkType, {row.conversationProtocol});
            QVERIFY2(isSound(all, whole.size()), place.constData());
            // The line alone says the same.
            const PacketDissection line =
                dissectPacket(whole, row.wireLength, row.linkType, {row.conversationProtocol, {}, {}, false});
            QVERIFY2(line.info == all.info && line.protocol == all.protocol && line.secrets == all.secrets
                         && line.layers.empty(),
                     place.constData());
            for (int m = 0; m < mutationsPerPacket; ++m) {
                const std::vector<std::byte> bad = damaged(whole, random);
                // Any protocol may be asked to read any payload.
                const auto protocol = m == 0 ? row.conversationProtocol
                                             : static_cast<Protocol>(random() % static_cast<unsigned>(Protocol::Count));
                QVERIFY2(isSound(dissectPacket(bad, row.wireLength, row.linkType, {protocol}), bad.size()),
                         place.constData());
            }
        }
    }
    qInfo("%llu packets dissected, each also %d times damaged", static_cast<unsigned long long>(packets),
          mutationsPerPacket);
    QVERIFY(packets > 0);
}

QTEST_GUILESS_MAIN(TestDissectionMutation)
#include "tst_dissectionmutation.moc"
