#include "models/detection/rulereader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <toml++/toml.h>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleTomlReader)
};

// The largest published rule has 60 kB.
constexpr qsizetype maxRuleBytes = 1024 * 1024;

QJsonValue jsonOf(const toml::node &node);

QJsonObject jsonOf(const toml::table &table)
{
    QJsonObject object;
    for (const auto &[key, value] : table)
        object.insert(QString::fromStdString(std::string(key.str())), jsonOf(value));
    return object;
}

/// Dates and times, which JSON has not, become empty lists: of the wrong type wherever something else is wanted.
QJsonValue jsonOf(const toml::node &node)
{
    if (const auto *table = node.as_table())
        return jsonOf(*table);
    if (const auto *text = node.as_string())
        return QString::fromStdString(text->get());
    if (const auto *integer = node.as_integer())
        return static_cast<double>(integer->get());
    if (const auto *number = node.as_floating_point())
        return number->get();
    if (const auto *flag = node.as_boolean())
        return flag->get();
    QJsonArray array;
    if (const auto *list = node.as_array()) {
        for (const toml::node &element : *list)
            array.append(jsonOf(element));
    }
    return array;
}

/// The line of the value at `path`, or of the last one on the way that is there.
qint64 lineOf(const toml::table &document, const QStringList &path)
{
    const toml::node *node = &document;
    for (const QString &step : path) {
        const toml::node *next = nullptr;
        if (const auto *table = node->as_table())
            next = table->get(step.toStdString());
        else if (const auto *array = node->as_array())
            next = array->get(step.toULongLong());
        if (next == nullptr)
            break;
        node = next;
    }
    return static_cast<qint64>(node->source().begin.line);
}

/// Puts the entries of [transform] where the note refers to them, as the repository's own build does.
QString expanded(const QString &note, const QJsonObject &transform)
{
    static const QRegularExpression reference(QStringLiteral("\\$(investigate|osquery)_(\\d+)"));
    QString result;
    qsizetype done = 0;
    for (auto matches = reference.globalMatch(note); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const QJsonArray entries = transform.value(match.captured(1)).toArray();
        const QJsonValue entry = entries.at(match.capturedView(2).toInt());
        result += QStringView(note).mid(done, match.capturedStart() - done);
        done = match.capturedEnd();
        if (entry.isObject()) {
            const QByteArray json = QJsonDocument(entry.toObject()).toJson(QJsonDocument::Compact);
            result += QStringLiteral("!{%1%2}").arg(match.captured(1), QString::fromUtf8(json));
        } else {
            result += match.capturedView();
        }
    }
    return result += QStringView(note).mid(done);
}

Result<Rule> ruleOf(const toml::table &document)
{
    if (const toml::node *node = document.get("rule"); node == nullptr || !node->is_table())
        return Error{Error::Code::Format, Text::tr("There is no [rule] table in this file."), {}, 1};
    std::optional<FieldProblem> problem;
    const JsonFields root(jsonOf(document), {}, problem);
    Rule rule = readRuleFields(root.table(QStringLiteral("rule")));
    if (problem)
        return Error{Error::Code::Format, problem->message, {}, lineOf(document, problem->path)};
    rule.note = expanded(rule.note, root.object().value(QLatin1String("transform")).toObject());
    if (rule.updated.isEmpty()) {
        const QJsonObject metadata = root.object().value(QLatin1String("metadata")).toObject();
        rule.updated = metadata.value(QLatin1String("updated_date")).toString().replace(u'/', u'-');
    }
    return rule;
}

} // namespace

Result<Rule> readRuleToml(const QByteArray &toml, const QString &name)
{
    if (toml.size() > maxRuleBytes)
        return Error{Error::Code::Limit, Text::tr("The rule is larger than 1 MB."), name, -1};
    try {
        const toml::table document =
            toml::parse(std::string_view(toml.constData(), static_cast<std::size_t>(toml.size())));
        auto rule = ruleOf(document);
        if (!rule) {
            Error error = rule.error();
            error.file = name;
            return error;
        }
        rule->source = name;
        return rule;
    } catch (const toml::parse_error &failure) {
        return Error{Error::Code::Format, QString::fromUtf8(failure.what()), name,
                     static_cast<qint64>(failure.source().begin.line)};
    }
}

} // namespace wirecase
