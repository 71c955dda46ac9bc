#pragma once

#include "models/base/result.h"
#include "models/kql/kqlscanner.h"

namespace wirecase {

/// Text to tree, by Kibana's grammar (elastic.md 1.1).
class KqlParser
{
public:
    explicit KqlParser(QStringView text)
        : m_scanner(text)
    {
    }

    /// The tree, or an Error with the position at which the text stops being a query.
    Result<KqlNodePtr> parse();

private:
    KqlNodePtr orQuery();
    KqlNodePtr andQuery();
    KqlNodePtr notQuery();
    KqlNodePtr subQuery();
    KqlNodePtr expression();
    KqlNodePtr nested(const KqlPlacedTerm &path);
    KqlNodePtr orList(const KqlPlacedTerm &field);
    KqlNodePtr andList(const KqlPlacedTerm &field);
    KqlNodePtr notList(const KqlPlacedTerm &field);
    KqlNodePtr valueList(const KqlPlacedTerm &field);
    template <typename Chain, typename Part>
    KqlNodePtr chain(KqlScanner::Keyword keyword, Part part);
    template <typename Inner>
    KqlNodePtr enclosed(char16_t open, char16_t close, Inner inner);

    KqlScanner m_scanner;
    int m_depth = 0;
    bool m_tooDeep = false;
};

} // namespace wirecase
