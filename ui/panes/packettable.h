#pragma once

#include "models/capture/packettablemodel.h"

#include <functional>

class QModelIndex;

namespace wirecase {

class DataTable;

/// Delegates and widths of a table of packets. The number of a marked packet stands out.
void dressPacketTable(DataTable &table, std::function<bool(const QModelIndex &)> isMarked);

/// Widths of its columns, with times as they are shown.
void planPacketColumns(DataTable &table, PacketTableModel::TimeShown shown);

} // namespace wirecase
