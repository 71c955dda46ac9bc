#include "ui/widgets/celldelegate.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/linkdelegate.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolTip>

using namespace wirecase;

namespace {

constexpr int copyRole = Qt::UserRole + 1;

/// "r2c1" in row 2, column 1; what is copied of column 1 is masked.
class NameModel : public QAbstractTableModel
{
public:
    explicit NameModel(int rows)
        : m_rows(rows)
    {
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 8; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == copyRole && index.column() == 1)
            return QStringLiteral("masked\tcell");
        if (role == Qt::DisplayRole)
            return QStringLiteral("r%1c%2").arg(index.row()).arg(index.column());
        return {};
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("C%1").arg(section)) : QVariant();
    }

private:
    int m_rows;
};

/// Columns that give and take, but for the first and the last.
void clickHeader(DataTable &table, int column)
{
    const int x = table.horizontalHeader()->sectionViewportPosition(column) + table.columnWidth(column) / 2;
    QTest::mouseClick(table.horizontalHeader()->viewport(), Qt::LeftButton, {},
                      {x, table.horizontalHeader()->height() / 2});
}

} // namespace

class TestDataTable : public QObject
{
    Q_OBJECT

private slots:
    void copy_takesCopyRoleAndShownColumns();
    void copy_ofManyRowsLetsTheWindowAnswer();
    void copy_isDroppedWithItsRows();
    void copy_refusesMoreThanItShould();
    void copyCell_takesOneCell();
    void headerClick_isOnlyAWish();
    void columnState_survivesATable();
    void columnState_ofAnotherTableIsRefused();
    void lastColumn_cannotBeHidden();
    void selection_staysRanges();
    void selectAll_isQuickAtTenMillionRows();
    void current_isToldOnce();
    void homeAndEnd_moveToTheEnds();
    void typing_doesNotSearch();
    void rowHeight_growsWithTheFont();
    void link_leadsOnlyWhereItCan();
    void tips_showMarkupAsText();
};

void TestDataTable::copy_takesCopyRoleAndShownColumns()
{
    NameModel model(5);
    DataTable table;
    table.setModel(&model);
    table.setCopyRole(copyRole);
    for (int column = 2; column < 8; ++column)
        table.setColumnShown(column, false);
    table.selectionModel()->select(QItemSelection(model.index(1, 0), model.index(2, 7)), QItemSelectionModel::Select);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("C0\tC1\nr1c0\tmasked cell\nr2c0\tmasked cell\n"));
}

void TestDataTable::copy_ofManyRowsLetsTheWindowAnswer()
{
    NameModel model(DataTable::maxCopiedRows);
    DataTable table;
    table.setModel(&model);
    QApplication::clipboard()->setText(QStringLiteral("before"));
    table.selectAll();
    table.copySelection();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before")); // it goes on in the event loop
    QTRY_COMPARE(QApplication::clipboard()->text().count(u'\n'), DataTable::maxCopiedRows + 1);
    QVERIFY(QApplication::clipboard()->text().endsWith(QStringLiteral("r19999c7\n")));
}

void TestDataTable::copy_isDroppedWithItsRows()
{
    NameModel model(DataTable::maxCopiedRows);
    DataTable table;
    table.setModel(&model);
    QApplication::clipboard()->setText(QStringLiteral("before"));
    table.selectAll();
    table.copySelection();
    NameModel others(1);
    table.setModel(&others);
    // A copy of as many rows that begins later ends later: by then the dropped one would have been there too.
    const QSignalSpy changed(QApplication::clipboard(), &QClipboard::dataChanged);
    DataTable another;
    another.setModel(&model);
    another.selectAll();
    another.copySelection();
    QTRY_VERIFY(QApplication::clipboard()->text().count(u'\n') > DataTable::maxCopiedRows);
    QCOMPARE(changed.count(), 1);
}

void TestDataTable::copy_refusesMoreThanItShould()
{
    NameModel model(DataTable::maxCopiedRows + 1);
    DataTable table;
    table.setModel(&model);
    QApplication::clipboard()->setText(QStringLiteral("before"));
    QSignalSpy refused(&table, &DataTable::copyRefused);
    table.selectAll();
    table.copySelection();
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.first().first().toLongLong(), qint64(DataTable::maxCopiedRows) + 1);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
}

