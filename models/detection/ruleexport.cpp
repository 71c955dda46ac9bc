#include "models/detection/ruleexport.h"

#include "models/detection/rulereader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleExport)
};

/// The documents of one export, one by one.
class RuleExportReader
{
public:
    explicit RuleExportReader(const QString &name)
        : m_name(name)
    {
    }

    RuleFile read(const QByteArray &bytes);

private:
    void addLines(const QByteArray &bytes);
    void addDocument(const QJsonValue &document);
    void addObject(const QJsonObject &object);
    void addRule(const QJsonObject &object);
    void addException(const QJsonObject &object);
    void checkSummary(const QJsonObject &summary);
    void fail(const QString &message);

    QString m_name;
    qint64 m_line = 1;
    quint64 m_rules = 0; ///< lines that are rules, readable or not
    quint64 m_items = 0;
    RuleFile m_file;
};

RuleFile RuleExportReader::read(const QByteArray &bytes)
{
    const QByteArray text = bytes.startsWith("\xef\xbb\xbf") ? bytes.mid(3) : bytes;
    // A document over several lines is not an export of Kibana's, but what its API answers.
    if (const QJsonDocument whole = QJsonDocument::fromJson(text); !whole.isNull())
        addDocument(whole.isArray() ? QJsonValue(whole.array()) : QJsonValue(whole.object()));
    else
        addLines(text);
    if (m_file.report.records == 0 && m_file.report.problems == 0)
        fail(Text::tr("There is no rule in this file."));
    return std::move(m_file);
}

void RuleExportReader::addLines(const QByteArray &bytes)
{
    qsizetype begin = 0;
    for (m_line = 1; begin < bytes.size(); ++m_line) {
        const qsizetype end = bytes.indexOf('\n', begin);
        const QByteArray line = bytes.mid(begin, end < 0 ? -1 : end - begin).trimmed();
        begin = end < 0 ? bytes.size() : end + 1;
        if (line.isEmpty())
            continue;
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
        const quint64 before = m_file.report.problems;
        if (document.isObject())
            addObject(document.object());
        else
            fail(Text::tr("The line is not a JSON document: %1.").arg(problem.errorString()));
        if (m_file.report.problems != before)
            m_file.report.lostBytes += static_cast<quint64>(line.size());
    }
}

/// A rule, a list of them, or an answer of the API with a list under "data" or "rules".
void RuleExportReader::addDocument(const QJsonValue &document)
{
    if (document.isObject()) {
        const QJsonObject object = document.toObject();
        for (const char *key : {"data", "rules", "items"}) {
            if (const QJsonValue list = object.value(QLatin1StringView(key)); list.isArray())
                return addDocument(list);
        }
        return addObject(object);
    }
    for (const QJsonValue element : document.toArray()) {
        if (element.isObject())
            addObject(element.toObject());
        else
            fail(Text::tr("An element of the list is no object."));
    }
}

void RuleExportReader::addObject(const QJsonObject &object)
{
    const auto has = [&object](const char *key) { return object.contains(QLatin1StringView(key)); };
    if (has("rule_id") || (has("risk_score") && has("type")))
        addRule(object);
    else if (has("entries") || has("item_id"))
        addException(object);
    else if (has("exported_count") || has("exported_rules_count"))
        checkSummary(object);
    else if (!has("list_id") && !has("attributes"))
        fail(Text::tr("This is neither a rule nor an exception."));
}

void RuleExportReader::addRule(const QJsonObject &object)
{
    ++m_rules;
    std::optional<FieldProblem> problem;
    Rule rule = readRuleFields(JsonFields(object, {}, problem));
    if (problem)
        return fail(problem->message);
    rule.source = m_name;
    m_file.rules.push_back(std::move(rule));
    ++m_file.report.records;
}

void RuleExportReader::addException(const QJsonObject &object)
{
    ++m_items;
    auto item = readExceptionItem(object);
    if (!item)
        return fail(item.error().message);
    m_file.exceptions.push_back(*std::move(item));
    ++m_file.report.records;
}

/// Kibana's last line counts what it wrote: fewer here means that something was lost.
void RuleExportReader::checkSummary(const QJsonObject &summary)
{
    const auto expected = [&summary](const char *key, quint64 missing) {
        const double count = summary.value(QLatin1StringView(key)).toDouble(static_cast<double>(missing));
        return static_cast<qint64>(std::clamp(count, 0.0, 1e15));
    };
    const qint64 rules = expected("exported_rules_count", m_rules);
    const qint64 items = expected("exported_exception_list_item_count", m_items);
    if (rules != static_cast<qint64>(m_rules) || items != static_cast<qint64>(m_items)) {
        fail(Text::tr("The export says that it holds %1 rules and %2 exceptions, but %3 and %4 are there.")
                 .arg(rules)
                 .arg(items)
                 .arg(m_rules)
                 .arg(m_items));
    }
}

void RuleExportReader::fail(const QString &message)
{
    m_file.report.add({Error::Code::Format, message, m_name, m_line});
}

} // namespace

RuleFile readRuleExport(const QByteArray &bytes, const QString &name)
{
    return RuleExportReader(name).read(bytes);
}

} // namespace wirecase
