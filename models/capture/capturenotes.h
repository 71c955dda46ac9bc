#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

/// A comment on one packet that stands in the capture file.
struct PacketComment
{
    quint32 packet = 0; ///< 1-based number in its file
    QString text;       ///< several are separated by line feeds

    bool operator==(const PacketComment &) const = default;
};

/// What a capture file says beside its packets; only pcapng has any of it. Texts are as in the file, made printable.
/// Nothing here grows without bound: what is over a limit is counted only.
struct CaptureNotes
{
    static constexpr std::size_t mostEntries = 100'000; ///< of each list
    static constexpr qsizetype mostText = 16L << 20U;   ///< characters of all texts

    QStringList writtenBy;                     ///< hardware, operating system and application of the sections
    QStringList interfaces;                    ///< name, description and capture filter of those that have any
    QStringList comments;                      ///< of sections, interfaces and their statistics
    std::vector<PacketComment> packetComments; ///< by packet
    quint64 names = 0;                         ///< addresses for which the file has names
    quint64 secrets = 0;                       ///< blocks of secrets, such as TLS keys: they are not looked into
    quint64 customBlocks = 0;
    quint64 dropped = 0; ///< packets that were lost before they could be written, as far as the file tells
    quint64 leftOut = 0; ///< texts over a limit

    [[nodiscard]] QString commentOf(quint32 packet) const; ///< empty when it has none

    bool operator==(const CaptureNotes &) const = default;
};

} // namespace wirecase
