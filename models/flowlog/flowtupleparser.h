#pragma once

#include "models/flowlog/flow.h"

#include <optional>
#include <string_view>

namespace wirecase {

/// The columns of one tuple text (azure.md 1.3). `encryption` points into the text.
struct TupleText : FlowCounters
{
    qint64 timeNs = 0;
    Endpoint source;
    Endpoint destination;
    quint8 ipProtocol = 0;
    FlowDirection direction = FlowDirection::Unknown;
    bool denied = false;
    char state = 0;
    std::string_view encryption;
    FlowLogKind kind = FlowLogKind::NsgV2;
};

enum class FlowLogFamily
{
    Nsg,
    Vnet
};

/// Nothing when a column is missing or cannot be what it should. The version of an NSG tuple follows from its columns,
/// because the version may change within a blob and a cut record may have lost it.
[[nodiscard]] std::optional<TupleText> parseTuple(std::string_view text, FlowLogFamily family);

} // namespace wirecase
