#include "models/evidence/evidenceplanmodel.h"

#include "models/base/numbertext.h"
#include "models/base/printable.h"
#include "models/context/pivotroles.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct ColumnSpec
{
    const char *title;
    Qt::Alignment align;
    QString (*text)(const PlannedFile &);
};

QString kindText(const PlannedFile &file)
{
    const QString kind = evidenceKindText(file.kind);
    return file.compression == Compression::None ? kind : EvidencePlanModel::tr("%1, compressed").arg(kind);
}

QString outcomeText(const PlannedFile &file)
{
    if (!file.whyNot.isEmpty())
        return file.whyNot;
    return file.ticked ? EvidencePlanModel::tr("Will be read") : EvidencePlanModel::tr("Left out by you");
}

constexpr std::array<ColumnSpec, EvidencePlanModel::ColumnCount> columns{{
    {QT_TRANSLATE_NOOP("wirecase::EvidencePlanModel", "File"), Qt::AlignLeft,
     [](const PlannedFile &f) { return printable(f.name); }},
    {QT_TRANSLATE_NOOP("wirecase::EvidencePlanModel", "Type by content"), Qt::AlignLeft, kindText},
    {QT_TRANSLATE_NOOP("wirecase::EvidencePlanModel", "Size"), Qt::AlignRight,
     [](const PlannedFile &f) { return bytesText(f.size); }},
    {QT_TRANSLATE_NOOP("wirecase::EvidencePlanModel", "What happens"), Qt::AlignLeft, outcomeText},
}};

} // namespace

void EvidencePlanModel::clear()
{
    beginResetModel();
    m_plan.clear();
    endResetModel();
    emit tickedChanged();
}

void EvidencePlanModel::append(const EvidencePlan &files)
{
    if (files.empty())
        return;
    const auto first = static_cast<int>(m_plan.size());
    beginInsertRows({}, first, first + static_cast<int>(files.size()) - 1);
    m_plan.insert(m_plan.end(), files.begin(), files.end());
    endInsertRows();
    emit tickedChanged();
}

int EvidencePlanModel::tickedCount() const
{
    return static_cast<int>(
        std::count_if(m_plan.begin(), m_plan.end(), [](const PlannedFile &f) { return f.willRead(); }));
}

int EvidencePlanModel::failedCount() const
{
    return static_cast<int>(std::ranges::count_if(m_plan, &PlannedFile::failed));
}

void EvidencePlanModel::setAllTicked(bool ticked)
{
    if (m_plan.empty())
        return;
    for (PlannedFile &file : m_plan)
        file.ticked = ticked && file.whyNot.isEmpty();
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit tickedChanged();
}

int EvidencePlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plan.size());
}

int EvidencePlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EvidencePlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PlannedFile &file = m_plan.at(static_cast<std::size_t>(index.row()));
    const ColumnSpec &column = columns.at(static_cast<std::size_t>(index.column()));
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return column.text(file);
    case Qt::TextAlignmentRole:
        return QVariant(column.align | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return index.column() == Name ? printable(file.path) : column.text(file);
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(file.willRead() ? Qt::Checked : Qt::Unchecked) : QVariant();
    default:
        return {};
    }
}

bool EvidencePlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != Name || role != Qt::CheckStateRole)
        return false;
    PlannedFile &file = m_plan.at(static_cast<std::size_t>(index.row()));
    if (!file.whyNot.isEmpty())
        return false;
    file.ticked = value.toInt() == Qt::Checked;
    emit dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
    emit tickedChanged();
    return true;
}

Qt::ItemFlags EvidencePlanModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Name && m_plan.at(static_cast<std::size_t>(index.row())).whyNot.isEmpty())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant EvidencePlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnSpec &column = columns.at(static_cast<std::size_t>(section));
    if (role == Qt::DisplayRole)
        return tr(column.title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.align | Qt::AlignVCenter);
    return {};
}

} // namespace wirecase