void TestDataTable::copyCell_takesOneCell()
{
    NameModel model(3);
    DataTable table;
    table.setModel(&model);
    table.setCurrentIndex(model.index(2, 3));
    table.copyCell();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("r2c3"));
}

void TestDataTable::headerClick_isOnlyAWish()
{
    NameModel model(3);
    DataTable table;
    table.resize(900, 200);
    table.setModel(&model);
    table.show();
    QSignalSpy wished(&table, &DataTable::sortRequested);
    clickHeader(table, 1);
    QCOMPARE(wished.count(), 1);
    QCOMPARE(wished.last().at(0).toInt(), 1);
    QCOMPARE(wished.last().at(1).value<Qt::SortOrder>(), Qt::AscendingOrder);
    table.setSortShown(1, Qt::AscendingOrder);
    clickHeader(table, 1);
    QCOMPARE(wished.last().at(1).value<Qt::SortOrder>(), Qt::DescendingOrder);
    QCOMPARE(table.selectedRowCount(), qint64(0)); // a click on a header selects nothing
}

void TestDataTable::columnState_survivesATable()
{
    NameModel model(3);
    QByteArray state;
    {
        DataTable table;
        table.setModel(&model);
        table.setColumnWidth(0, 222);
        table.setColumnShown(4, false);
        table.horizontalHeader()->moveSection(0, 2);
        state = table.columnState();
    }
    DataTable table;
    table.setModel(&model);
    QVERIFY(table.restoreColumnState(state));
    QCOMPARE(table.columnWidth(0), 222);
    QVERIFY(table.isColumnHidden(4));
    QCOMPARE(table.horizontalHeader()->visualIndex(0), 2);
    QCOMPARE(table.columnState(), state);
}

void TestDataTable::columnState_ofAnotherTableIsRefused()
{
    NameModel model(3);
    DataTable table;
    table.setModel(&model);
    const QByteArray state = table.columnState();
    QVERIFY(!table.restoreColumnState({}));
    for (qsizetype cut = 0; cut < state.size(); ++cut)
        QVERIFY(!table.restoreColumnState(state.left(cut)));
    QByteArray twice = state;
    twice[7] = 3; // another number of columns
    QVERIFY(!table.restoreColumnState(twice));
}

void TestDataTable::lastColumn_cannotBeHidden()
{
    NameModel model(3);
    DataTable table;
    table.setModel(&model);
    for (int column = 0; column < 8; ++column)
        table.setColumnShown(column, false);
    QCOMPARE(table.horizontalHeader()->hiddenSectionCount(), 7);
    QMenu menu;
    table.fillColumnMenu(menu);
    QCOMPARE(menu.actions().size(), 8);
    QVERIFY(!menu.actions().at(7)->isEnabled());
    menu.actions().at(2)->trigger();
    QVERIFY(!table.isColumnHidden(2));
}

void TestDataTable::selection_staysRanges()
{
    NameModel model(1000);
    DataTable table;
    table.setModel(&model);
    const auto select = [&](int first, int last) {
        table.selectionModel()->select(QItemSelection(model.index(first, 0), model.index(last, 7)),
                                       QItemSelectionModel::Select);
    };
    select(10, 19);
    select(500, 999);
    select(20, 30);
    QCOMPARE(table.selectedRanges(), (std::vector<RowRange>{{10, 30}, {500, 999}}));
    QCOMPARE(table.selectedRowCount(), qint64(521));
}

void TestDataTable::selectAll_isQuickAtTenMillionRows()
{
    NameModel model(10'000'000);
    DataTable table;
    table.resize(900, 400);
    table.setModel(&model);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    QElapsedTimer timer;
    timer.start();
    table.selectAll();
    QCOMPARE(table.selectedRanges(), (std::vector<RowRange>{{0, 9'999'999}}));
    table.viewport()->repaint();
    table.horizontalHeader()->viewport()->repaint();
    const qint64 took = timer.elapsed();
    qInfo("select-all and repaint of 10^7 rows: %lld ms", took);
    QVERIFY2(took < 500, "a selection must stay a range"); // generous: the machine may be busy; goal 50 ms
}

