#pragma once

#include <QString>

namespace wirecase {

class DataTable;
class Settings;

/// Restores widths, order and visibility of the columns as they were kept under `key`, and keeps every change. Call it
/// when the table has its model and its default widths.
void keepColumns(DataTable &table, Settings &settings, const QString &key);

} // namespace wirecase
