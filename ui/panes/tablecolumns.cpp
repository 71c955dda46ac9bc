#include "ui/panes/tablecolumns.h"

#include "models/base/settings.h"
#include "ui/widgets/datatable.h"

#include <QTimer>

namespace wirecase {

namespace {

// A drag of a column's edge tells a change per pixel; one of them is worth writing.
constexpr int writeDelayMs = 500;

} // namespace

void keepColumns(DataTable &table, Settings &settings, const QString &key)
{
    const QByteArray fallback = table.columnState();
    if (const QByteArray kept = settings.bytes(key); !kept.isEmpty() && !table.restoreColumnState(kept))
        table.restoreColumnState(fallback);
    auto *timer = new QTimer(&table);
    timer->setSingleShot(true);
    timer->setInterval(writeDelayMs);
    QObject::connect(timer, &QTimer::timeout, &table,
                     [&table, &settings, key] { settings.setBytes(key, table.columnState()); });
    QObject::connect(&table, &DataTable::columnsChanged, timer, qOverload<>(&QTimer::start));
}

void revealInContext(DataTable &table, int row)
{
    const QModelIndex index = table.model()->index(row, 0);
    const QRect place = table.visualRect(index);
    const QRect shown = table.viewport()->rect();
    const bool inSight = place.top() >= shown.top() && place.bottom() <= shown.bottom();
    table.revealRow(row);
    if (!inSight)
        table.scrollTo(index, QAbstractItemView::PositionAtCenter);
}

} // namespace wirecase
