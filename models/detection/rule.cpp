#include "models/detection/rule.h"

#include <QFile>
#include <QHash>

#include <tuple>

// The registration of a static library's resources is dropped by the linker unless someone asks for it; the macro must
// stand outside of namespaces.
static void registerRuleFiles()
{
    Q_INIT_RESOURCE(rules);
}

namespace wirecase {

bool isNewer(const Rule &a, const Rule &b)
{
    const auto rank = [](const Rule &rule) {
        return std::tuple(rule.source != builtInRuleName(), rule.version, rule.updated);
    };
    return rank(a) > rank(b);
}

std::vector<const Rule *> newestRules(const std::vector<Rule> &rules)
{
    QHash<QString, const Rule *> newest;
    for (const Rule &rule : rules) {
        const Rule *&best = newest[rule.id];
        const bool canRun = rule.notEvaluable.isEmpty();
        if (best == nullptr || (canRun && !best->notEvaluable.isEmpty())
            || (canRun == best->notEvaluable.isEmpty() && isNewer(rule, *best)))
            best = &rule;
    }
    std::vector<const Rule *> result;
    for (const Rule &rule : rules) {
        if (newest.value(rule.id) == &rule)
            result.push_back(&rule);
    }
    return result;
}

QString builtInRuleName()
{
    return QStringLiteral("full-network-packet-capture.toml");
}

QByteArray builtInRuleToml()
{
    registerRuleFiles();
    QFile file(QStringLiteral(":/rules/") + builtInRuleName());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace wirecase
