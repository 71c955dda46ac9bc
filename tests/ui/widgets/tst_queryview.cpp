#include "ui/theme/applytheme.h"
#include "ui/theme/theme.h"
#include "ui/widgets/queryparts.h"
#include "ui/widgets/queryview.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace wirecase;

class TestQueryView : public QObject
{
    Q_OBJECT

private slots:
    void parts_areTold_data();
    void parts_areTold();
    void parts_coverEverythingButSpace_data();
    void parts_coverEverythingButSpace();
    void colours_followTheTheme();
    void colours_areLeftOutForOtherLanguages();
    void marks_areUnderlinedAndTold();
    void marks_behindTheEndStandUnderTheLastCharacter();
    void mark_isSelectedWhenRevealed();
    void height_followsTheTextUpToALimit();
};

namespace {

QString printed(const QString &text)
{
    QStringList words;
    for (const QueryPart &part : queryParts(text))
        words << QStringLiteral("%1[%2]").arg(QStringLiteral("FOKQWV").at(static_cast<int>(part.kind)),
                                              text.mid(part.begin, part.length));
    return words.join(u' ');
}

QColor colourAt(const QueryView &view, int offset)
{
    const QTextBlock block = view.document()->findBlock(offset);
    for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
        const int at = offset - block.position();
        if (at >= range.start && at < range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

} // namespace

void TestQueryView::parts_areTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parts");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("term") << "a.b : c"
                          << "F[a.b] O[:] V[c]";
    QTest::newRow("no space") << "a:c"
                              << "F[a] O[:] V[c]";
    QTest::newRow("keywords in any case") << "a:b AND not c:d"
                                          << "F[a] O[:] V[b] K[AND] K[not] F[c] O[:] V[d]";
    QTest::newRow("comparison") << "a >= 3"
                                << "F[a] O[>] O[=] V[3]";
    QTest::newRow("quoted value") << "a:\"b or \\\" c\" or d"
                                  << "F[a] O[:] Q[\"b or \\\" c\"] K[or] V[d]";
    QTest::newRow("quoted field") << "\"a b\" : c"
                                  << "F[\"a b\"] O[:] V[c]";
    QTest::newRow("wildcard") << "a: b*/c"
                              << "F[a] O[:] W[b*/c]";
    QTest::newRow("escaped star") << "a: b\\*"
                                  << "F[a] O[:] V[b\\*]";
    QTest::newRow("list") << "a : (b or c)"
                          << "F[a] O[:] O[(] V[b] K[or] V[c] O[)]";
    QTest::newRow("nested") << "a : { b : c }"
                            << "F[a] O[:] O[{] F[b] O[:] V[c] O[}]";
    QTest::newRow("open quote") << "a:\"b"
                                << "F[a] O[:] Q[\"b]";
    QTest::newRow("backslash at the end") << "a:b\\"
                                          << "F[a] O[:] V[b\\]";
    QTest::newRow("lines") << "a:\"b\nc\"\nor d:e"
                           << "F[a] O[:] Q[\"b\nc\"] K[or] F[d] O[:] V[e]";
}

void TestQueryView::parts_areTold()
{
    QFETCH(QString, text);
    QFETCH(QString, parts);
    QCOMPARE(printed(text), parts);
}

void TestQueryView::parts_coverEverythingButSpace_data()
{
    parts_areTold_data();
}

void TestQueryView::parts_coverEverythingButSpace()
{
    QFETCH(QString, text);
    qsizetype at = 0;
    for (const QueryPart &part : queryParts(text)) {
        QVERIFY(part.length > 0);
        QVERIFY(text.mid(at, part.begin - at).trimmed().isEmpty());
        at = part.begin + part.length;
    }
    QVERIFY(at <= text.size());
    QVERIFY(text.mid(at).trimmed().isEmpty());
}

void TestQueryView::colours_followTheTheme()
{
    QueryView view;
    view.setPalette(Theme::light().palette());
    view.setQuery(QStringLiteral("field : \"x\ny\" and w*"), true);
    QCOMPARE(colourAt(view, 0), Theme::light().color(ColorRole::Accent));
    QCOMPARE(colourAt(view, 9), Theme::light().color(ColorRole::Good));
    QCOMPARE(colourAt(view, 11), Theme::light().color(ColorRole::Good)); // on the next line, still quoted
    QCOMPARE(colourAt(view, 18), Theme::light().color(ColorRole::Medium));
    view.setPalette(Theme::dark().palette());
    QCOMPARE(colourAt(view, 0), Theme::dark().color(ColorRole::Accent));
}

void TestQueryView::colours_areLeftOutForOtherLanguages()
{
    QueryView view;
    view.setQuery(QStringLiteral("FROM logs | WHERE a : b"), false);
    QVERIFY(!colourAt(view, 0).isValid());
    QCOMPARE(view.toPlainText(), QStringLiteral("FROM logs | WHERE a : b"));
}

void TestQueryView::marks_areUnderlinedAndTold()
{
    QueryView view;
    view.setQuery(QStringLiteral("a : \"b*\" or c : d"), true);
    view.setMarks({{4, 4, QStringLiteral("quoted")}, {12, 1, QStringLiteral("unknown")}});
    QCOMPARE(view.extraSelections().size(), 2);
    QCOMPARE(view.extraSelections().front().cursor.selectedText(), QStringLiteral("\"b*\""));
    QCOMPARE(view.messageAt(4), QStringLiteral("quoted"));
    QCOMPARE(view.messageAt(7), QStringLiteral("quoted"));
    QCOMPARE(view.messageAt(8), QString());
    QCOMPARE(view.messageAt(12), QStringLiteral("unknown"));
    view.setQuery(QStringLiteral("another"), true);
    QVERIFY(view.marks().empty());
    QVERIFY(view.extraSelections().isEmpty());
}

void TestQueryView::marks_behindTheEndStandUnderTheLastCharacter()
{
    QueryView view;
    view.setQuery(QStringLiteral("a :"), true);
    view.setMarks({{3, 0, QStringLiteral("a value is missing")}});
    QCOMPARE(view.extraSelections().front().cursor.selectedText(), QStringLiteral(":"));
    view.setQuery({}, true);
    view.setMarks({{0, 0, QStringLiteral("nothing")}}); // nothing to stand under: no crash
    QVERIFY(view.extraSelections().front().cursor.selectedText().isEmpty());
}

void TestQueryView::mark_isSelectedWhenRevealed()
{
    QueryView view;
    view.setQuery(QStringLiteral("a : b or c : d"), true);
    view.setMarks({{9, 1, QStringLiteral("unknown")}});
    view.revealMark(0);
    QCOMPARE(view.textCursor().selectedText(), QStringLiteral("c"));
    view.revealMark(7); // there is none: the selection stays
    QCOMPARE(view.textCursor().selectedText(), QStringLiteral("c"));
}

void TestQueryView::height_followsTheTextUpToALimit()
{
    QueryView view;
    view.resize(600, 100);
    view.show();
    view.setQuery(QStringLiteral("a : b"), true);
    const int low = view.sizeHint().height();
    view.setQuery(QStringLiteral("a : b\nor c : d\nor e : f\nor g : h"), true);
    const int higher = view.sizeHint().height();
    QVERIFY(higher > low);
    view.setQuery(QStringLiteral("a : b\n").repeated(200), true);
    QVERIFY(view.sizeHint().height() > higher);
    QVERIFY(view.sizeHint().height() < 30 * view.fontMetrics().lineSpacing());
}

QTEST_MAIN(TestQueryView)
#include "tst_queryview.moc"
