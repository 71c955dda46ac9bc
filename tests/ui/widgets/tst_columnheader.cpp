#include "ui/widgets/columnheader.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>

using namespace wirecase;

namespace {

// First and last stay; the third goes before the second.
const std::vector<ColumnPlan> plan{{10, 14, 0}, {10, 12, 1}, {10, 20, 2}, {10, 10, 0}};

struct Table
{
    explicit Table(int width)
        : model(1, 4)
    {
        model.setHorizontalHeaderLabels(
            {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"), QStringLiteral("D")});
        table.setModel(&model);
        table.setColumnPlan(plan);
        table.resize(width, 200);
        table.show();
    }

    /// The letters of the columns that are shown, in their order.
    [[nodiscard]] QString shown() const
    {
        QString letters;
        const QHeaderView *header = table.horizontalHeader();
        for (int visual = 0; visual < header->count(); ++visual) {
            if (const int column = header->logicalIndex(visual); !header->isSectionHidden(column))
                letters += QChar(u'A' + column);
        }
        return letters;
    }
    [[nodiscard]] bool needsScrolling() const { return table.horizontalHeader()->length() > table.viewport()->width(); }

    QStandardItemModel model;
    DataTable table;
};

int widthFor(int columns)
{
    const DataTable table;
    // 17 pixels are the padding of a cell.
    return columns * (QFontMetrics(table.font()).horizontalAdvance(u'0') * 10 + 17) + 2;
}

QAction *actionOf(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

} // namespace

class TestColumnHeader : public QObject
{
    Q_OBJECT

private slots:
    void columns_goByRankAndComeBack();
    void column_thatTheUserWantsStays();
    void column_thatTheUserHidStaysAway();
    void width_thatTheUserChoseIsKept();
    void offer_isUndoneByAChoiceOnly();
    void choices_surviveATableAndAnotherSize();
    void reset_forgetsThem();
    void menu_saysWhyAColumnIsNotThere();
    void sign_countsWhatThereIsNoRoomFor();
    void copy_takesWhatThereIsNoRoomFor();
    void order_isTheUsers();
};

void TestColumnHeader::columns_goByRankAndComeBack()
{
    Table wide(widthFor(8));
    QCOMPARE(wide.shown(), QStringLiteral("ABCD"));
    wide.table.resize(widthFor(3), 200);
    QCOMPARE(wide.shown(), QStringLiteral("ABD"));
    QVERIFY(!wide.needsScrolling());
    wide.table.resize(widthFor(2), 200);
    QCOMPARE(wide.shown(), QStringLiteral("AD"));
    QVERIFY(!wide.needsScrolling());
    wide.table.resize(widthFor(8), 200);
    QCOMPARE(wide.shown(), QStringLiteral("ABCD"));
}

void TestColumnHeader::column_thatTheUserWantsStays()
{
    Table table(widthFor(3));
    QSignalSpy changed(&table.table, &DataTable::columnsChanged);
    table.table.setColumnShown(2, true);
    QCOMPARE(table.shown(), QStringLiteral("ACD")); // in place of one that nobody asked for
    QCOMPARE(changed.count(), 1);
    table.table.resize(widthFor(2), 200);
    QCOMPARE(table.shown(), QStringLiteral("ACD"));
}

void TestColumnHeader::column_thatTheUserHidStaysAway()
{
    Table table(widthFor(3));
    table.table.setColumnShown(0, false);
    QCOMPARE(table.shown(), QStringLiteral("BCD"));
    table.table.resize(widthFor(8), 200);
    QCOMPARE(table.shown(), QStringLiteral("BCD"));
    QCOMPARE(table.table.chosenColumns(), (std::vector<int>{1, 2, 3}));
}

void TestColumnHeader::width_thatTheUserChoseIsKept()
{
    Table table(widthFor(8));
    QSignalSpy changed(&table.table, &DataTable::columnsChanged);
    table.table.resize(widthFor(7), 200);
    QCOMPARE(changed.count(), 0); // the room changed, nobody chose
    table.table.horizontalHeader()->resizeSection(1, 190);
    QVERIFY(changed.count() > 0);
    QVERIFY(!table.needsScrolling());
    table.table.resize(widthFor(6), 200);
    const double exact = table.table.columnWidth(1);
    QVERIFY2(qAbs(exact - 190) <= 1, qPrintable(QString::number(exact)));
}

void TestColumnHeader::offer_isUndoneByAChoiceOnly()
{
    Table table(widthFor(8));
    table.table.setColumnOffered(1, false);
    QCOMPARE(table.shown(), QStringLiteral("ACD"));
    table.table.setColumnOffered(1, true);
    QCOMPARE(table.shown(), QStringLiteral("ABCD"));
    table.table.setColumnShown(1, false);
    table.table.setColumnOffered(1, false);
    table.table.setColumnOffered(1, true);
    QCOMPARE(table.shown(), QStringLiteral("ACD"));
}

void TestColumnHeader::choices_surviveATableAndAnotherSize()
{
    QByteArray state;
    {
        Table table(widthFor(2));
        table.table.setColumnShown(2, true);
        table.table.setColumnShown(3, false);
        state = table.table.columnState();
    }
    Table table(widthFor(8));
    QVERIFY(table.table.restoreColumnState(state));
    QCOMPARE(table.shown(), QStringLiteral("ABC")); // B was only out of room
    QCOMPARE(table.table.columnState(), state);
}

void TestColumnHeader::reset_forgetsThem()
{
    Table table(widthFor(8));
    table.table.setColumnShown(0, false);
    table.table.horizontalHeader()->moveSection(3, 0);
    QCOMPARE(table.shown(), QStringLiteral("DBC"));
    QMenu menu;
    table.table.fillColumnMenu(menu);
    menu.actions().last()->trigger();
    QCOMPARE(table.shown(), QStringLiteral("ABCD"));
}

void TestColumnHeader::menu_saysWhyAColumnIsNotThere()
{
    Table table(widthFor(3));
    QMenu menu;
    table.table.fillColumnMenu(menu);
    QAction *hidden = actionOf(menu, QStringLiteral("C"));
    QVERIFY(hidden);
    QVERIFY(!hidden->isChecked());
    QVERIFY(hidden->toolTip().contains(QStringLiteral("no room")));
    hidden->trigger();
    QVERIFY(table.shown().contains(u'C'));
}

void TestColumnHeader::sign_countsWhatThereIsNoRoomFor()
{
    Table table(widthFor(8));
    const auto *sign = table.table.findChild<QToolButton *>();
    QVERIFY(sign);
    QVERIFY(!sign->isVisible());
    table.table.resize(widthFor(2), 200);
    QVERIFY(sign->isVisible());
    QCOMPARE(sign->text(), QStringLiteral("+2"));
    QVERIFY(sign->toolTip().contains(QStringLiteral("B, C")));
    table.table.resize(widthFor(8), 200);
    QVERIFY(!sign->isVisible());
}

void TestColumnHeader::copy_takesWhatThereIsNoRoomFor()
{
    const auto copied = [](Table &table) {
        table.table.copySelection();
        return QApplication::clipboard()->text();
    };
    Table table(widthFor(3));
    table.table.revealRow(0);
    QCOMPARE(copied(table).section(u'\n', 0, 0), QStringLiteral("A\tB\tC\tD"));
    table.table.setColumnShown(1, false);
    QCOMPARE(copied(table).section(u'\n', 0, 0), QStringLiteral("A\tC\tD"));
}

void TestColumnHeader::order_isTheUsers()
{
    Table table(widthFor(8));
    table.table.horizontalHeader()->moveSection(0, 3);
    QCOMPARE(table.shown(), QStringLiteral("BCDA"));
    QVERIFY(!table.needsScrolling());
    QCOMPARE(table.table.horizontalHeader()->length(), table.table.viewport()->width()); // the last fills the room
}

QTEST_MAIN(TestColumnHeader)
#include "tst_columnheader.moc"
