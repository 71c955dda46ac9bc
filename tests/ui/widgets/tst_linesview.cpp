#include "ui/widgets/linesview.h"

#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

class Numbered final : public LineSource
{
public:
    explicit Numbered(int lines)
        : m_lines(lines)
    {
    }
    [[nodiscard]] int lineCount() const override { return m_lines; }
    [[nodiscard]] QString text(int line) const override
    {
        ++m_made;
        return QStringLiteral("line %1").arg(line);
    }
    [[nodiscard]] LineLook look(int) const override { return {}; }
    [[nodiscard]] int mostCharacters() const override { return 200; }
    [[nodiscard]] int made() const { return m_made; }

private:
    int m_lines;
    mutable int m_made = 0;
};

} // namespace

class TestLinesView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void onlyShownLinesAreMade();
    void keys_moveAndSelect();
    void selection_ofSeveralLinesIsCopied();
    void copy_refusesTooMuch();
    void found_isScrolledTo();
    void activation_saysTheLine();
    void findAgain_isAKeyOfTheView();
    void emptyView_takesEveryKey();
    void paint_showsTheSelection();

private:
    std::unique_ptr<LinesView> m_view;
};

void TestLinesView::init()
{
    m_view = std::make_unique<LinesView>();
    m_view->resize(400, 200);
    m_view->setSource(std::make_shared<Numbered>(1000));
    m_view->show();
}

void TestLinesView::onlyShownLinesAreMade()
{
    const auto many = std::make_shared<Numbered>(5'000'000);
    m_view->setSource(many);
    m_view->verticalScrollBar()->setValue(4'000'000);
    m_view->grab();
    QVERIFY(many->made() > 0);
    QVERIFY2(many->made() < 200, qPrintable(QString::number(many->made())));
}

void TestLinesView::keys_moveAndSelect()
{
    QSignalSpy moved(m_view.get(), &LinesView::currentLineChanged);
    m_view->goTo(3);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentLine(), 4);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->currentLine(), 999);
    QVERIFY(m_view->verticalScrollBar()->value() > 900);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QCOMPARE(m_view->currentLine(), 999);
    QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_view->currentLine(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedText(), QStringLiteral("li"));
    QCOMPARE(moved.size(), 4);
}

void TestLinesView::selection_ofSeveralLinesIsCopied()
{
    m_view->goTo(7, 5);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("7\nline 8\nline "));
}

void TestLinesView::copy_refusesTooMuch()
{
    QApplication::clipboard()->setText(QStringLiteral("before"));
    m_view->setSource(std::make_shared<Numbered>(500'000));
    QSignalSpy refused(m_view.get(), &LinesView::copyRefused);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
}

void TestLinesView::found_isScrolledTo()
{
    m_view->setFound(500, {2, 3});
    QCOMPARE(m_view->currentLine(), 500);
    const int first = m_view->verticalScrollBar()->value();
    QVERIFY(first <= 500 && first + m_view->verticalScrollBar()->pageStep() > 500);
    m_view->setFound(500, {150, 20});
    QVERIFY(m_view->horizontalScrollBar()->value() > 0);
}

void TestLinesView::activation_saysTheLine()
{
    QSignalSpy activated(m_view.get(), &LinesView::lineActivated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 0);
    m_view->goTo(12);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.takeFirst().front().toInt(), 12);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(30, 30));
    QCOMPARE(activated.size(), 1);
}

void TestLinesView::findAgain_isAKeyOfTheView()
{
    QSignalSpy wished(m_view.get(), &LinesView::findAgainRequested);
    QTest::keyClick(m_view.get(), Qt::Key_F3);
    QTest::keyClick(m_view.get(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(wished.size(), 2);
    QCOMPARE(wished.front().front().toBool(), false);
    QCOMPARE(wished.back().front().toBool(), true);
}

void TestLinesView::emptyView_takesEveryKey()
{
    m_view->setSource(nullptr);
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown,
                              Qt::Key_Left, Qt::Key_Right, Qt::Key_Return})
        QTest::keyClick(m_view.get(), key);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(30, 30));
    QCOMPARE(m_view->currentLine(), -1);
    m_view->grab();
}

void TestLinesView::paint_showsTheSelection()
{
    m_view->goTo(2);
    const QImage before = m_view->viewport()->grab().toImage();
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ShiftModifier);
    QVERIFY(before != m_view->viewport()->grab().toImage());
}

QTEST_MAIN(TestLinesView)
#include "tst_linesview.moc"
