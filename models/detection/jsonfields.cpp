#include "models/detection/jsonfields.h"

#include <QJsonArray>

#include <cmath>

namespace wirecase {

namespace {

bool isPosition(const QString &step)
{
    return !step.isEmpty() && step.front().isDigit();
}

} // namespace

JsonFields::JsonFields(QJsonObject object, QStringList path, std::optional<FieldProblem> &problem)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_problem(&problem)
{
}

bool JsonFields::has(const QString &key) const
{
    const QJsonValue found = m_object.value(key);
    return !found.isUndefined() && !found.isNull();
}

QString JsonFields::text(const QString &key, Presence presence) const
{
    const QJsonValue found = value(key, presence);
    if (found.isUndefined() || found.isString())
        return found.toString();
    failAt({key}, tr("“%1” must be text.").arg(name(key)));
    return {};
}

QString JsonFields::textOr(const QString &key, const QString &missing) const
{
    return has(key) ? text(key) : missing;
}

QString JsonFields::scalar(const QString &key, Presence presence) const
{
    const QJsonValue found = value(key, presence);
    if (found.isDouble() || found.isBool())
        return found.toVariant().toString();
    return text(key, presence);
}

QStringList JsonFields::texts(const QString &key) const
{
    const QJsonValue found = value(key, Presence::Optional);
    if (found.isUndefined())
        return {};
    if (!found.isArray()) {
        failAt({key}, tr("“%1” must be a list of texts.").arg(name(key)));
        return {};
    }
    QStringList result;
    const QJsonArray array = found.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isString()) {
            failAt({key, QString::number(i)}, tr("“%1” must hold texts only.").arg(name(key)));
            return {};
        }
        result << array.at(i).toString();
    }
    return result;
}

QStringList JsonFields::textOrTexts(const QString &key) const
{
    return isText(key) ? QStringList{text(key)} : texts(key);
}

bool JsonFields::flag(const QString &key, bool missing) const
{
    const QJsonValue found = value(key, Presence::Optional);
    if (found.isUndefined() || found.isBool())
        return found.toBool(missing);
    failAt({key}, tr("“%1” must be true or false.").arg(name(key)));
    return missing;
}

int JsonFields::number(const QString &key, int least, int most, std::optional<int> missing) const
{
    const QJsonValue found = value(key, missing ? Presence::Optional : Presence::Required);
    if (found.isUndefined())
        return missing.value_or(least);
    const double number = found.toDouble(std::nan(""));
    if (number >= least && number <= most && number == std::floor(number))
        return static_cast<int>(number);
    failAt({key}, tr("“%1” must be a whole number from %2 to %3.").arg(name(key)).arg(least).arg(most));
    return least;
}

JsonFields JsonFields::table(const QString &key) const
{
    const QJsonValue found = value(key, Presence::Optional);
    if (!found.isUndefined() && !found.isObject())
        failAt({key}, tr("“%1” must be a table.").arg(name(key)));
    return {found.toObject(), m_path + QStringList{key}, *m_problem};
}

std::vector<JsonFields> JsonFields::tables(const QString &key) const
{
    const QJsonValue found = value(key, Presence::Optional);
    if (found.isUndefined())
        return {};
    if (!found.isArray()) {
        failAt({key}, tr("“%1” must be a list of tables.").arg(name(key)));
        return {};
    }
    std::vector<JsonFields> result;
    const QJsonArray array = found.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QStringList steps{key, QString::number(i)};
        if (array.at(i).isObject())
            result.emplace_back(array.at(i).toObject(), m_path + steps, *m_problem);
        else
            failAt(steps, tr("“%1” must hold tables only.").arg(name(key)));
    }
    return result;
}

std::vector<JsonFields> JsonFields::tableOrTables(const QString &key) const
{
    if (m_object.value(key).isObject())
        return {table(key)};
    return tables(key);
}

void JsonFields::fail(const QString &key, const QString &message) const
{
    failAt({key}, message);
}

QString JsonFields::name(const QString &key) const
{
    QStringList parts;
    for (const QString &step : m_path) {
        if (!isPosition(step))
            parts << step;
    }
    return (parts << key).join(u'.');
}

QJsonValue JsonFields::value(const QString &key, Presence presence) const
{
    if (has(key))
        return m_object.value(key);
    if (presence == Presence::Required)
        failAt({}, tr("“%1” is missing.").arg(name(key)));
    return QJsonValue::Undefined;
}

void JsonFields::failAt(const QStringList &steps, const QString &message) const
{
    if (!*m_problem)
        *m_problem = FieldProblem{message, m_path + steps};
}

} // namespace wirecase
