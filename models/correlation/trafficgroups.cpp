#include "models/correlation/trafficgroups.h"

#include "models/base/transport.h"
#include "models/capture/conversationtable.h"
#include "models/correlation/cancellablesort.h"
#include "models/correlation/trafficcolumns.h"
#include "models/kql/kqlquoting.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace wirecase {

namespace {

constexpr std::size_t stride = 4096;
constexpr std::size_t ipv4SubnetBytes = 15; // of the 16-byte form: a /24
constexpr std::size_t ipv6SubnetBytes = 8;

using Key = std::tuple<IpAddress, quint8, quint16, Protocol>;

IpAddress subnetOf(const IpAddress &address)
{
    IpAddress::Bytes bytes = address.bytes();
    std::fill(bytes.begin() + (address.isIpv4() ? ipv4SubnetBytes : ipv6SubnetBytes), bytes.end(), std::uint8_t{0});
    return IpAddress(bytes);
}

// A client that asks for an address instead of a name tells no name; one with a port is another's business.
QString nameIn(const QString &serverName)
{
    const QString host = serverName.section(u':', 0, 0);
    return IpAddress::parse(host) || IpAddress::parse(serverName) ? QString() : host;
}

class Grouping
{
public:
    Grouping(const TrafficColumns &columns, TrafficGrouping grouping)
        : m_columns(columns)
        , m_grouping(grouping)
    {
    }

    void add(quint32 row);
    Result<std::vector<TrafficGroup>> finish(JobState &job);

private:
    /// Which side of the conversation sends for the group.
    enum class Sender
    {
        Client,
        Server,
        Both ///< both are in the group
    };

    [[nodiscard]] IpAddress placeOf(const IpAddress &address) const;
    void addTo(const Key &key, const StoredTraffic &row, Sender sender);
    void count(TrafficGroup &group, const StoredTraffic &row, Sender sender) const;
    [[nodiscard]] std::size_t number(const Key &key);

