#include "ui/widgets/fielddelegate.h"
#include "ui/widgets/fieldtree.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

FieldItem field(const char *text, quint32 begin, quint32 length, std::vector<FieldItem> children = {})
{
    FieldItem item;
    item.text = QString::fromUtf8(text);
    item.begin = begin;
    item.length = length;
    item.children = std::move(children);
    return item;
}

std::vector<FieldItem> login()
{
    FieldItem secret = field("Argument: ••••••••", 59, 7);
    secret.secret = true;
    secret.id = 42;
    return {field("Ethernet II, a → b", 0, 14),
            field("Internet Protocol, 10.0.0.1", 14, 20, {field("Source: 10.0.0.1", 26, 4)}),
            field("FTP", 54, 14, {field("Command: PASS", 54, 4), secret})};
}

} // namespace

class TestFieldTree : public QObject
{
    Q_OBJECT

private slots:
    void model_keepsItsPromises();
    void choosingAField_tellsItsBytes();
    void revealByte_findsTheDeepestField();
    void pointAt_opensNothing();
    void openLayers_stayOpenForTheNextPacket();
    void layer_openedForNowDoesNotStayOpen();
    void layer_foldedByHandIsNotOpened();
    void chosenField_isChosenInTheNextPacket();
    void secret_isAskedForAndShownOnlyOnAnswer();
    void secret_isCopiedMasked();
    void deepNesting_isTakenWithoutRecursion();
};

void TestFieldTree::model_keepsItsPromises()
{
    FieldTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFields(login());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowCount(model.index(2, 0)), 2);
    QCOMPARE(model.index(1, 0, model.index(2, 0)).parent(), model.index(2, 0));
    model.setFields({});
    QCOMPARE(model.rowCount(), 0);
}

void TestFieldTree::choosingAField_tellsItsBytes()
{
    FieldTree tree;
    tree.setFields(login());
    QSignalSpy selected(&tree, &FieldTree::fieldSelected);
    tree.setCurrentIndex(tree.fields()->index(0, 0, tree.fields()->index(1, 0)));
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.first().at(0).value<qsizetype>(), qsizetype(26));
    QCOMPARE(selected.first().at(1).value<qsizetype>(), qsizetype(4));
}

void TestFieldTree::revealByte_findsTheDeepestField()
{
    FieldTree tree;
    tree.setFields(login());
    QSignalSpy selected(&tree, &FieldTree::fieldSelected);
    tree.revealByte(27);
    QCOMPARE(tree.currentIndex().data().toString(), QStringLiteral("Source: 10.0.0.1"));
    tree.revealByte(15);
    QCOMPARE(tree.currentIndex().data().toString(), QStringLiteral("Internet Protocol, 10.0.0.1"));
    tree.revealByte(5000);
    tree.revealByte(-1);
    QCOMPARE(tree.currentIndex().data().toString(), QStringLiteral("Internet Protocol, 10.0.0.1"));
    QCOMPARE(selected.count(), 0); // the bytes know already
}

void TestFieldTree::pointAt_opensNothing()
{
    FieldTree tree;
    tree.setFields(login());
    QSignalSpy selected(&tree, &FieldTree::fieldSelected);
    const QModelIndex ftp = tree.model()->index(2, 0);
    const QModelIndex command = tree.model()->index(0, 0, ftp);
    tree.pointAt(command);
    QCOMPARE(tree.currentIndex(), ftp);
    QVERIFY(!tree.isExpanded(ftp));
    tree.setExpanded(ftp, true);
    tree.pointAt(command);
    QCOMPARE(tree.currentIndex(), command);
    tree.pointAt({});
    QVERIFY(!tree.currentIndex().isValid());
    QCOMPARE(selected.count(), 0);
}

void TestFieldTree::openLayers_stayOpenForTheNextPacket()
{
    FieldTree tree;
    tree.setFields(login());
    tree.expand(tree.fields()->index(1, 0));
    auto next = login();
    next[1].text = QStringLiteral("Internet Protocol, 10.9.9.9");
    tree.setFields(next);
    QVERIFY(tree.isExpanded(tree.fields()->index(1, 0)));
    QVERIFY(!tree.isExpanded(tree.fields()->index(2, 0)));
}

