#include "ui/widgets/filterbar.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/querytoken.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace wirecase;

namespace {

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

/// A query is wrong from its first '!' on.
std::optional<FilterBar::Problem> refuseBangs(const QString &text)
{
    const qsizetype at = text.indexOf(u'!');
    if (at < 0)
        return std::nullopt;
    return FilterBar::Problem{at, s("no exclamation marks")};
}

/// A query with '!' is applied but for that.
std::optional<FilterBar::Problem> doubtBangs(const QString &text)
{
    const qsizetype at = text.indexOf(u'!');
    if (at < 0)
        return std::nullopt;
    return FilterBar::Problem{at, s("bangs are not applied"), 1, false, s("no bangs"), s("?")};
}

QAbstractItemView *popupOf(const FilterBar &bar)
{
    return bar.findChild<QCompleter *>()->popup();
}

} // namespace

class TestFilterBar : public QObject
{
    Q_OBJECT

private slots:
    void state_followsTheText();
    void problem_isToldWhenAQueryIsTriedOrLeft();
    void doubt_isToldWhenItIsApplied();
    void returnKey_appliesOnlyWhatIsValid();
    void escape_bringsTheAppliedTextBack();
    void history_walksAndReturnsToTheTypedLine();
    void history_keepsEachQueryOnce();
    void history_isListedInTheEmptyLine();
    void completion_replacesTheWord();
    void values_thatComeTooLateAreNotOffered();
    void openCompletions_leaveReturnToTheLine();
    void tab_takesTheFirstCompletion();
    void part_canBeAppliedAndIsMarked();
    void note_repairsTheQuery();
    void token_data();
    void token();
};

void TestFilterBar::state_followsTheText()
{
    FilterBar bar;
    bar.setValidate(refuseBangs);
    QSignalSpy changed(&bar, &FilterBar::stateChanged);
    QCOMPARE(bar.state(), FilterBar::State::Empty);
    QTest::keyClicks(bar.edit(), s("a : b"));
    QCOMPARE(bar.state(), FilterBar::State::Valid);
    QTest::keyClicks(bar.edit(), s("!"));
    QCOMPARE(bar.state(), FilterBar::State::Invalid);
    QCOMPARE(bar.edit()->markedFrom(), qsizetype(5));
    QCOMPARE(bar.edit()->property("queryState").toString(), s("invalid"));
    QVERIFY(bar.edit()->toolTip().contains(s("no exclamation marks")));
    QVERIFY(bar.edit()->accessibleDescription().contains(u'6'));
    QCOMPARE(changed.count(), 2);
    bar.edit()->clear();
    QCOMPARE(bar.state(), FilterBar::State::Empty);
    QCOMPARE(bar.edit()->markedFrom(), qsizetype(-1));
}

