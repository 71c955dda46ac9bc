#include "ui/panes/ruletext.h"

#include "models/context/focus.h"
#include "models/investigation/snapshot.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleText)
};

QString withLineFeeds(QString text)
{
    return text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
}

int newestOf(const Snapshot &snapshot, const QString &ruleId)
{
    int found = -1;
    for (int i = 0; i < static_cast<int>(snapshot.rules.size()); ++i) {
        if (snapshot.rules[static_cast<std::size_t>(i)].id != ruleId)
            continue;
        const RuleOutcome *outcome = outcomeOf(snapshot, i);
        if (found < 0 || (outcome && outcome->isNewest))
            found = i;
    }
    return found;
}

} // namespace

QString techniqueIds(const std::vector<ThreatEntry> &threat)
{
    QStringList ids;
    for (const ThreatEntry &entry : threat)
        ids << entry.techniqueIds;
    ids.removeDuplicates();
    return ids.join(QStringLiteral(", "));
}

QString techniqueNames(const std::vector<ThreatEntry> &threat)
{
    QStringList names;
    for (const ThreatEntry &entry : threat) {
        for (qsizetype i = 0; i < entry.techniqueIds.size(); ++i)
            names << QStringLiteral("%1 %2: %3")
                         .arg(entry.techniqueIds.at(i), entry.techniqueNames.value(i), entry.tacticName);
    }
    names.removeDuplicates();
    return names.join(u'\n');
}

QString versionText(const Rule &rule)
{
    if (rule.version != 0)
        return Text::tr("version %1").arg(rule.version);
    return rule.updated.isEmpty() ? Text::tr("no version") : Text::tr("updated %1").arg(rule.updated.left(10));
}

QString shownQuery(const Rule &rule)
{
    return withLineFeeds(rule.query).trimmed();
}

std::vector<KqlFinding> shownFindings(const Rule &rule, std::vector<KqlFinding> findings)
{
    const QString shown = shownQuery(rule);
    const qsizetype left = withLineFeeds(rule.query).indexOf(shown);
    const auto place = [&](qsizetype offset) {
        return std::clamp<qsizetype>(withLineFeeds(rule.query.left(offset)).size() - left, 0, shown.size());
    };
    for (KqlFinding &finding : findings) {
        const qsizetype end = place(finding.offset + finding.length);
        finding.offset = place(finding.offset);
        finding.length = end - finding.offset;
    }
    return findings;
}

QString ruleKey(const Rule &rule)
{
    return QStringLiteral("%1\n%2\n%3").arg(rule.id).arg(rule.version).arg(rule.source);
}

int focusedRule(const Snapshot &snapshot, const Focus &focus)
{
    for (int i = 0; !focus.rule.isEmpty() && i < static_cast<int>(snapshot.rules.size()); ++i) {
        if (ruleKey(snapshot.rules[static_cast<std::size_t>(i)]) == focus.rule)
            return i;
    }
    const Alert *alert = snapshot.alert(focus.alert);
    return alert ? newestOf(snapshot, alert->ruleId) : -1;
}

const RuleOutcome *outcomeOf(const Snapshot &snapshot, int rule)
{
    const auto at = static_cast<std::size_t>(rule);
    return rule >= 0 && at < snapshot.detection.rules.size() ? &snapshot.detection.rules[at] : nullptr;
}

} // namespace wirecase
