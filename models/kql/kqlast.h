#pragma once

#include <QJsonObject>

namespace wirecase {

class KqlQuery;

/// The syntax tree in Kibana's JSON shape: `{"type":"function","function":"is","arguments":[…]}` (DESIGN 8).
[[nodiscard]] QJsonObject kqlAst(const KqlQuery &query);

} // namespace wirecase
