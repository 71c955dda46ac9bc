#include "models/flowlog/flow.h"

#include <limits>

namespace wirecase {

namespace {

std::optional<quint64> sumOf(const std::optional<quint64> &a, const std::optional<quint64> &b)
{
    if (!a && !b)
        return std::nullopt;
    const quint64 left = a.value_or(0);
    const quint64 right = b.value_or(0);
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    return left > most - right ? most : left + right;
}

} // namespace

std::optional<quint64> totalBytes(const FlowCounters &counters)
{
    return sumOf(counters.bytesOut, counters.bytesIn);
}

std::optional<quint64> totalPackets(const FlowCounters &counters)
{
    return sumOf(counters.packetsOut, counters.packetsIn);
}

QString flowLogKindKey(FlowLogKind kind)
{
    switch (kind) {
    case FlowLogKind::NsgV1:
        return QStringLiteral("nsg_v1");
    case FlowLogKind::NsgV2:
        return QStringLiteral("nsg_v2");
    case FlowLogKind::VnetV4:
        return QStringLiteral("vnet_v4");
    }
    return {};
}

int flowLogVersion(FlowLogKind kind)
{
    switch (kind) {
    case FlowLogKind::NsgV1:
        return 1;
    case FlowLogKind::NsgV2:
        return 2;
    case FlowLogKind::VnetV4:
        return 4;
    }
    return 0;
}

QString flowDirectionKey(FlowDirection value)
{
    switch (value) {
    case FlowDirection::Inbound:
        return QStringLiteral("inbound");
    case FlowDirection::Outbound:
        return QStringLiteral("outbound");
    case FlowDirection::Unknown:
        return {};
    }
    return {};
}

QString flowDecisionKey(bool denied)
{
    return denied ? QStringLiteral("denied") : QStringLiteral("allowed");
}

QString flowStateKey(const Flow &flow)
{
    if (flow.denied)
        return QStringLiteral("denied");
    if (flow.kind == FlowLogKind::NsgV1)
        return QStringLiteral("begin_only");
    if (flow.hasBegin)
        return flow.hasEnd ? QStringLiteral("complete") : QStringLiteral("missing_end");
    return flow.hasEnd ? QStringLiteral("missing_begin") : QStringLiteral("missing_both");
}

} // namespace wirecase
