#pragma once

#include "models/capture/capturefile.h"

namespace wirecase {

/// Files through which one capture was rotated, in order of time.
struct CaptureSequence
{
    QString name;               ///< what their names share: "ring_.pcap"
    std::vector<quint32> files; ///< places among the files of an index, at least two

    bool operator==(const CaptureSequence &) const = default;
};

/// The sequences among the files of an index: files of one rotation name, format, link types and interface, that do not
/// run beside each other.
[[nodiscard]] std::vector<CaptureSequence> captureSequences(const std::vector<CaptureFile> &files);

/// From the last packet of one file to the first of the next: 0 or less when they overlap.
[[nodiscard]] qint64 seamNs(const CaptureFile &file, const CaptureFile &next);

/// What to know of each file of the sequences, by place; empty for others: "File 2 of 10 of one capture, ring_.pcap;
/// ...".
[[nodiscard]] std::vector<QString> sequenceTexts(const std::vector<CaptureFile> &files);

} // namespace wirecase