    const TrafficColumns &m_columns;
    TrafficGrouping m_grouping;
    std::map<Key, std::size_t> m_numbers;
    std::vector<TrafficGroup> m_groups;
    std::vector<std::pair<std::size_t, IpAddress>> m_hosts; ///< who takes part in which group
};

IpAddress Grouping::placeOf(const IpAddress &address) const
{
    return m_grouping == TrafficGrouping::Subnet ? subnetOf(address) : address;
}

void Grouping::add(quint32 number)
{
    const StoredTraffic &row = m_columns.rows[number];
    switch (m_grouping) {
    case TrafficGrouping::Host:
    case TrafficGrouping::Subnet: {
        const IpAddress client = placeOf(row.client.address);
        const IpAddress server = placeOf(row.server.address);
        addTo({client, 0, 0, Protocol::Unknown}, row, client == server ? Sender::Both : Sender::Client);
        if (client != server)
            addTo({server, 0, 0, Protocol::Unknown}, row, Sender::Server);
        break;
    }
    case TrafficGrouping::Port:
        addTo({{}, row.ipProtocol, row.server.port, Protocol::Unknown}, row, Sender::Client);
        break;
    case TrafficGrouping::Protocol:
        addTo({{}, 0, 0, row.protocol}, row, Sender::Client);
        break;
    }
}

std::size_t Grouping::number(const Key &key)
{
    const auto [place, isNew] = m_numbers.try_emplace(key, m_groups.size());
    if (isNew) {
        TrafficGroup &group = m_groups.emplace_back();
        std::tie(group.address, group.ipProtocol, group.port, group.protocol) = key;
    }
    return place->second;
}

void Grouping::addTo(const Key &key, const StoredTraffic &row, Sender sender)
{
    const std::size_t at = number(key);
    count(m_groups[at], row, sender);
    if (m_grouping != TrafficGrouping::Host || sender != Sender::Client)
        m_hosts.emplace_back(at, row.client.address);
    if (m_grouping != TrafficGrouping::Host || sender != Sender::Server)
        m_hosts.emplace_back(at, row.server.address);
}

void Grouping::count(TrafficGroup &group, const StoredTraffic &row, Sender sender) const
{
    ++group.conversations;
    group.denied += row.denied ? 1 : 0;
    group.secrets += row.secrets;
    group.logBytes += row.hasLogBytes ? row.logBytes : 0;
    group.hasLogBytes = group.hasLogBytes || row.hasLogBytes;
    if (row.firstNs != noTime) {
        group.firstNs = group.firstNs == noTime ? row.firstNs : std::min(group.firstNs, row.firstNs);
        group.lastNs = std::max(group.lastNs, row.lastNs);
    }
    if (row.conversation == noRow)
        return;
    const ConversationTable &table = m_columns.capture.conversations->table();
    const ConversationRecord &record = table.record(row.conversation);
    const std::size_t client = record.clientIsFirst() ? 0 : 1;
    const std::size_t own = sender == Sender::Server ? 1 - client : client;
    group.isCaptured = true;
    group.packetsSent += record.packets[own];
    group.packetsReceived += record.packets[1 - own];
    group.bytesSent += record.bytes[own];
    group.bytesReceived += record.bytes[1 - own];
    if (m_grouping == TrafficGrouping::Host && sender == Sender::Server && group.name.isEmpty())
        group.name = nameIn(table.serverName(row.conversation));
}

Result<std::vector<TrafficGroup>> Grouping::finish(JobState &job)
{
    if (!sortUnlessCancelled(m_hosts, std::less<>(), job))
        return Error::cancelled();
    const auto end = std::unique(m_hosts.begin(), m_hosts.end());
    std::for_each(m_hosts.begin(), end, [this](const auto &host) { ++m_groups[host.first].hosts; });
    std::vector<TrafficGroup> ordered;
    ordered.reserve(m_groups.size());
    for (const auto &[key, at] : m_numbers)
        ordered.push_back(std::move(m_groups[at]));
    return ordered;
}

// An address in KQL: one with colons has to be quoted.
QString addressTerm(const QString &value)
{
    const QString wanted = kqlQuoted(value);
    return QStringLiteral("source.ip : %1 or destination.ip : %1").arg(wanted);
}

} // namespace

Result<std::vector<TrafficGroup>> groupTraffic(const TrafficIndex &index, const std::vector<quint32> &rows,
                                               TrafficGrouping grouping, JobState &job)
{
    Grouping groups(index.columns(), grouping);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return Error::cancelled();
        groups.add(rows[i]);
    }
    return groups.finish(job);
}

QString groupText(const TrafficGroup &group, TrafficGrouping grouping)
{
    switch (grouping) {
    case TrafficGrouping::Host:
        return group.address.toString();
    case TrafficGrouping::Subnet:
        return group.address.toString() + (group.address.isIpv4() ? QStringLiteral("/24") : QStringLiteral("/64"));
    case TrafficGrouping::Port:
        return group.port == 0 ? transportKey(group.ipProtocol)
                               : QStringLiteral("%1/%2").arg(group.port).arg(transportKey(group.ipProtocol));
    case TrafficGrouping::Protocol:
        return protocolText(group.protocol);
    }
    return {};
}

QString groupTerm(const TrafficGroup &group, TrafficGrouping grouping)
{
    switch (grouping) {
    case TrafficGrouping::Host:
    case TrafficGrouping::Subnet:
        return addressTerm(groupText(group, grouping));
    case TrafficGrouping::Port: {
        const QString transport = QStringLiteral("network.transport : ") + kqlQuoted(transportKey(group.ipProtocol));
        return group.port == 0 ? transport + QStringLiteral(" and not destination.port : *")
                               : transport + QStringLiteral(" and destination.port : %1").arg(group.port);
    }
    case TrafficGrouping::Protocol:
        return QStringLiteral("network.protocol : ") + kqlQuoted(protocolKey(group.protocol));
    }
    return {};
}

} // namespace wirecase
