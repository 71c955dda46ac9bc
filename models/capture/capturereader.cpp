#include "models/capture/capturereader.h"

#include "models/capture/pcapngreader.h"
#include "models/capture/pcapreader.h"

#include <algorithm>

namespace wirecase {

void CaptureReader::addLinkType(LinkType type)
{
    const auto place = std::lower_bound(m_linkTypes.begin(), m_linkTypes.end(), type);
    if (place == m_linkTypes.end() || *place != type)
        m_linkTypes.insert(place, type);
}

void CaptureReader::note(Error::Code code, const QString &message, quint64 offset, quint64 lost)
{
    m_report.lostBytes += lost;
    m_report.add({code, message, m_window.source().name(), static_cast<qint64>(offset)});
}

bool CaptureReader::stop(Error::Code code, const QString &message, quint64 offset)
{
    const quint64 lost = m_window.size() - std::min(offset, m_window.size());
    m_position = m_window.size();
    m_report.lostBytes += lost;
    if (m_window.error()) {
        m_report.add(*m_window.error());
        return false;
    }
    const auto packets = static_cast<int>(std::min<quint64>(m_report.records, std::numeric_limits<int>::max()));
    //: %1 is what is wrong, a sentence without a full stop; %2 the number of bytes that were not read
    const QString text = tr("%1; %2 bytes could not be read after %n packet(s)", nullptr, packets);
    m_report.add({code, text.arg(message).arg(lost), m_window.source().name(), static_cast<qint64>(offset)});
    return false;
}

Result<std::unique_ptr<CaptureReader>> openCapture(const ByteSource &source)
{
    if (auto pcapng = PcapngReader::open(source); !pcapng || *pcapng)
        return pcapng;
    if (auto pcap = PcapReader::open(source); !pcap || *pcap)
        return pcap;
    const QString message = source.size() == 0 ? CaptureReader::tr("The file is empty")
                                               : CaptureReader::tr("This is not a capture file that Wirecase reads");
    return Error{Error::Code::Format, message, source.name(), 0};
}

} // namespace wirecase
