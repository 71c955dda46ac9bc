#include "ui/widgets/fieldtreemodel.h"

#include <algorithm>
#include <limits>

namespace wirecase {

FieldTreeModel::FieldTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

FieldTreeModel::~FieldTreeModel() = default;

void FieldTreeModel::setFields(std::vector<FieldItem> fields)
{
    beginResetModel();
    m_nodes.clear();
    m_roots.clear();
    m_revealed.clear();
    appendAll(std::move(fields));
    endResetModel();
}

void FieldTreeModel::appendAll(std::vector<FieldItem> fields)
{
    // A list of work instead of recursion: how deep a packet nests is the packet's choice.
    struct Pending
    {
        std::vector<FieldItem> items;
        int parent;
    };
    std::vector<Pending> work;
    work.push_back({std::move(fields), -1});
    while (!work.empty()) {
        Pending level = std::move(work.back());
        work.pop_back();
        for (FieldItem &item : level.items) {
            const int node = static_cast<int>(m_nodes.size());
            auto &siblings = level.parent < 0 ? m_roots : m_nodes[static_cast<std::size_t>(level.parent)].children;
            const int row = static_cast<int>(siblings.size());
            siblings.push_back(node);
            std::vector<FieldItem> children = std::move(item.children);
            m_nodes.push_back({std::move(item), level.parent, row, {}});
            if (!children.empty())
                work.push_back({std::move(children), node});
        }
    }
}

void FieldTreeModel::showSecret(quint32 id, const QString &value)
{
    m_revealed.insert(id, value);
    announce(id);
}

void FieldTreeModel::hideSecret(quint32 id)
{
    if (m_revealed.remove(id))
        announce(id);
}

void FieldTreeModel::announce(quint32 id)
{
    for (std::size_t node = 0; node < m_nodes.size(); ++node) {
        if (m_nodes[node].item.secret && m_nodes[node].item.id == id) {
            const QModelIndex index = indexOfNode(static_cast<int>(node));
            emit dataChanged(index, index);
        }
    }
}

QModelIndex FieldTreeModel::fieldAt(quint32 position) const
{
    int best = -1;
    quint32 shortest = std::numeric_limits<quint32>::max();
    for (std::size_t node = 0; node < m_nodes.size(); ++node) {
        const FieldItem &item = m_nodes[node].item;
        const bool holds = position >= item.begin && position - item.begin < item.length;
        // Of two with the same bytes the later one is the deeper or the more special one.
        if (holds && item.length <= shortest) {
            shortest = item.length;
            best = static_cast<int>(node);
        }
    }
    return best < 0 ? QModelIndex() : indexOfNode(best);
}

QModelIndex FieldTreeModel::fieldOf(quint32 begin, quint32 length) const
{
    const auto found = std::find_if(m_nodes.begin(), m_nodes.end(), [=](const Node &node) {
        return node.item.begin == begin && node.item.length == length;
    });
    return found == m_nodes.end() ? QModelIndex() : indexOfNode(static_cast<int>(found - m_nodes.begin()));
}

QModelIndex FieldTreeModel::indexOfNode(int node) const
{
    return createIndex(m_nodes[static_cast<std::size_t>(node)].row, 0, static_cast<quintptr>(node));
}

QModelIndex FieldTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto &rows = parent.isValid() ? m_nodes[parent.internalId()].children : m_roots;
    return createIndex(row, 0, static_cast<quintptr>(rows[static_cast<std::size_t>(row)]));
}

QModelIndex FieldTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const int parent = m_nodes[child.internalId()].parent;
    return parent < 0 ? QModelIndex() : indexOfNode(parent);
}

int FieldTreeModel::rowCount(const QModelIndex &parent) const
{
    return static_cast<int>(parent.isValid() ? m_nodes[parent.internalId()].children.size() : m_roots.size());
}

int FieldTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant FieldTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const FieldItem &item = m_nodes[index.internalId()].item;
    switch (role) {
    case Qt::DisplayRole:
        return item.text;
    case Qt::ToolTipRole:
        return item.filterName.isEmpty() ? QVariant() : item.filterName;
    case BeginRole:
        return item.begin;
    case LengthRole:
        return item.length;
    case SecretRole:
        return item.secret;
    case IdRole:
        return item.id;
    case FilterNameRole:
        return item.filterName;
    case RevealedRole:
        return item.secret ? QVariant(m_revealed.value(item.id)) : QVariant();
    default:
        return {};
    }
}

} // namespace wirecase
