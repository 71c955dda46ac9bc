#include "models/flowlog/flowindex.h"
#include "models/kql/query.h"

#include <algorithm>

namespace wirecase {

namespace {

bool touchesHost(const std::vector<IpAddress> &hosts, const FlowIndex &index, FlowId flow)
{
    return std::any_of(hosts.begin(), hosts.end(), [&](const IpAddress &host) {
        return host == index.client(flow).address || host == index.server(flow).address;
    });
}

} // namespace

Result<std::vector<quint32>> visibleFlows(const FlowIndex &index, const Scope &scope, JobState &job)
{
    const auto query = KqlQuery::parse(scope.kql);
    if (!query)
        return query.error();
    QStringList dropped;
    auto rows = query->restrictedTo(index.fields(), &dropped).evaluate(index.fields(), {}, job);
    if (!rows)
        return rows.error();
    for (quint32 row = 0; row < index.size(); ++row) {
        if (row % 4096 == 0 && job.cancelled)
            return Error::cancelled();
        const FlowId flow{row};
        const bool inTime = !scope.window || scope.window->overlaps({index.beginNs(flow), index.endNs(flow) + 1});
        if (!inTime || (!scope.hosts.empty() && !touchesHost(scope.hosts, index, flow)))
            rows->reset(row);
    }
    return rows->rows();
}

} // namespace wirecase
