#include "models/investigation/guidefilling.h"

#include "models/detection/modedifference.h"
#include "models/investigation/snapshot.h"
#include "models/kql/kqlquoting.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <array>

namespace wirecase {

namespace {

const QRegularExpression &placeholder()
{
    static const QRegularExpression braces(QStringLiteral("\\{{2,3}\\s*([\\w.@-]+)\\s*\\}{2,3}"));
    return braces;
}

void fill(std::vector<GuideStep> &steps, const QJsonObject &document)
{
    for (GuideStep &step : steps) {
        for (QString *text : {&step.text, &step.title, &step.question})
            *text = filledText(*text, document);
        for (GuideAction &action : step.actions) {
            action.label = filledText(action.label, document);
            action.description = filledText(action.description, document);
            action.query = filledText(action.query, document);
        }
        fill(step.children, document);
    }
}

/// What a condition compares with: the values of the alert where it names one.
QStringList comparedValues(const GuideFilter &filter, const QJsonObject &document, QStringList *unknown)
{
    const auto match = placeholder().match(filter.value);
    const bool isPlaceholder = match.hasMatch() && match.capturedLength() == filter.value.size();
    if (!isPlaceholder)
        return {filledText(filter.value, document)};
    const QStringList values = valueTexts(document, match.captured(1));
    if (values.isEmpty() && unknown != nullptr)
        unknown->append(match.captured(1));
    return values.isEmpty() ? QStringList{filter.value} : values;
}

QString rangeKql(const GuideFilter &filter)
{
    struct Bound
    {
        const char *key;
        const char *sign;
    };
    static constexpr std::array<Bound, 4> bounds{{{"gt", ">"}, {"gte", ">="}, {"lt", "<"}, {"lte", "<="}}};
    const QJsonObject range = QJsonDocument::fromJson(filter.value.toUtf8()).object();
    QStringList parts;
    for (const Bound &bound : bounds) {
        const QString value = range.value(QLatin1String(bound.key)).toVariant().toString();
        if (!value.isEmpty())
            parts << QStringLiteral("%1 %2 %3").arg(filter.field, QLatin1String(bound.sign), kqlQuoted(value));
    }
    return parts.join(QStringLiteral(" and "));
}

QString filterKql(const GuideFilter &filter, const QJsonObject &document, QStringList *unknown)
{
    QString kql;
    switch (filter.test) {
    case GuideFilter::Test::Exists:
        kql = filter.field + QStringLiteral(" : *");
        break;
    case GuideFilter::Test::Range:
        kql = rangeKql(filter);
        break;
    case GuideFilter::Test::Phrase:
        kql = fieldKql(filter.field, comparedValues(filter, document, unknown));
        break;
    }
    if (!filter.excluded || kql.isEmpty())
        return kql;
    return kql.contains(QLatin1String(" and ")) ? QStringLiteral("not (%1)").arg(kql) : QStringLiteral("not ") + kql;
}

} // namespace

QJsonObject alertDocument(const Snapshot &snapshot, const Alert &alert)
{
    QJsonObject document = snapshot.activity->ecs(alert.event, 0, true);
    document.insert(QStringLiteral("kibana.alert.rule.name"), alert.ruleName);
    document.insert(QStringLiteral("kibana.alert.rule.rule_id"), alert.ruleId);
    document.insert(QStringLiteral("kibana.alert.severity"), alert.severity);
    document.insert(QStringLiteral("kibana.alert.risk_score"), alert.riskScore);
    return document;
}

QStringList valueTexts(const QJsonObject &document, const QString &field)
{
    QStringList texts;
    const QJsonArray values = valuesAt(document, field);
    for (const QJsonValue value : values) {
        const QString text = value.toVariant().toString();
        if (!text.isEmpty() && !texts.contains(text))
            texts << text;
    }
    return texts;
}

QString filledText(const QString &text, const QJsonObject &document)
{
    QString filled;
    qsizetype at = 0;
    for (auto match = placeholder().globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        const QStringList values = valueTexts(document, found.captured(1));
        filled += text.mid(at, found.capturedStart() - at);
        filled += values.isEmpty() ? found.captured() : values.join(QStringLiteral(", "));
        at = found.capturedEnd();
    }
    return filled + text.mid(at);
}

Guide filledGuide(Guide guide, const QJsonObject &document)
{
    fill(guide.steps, document);
    fill(guide.falsePositives, document);
    fill(guide.responses, document);
    return guide;
}

QString actionKql(const GuideAction &action, const QJsonObject &document, QStringList *unknown)
{
    QStringList alternatives;
    for (const std::vector<GuideFilter> &all : action.providers) {
        QStringList parts;
        for (const GuideFilter &filter : all) {
            if (const QString kql = filterKql(filter, document, unknown); !kql.isEmpty())
                parts << kql;
        }
        if (!parts.isEmpty())
            alternatives << parts.join(QStringLiteral(" and "));
    }
    return alternatives.size() > 1 ? u'(' + alternatives.join(QStringLiteral(") or (")) + u')'
                                   : alternatives.join(QString());
}

QString fieldKql(const QString &field, const QStringList &values)
{
    QStringList quoted;
    for (const QString &value : values)
        quoted << kqlQuoted(value);
    const QString joined = quoted.join(QStringLiteral(" or "));
    return quoted.size() > 1 ? QStringLiteral("%1 : (%2)").arg(field, joined) : field + QStringLiteral(" : ") + joined;
}

} // namespace wirecase
