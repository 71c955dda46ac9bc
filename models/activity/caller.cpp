#include "models/activity/ecsview.h"

#include <algorithm>

namespace wirecase {

std::string_view callerOf(const ActivityRecord &record)
{
    const ClaimTexts &claim = record.claim;
    for (const std::string_view text : {record.caller, claim.upn, claim.shortUpn, claim.nameAddress, claim.name,
                                        record.identityName, claim.applicationId}) {
        if (!text.empty())
            return text;
    }
    return {};
}

std::string_view callerAddressOf(const ActivityRecord &record)
{
    return record.address.empty() ? record.claim.address : record.address;
}

CallerAddress splitAddress(std::string_view text)
{
    const auto isPort = [](std::string_view port) {
        return !port.empty() && port.size() <= 5
               && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::size_t colon = text.rfind(':');
    if (text.starts_with('[') && text.find(']') != std::string_view::npos) {
        const std::size_t end = text.find(']');
        const std::string_view port = text.substr(std::min(end + 2, text.size()));
        return {text.substr(1, end - 1), isPort(port) ? port : std::string_view()};
    }
    if (colon != std::string_view::npos && text.find(':') == colon && isPort(text.substr(colon + 1)))
        return {text.substr(0, colon), text.substr(colon + 1)};
    return {text, {}};
}

} // namespace wirecase
