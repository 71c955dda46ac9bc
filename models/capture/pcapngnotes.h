#pragma once

#include "models/capture/capturenotes.h"
#include "models/capture/pcapngblock.h"

#include <array>

namespace wirecase {

/// Gathers what the blocks of a pcapng file say beside the packets (draft-ietf-opsawg-pcapng 3.5, 4).
class PcapngNotes
{
public:
    /// A block that carries no packet: `body` is what lies between its two lengths.
    void addBlock(quint32 type, const PcapngBytes &body);
    /// The options behind packet number `packet` of the file. Answers whether they are whole.
    bool addPacketOptions(quint32 packet, const PcapngBytes &options);
    /// Packets that were lost before one, told outside its options.
    void addDropped(quint64 packets) { m_droppedBetween += packets; }
    /// Options that are too long are looked at in part only.
    void leaveOut() { ++m_notes.leftOut; }

    /// All of them. The statistics of an interface count what its packets told once more.
    [[nodiscard]] CaptureNotes notes() const;

private:
    [[nodiscard]] QString textOf(const PcapngBytes &value);
    void append(QStringList &texts, const QString &text);
    void addSection(const PcapngBytes &options);
    void addInterface(const PcapngBytes &options);
    void addStatistics(const PcapngBytes &options);
    void addNames(PcapngBytes records);

    CaptureNotes m_notes;
    quint64 m_droppedBetween = 0; ///< told with single packets
    qsizetype m_text = 0;         ///< characters so far
};

} // namespace wirecase
