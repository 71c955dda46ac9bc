#pragma once

namespace wirecase {

class DataTable;

/// Delegates and widths of a table of conversations.
void dressTrafficTable(DataTable &table);

/// Widths of its columns; times have their day with them, or not.
void planTrafficColumns(DataTable &table, bool withDays);

} // namespace wirecase
