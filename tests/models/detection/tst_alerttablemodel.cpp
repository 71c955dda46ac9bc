#include "models/detection/alerttablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace wirecase;

namespace {

constexpr qint64 morning = 1'927'857'906 * nsPerSecond; // 2031-02-03 04:05:06 UTC

Alert alertAt(const QString &key, qint64 timeNs, const QString &severity)
{
    Alert alert;
    alert.key = key;
    alert.ruleName = QStringLiteral("Azure Rule of %1 Detected").arg(key);
    alert.severity = severity;
    alert.riskScore = 47;
    alert.event = EventId{7};
    alert.timeNs = timeNs;
    alert.caller = key + QStringLiteral("@corp.example");
    alert.faithful = true;
    return alert;
}

std::vector<Alert> threeAlerts()
{
    std::vector<Alert> alerts{alertAt(QStringLiteral("a"), morning, QStringLiteral("medium")),
                              alertAt(QStringLiteral("b"), morning + nsPerHour, QStringLiteral("critical")),
                              alertAt(QStringLiteral("c"), morning + 2 * nsPerHour, QStringLiteral("low"))};
    alerts[1].faithful = false;
    alerts[1].modeNote = QStringLiteral("Words differ.");
    return alerts;
}

QHash<QString, AlertTarget> targets()
{
    QHash<QString, AlertTarget> found;
    for (const char *key : {"a", "b", "c"})
        found.insert(QLatin1String(key), {QStringLiteral("vm-%1").arg(QLatin1String(key)), QStringLiteral("/in/full")});
    return found;
}

/// The model as text: a line per row, cells joined by " | ".
QStringList printed(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data(CopyRole).toString();
        lines << cells.join(QStringLiteral(" | "));
    }
    return lines;
}

} // namespace

class TestAlertTableModel : public QObject
{
    Q_OBJECT

private slots:
    void rows_showAlertsAndVerdicts();
    void roles_identifyTheRow();
    void verdicts_changeCellsNotRows();
    void times_carryTheirZone();
    void times_showTheDateWhenDaysDiffer();
    void times_missingIsSaid();
    void sort_byRankNotByWord();
    void cells_shortenWhatTheTooltipSays_data();
    void cells_shortenWhatTheTooltipSays();
    void targets_changeOneColumn();
    void data_outsideIsEmpty();
};

void TestAlertTableModel::rows_showAlertsAndVerdicts()
{
    AlertTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setAlerts(threeAlerts());
    model.setTargets(targets());
    model.setVerdicts({{QStringLiteral("b"), QStringLiteral("true positive")}});
    QCOMPARE(printed(model),
             (QStringList{QStringLiteral("Medium | 04:05:06 | Azure Rule of a Detected | vm-a | a@corp.example | open"),
                          QStringLiteral(
                              "Critical | 05:05:06 | Azure Rule of b Detected | vm-b | b@corp.example | true positive"),
                          QStringLiteral("Low | 06:05:06 | Azure Rule of c Detected | vm-c | c@corp.example | open")}));
    QCOMPARE(model.openCount(), 2);
    QVERIFY(!model.index(0, AlertTableModel::SeverityColumn).data().isValid()); // a mark is drawn instead
    model.setAlerts({});
    QCOMPARE(model.rowCount(), 0);
}

void TestAlertTableModel::roles_identifyTheRow()
{
    AlertTableModel model;
    model.setAlerts(threeAlerts());
    for (int column = 0; column < AlertTableModel::ColumnCount; ++column) {
        const QModelIndex cell = model.index(1, column);
        QCOMPARE(cell.data(AlertKeyRole).toString(), QStringLiteral("b"));
        QCOMPARE(cell.data(EventIdRole).toUInt(), 7U);
        QCOMPARE(cell.data(AlertTableModel::SeverityRole).toString(), QStringLiteral("critical"));
        QCOMPARE(cell.data(AlertTableModel::FaithfulRole).toBool(), false);
        QCOMPARE(cell.data(AlertTableModel::IsOpenRole).toBool(), true);
        QVERIFY(!cell.data(PacketIdRole).isValid());
    }
    QVERIFY(model.index(1, AlertTableModel::RuleColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("Words differ.")));
    QCOMPARE(model.rowOf(QStringLiteral("c")), std::optional<int>(2));
    QCOMPARE(model.rowOf(QStringLiteral("z")), std::optional<int>());
}

void TestAlertTableModel::verdicts_changeCellsNotRows()
{
    AlertTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAlerts(threeAlerts());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QHash<QString, QString> verdicts{{QStringLiteral("a"), QStringLiteral("benign")}};
    model.setVerdicts(verdicts);
    QCOMPARE(changed.size(), qsizetype{1});
    model.setVerdicts(verdicts); // an equal value does nothing
    QCOMPARE(changed.size(), qsizetype{1});
    QCOMPARE(reset.size(), qsizetype{0});
    QCOMPARE(model.index(0, AlertTableModel::VerdictColumn).data().toString(), QStringLiteral("benign"));
    QCOMPARE(model.index(0, 0).data(AlertTableModel::IsOpenRole).toBool(), false);
}

void TestAlertTableModel::times_carryTheirZone()
{
    AlertTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAlerts(threeAlerts());
    const auto header = [&model] { return model.headerData(AlertTableModel::TimeColumn, Qt::Horizontal).toString(); };
    QCOMPARE(header(), QStringLiteral("Time (UTC)"));
    QSignalSpy headers(&model, &QAbstractItemModel::headerDataChanged);
    model.setTimeFormat(TimeFormat(QTimeZone(3 * 3600)));
    QCOMPARE(headers.size(), qsizetype{1});
    QVERIFY2(header().contains(QStringLiteral("+03:00")), qPrintable(header()));
    QCOMPARE(model.index(0, AlertTableModel::TimeColumn).data().toString(), QStringLiteral("07:05:06"));
}