void TestFilterBar::problem_isToldWhenAQueryIsTriedOrLeft()
{
    QWidget window;
    FilterBar bar(&window);
    bar.setValidate(refuseBangs);
    QLineEdit other(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    bar.setFocus();
    QSignalSpy told(&bar, &FilterBar::problemTold);
    QTest::keyClicks(bar.edit(), s("ab!"));
    QCOMPARE(told.count(), 0); // nobody wants to hear it of a query half typed
    QTest::keyClick(bar.edit(), Qt::Key_Return);
    QCOMPARE(told.count(), 1);
    QCOMPARE(told.last().first().toString(), s("Character 3: no exclamation marks"));
    QTest::keyClick(bar.edit(), Qt::Key_Escape);
    QCOMPARE(told.count(), 2);
    QCOMPARE(told.last().first().toString(), QString());
    QTest::keyClicks(bar.edit(), s("!"));
    QCOMPARE(told.count(), 2);
    other.setFocus();
    QCOMPARE(told.last().first().toString(), s("Character 1: no exclamation marks"));
    bar.setText(s("applied elsewhere"));
    QCOMPARE(told.last().first().toString(), QString());
}

void TestFilterBar::doubt_isToldWhenItIsApplied()
{
    FilterBar bar;
    FilterBar::Problem doubt{0, s("reads otherwise")};
    doubt.blocks = false;
    bar.setValidate([&doubt](const QString &) { return doubt; });
    QSignalSpy told(&bar, &FilterBar::problemTold);
    QSignalSpy applied(&bar, &FilterBar::textApplied);
    QTest::keyClicks(bar.edit(), s("a = b"));
    QCOMPARE(told.count(), 0);
    QTest::keyClick(bar.edit(), Qt::Key_Return);
    QCOMPARE(applied.count(), 1);
    QCOMPARE(told.count(), 1);
    QCOMPARE(told.last(), QVariantList({s("reads otherwise"), false}));
    doubt.isSaid = true; // by the panes
    bar.check();
    QCOMPARE(told.last().first().toString(), QString());
}

void TestFilterBar::returnKey_appliesOnlyWhatIsValid()
{
    FilterBar bar;
    bar.setValidate(refuseBangs);
    QSignalSpy applied(&bar, &FilterBar::textApplied);
    QTest::keyClicks(bar.edit(), s("ab!cd"));
    QTest::keyClick(bar.edit(), Qt::Key_Return);
    QCOMPARE(applied.count(), 0);
    QCOMPARE(bar.edit()->cursorPosition(), 2);
    bar.edit()->clear();
    QTest::keyClicks(bar.edit(), s(" abcd "));
    QTest::keyClick(bar.edit(), Qt::Key_Return);
    QCOMPARE(applied.count(), 1);
    QCOMPARE(applied.first().first().toString(), s("abcd"));
    bar.edit()->clear();
    QTest::keyClick(bar.edit(), Qt::Key_Return);
    QCOMPARE(applied.last().first().toString(), QString());
}

void TestFilterBar::escape_bringsTheAppliedTextBack()
{
    FilterBar bar;
    bar.setText(s("source.ip : 10.0.0.1"));
    QTest::keyClicks(bar.edit(), s("zzz"));
    QVERIFY(bar.text() != s("source.ip : 10.0.0.1"));
    QTest::keyClick(bar.edit(), Qt::Key_Escape);
    QCOMPARE(bar.text(), s("source.ip : 10.0.0.1"));
}

void TestFilterBar::history_walksAndReturnsToTheTypedLine()
{
    FilterBar bar;
    bar.setHistory({s("newest"), s("older")});
    QTest::keyClicks(bar.edit(), s("typed"));
    QTest::keyClick(bar.edit(), Qt::Key_Up);
    QCOMPARE(bar.text(), s("newest"));
    QTest::keyClick(bar.edit(), Qt::Key_Up);
    QTest::keyClick(bar.edit(), Qt::Key_Up);
    QCOMPARE(bar.text(), s("older"));
    QTest::keyClick(bar.edit(), Qt::Key_Down);
    QTest::keyClick(bar.edit(), Qt::Key_Down);
    QCOMPARE(bar.text(), s("typed"));
}

void TestFilterBar::history_keepsEachQueryOnce()
{
    FilterBar bar;
    QSignalSpy changed(&bar, &FilterBar::historyChanged);
    for (const char *query : {"a", "b", "a", "a"}) {
        bar.edit()->setText(s(query));
        QTest::keyClick(bar.edit(), Qt::Key_Return);
    }
    QCOMPARE(bar.history(), (QStringList{s("a"), s("b")}));
    QCOMPARE(changed.count(), 3);
}

void TestFilterBar::completion_replacesTheWord()
{
    FilterBar bar;
    QStringList askedFields;
    QStringList askedValues;
    bar.setCompletion(
        [&](const QString &prefix) {
            askedFields += prefix;
            return QStringList{s("source.ip"), s("source.port")};
        },
        [&](const QString &field, const QString &prefix) { askedValues += field + u'=' + prefix; });
    bar.show();
    QTest::keyClicks(bar.edit(), s("sou"));
    QCOMPARE(askedFields.last(), s("sou"));
    auto *completer = bar.findChild<QCompleter *>();
    emit completer->activated(s("source.ip"));
    QCOMPARE(bar.text(), s("source.ip : "));
    QCOMPARE(askedValues.last(), s("source.ip="));
    QTest::keyClicks(bar.edit(), s("10"));
    QCOMPARE(askedValues.last(), s("source.ip=10"));
    bar.offerValues(s("source.ip"), s("10"), {s("10.0.0.1")});
    emit completer->activated(s("10.0.0.1"));
    QCOMPARE(bar.text(), s("source.ip : 10.0.0.1 "));
}

void TestFilterBar::history_isListedInTheEmptyLine()
{
    FilterBar bar;
    bar.setHistory({s("newest : 1"), s("older : 2")});
    bar.show();
    QTest::keyClick(bar.edit(), Qt::Key_Down);
    const QAbstractItemView *popup = popupOf(bar);
    QVERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 2);
    emit bar.findChild<QCompleter *>()->activated(s("older : 2"));
    QCOMPARE(bar.text(), s("older : 2"));
}

void TestFilterBar::values_thatComeTooLateAreNotOffered()
{
    FilterBar bar;
    bar.setCompletion({}, [](const QString &, const QString &) {});
    bar.show();
    QTest::keyClicks(bar.edit(), s("a : 1"));
    bar.offerValues(s("a"), s("2"), {s("21")});
    bar.offerValues(s("b"), s("1"), {s("12")});
    QVERIFY(!popupOf(bar)->isVisible());
    bar.offerValues(s("a"), s("1"), {s("10"), s("11")});
    QVERIFY(popupOf(bar)->isVisible());
    QTest::keyClick(bar.edit(), Qt::Key_Return);
    bar.offerValues(s("a"), s("1"), {s("10")});
    QVERIFY(!popupOf(bar)->isVisible());
}