void TestFieldTree::layer_openedForNowDoesNotStayOpen()
{
    FieldTree tree;
    tree.setFields(login());
    tree.openForNow(tree.fields()->index(1, 0));
    QVERIFY(tree.isExpanded(tree.fields()->index(1, 0)));
    tree.setFields(login());
    QVERIFY(!tree.isExpanded(tree.fields()->index(1, 0)));
}

void TestFieldTree::layer_foldedByHandIsNotOpened()
{
    FieldTree tree;
    tree.setFields(login());
    tree.openForNow(tree.fields()->index(2, 0));
    tree.collapse(tree.fields()->index(2, 0));
    tree.setFields(login());
    tree.openForNow(tree.fields()->index(2, 0));
    QVERIFY(!tree.isExpanded(tree.fields()->index(2, 0)));
    tree.expand(tree.fields()->index(2, 0));
    tree.setFields(login());
    QVERIFY(tree.isExpanded(tree.fields()->index(2, 0)));
}

void TestFieldTree::chosenField_isChosenInTheNextPacket()
{
    FieldTree tree;
    tree.setFields(login());
    tree.expandAll();
    tree.setCurrentIndex(tree.fields()->index(0, 0, tree.fields()->index(1, 0)));
    QSignalSpy selected(&tree, &FieldTree::fieldSelected);
    auto next = login();
    next[1].begin = 18;
    next[1].children[0] = field("Source: 10.9.9.9", 30, 4);
    tree.setFields(next);
    QCOMPARE(tree.currentIndex().data().toString(), QStringLiteral("Source: 10.9.9.9"));
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.first().first().toLongLong(), 30);
    tree.setFields({field("Something else", 0, 14)});
    QVERIFY(!tree.currentIndex().isValid());
}

void TestFieldTree::secret_isAskedForAndShownOnlyOnAnswer()
{
    FieldTree tree;
    tree.resize(500, 300);
    tree.setFields(login());
    tree.expandAll();
    tree.show();
    const QModelIndex secret = tree.fields()->index(1, 0, tree.fields()->index(2, 0));
    QSignalSpy asked(&tree, &FieldTree::revealRequested);
    QSignalSpy hidden(&tree, &FieldTree::hideRequested);
    const QRect link = FieldDelegate::linkBox(tree.visualRect(secret), tree.font(), secret);
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, link.center());
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().toUInt(), 42U);
    QCOMPARE(FieldDelegate::shownText(secret), QString::fromUtf8("Argument: ••••••••"));
    tree.showSecret(42, QStringLiteral("s3cret!"));
    QCOMPARE(FieldDelegate::shownText(secret), QStringLiteral("Argument: s3cret!"));
    QTest::keyClick(&tree, Qt::Key_Return);
    QCOMPARE(hidden.count(), 1);
    tree.setFields(login());
    QVERIFY(!FieldDelegate::shownText(tree.fields()->index(1, 0, tree.fields()->index(2, 0)))
                 .contains(QStringLiteral("s3cret")));
}

void TestFieldTree::secret_isCopiedMasked()
{
    FieldTree tree;
    tree.setFields(login());
    tree.revealByte(60);
    tree.showSecret(42, QStringLiteral("s3cret!"));
    QTest::keyClick(&tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8("Argument: ••••••••"));
}

void TestFieldTree::deepNesting_isTakenWithoutRecursion()
{
    FieldItem item = field("leaf", 0, 1);
    for (int depth = 0; depth < 5'000; ++depth) {
        FieldItem outer = field("layer", 0, 1);
        outer.children.push_back(std::move(item));
        item = std::move(outer);
    }
    FieldTreeModel model;
    std::vector<FieldItem> fields;
    fields.push_back(std::move(item));
    model.setFields(std::move(fields));
    QModelIndex index = model.index(0, 0);
    int depth = 0;
    while (model.rowCount(index) > 0) {
        index = model.index(0, 0, index);
        ++depth;
    }
    QCOMPARE(depth, 5'000);
}

QTEST_MAIN(TestFieldTree)
#include "tst_fieldtree.moc"
