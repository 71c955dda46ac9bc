#include "models/guide/guideintent.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace wirecase {

namespace {

struct IntentSpec
{
    QLatin1String name;
    QLatin1String strong; ///< a phrase that decides
    QLatin1String weak;   ///< a word that supports
};

// In the order in which ties are decided: a step that asks whether the person was authorised also names the person.
constexpr std::array<IntentSpec, 5> intents{{
    {QLatin1String("authorised"),
     QLatin1String("authori[sz]ed\\?|legitima(te|cy) of|was (it|this|the \\w+) (authori[sz]ed|approved|expected)"
                   "|change (ticket|request|record)"),
     QLatin1String("authori[sz]ed|approved|contact(ing)?|legitima(te|cy)|necessary")},
    {QLatin1String("exposure"),
     QLatin1String("sensitive data|exposed (secrets|credentials|data)|what (was|data was) exposed"),
     QLatin1String("exposed|exposure|credentials|personal (information|data)|secrets")},
    {QLatin1String("addresses"),
     QLatin1String("source and destination|ip addresses involved|which hosts|unencrypted traffic"),
     QLatin1String("addresses|hosts|unencrypted|traffic")},
    {QLatin1String("when"), QLatin1String("(exact )?time ?frame|exact time|time window|when (did|was|were)"),
     QLatin1String("timestamp|timeline|start and end|began|ended")},
    {QLatin1String("who"),
     QLatin1String("who (started|made|performed|initiated|did|ran)|(specific|which) (user|identity|principal|account)"),
     QLatin1String("user|service principal|identity|caller|account")},
}};

// Top-level names of ECS and of the integrations whose rules are met here.
constexpr auto fieldRoots =
    "agent|as|auditd|aws|azure|client|cloud|code_signature|container|data_stream|destination|device|dll|dns|ecs|email"
    "|entra_id|error|event|faas|file|gcp|geo|google_workspace|group|hash|host|http|interface|kibana|kubernetes|labels|"
    "log"
    "|message|network|o365|observer|okta|orchestrator|organization|os|package|pe|process|registry|related|rule|server"
    "|service|signal|source|span|tags|threat|tls|trace|transaction|url|user|user_agent|vlan|volume|vulnerability|winlog"
    "|x509";

int hits(QLatin1String pattern, const QString &text)
{
    int count = 0;
    const QRegularExpression expression(QStringLiteral("\\b(?:%1)").arg(pattern));
    for (auto match = expression.globalMatch(text); match.hasNext(); match.next())
        ++count;
    return count;
}

} // namespace

QString recognisedIntent(const QString &text)
{
    const QString folded = text.toLower();
    QString best;
    int bestScore = 0;
    for (const IntentSpec &spec : intents) {
        const int strong = hits(spec.strong, folded);
        const int score = strong == 0 ? 0 : 3 * strong + hits(spec.weak, folded);
        if (score > bestScore) {
            best = spec.name;
            bestScore = score;
        }
    }
    return best;
}

bool isKnownIntent(const QString &intent)
{
    return std::any_of(intents.begin(), intents.end(), [&](const IntentSpec &spec) { return spec.name == intent; });
}

bool isFieldName(const QString &code)
{
    static const QRegularExpression dotted(
        QStringLiteral("^(?:(?:%1)(?:\\.[A-Za-z0-9_@-]+)+|@timestamp)$").arg(QLatin1String(fieldRoots)));
    // Aggregating ES|QL rules name their columns after fields, with a prefix.
    static const QRegularExpression column(QStringLiteral("^(?:Esql(?:_priv)?)\\.[A-Za-z0-9_.]+$"));
    return dotted.match(code).hasMatch() || column.match(code).hasMatch();
}

} // namespace wirecase