void TestFilterBar::openCompletions_leaveReturnToTheLine()
{
    FilterBar bar;
    bar.setCompletion([](const QString &) { return QStringList{s("abc"), s("abd")}; }, {});
    bar.show();
    QSignalSpy applied(&bar, &FilterBar::textApplied);
    QTest::keyClicks(bar.edit(), s("ab"));
    QVERIFY(popupOf(bar)->isVisible());
    QTest::keyClick(popupOf(bar), Qt::Key_Return);
    QCOMPARE(applied.count(), 1);
    QCOMPARE(applied.first().first().toString(), s("ab"));
    QVERIFY(!popupOf(bar)->isVisible());
}

void TestFilterBar::tab_takesTheFirstCompletion()
{
    FilterBar bar;
    bar.setCompletion([](const QString &) { return QStringList{s("abc"), s("abd")}; }, {});
    bar.show();
    QTest::keyClicks(bar.edit(), s("ab"));
    QTest::keyClick(popupOf(bar), Qt::Key_Tab);
    QCOMPARE(bar.text(), s("abc : "));
}

void TestFilterBar::part_canBeAppliedAndIsMarked()
{
    FilterBar bar;
    bar.resize(600, 30);
    bar.setValidate(doubtBangs);
    bar.show();
    QSignalSpy applied(&bar, &FilterBar::textApplied);
    QTest::keyClicks(bar.edit(), s("a : b or !c"));
    QCOMPARE(bar.state(), FilterBar::State::Partial);
    QCOMPARE(bar.edit()->property("queryState").toString(), s("partial"));
    QCOMPARE(bar.edit()->markedFrom(), qsizetype(9));
    QCOMPARE(bar.edit()->markedLength(), qsizetype(1));
    QVERIFY(bar.edit()->note()->isVisible());
    QCOMPARE(bar.edit()->note()->text(), s("no bangs"));
    QVERIFY(bar.edit()->accessibleDescription().contains(s("not applied")));
    QTest::keyClick(bar.edit(), Qt::Key_Return);
    QCOMPARE(applied.count(), 1);
    bar.edit()->clear();
    QVERIFY(!bar.edit()->note()->isVisible());
}

void TestFilterBar::note_repairsTheQuery()
{
    FilterBar bar;
    bar.resize(600, 30);
    bar.setValidate(doubtBangs);
    bar.show();
    QTest::keyClicks(bar.edit(), s("a : !b"));
    QTest::mouseClick(bar.edit()->note(), Qt::LeftButton);
    QCOMPARE(bar.text(), s("a : ?b"));
    QCOMPARE(bar.edit()->cursorPosition(), 5);
    QCOMPARE(bar.state(), FilterBar::State::Valid);
}

void TestFilterBar::token_data()
{
    QTest::addColumn<QString>("text"); // the cursor is at the |
    QTest::addColumn<QString>("replaced");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("prefix");
    QTest::newRow("empty") << s("|") << s("") << s("") << s("");
    QTest::newRow("field") << s("sour|") << s("sour") << s("") << s("sour");
    QTest::newRow("field after and") << s("a : b and dest|") << s("dest") << s("") << s("dest");
    QTest::newRow("value") << s("source.ip : 10.|") << s("10.") << s("source.ip") << s("10.");
    QTest::newRow("value without spaces") << s("source.ip:1|") << s("1") << s("source.ip") << s("1");
    QTest::newRow("empty value") << s("source.ip : |") << s("") << s("source.ip") << s("");
    QTest::newRow("comparison") << s("source.port >= 10|") << s("10") << s("source.port") << s("10");
    QTest::newRow("list") << s("network.protocol : (http or ft|") << s("ft") << s("network.protocol") << s("ft");
    QTest::newRow("after a list") << s("a : (b or c) and d|") << s("d") << s("") << s("d");
    QTest::newRow("group of terms") << s("(a : b or c|") << s("c") << s("") << s("c");
    QTest::newRow("quoted value") << s("user : \"an a|") << s("\"an a") << s("user") << s("an a");
    QTest::newRow("middle of a word") << s("so|urce.ip : 1") << s("source.ip") << s("") << s("so");
}

void TestFilterBar::token()
{
    QFETCH(QString, text);
    QFETCH(QString, replaced);
    QFETCH(QString, field);
    QFETCH(QString, prefix);
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    const QueryToken token = queryTokenAt(text, cursor);
    QCOMPARE(text.mid(token.begin, token.length), replaced);
    QCOMPARE(token.field, field);
    QCOMPARE(token.prefix, prefix);
}

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
