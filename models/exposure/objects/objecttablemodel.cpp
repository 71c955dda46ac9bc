#include "models/exposure/objects/objecttablemodel.h"

#include "models/base/numbertext.h"
#include "models/context/pivotroles.h"

#include <algorithm>

namespace wirecase {

namespace {

using Column = ObjectTableModel::Column;

const Endpoint &senderOf(const NetworkObject &object)
{
    return object.fromClient ? object.client : object.server;
}

const Endpoint &receiverOf(const NetworkObject &object)
{
    return object.fromClient ? object.server : object.client;
}

bool isNumber(Column column)
{
    return column == Column::Size || column == Column::Missing || column == Column::ConversationNumber;
}

bool comesBefore(const NetworkObject &a, const NetworkObject &b, Column column)
{
    switch (column) {
    case Column::Time:
        return a.timeNs < b.timeNs;
    case Column::Name:
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    case Column::Type:
        return a.type < b.type;
    case Column::Size:
        return a.size < b.size;
    case Column::Missing:
        return a.missing < b.missing;
    case Column::ProtocolColumn:
        return a.protocol < b.protocol;
    case Column::Sender:
        return senderOf(a) < senderOf(b);
    case Column::Receiver:
        return receiverOf(a) < receiverOf(b);
    case Column::Path:
        return a.path < b.path;
    case Column::ClaimedType:
        return a.claimedType < b.claimedType;
    case Column::Hash:
        return a.sha256 < b.sha256;
    case Column::ConversationNumber:
        return a.conversation < b.conversation;
    case Column::ColumnCount:
        break;
    }
    return false;
}

QString filterOf(const NetworkObject &object, Column column)
{
    if (column == Column::ProtocolColumn)
        return QStringLiteral("network.protocol : %1").arg(protocolKey(object.protocol));
    if (column == Column::Sender || column == Column::Receiver) {
        const bool isClient = (column == Column::Sender) == object.fromClient;
        const Endpoint &end = isClient ? object.client : object.server;
        return QStringLiteral("%1 : \"%2\"")
            .arg(isClient ? QStringLiteral("source.ip") : QStringLiteral("destination.ip"), end.address.toString());
    }
    return {};
}

} // namespace

ObjectTableModel::ObjectTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_objects(std::make_shared<const std::vector<NetworkObject>>())
{
}

void ObjectTableModel::setObjects(Objects objects)
{
    beginResetModel();
    m_objects = std::move(objects);
    endResetModel();
}

void ObjectTableModel::setTimeFormat(const TimeFormat &format)
{
    if (m_timeFormat == format)
        return;
    m_timeFormat = format;
    emit headerDataChanged(Qt::Horizontal, Time, Time);
    if (!m_objects->empty())
        emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

int ObjectTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_objects->size());
}

int ObjectTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ObjectTableModel::text(const NetworkObject &object, Column column) const
{
    switch (column) {
    case Time:
        return object.timeNs == noTime ? QString() : m_timeFormat.dateTime(object.timeNs);
    case Name:
        return object.name.isEmpty() ? tr("(no name)") : object.name;
    case Type:
        return object.coding.isEmpty() ? object.type : tr("%1, sent as %2").arg(object.type, object.coding);
    case Size:
        return bytesText(object.size);
    case Missing:
        return object.missing == 0 ? QString() : bytesText(object.missing);
    case ProtocolColumn:
        return protocolText(object.protocol);
    case Sender:
        return endpointText(senderOf(object));
    case Receiver:
        return endpointText(receiverOf(object));
    case Path:
        return object.path;
    case ClaimedType:
        return object.claimedType;
    case Hash:
        return QString::fromLatin1(object.sha256.toHex());
    case ConversationNumber:
        return countText(static_cast<quint32>(object.conversation));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ObjectTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NetworkObject &object = (*m_objects)[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(object, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case CopyRole:
        if (column == Size || column == Missing)
            return QString::number(column == Size ? object.size : object.missing);
        return column == Name ? object.name : text(object, column);
    case PacketIdRole:
        return static_cast<quint32>(object.packet);
    case ConversationIdRole:
        return static_cast<quint32>(object.conversation);
    case FilterRole:
        return filterOf(object, column);
    default:
        return {};
    }
}

QVariant ObjectTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isRight = isNumber(static_cast<Column>(section));
        return static_cast<int>((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time (%1)")
            .arg(m_timeFormat.zoneText(m_objects->empty() ? 0 : std::max<qint64>(0, m_objects->front().timeNs)));
    case Name:
        return tr("Name");
    case Type:
        return tr("Type by content");
    case Size:
        return tr("Size");
    case Missing:
        return tr("Missing");
    case ProtocolColumn:
        return tr("Protocol");
    case Sender:
        return tr("Sent by");
    case Receiver:
        return tr("Sent to");
    case Path:
        return tr("Path");
    case ClaimedType:
        return tr("Type as told");
    case Hash:
        return tr("SHA-256");
    case ConversationNumber:
        return tr("Conversation");
    case ColumnCount:
        break;
    }
    return {};
}

void sortObjects(std::vector<NetworkObject> &objects, ObjectTableModel::Column column, Qt::SortOrder order)
{
    std::stable_sort(objects.begin(), objects.end(), [=](const NetworkObject &a, const NetworkObject &b) {
        return order == Qt::AscendingOrder ? comesBefore(a, b, column) : comesBefore(b, a, column);
    });
}

} // namespace wirecase
