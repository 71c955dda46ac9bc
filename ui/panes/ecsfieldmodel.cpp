#include "ui/panes/ecsfieldmodel.h"

#include "models/context/pivotroles.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int deepest = 16;
constexpr std::size_t mostFields = 5000;

bool isNested(const QJsonArray &array)
{
    return std::any_of(array.begin(), array.end(),
                       [](const QJsonValue &entry) { return entry.isObject() || entry.isArray(); });
}

QString compact(const QJsonValue &value)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QString scalarText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 17);
    return value.isNull() ? QStringLiteral("null") : value.toString();
}

QString listText(const QJsonArray &array)
{
    QStringList texts;
    for (const QJsonValue &entry : array)
        texts << scalarText(entry);
    return texts.join(QStringLiteral(", "));
}

} // namespace

void EcsFieldModel::setDocument(const QJsonObject &document)
{
    beginResetModel();
    m_fields.clear();
    for (auto member = document.begin(); member != document.end(); ++member)
        flatten(member.key(), member.value(), 1);
    std::sort(m_fields.begin(), m_fields.end(), [](const Field &a, const Field &b) { return a.name < b.name; });
    endResetModel();
}

void EcsFieldModel::flatten(const QString &name, const QJsonValue &value, int depth)
{
    if (m_fields.size() >= mostFields)
        return;
    if (value.isObject() && depth < deepest) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            flatten(name + u'.' + member.key(), member.value(), depth + 1);
    } else if (value.isObject() || (value.isArray() && isNested(value.toArray()))) {
        m_fields.push_back({name, compact(value)});
    } else if (value.isArray()) {
        m_fields.push_back({name, listText(value.toArray())});
    } else {
        m_fields.push_back({name, scalarText(value)});
    }
}

int EcsFieldModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

int EcsFieldModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EcsFieldModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Field &field = m_fields[static_cast<std::size_t>(index.row())];
    const bool isName = index.column() == FieldColumn;
    switch (role) {
    case Qt::DisplayRole: // one line; the whole text is in the tooltip and the copy
        return isName ? field.name : field.value.left(1000).simplified();
    case Qt::ToolTipRole:
        return isName ? field.name : field.value.left(4000);
    case CopyRole:
        return isName ? field.name : field.value;
    default:
        return {};
    }
}

QVariant EcsFieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == FieldColumn ? tr("Field") : tr("Value");
}

} // namespace wirecase
