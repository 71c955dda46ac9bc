#pragma once

#include "models/capture/captureindexbuilder.h"
#include "tests/models/capture/capturebytes.h"

namespace wirecase::test {

/// What one side says next in a connection between port 1000 and `port`.
struct Said
{
    bool byClient = true;
    QByteArray bytes;
    quint32 lost = 0; ///< bytes before it that no packet holds
};

/// The index of a capture of a connection from its handshake on.
inline CaptureSnapshot captured(const QList<Said> &dialogue, unsigned port = 80)
{
    QList<QByteArray> packets{segment(true, 1000, port, 99, 0, syn), segment(false, 1000, port, 499, 100, syn | ack)};
    quint32 client = 100;
    quint32 server = 500;
    for (const Said &said : dialogue) {
        quint32 &own = said.byClient ? client : server;
        own += said.lost;
        packets += segment(said.byClient, 1000, port, own, said.byClient ? server : client, psh | ack, said.bytes);
        own += static_cast<quint32>(said.bytes.size());
    }
    CaptureIndexBuilder builder;
    JobState job;
    const auto source = memorySource(pcapOf(packets), QStringLiteral("a"));
    const Status done = builder.add(source, EvidenceId{1}, QStringLiteral("a"), job);
    return done ? builder.snapshot() : CaptureSnapshot();
}

} // namespace wirecase::test
