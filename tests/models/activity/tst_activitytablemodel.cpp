#include "activitysamples.h"
#include "models/activity/activitytablemodel.h"
#include "models/kql/query.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace wirecase;

namespace {

ActivityIndexPtr sampleIndex()
{
    QByteArray text;
    const QStringList operations{QStringLiteral("A.B/vms/write"), QStringLiteral("A.B/vms/stop/action"),
                                 QStringLiteral("A.B/disks/delete")};
    for (int i = 0; i < 6; ++i) {
        SampleEvent event;
        event.operation = operations[i % 3];
        event.time = QStringLiteral("2021-06-17T09:0%1:00Z").arg(i);
        event.dataId = QStringLiteral("d%1").arg(i);
        event.status = i == 4 ? QStringLiteral("Failed") : QStringLiteral("Succeeded");
        text += compact(restForm(event)) + '\n';
        if (i == 5)
            text += compact(diagnosticForm(event)) + '\n';
    }
    return readActivity({text}).index;
}

QStringList column(const ActivityTableModel &model, int column)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells.append(model.index(row, column).data().toString());
    return cells;
}

} // namespace

class ActivityTableModelTest : public QObject
{
    Q_OBJECT

private slots:
    void model_isSound();
    void cells_showTheEvent();
    void timeFormat_changesTimesOnly();
    void filterRole_matchesItsOwnRow();
    void sortedRows_ordersByColumn_data();
    void sortedRows_ordersByColumn();
};

void ActivityTableModelTest::model_isSound()
{
    ActivityTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const ActivityIndexPtr index = sampleIndex();
    model.setRows(index, {0, 1, 2, 3, 4, 5});
    QCOMPARE(model.rowCount(), 6);
    model.setRows(index, {5, 2});
    QCOMPARE(model.rowOf(EventId{2}), 1);
    QCOMPARE(model.rowOf(EventId{0}), -1);
    model.setTimeFormat(TimeFormat(QTimeZone(3600)));
    model.setRows(index, {});
    QCOMPARE(model.rowCount(), 0);
}

void ActivityTableModelTest::cells_showTheEvent()
{
    ActivityTableModel model;
    model.setRows(sampleIndex(), {5});
    QStringList cells;
    for (int at = 0; at < ActivityTableModel::ColumnCount; ++at)
        cells.append(model.index(0, at).data().toString());
    QCOMPARE(cells, QStringList({QStringLiteral("2021-06-17 09:05:00"), QStringLiteral("disks/delete"),
                                 QStringLiteral("Succeeded"), QStringLiteral("ada@corp.test"),
                                 QStringLiteral("203.0.113.7"), sampleResource(), QStringLiteral("Informational"),
                                 QStringLiteral("c0"), QStringLiteral("2")}));
    const QModelIndex operation = model.index(0, ActivityTableModel::Operation);
    QCOMPARE(operation.data(CopyRole).toString(), QStringLiteral("A.B/disks/delete"));
    QCOMPARE(operation.data(EventIdRole).toUInt(), 5U);
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("Time (UTC)"));
}

void ActivityTableModelTest::timeFormat_changesTimesOnly()
{
    ActivityTableModel model;
    model.setRows(sampleIndex(), {0});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTimeFormat(TimeFormat(QTimeZone(7200)));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][1].toModelIndex().column(), static_cast<int>(ActivityTableModel::Time));
    QCOMPARE(column(model, ActivityTableModel::Time), QStringList{QStringLiteral("2021-06-17 11:00:00")});
    model.setTimeFormat(TimeFormat(QTimeZone(7200)));
    QCOMPARE(changed.size(), 1);
}

void ActivityTableModelTest::filterRole_matchesItsOwnRow()
{
    const ActivityIndexPtr index = sampleIndex();
    ActivityTableModel model;
    model.setRows(index, {0, 1, 2, 3, 4, 5});
    JobState job;
    int filters = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int at = 0; at < ActivityTableModel::ColumnCount; ++at) {
            const QString filter = model.index(row, at).data(FilterRole).toString();
            if (filter.isEmpty())
                continue;
            ++filters;
            const auto bits = matchEvents(*index, *KqlQuery::parse(filter), true, job);
            QVERIFY2(bits && bits->test(static_cast<quint32>(row)), qPrintable(filter));
        }
    }
    QCOMPARE(filters, 6 * 7);
}

void ActivityTableModelTest::sortedRows_ordersByColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("order");
    QTest::addColumn<QString>("rows");

    const auto row = [](const char *title, int at, Qt::SortOrder order, const char *rows) {
        QTest::newRow(title) << at << static_cast<int>(order) << QString::fromLatin1(rows);
    };
    row("time", ActivityTableModel::Time, Qt::AscendingOrder, "012345");
    row("time backwards", ActivityTableModel::Time, Qt::DescendingOrder, "543210");
    row("operation", ActivityTableModel::Operation, Qt::AscendingOrder, "251403");
    row("operation backwards", ActivityTableModel::Operation, Qt::DescendingOrder, "031425");
    row("status", ActivityTableModel::Status, Qt::AscendingOrder, "401235");
    row("sources", ActivityTableModel::Sources, Qt::DescendingOrder, "501234");
    row("equal everywhere", ActivityTableModel::Caller, Qt::DescendingOrder, "012345");
}

void ActivityTableModelTest::sortedRows_ordersByColumn()
{
    QFETCH(int, column);
    QFETCH(int, order);
    QFETCH(QString, rows);
    JobState job;
    QString sorted;
    for (const quint32 row :
         sortedRows(*sampleIndex(), {3, 5, 1, 0, 4, 2}, column, static_cast<Qt::SortOrder>(order), job))
        sorted += QString::number(row);
    QCOMPARE(sorted, rows);
    job.cancelled = true;
    if (column == ActivityTableModel::Operation)
        QVERIFY(sortedRows(*sampleIndex(), {1, 0}, column, Qt::AscendingOrder, job).empty());
}

QTEST_GUILESS_MAIN(ActivityTableModelTest)
#include "tst_activitytablemodel.moc"
