#include "models/capture/packetcolumns.h"

#include <algorithm>
#include <limits>

namespace wirecase {

quint8 PacketColumns::linkTypeIndex(LinkType type)
{
    const auto place = std::find(m_linkTypes.begin(), m_linkTypes.end(), type);
    if (place != m_linkTypes.end())
        return static_cast<quint8>(place - m_linkTypes.begin());
    // Captures with more than 255 link types do not occur; what comes after is listed under the last one.
    if (m_linkTypes.size() <= std::numeric_limits<quint8>::max())
        m_linkTypes.push_back(type);
    return static_cast<quint8>(m_linkTypes.size() - 1);
}

} // namespace wirecase
