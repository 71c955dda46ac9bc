#pragma once

#include "models/capture/capturenotes.h"
#include "models/capture/linktype.h"
#include "models/capture/sourcewindow.h"
#include "models/evidence/evidencekind.h"
#include "models/evidence/importreport.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>
#include <vector>

namespace wirecase {

/// One packet as it lies in a capture file.
struct CaptureRecord
{
    quint64 offset = 0; ///< of its captured bytes in the file
    qint64 timeNs = 0;  ///< noTime when the file has none
    quint32 capturedLength = 0;
    quint32 wireLength = 0;
    LinkType linkType{};
    ByteView head; ///< its first captured bytes, up to CaptureReader::headBytes; valid until the next record
};

/// Reads the packets of one capture file, in file order. Damage ends it, or costs one record where the file says how to
/// go on; both are in the report. One thread.
class CaptureReader
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureReader)

public:
    /// Enough for headers and for the start of what a packet carries.
    static constexpr std::size_t headBytes = 4096;
    /// No capture format has larger packets; a longer length is damage (libpcap: MAX_SNAPLEN for D-Bus and USB).
    static constexpr quint32 mostCapturedBytes = 128U * 1024 * 1024;

    virtual ~CaptureReader() = default;
    CaptureReader(const CaptureReader &) = delete;
    CaptureReader &operator=(const CaptureReader &) = delete;

    /// The next packet that is there as a whole; false at the end.
    virtual bool next(CaptureRecord &record) = 0;

    [[nodiscard]] virtual EvidenceKind format() const = 0;
    /// What the file says beside its packets, so far.
    [[nodiscard]] virtual CaptureNotes notes() const { return {}; }
    [[nodiscard]] const std::vector<LinkType> &linkTypes() const { return m_linkTypes; } ///< so far, ascending
    [[nodiscard]] quint32 snaplen() const { return m_snaplen; }
    [[nodiscard]] const ImportReport &report() const { return m_report; }
    [[nodiscard]] quint64 position() const { return m_position; } ///< how far the file was read

protected:
    explicit CaptureReader(const ByteSource &source)
        : m_window(source, SourceWindow::Reading::Ahead)
    {
    }

    void addLinkType(LinkType type);
    /// Fills `record.head` and counts it; false, with the damage noted, when the file ends inside the packet.
    bool take(CaptureRecord &record, quint64 recordOffset);
    /// Notes a problem that costs `lost` bytes.
    void note(Error::Code code, const QString &message, quint64 offset, quint64 lost = 0);
    /// Notes a problem from which there is no way on: the rest of the file is lost.
    bool stop(Error::Code code, const QString &message, quint64 offset);

    SourceWindow m_window;
    std::vector<LinkType> m_linkTypes;
    quint32 m_snaplen = 0;
    ImportReport m_report;
    quint64 m_position = 0;
};

// Here, for it is done for every packet.
inline bool CaptureReader::take(CaptureRecord &record, quint64 recordOffset)
{
    const quint64 size = m_window.size();
    if (record.offset > size || size - record.offset < record.capturedLength)
        return stop(Error::Code::Format, tr("The file ends in the middle of a packet"), recordOffset);
    const auto wanted = std::min<std::size_t>(record.capturedLength, headBytes);
    record.head = m_window.at(record.offset, wanted);
    if (record.head.size() < wanted)
        return stop(Error::Code::Io, tr("The file became shorter while it was read"), recordOffset);
    m_window.expect(record.offset + record.capturedLength);
    ++m_report.records;
    return true;
}

/// Recognises pcap and pcapng by their first bytes. Fails when it is neither, or of a version that nobody has seen.
[[nodiscard]] Result<std::unique_ptr<CaptureReader>> openCapture(const ByteSource &source);

} // namespace wirecase