void TestAlertTableModel::times_showTheDateWhenDaysDiffer()
{
    AlertTableModel model;
    std::vector<Alert> alerts = threeAlerts();
    alerts[2].timeNs += 24 * nsPerHour;
    model.setAlerts(alerts);
    QCOMPARE(model.index(0, AlertTableModel::TimeColumn).data().toString(), QStringLiteral("3 Feb 04:05:06"));
    alerts.pop_back();
    model.setAlerts(alerts);
    QCOMPARE(model.index(0, AlertTableModel::TimeColumn).data().toString(), QStringLiteral("04:05:06"));
    model.setTimeFormat(TimeFormat(QTimeZone(-4 * 3600 - 30 * 60))); // midnight falls between the two
    QCOMPARE(model.index(0, AlertTableModel::TimeColumn).data().toString(), QStringLiteral("2 Feb 23:35:06"));
}

void TestAlertTableModel::times_missingIsSaid()
{
    AlertTableModel model;
    std::vector<Alert> alerts = threeAlerts();
    alerts[0].timeNs = noTime;
    model.setAlerts(alerts);
    QCOMPARE(model.index(0, AlertTableModel::TimeColumn).data().toString(), QStringLiteral("no time"));
    QCOMPARE(model.index(1, AlertTableModel::TimeColumn).data().toString(), QStringLiteral("05:05:06"));
    QCOMPARE(model.headerData(AlertTableModel::TimeColumn, Qt::Horizontal).toString(), QStringLiteral("Time (UTC)"));
}

void TestAlertTableModel::sort_byRankNotByWord()
{
    AlertTableModel model;
    model.setAlerts(threeAlerts());
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setSortRole(SortKeyRole);
    const auto keys = [&proxy] {
        QStringList result;
        for (int row = 0; row < proxy.rowCount(); ++row)
            result << proxy.index(row, 0).data(AlertKeyRole).toString();
        return result.join(u' ');
    };
    proxy.sort(AlertTableModel::SeverityColumn, Qt::DescendingOrder);
    QCOMPARE(keys(), QStringLiteral("b a c"));
    proxy.sort(AlertTableModel::TimeColumn, Qt::DescendingOrder);
    QCOMPARE(keys(), QStringLiteral("c b a"));
    proxy.sort(AlertTableModel::CallerColumn, Qt::AscendingOrder);
    QCOMPARE(keys(), QStringLiteral("a b c"));
}

void TestAlertTableModel::cells_shortenWhatTheTooltipSays_data()
{
    QTest::addColumn<QString>("caller");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("copied");
    QTest::addColumn<QString>("tooltip");
    const auto row = [](const char *title, const char *caller, const char *name, const char *shown, const char *copied,
                        const char *tooltip) {
        QTest::newRow(title) << QString::fromUtf8(caller) << QString::fromUtf8(name) << QString::fromUtf8(shown)
                             << QString::fromUtf8(copied) << QString::fromUtf8(tooltip);
    };
    const char *id = "0b1f2a3c-1111-4222-8333-444455556666";
    row("a user", "ada@corp.example", "Ada Brinley", "ada@corp.example", "ada@corp.example",
        "ada@corp.example\nAda Brinley");
    row("an identity with a name", id, "mi-backup", "mi-backup", "mi-backup (0b1f2a3c-1111-4222-8333-444455556666)",
        "mi-backup (0b1f2a3c-1111-4222-8333-444455556666)");
    row("an identity without", id, "", "0b1f2a3c…6666", id, id);
    row("a word", "system", "", "system", "system", "system");
}

void TestAlertTableModel::cells_shortenWhatTheTooltipSays()
{
    QFETCH(QString, caller);
    QFETCH(QString, name);
    std::vector<Alert> alerts = threeAlerts();
    alerts[0].caller = caller;
    alerts[0].callerName = name;
    AlertTableModel model;
    model.setAlerts(alerts);
    const QModelIndex cell = model.index(0, AlertTableModel::CallerColumn);
    QTEST(cell.data().toString(), "shown");
    QTEST(cell.data(CopyRole).toString(), "copied");
    QTEST(cell.data(Qt::ToolTipRole).toString(), "tooltip");
    const QModelIndex rule = model.index(0, AlertTableModel::RuleColumn);
    QCOMPARE(rule.data().toString(), QStringLiteral("Rule of a"));
    QCOMPARE(rule.data(Qt::ToolTipRole).toString(), QStringLiteral("Azure Rule of a Detected"));
}

void TestAlertTableModel::targets_changeOneColumn()
{
    AlertTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAlerts(threeAlerts());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTargets(targets());
    QCOMPARE(changed.size(), qsizetype{1});
    QCOMPARE(changed[0][0].toModelIndex().column(), static_cast<int>(AlertTableModel::TargetColumn));
    model.setTargets(targets());
    QCOMPARE(changed.size(), qsizetype{1});
    const QModelIndex cell = model.index(2, AlertTableModel::TargetColumn);
    QCOMPARE(cell.data().toString(), QStringLiteral("vm-c"));
    QCOMPARE(cell.data(Qt::ToolTipRole).toString(), QStringLiteral("/in/full"));
}

void TestAlertTableModel::data_outsideIsEmpty()
{
    AlertTableModel model;
    model.setAlerts(threeAlerts());
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QVERIFY(!model.headerData(AlertTableModel::ColumnCount, Qt::Horizontal).isValid());
    QVERIFY(!model.headerData(0, Qt::Vertical).isValid());
}

QTEST_GUILESS_MAIN(TestAlertTableModel)

#include "tst_alerttablemodel.moc"
