#include "ui/widgets/hexview.h"

#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

QByteArray login()
{
    return QByteArrayLiteral("USER anna\r\nPASS s3cret!\r\n");
}

MaskedSpans password()
{
    MaskedSpans masked;
    masked.add(16, 7);
    return masked;
}

QString clipboard()
{
    return QApplication::clipboard()->text();
}

} // namespace

class TestHexView : public QObject
{
    Q_OBJECT

private slots:
    void rows_showOffsetHexAndText();
    void maskedBytes_areDots();
    void maskedBytes_neverReachTheClipboard();
    void maskedBytes_paintTheSameWhateverTheyAre();
    void selection_byKeysAndShift();
    void highlight_isCutToTheBytes();
    void hover_tellsTheByte();
    void bigPacket_scrollsToAByte();
    void emptyView_takesEveryKey();
};

void TestHexView::rows_showOffsetHexAndText()
{
    HexView view;
    view.setBytes(QByteArrayLiteral("ABCDEFGHIJKLMNOP\x01z"));
    QCOMPARE(view.rowText(0),
             QStringLiteral("0000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP"));
    QCOMPARE(view.rowText(1), QStringLiteral("0010  01 7a  .z"));
}

void TestHexView::maskedBytes_areDots()
{
    HexView view;
    view.setBytes(login(), password());
    QCOMPARE(view.rowText(1), QString::fromUtf8("0010  ·· ·· ·· ·· ·· ·· ·· 0d 0a  ·······.."));
}

void TestHexView::maskedBytes_neverReachTheClipboard()
{
    HexView view;
    view.resize(700, 200);
    view.setBytes(login(), password());
    view.show();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(clipboard(), QString::fromUtf8("USER anna..PASS ·········")
                              .replace(QString::fromUtf8("·········"), QString::fromUtf8("·······..")));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(clipboard().startsWith(QStringLiteral("55 53 45 52 20")));
    QVERIFY(!clipboard().contains(QStringLiteral("73 33 63"))); // "s3c"
    QVERIFY(clipboard().contains(QString::fromUtf8("20 ·· ·· ·· ·· ·· ·· ·· 0d 0a")));
    view.setSelection(16, 7);
    view.copyAscii();
    QCOMPARE(clipboard(), QString::fromUtf8("·······"));
}

void TestHexView::maskedBytes_paintTheSameWhateverTheyAre()
{
    HexView view;
    view.resize(700, 120);
    view.setBytes(login(), password());
    const QImage one = view.grab().toImage();
    view.setBytes(QByteArrayLiteral("USER anna\r\nPASS XXXXXXX\r\n"), password());
    QCOMPARE(view.grab().toImage(), one);
    view.setBytes(QByteArrayLiteral("USER otto\r\nPASS XXXXXXX\r\n"), password());
    QVERIFY(view.grab().toImage() != one);
}

void TestHexView::selection_byKeysAndShift()
{
    HexView view;
    view.setBytes(QByteArray(100, 'x'));
    QSignalSpy activated(&view, &HexView::byteActivated);
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Down);
    const auto at = activated.last().first().value<qsizetype>();
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selection(), (ByteSpan{at, 3}));
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(activated.last().first().value<qsizetype>(), qsizetype(99));
    QCOMPARE(view.selection().length, qsizetype(0));
}

void TestHexView::highlight_isCutToTheBytes()
{
    HexView view;
    view.setBytes(QByteArray(10, 'x'));
    view.setHighlight(8, 1000);
    QCOMPARE(view.highlight(), (ByteSpan{8, 2}));
    view.setHighlight(5000, 3);
    QCOMPARE(view.highlight().length, qsizetype(0));
}

void TestHexView::hover_tellsTheByte()
{
    HexView view;
    view.resize(800, 200);
    view.setBytes(QByteArray(64, 'x'));
    view.show();
    QSignalSpy hovered(&view, &HexView::byteHovered);
    for (int x = 0; x < 800; x += 3) {
        QMouseEvent move(QEvent::MouseMove, QPointF(x, 14), view.viewport()->mapToGlobal(QPointF(x, 14)), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(view.viewport(), &move);
    }
    // Over the hex columns once and over the text once more.
    QList<qsizetype> seen;
    for (const auto &call : hovered) {
        if (const auto byte = call.first().value<qsizetype>(); byte >= 0)
            seen += byte;
    }
    QCOMPARE(seen.size(), 32);
    for (qsizetype i = 0; i < 32; ++i)
        QCOMPARE(seen.at(i), i % 16);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(view.viewport(), &leave);
    QCOMPARE(hovered.last().first().value<qsizetype>(), qsizetype(-1));
}

void TestHexView::bigPacket_scrollsToAByte()
{
    HexView view;
    view.resize(700, 200);
    view.show();
    view.setBytes(QByteArray(256 * 1024, '\x41'));
    view.setHighlight(200'000, 4);
    const int row = 200'000 / HexView::bytesPerRow;
    QVERIFY(view.verticalScrollBar()->value() <= row);
    QVERIFY(view.verticalScrollBar()->value() + view.verticalScrollBar()->pageStep() > row);
    QVERIFY(view.rowText(row).startsWith(QStringLiteral("30d40")));
}

void TestHexView::emptyView_takesEveryKey()
{
    HexView view;
    view.show();
    QSignalSpy activated(&view, &HexView::byteActivated);
    for (const int key :
         {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_PageDown})
        QTest::keyClick(&view, static_cast<Qt::Key>(key));
    view.copyHex();
    QCOMPARE(activated.count(), 0);
    QCOMPARE(view.selectionHex(), QString());
}

QTEST_MAIN(TestHexView)
#include "tst_hexview.moc"
