#include "models/investigation/trafficsummary.h"

#include <algorithm>
#include <map>
#include <set>

namespace wirecase {

namespace {

class Summary
{
public:
    explicit Summary(const std::vector<IpAddress> &own)
        : m_own(own.begin(), own.end())
    {
    }

    void add(const TrafficRow &row)
    {
        const bool captured = row.seenIn != SeenIn::LogOnly;
        if (row.denied && !row.allowed && !captured) {
            ++m_sum.denied;
            return;
        }
        ++m_sum.conversations;
        m_sum.bytes += captured ? row.capturedBytes : row.logBytes.value_or(0);
        addPeer(row.client.address);
        addPeer(row.server.address);
        if (captured)
            addCaptured(row);
        else
            addLogOnly(row);
    }

    TrafficSummary finish()
    {
        std::vector<std::pair<quint64, QString>> protocols;
        for (const auto &[name, bytes] : m_clearByProtocol)
            protocols.emplace_back(bytes, name);
        std::sort(protocols.begin(), protocols.end(), [](const auto &a, const auto &b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        for (const auto &[bytes, name] : protocols)
            m_sum.clearProtocols << name;
        m_sum.internalPeers = m_internal.size();
        m_sum.externalPeers = m_external.size();
        return m_sum;
    }

private:
    void addPeer(const IpAddress &address)
    {
        if (address.isNull() || m_own.contains(address) || address.isMulticast())
            return;
        (address.isPrivate() ? m_internal : m_external).insert(address);
    }

    void addCaptured(const TrafficRow &row)
    {
        ++m_sum.capturedConversations;
        m_sum.capturedBytes += row.capturedBytes;
        if (row.secrets > 0)
            m_sum.withSecrets.push_back(row.id);
        if (row.encryption != Encryption::Clear)
            return;
        m_sum.clearBytes += row.capturedBytes;
        m_clearByProtocol[protocolText(row.protocol)] += row.capturedBytes;
        if (!m_sum.largestClear || row.capturedBytes > m_largestClear) {
            m_sum.largestClear = row.id;
            m_largestClear = row.capturedBytes;
        }
    }

    void addLogOnly(const TrafficRow &row)
    {
        const quint64 bytes = row.logBytes.value_or(0);
        ++m_sum.logOnly;
        m_sum.logOnlyBytes += bytes;
        if (!m_sum.largestLogOnly || bytes > m_largestLogOnly) {
            m_sum.largestLogOnly = row.id;
            m_largestLogOnly = bytes;
        }
    }

    TrafficSummary m_sum;
    std::set<IpAddress> m_own;
    std::set<IpAddress> m_internal;
    std::set<IpAddress> m_external;
    std::map<QString, quint64> m_clearByProtocol;
    quint64 m_largestClear = 0;
    quint64 m_largestLogOnly = 0;
};

} // namespace

TrafficSummary summarise(const TrafficIndex &traffic, const std::vector<quint32> &rows,
                         const std::vector<IpAddress> &own)
{
    Summary summary(own);
    for (const quint32 row : rows)
        summary.add(traffic.at(TrafficId{row}));
    return summary.finish();
}

} // namespace wirecase
