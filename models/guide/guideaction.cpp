#include "models/guide/guideaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace wirecase {

namespace {

// Private characters: Markdown has no meaning for them, and no guide uses them.
constexpr QChar markBegin(0xe000);
constexpr QChar markEnd(0xe001);

/// Where the braces that begin at `open` are closed again, not counting those in JSON strings; -1 when they are not.
qsizetype closing(const QString &text, qsizetype open)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = open; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString && c == u'\\')
            ++i;
        else if (c == u'"')
            inString = !inString;
        else if (!inString && c == u'{')
            ++depth;
        else if (!inString && c == u'}' && --depth == 0)
            return i;
    }
    return -1;
}

QString textOf(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

GuideFilter filterOf(const QJsonObject &json)
{
    GuideFilter filter;
    filter.field = json.value(QLatin1String("field")).toString();
    filter.value = textOf(json.value(QLatin1String("value")));
    filter.excluded = json.value(QLatin1String("excluded")).toBool();
    const QString test = json.value(QLatin1String("queryType")).toString();
    if (test == QLatin1String("exists"))
        filter.test = GuideFilter::Test::Exists;
    else if (test == QLatin1String("range"))
        filter.test = GuideFilter::Test::Range;
    // The older insight plugin names the alert's field by a type instead of braces.
    if (json.value(QLatin1String("type")).toString() == QLatin1String("parameter"))
        filter.value = QStringLiteral("{{%1}}").arg(filter.value);
    return filter;
}

std::optional<GuideAction> actionOf(const QString &kind, const QString &jsonText, const QString &raw)
{
    const QJsonDocument document = QJsonDocument::fromJson(jsonText.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject json = document.object();
    GuideAction action;
    action.kind = kind;
    action.raw = raw;
    action.label = json.value(QLatin1String("label")).toString().simplified();
    action.description = json.value(QLatin1String("description")).toString().simplified();
    action.query = json.value(QLatin1String("query")).toString();
    action.relativeFrom = json.value(QLatin1String("relativeFrom")).toString();
    action.relativeTo = json.value(QLatin1String("relativeTo")).toString();
    const QJsonArray providers = json.value(QLatin1String("providers")).toArray();
    for (const QJsonValue any : providers) {
        std::vector<GuideFilter> all;
        const QJsonArray filters = any.isArray() ? any.toArray() : QJsonArray{any};
        for (const QJsonValue filter : filters)
            all.push_back(filterOf(filter.toObject()));
        action.providers.push_back(std::move(all));
    }
    if (action.label.isEmpty())
        action.label = action.description.isEmpty() ? kind : action.description;
    return action;
}

} // namespace

GuidePlugins takeGuidePlugins(const QString &markdown)
{
    static const QRegularExpression opening(QStringLiteral("!\\{(investigate|osquery|insight)\\s*(?=\\{)"));
    GuidePlugins plugins;
    QString text = markdown;
    text.replace(markBegin, QChar::ReplacementCharacter).replace(markEnd, QChar::ReplacementCharacter);
    qsizetype at = 0;
    for (auto match = opening.match(text); match.hasMatch(); match = opening.match(text, at)) {
        const qsizetype end = closing(text, match.capturedStart() + 1);
        const qsizetype json = match.capturedEnd();
        plugins.markdown += text.mid(at, match.capturedStart() - at);
        at = end < 0 ? json : end + 1;
        const QString raw = text.mid(match.capturedStart(), at - match.capturedStart());
        auto action = end < 0 ? std::nullopt : actionOf(match.captured(1), text.mid(json, end - json), raw);
        if (!action) {
            plugins.markdown += raw;
            continue;
        }
        plugins.markdown += markBegin + QString::number(plugins.actions.size()) + markEnd;
        plugins.actions.push_back(*std::move(action));
    }
    plugins.markdown += text.mid(at);
    return plugins;
}

std::vector<std::size_t> takeActionMarks(QString &text)
{
    static const QRegularExpression mark(QStringLiteral(" ?\\x{e000}(\\d+)\\x{e001}"));
    std::vector<std::size_t> numbers;
    for (auto match = mark.globalMatch(text); match.hasNext();)
        numbers.push_back(match.next().captured(1).toULong());
    text.remove(mark);
    return numbers;
}

} // namespace wirecase
