#include "models/kql/nearestfield.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace wirecase {

namespace {

constexpr qsizetype longestCompared = 80;

struct Alias
{
    const char *name;
    const char *field;
};

// What hands type that know display filters, and short forms.
constexpr Alias aliases[]{
    {"dst", "destination.ip"},
    {"dst.ip", "destination.ip"},
    {"dst.port", "destination.port"},
    {"frame.len", "length"},
    {"frame.number", "packet"},
    {"frame.time", "@timestamp"},
    {"host", "related.ip"},
    {"http.host", "destination.domain"},
    {"ip", "related.ip"},
    {"ip.addr", "related.ip"},
    {"ip.dst", "destination.ip"},
    {"ip.dst_host", "destination.ip"},
    {"ip.proto", "network.iana_number"},
    {"ip.src", "source.ip"},
    {"ip.src_host", "source.ip"},
    {"ipv6.addr", "related.ip"},
    {"ipv6.dst", "destination.ip"},
    {"ipv6.src", "source.ip"},
    {"port", "destination.port"},
    {"proto", "network.protocol"},
    {"protocol", "network.protocol"},
    {"src", "source.ip"},
    {"src.ip", "source.ip"},
    {"src.port", "source.port"},
    {"tcp.dstport", "destination.port"},
    {"tcp.port", "destination.port"},
    {"tcp.srcport", "source.port"},
    {"tcp.stream", "conversation"},
    {"tls.handshake.extensions_server_name", "destination.domain"},
    {"transport", "network.transport"},
    {"udp.dstport", "destination.port"},
    {"udp.port", "destination.port"},
    {"udp.srcport", "source.port"},
    {"udp.stream", "conversation"},
};

/// Letters to change, insert, leave out or swap with their neighbour to make one of the other.
int distance(const QString &a, const QString &b)
{
    std::vector<std::vector<int>> cost(static_cast<std::size_t>(a.size()) + 1,
                                       std::vector<int>(static_cast<std::size_t>(b.size()) + 1));
    std::iota(cost[0].begin(), cost[0].end(), 0);
    for (std::size_t i = 1; i < cost.size(); ++i) {
        cost[i][0] = static_cast<int>(i);
        for (std::size_t j = 1; j < cost[i].size(); ++j) {
            const auto at = [](const QString &text, std::size_t place) {
                return text.at(static_cast<qsizetype>(place) - 1);
            };
            const int change = cost[i - 1][j - 1] + (at(a, i) == at(b, j) ? 0 : 1);
            cost[i][j] = std::min({change, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && at(a, i) == at(b, j - 1) && at(a, i - 1) == at(b, j);
            if (swapped)
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost.back().back();
}

} // namespace

QString nearestField(const QString &name, const QStringList &known)
{
    const QString wanted = name.toLower();
    for (const Alias &alias : aliases) {
        if (wanted == QLatin1String(alias.name) && known.contains(QLatin1String(alias.field)))
            return QLatin1String(alias.field);
    }
    if (wanted.size() > longestCompared)
        return {};
    // A third of the letters may be wrong; more is another word.
    int least = std::max(1, static_cast<int>(wanted.size()) / 3) + 1;
    QString nearest;
    for (const QString &field : known) {
        if (field.size() > longestCompared)
            continue;
        if (const int away = distance(wanted, field.toLower()); away < least) {
            least = away;
            nearest = field;
        }
    }
    return nearest;
}

QString ecsFieldName(const QString &name)
{
    const QString wanted = name.toLower();
    const auto *alias =
        std::ranges::find_if(aliases, [&](const Alias &each) { return wanted == QLatin1String(each.name); });
    return alias == std::end(aliases) ? name : QString::fromLatin1(alias->field);
}

} // namespace wirecase
