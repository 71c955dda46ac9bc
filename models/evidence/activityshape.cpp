#include "models/evidence/activityshape.h"

#include <algorithm>
#include <initializer_list>

namespace wirecase {

namespace {

using Names = std::set<std::string>;

constexpr std::size_t fewestColumns = 4;

bool hasAny(const Names &names, std::initializer_list<const char *> wanted)
{
    return std::any_of(wanted.begin(), wanted.end(), [&names](const char *name) { return names.contains(name); });
}

bool hasPrefix(const Names &names, const std::string &prefix)
{
    const auto first = names.lower_bound(prefix);
    return first != names.end() && first->starts_with(prefix);
}

template <typename Texts>
Names folded(const Texts &texts)
{
    Names names;
    for (const std::string &text : texts)
        names.insert(foldedName(text));
    return names;
}

/// What it was, when, and of which operation: every form says it, each under names of its own.
bool namesAnEvent(const Names &names)
{
    const bool hasTime = hasAny(names, {"time", "eventtimestamp"}) || hasPrefix(names, "timegenerated");
    return hasTime && hasAny(names, {"operationname", "operationnamevalue"})
           && hasAny(names, {"resourceid", "correlationid"});
}

bool isElastic(const Names &names)
{
    // "azure.activitylogs.operation_name" where the keys are dotted, "activitylogs" where they are nested.
    return hasAny(names, {"activitylogs"}) || hasPrefix(names, "azureactivitylogs");
}

} // namespace

bool isActivityShape(const JsonShape &shape)
{
    const Names keys = folded(shape.keys);
    if (namesAnEvent(keys) || isElastic(keys))
        return true;
    return hasAny(keys, {"tables"}) && hasAny(keys, {"rows"}) && namesAnEvent(folded(shape.values));
}

bool isActivityShape(const CsvLayout &layout)
{
    const Names names = folded(layout.names);
    return layout.names.size() >= fewestColumns && (namesAnEvent(names) || isElastic(names));
}

} // namespace wirecase
