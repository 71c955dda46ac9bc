#pragma once

#include "models/flowlog/flowtupleparser.h"

#include <functional>
#include <memory>
#include <string_view>

namespace wirecase {

/// Where a tuple stands in its record; the views live until the callback returns.
struct TupleSite
{
    FlowLogFamily family = FlowLogFamily::Nsg;
    std::string_view mac;
    std::string_view acl; ///< resource id of the NSG, or aclID
    std::string_view rule;
};

/// What of a record was not as it should be.
enum class RecordFlaw
{
    NoFlows,   ///< JSON, but not a flow-log record
    WrongType, ///< a part of it is not the array, object or text that belongs there
};

/// Reads one record of an NSG or VNet flow log (azure.md 1.2). Keys may stand in any order.
class FlowRecordReader
{
public:
    using OnTuple = std::function<void(const TupleSite &, std::string_view tuple)>;
    using OnFlaw = std::function<void(RecordFlaw)>;

    FlowRecordReader();
    ~FlowRecordReader();

    /// False when `json` is not JSON. At least RecordScanner::padding bytes after it must be readable.
    bool read(std::string_view json, const OnTuple &onTuple, const OnFlaw &onFlaw);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace wirecase
