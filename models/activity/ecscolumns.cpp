#include "models/activity/ecscolumns.h"

#include <QStringList>

namespace wirecase {

namespace {

FieldType typeOf(std::string_view field)
{
    if (field == "@timestamp")
        return FieldType::Date;
    if (field == "source.ip" || field == "client.ip" || field == "related.ip")
        return FieldType::Ip;
    if (field == "event.duration" || field == "source.port")
        return FieldType::Number;
    if (field == "message")
        return FieldType::Text;
    if (field.starts_with("azure.activitylogs.properties."))
        return FieldType::Flattened;
    return FieldType::Keyword;
}

} // namespace

EcsColumn *EcsColumns::columnFor(std::string_view field)
{
    if (const auto known = m_columns.find(field); known != m_columns.end())
        return &known->second;
    if (m_columns.size() >= mostFields)
        return nullptr;
    EcsColumn &column = m_columns[std::string(field)];
    column.type = typeOf(field);
    return &column;
}

const EcsColumn *EcsColumns::find(std::string_view field) const
{
    const auto known = m_columns.find(field);
    return known == m_columns.end() ? nullptr : &known->second;
}

QStringList EcsColumns::names(bool normalised) const
{
    QStringList names;
    for (const auto &[name, column] : m_columns) {
        if (normalised ? column.inNormalised : column.inFaithful)
            names.append(QString::fromStdString(name));
    }
    names.sort();
    return names;
}

void ColumnSink::add(std::string_view field, std::string_view value, View view)
{
    EcsColumn *column = m_columns.columnFor(field);
    if (column == nullptr)
        return;
    quint32 text = m_pool.intern(value);
    switch (view) {
    case View::Both:
        break;
    case View::Faithful:
        text |= EcsColumn::faithfulOnly;
        break;
    case View::Normalised:
        text |= EcsColumn::normalisedOnly;
        break;
    }
    column->records.push_back(m_record);
    column->texts.push_back(text);
    column->inFaithful = column->inFaithful || view != View::Normalised;
    column->inNormalised = column->inNormalised || view != View::Faithful;
}

void ColumnSink::number(std::string_view field, double value, View view)
{
    add(field, QByteArray::number(value, 'g', 17).toStdString(), view);
}

void ColumnSink::time(std::string_view field, qint64 timeNs)
{
    add(field, std::to_string(timeNs), View::Both);
}

void ColumnSink::tree(const std::string &field, const simdjson::dom::element &value)
{
    std::string path = field;
    addTree(path, value);
}

void ColumnSink::addTree(std::string &path, const simdjson::dom::element &value)
{
    if (value.is_object()) {
        const std::size_t length = path.size();
        for (const auto [key, member] : simdjson::dom::object(value)) {
            path += '.';
            path += key;
            addTree(path, member);
            path.resize(length);
        }
    } else if (value.is_array()) {
        for (const simdjson::dom::element element : simdjson::dom::array(value))
            addTree(path, element);
    } else if (value.is_string()) {
        add(path, std::string_view(value), View::Both);
    } else if (!value.is_null()) {
        add(path, scalarText(value), View::Both);
    }
}

} // namespace wirecase
