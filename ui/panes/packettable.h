#pragma once

#include <functional>

class QModelIndex;

namespace wirecase {

class DataTable;

/// Delegates and widths of a table of packets. The number of a marked packet stands out.
void dressPacketTable(DataTable &table, std::function<bool(const QModelIndex &)> isMarked);

/// Widths of its columns; times have their day with them, or not.
void planPacketColumns(DataTable &table, bool withDays);

} // namespace wirecase
