#pragma once

#include "models/capture/framedecoder.h"
#include "models/capture/streamreassembler.h"

#include <QByteArray>

#include <array>
#include <map>

namespace wirecase {

/// The payload of one packet on its way into a stream.
struct StreamSegment
{
    PacketId packet{};
    qint64 timeNs = 0;
    QByteArray bytes;
    quint32 missing = 0;             ///< bytes at its end that were not captured
    std::vector<PacketPiece> pieces; ///< where `bytes` came from: several packets when IP fragments brought it
};

/// Puts the segments of one conversation in order and hands on what is settled. It holds no more than a receive window
/// a side, so that streams of any length go through it.
class StreamAssembly
{
public:
    explicit StreamAssembly(StreamSink &sink)
        : m_sink(sink)
    {
    }

    void addDatagram(bool fromClient, StreamSegment segment);
    void addSegment(bool fromClient, const Frame &frame, StreamSegment segment);
    /// What still waits will not be completed any more: hands it on with its gaps.
    void finish();
    /// Whether the sink wants no more.
    [[nodiscard]] bool isFull() const { return m_isFull; }
    [[nodiscard]] StreamFacts facts() const;

private:
    struct Side
    {
        StreamSideFacts facts;
        bool isStarted = false;
        bool hasFin = false;
        quint32 base = 0;                        ///< sequence number of position 0
        qint64 next = 0;                         ///< position of the next byte of the stream
        qint64 acknowledged = 0;                 ///< highest position that the other side has confirmed
        bool endsWithOne = false;                ///< the last confirmation was of a single byte: a FIN, mostly
        quint64 gap = 0;                         ///< bytes missing just before it
        std::map<qint64, StreamSegment> waiting; ///< by position
        quint64 waitingBytes = 0;
        QByteArray recent; ///< the last bytes handed on, to tell whether a repeated segment says the same
        qint64 recentEnd = 0;
    };

    [[nodiscard]] Side &side(bool fromClient) { return m_sides[fromClient ? 0 : 1]; }
    void start(Side &side, const Frame &frame, bool hasPayload);
    void acknowledge(bool fromClient, const Frame &frame);
    void place(bool fromClient, qint64 position, StreamSegment segment);
    void hold(bool fromClient, qint64 position, StreamSegment segment);
    void drain(bool fromClient);
    void write(bool fromClient, StreamSegment segment, qsizetype from, bool isDatagram);
    void endSide(bool fromClient);
    void compare(bool fromClient, qint64 position, const StreamSegment &segment);
    void noteConflict(bool fromClient);

    static void skipTo(Side &side, qint64 position);
    static void remember(Side &side, const QByteArray &bytes);

    StreamSink &m_sink;
    std::array<Side, 2> m_sides;
    PacketId m_lastPacket{};
    qint64 m_lastNs = 0;
    bool m_isFull = false;
};

} // namespace wirecase
