#include "models/correlation/trafficcolumns.h"
#include "models/kql/query.h"

#include <algorithm>

namespace wirecase {

namespace {

bool isInScope(const StoredTraffic &row, const Scope &scope)
{
    if (scope.window && (row.firstNs == noTime || !scope.window->overlaps({row.firstNs, row.lastNs + 1})))
        return false;
    const auto touches = [&row](const IpAddress &host) {
        return host == row.client.address || host == row.server.address;
    };
    return scope.hosts.empty() || std::any_of(scope.hosts.begin(), scope.hosts.end(), touches);
}

} // namespace

Result<std::vector<quint32>> visibleTraffic(const TrafficIndex &index, const Scope &scope, JobState &job,
                                            QStringList *dropped, const FieldSources &elsewhere)
{
    const auto query = KqlQuery::parse(scope.kql);
    if (!query)
        return query.error();
    // As for packets: the tables say "FTP" where the value is "ftp".
    const KqlOptions options{.foldCase = true, .nowNs = 0};
    auto rows = query->restrictedTo(index.fields(), dropped, elsewhere).evaluate(index.fields(), options, job);
    if (!rows)
        return rows.error();
    for (quint32 row = 0; row < index.size(); ++row) {
        if (row % 4096 == 0 && job.cancelled)
            return Error::cancelled();
        if (!isInScope(index.columns().rows[row], scope))
            rows->reset(row);
    }
    return rows->rows();
}

} // namespace wirecase
