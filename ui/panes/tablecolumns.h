#pragma once

#include <QString>

namespace wirecase {

class DataTable;
class Settings;

/// Restores widths, order and visibility of the columns as they were kept under `key`, and keeps every change. Call it
/// when the table has its model and its default widths.
void keepColumns(DataTable &table, Settings &settings, const QString &key);

/// Makes the row current; one that was out of sight comes to the middle, with what is around it.
void revealInContext(DataTable &table, int row);

} // namespace wirecase
