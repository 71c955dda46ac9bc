#include "models/activity/ecscolumns.h"

#include <algorithm>
#include <numeric>

namespace wirecase {

namespace {

FieldType typeOf(std::string_view field)
{
    if (field == "@timestamp" || field == "event.ingested" || field == "event.created")
        return FieldType::Date;
    if (field == "source.ip" || field == "client.ip" || field == "related.ip")
        return FieldType::Ip;
    if (field == "event.duration" || field == "source.port" || field == "source.as.number")
        return FieldType::Number;
    if (field == "message")
        return FieldType::Text;
    if (field.starts_with("azure.activitylogs.properties."))
        return FieldType::Flattened;
    return FieldType::Keyword;
}

} // namespace

void EcsColumn::addSparse(quint32 set)
{
    if (m_isDense) {
        m_isDense = false;
        m_sets.resize(m_texts.size());
        std::iota(m_sets.begin(), m_sets.end(), 0U);
    }
    m_sets.push_back(set);
}

bool EcsField::isIn(bool normalised) const
{
    return std::any_of(columns.begin(), columns.end(), [normalised](const EcsColumn &column) {
        return normalised ? column.inNormalised : column.inFaithful;
    });
}

EcsColumn *EcsColumns::columnFor(std::string_view field, std::size_t group)
{
    auto known = m_fields.find(field);
    if (known == m_fields.end()) {
        if (m_fields.size() >= mostFields)
            return nullptr;
        known = m_fields.emplace(field, EcsField{typeOf(field), {}}).first;
    }
    std::deque<EcsColumn> &columns = known->second.columns;
    const auto column =
        std::find_if(columns.begin(), columns.end(), [group](const EcsColumn &c) { return c.group == group; });
    return column == columns.end() ? &columns.emplace_back(group) : &*column;
}

EcsGroup &EcsColumns::group(std::size_t number)
{
    while (m_groups.size() < number)
        m_groups.emplace_back();
    return m_groups[number - 1];
}

const EcsField *EcsColumns::find(std::string_view field) const
{
    const auto known = m_fields.find(field);
    return known == m_fields.end() ? nullptr : &known->second;
}

QStringList EcsColumns::names(bool normalised) const
{
    QStringList names;
    for (const auto &[name, field] : m_fields) {
        if (field.isIn(normalised))
            names.append(QString::fromStdString(name));
    }
    names.sort();
    return names;
}

} // namespace wirecase
