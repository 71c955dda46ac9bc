#pragma once

#include <Qt>

namespace wirecase {

/// Roles that a pivotable row answers with the quint32 of its id (alert: the key as a string). An invalid QVariant
/// means "not such a row". Unscoped on purpose: item data roles are ints to Qt.
enum PivotRole
{
    AlertKeyRole = Qt::UserRole + 1,
    EventIdRole,
    TrafficIdRole,
    ConversationIdRole,
    FlowIdRole,
    PacketIdRole,
    SortKeyRole, ///< a number or text that orders the column
    CopyRole,    ///< the cell's value for the clipboard, secrets masked
    FilterRole,  ///< "field : value" in KQL that this cell stands for, empty when none
    FirstModelRole = Qt::UserRole + 64,
};

} // namespace wirecase
