#pragma once

namespace wirecase {

class DataTable;

/// Delegates and widths of a table of conversations.
void dressTrafficTable(DataTable &table);

} // namespace wirecase