void TestDataTable::current_isToldOnce()
{
    NameModel model(100);
    DataTable table;
    table.setModel(&model);
    QSignalSpy current(&table, &DataTable::currentRowChanged);
    QSignalSpy activated(&table, &DataTable::rowActivated);
    table.revealRow(50);
    table.revealRow(50);
    QCOMPARE(current.count(), 1);
    QCOMPARE(table.selectedRanges(), (std::vector<RowRange>{{50, 50}}));
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(current.last().first().toInt(), 51);
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toInt(), 51);
    table.revealRow(5000);
    QCOMPARE(current.count(), 2);
}

void TestDataTable::homeAndEnd_moveToTheEnds()
{
    NameModel model(10'000);
    DataTable table;
    table.setModel(&model);
    table.revealRow(10);
    QTest::keyClick(&table, Qt::Key_End);
    QCOMPARE(table.currentIndex().row(), 9'999);
    QTest::keyClick(&table, Qt::Key_Home);
    QCOMPARE(table.currentIndex().row(), 0);
}

void TestDataTable::typing_doesNotSearch()
{
    NameModel model(100);
    DataTable table;
    table.setModel(&model);
    table.revealRow(3);
    QTest::keyClicks(&table, QStringLiteral("r50"));
    QCOMPARE(table.currentIndex().row(), 3);
}

void TestDataTable::rowHeight_growsWithTheFont()
{
    NameModel model(10);
    DataTable table;
    table.setModel(&model);
    const int before = table.rowHeight(0);
    const int widthBefore = table.columnWidth(0);
    QFont large = table.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    table.setFont(large);
    QVERIFY(table.rowHeight(0) >= QFontMetrics(large).height());
    QVERIFY(table.rowHeight(0) > before);
    QVERIFY(table.columnWidth(0) > widthBefore * 3 / 2);
}

void TestDataTable::link_leadsOnlyWhereItCan()
{
    NameModel model(2);
    DataTable table;
    table.resize(900, 200);
    table.setModel(&model);
    LinkDelegate link(
        [](const QModelIndex &index) { return index.row() == 1 ? QStringLiteral("nothing there") : QString(); });
    table.setItemDelegateForColumn(0, &link);
    table.show();
    QSignalSpy followed(&link, &LinkDelegate::linkActivated);
    for (int row = 0; row < 2; ++row) {
        const QRect cell = table.visualRect(model.index(row, 0));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, {cell.left() + 14, cell.center().y()});
    }
    QCOMPARE(followed.count(), 1);
    QCOMPARE(followed.first().first().toModelIndex().row(), 0);
    // Beside the word nothing is followed.
    const QRect cell = table.visualRect(model.index(0, 0));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, {cell.right() - 3, cell.center().y()});
    QCOMPARE(followed.count(), 1);
}

void TestDataTable::tips_showMarkupAsText()
{
    QStandardItemModel model(1, 2);
    model.setItem(0, 0, new QStandardItem(QStringLiteral("GET /a very long request for a page that does not fit")));
    model.setItem(0, 1, new QStandardItem(QStringLiteral("short")));
    model.item(0, 1)->setToolTip(QStringLiteral("<img src=x> & more"));
    CellDelegate delegate;
    QStyleOptionViewItem option;
    QCOMPARE(delegate.tipText(option, model.index(0, 0), 40), model.item(0, 0)->text());
    QCOMPARE(delegate.tipText(option, model.index(0, 0), 4000), QString());
    QTableView view;
    view.setModel(&model);
    view.show();
    option.rect = QRect(0, 0, 40, 20);
    QHelpEvent help(QEvent::ToolTip, {5, 5}, view.viewport()->mapToGlobal(QPoint(5, 5)));
    QVERIFY(delegate.helpEvent(&help, &view, option, model.index(0, 1)));
    QCOMPARE(QToolTip::text(), QStringLiteral("<qt>&lt;img src=x&gt; &amp; more</qt>"));
}

QTEST_MAIN(TestDataTable)
#include "tst_datatable.moc"
