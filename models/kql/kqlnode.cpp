#include "models/kql/kqlnode.h"

#include "models/kql/visit.h"

namespace wirecase {

QString kqlTermText(const KqlTerm &term)
{
    return std::visit(Visitor{
                          [](KqlNull) { return QStringLiteral("null"); },
                          [](bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); },
                          [](const KqlLiteral &literal) { return literal.text; },
                          [](const KqlWildcard &wildcard) {
                              QString text;
                              for (const QString &part : wildcard.parts)
                                  text += &part == &wildcard.parts.front() ? part : u'*' + part;
                              return text;
                          },
                      },
                      term);
}

} // namespace wirecase
