#include "models/base/jobboard.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/paneframe.h"
#include "ui/widgets/progressstrip.h"
#include "ui/widgets/scopechips.h"
#include "ui/widgets/statebuttons.h"
#include "ui/widgets/statusstrip.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

QPushButton *buttonWith(QWidget &parent, const QString &text)
{
    for (auto *button : parent.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

} // namespace

class TestControls : public QObject
{
    Q_OBJECT

private slots:
    void scopeChips_areRemovedByMouseAndKey();
    void scopeChips_setEqualChangesNothing();
    void chip_plainTakesNoClickAndNoFocus();
    void stateButtons_chooseTakeBackAndMove();
    void link_saysWhyNotAndStaysFocusable();
    void flow_wrapsAndKeepsRightItemsRight();
    void pane_headerActionFollowsItsAction();
    void pane_showsMessageAndEmptyState();
    void pane_headerWrapsInsteadOfClipping();
    void rail_choosesByClickAndShowsWithoutEmitting();
    void status_showsTheJobAndCancels();
    void status_troubleOfTheEvidenceLeadsToIt();
    void progress_isBounded();
};

void TestControls::scopeChips_areRemovedByMouseAndKey()
{
    ScopeChips chips;
    chips.setChips(
        {{s("window"), s("09:00 - 10:00"), {}, Tone::Accent}, {s("host"), s("host 10.0.0.1"), {}, Tone::Neutral}});
    chips.resize(600, 30);
    chips.show();
    QSignalSpy removed(&chips, &ScopeChips::chipRemoved);
    QSignalSpy activated(&chips, &ScopeChips::chipActivated);
    const auto buttons = chips.findChildren<ChipButton *>();
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(buttons[0], Qt::LeftButton, {}, {buttons[0]->width() - 12, buttons[0]->height() / 2});
    QTest::keyClick(buttons[1], Qt::Key_Delete);
    QCOMPARE(removed.count(), 2);
    QCOMPARE(removed.at(0).first().toString(), s("window"));
    QCOMPARE(removed.at(1).first().toString(), s("host"));
    QCOMPARE(activated.count(), 0);
    QTest::mouseClick(buttons[0], Qt::LeftButton, {}, {12, buttons[0]->height() / 2});
    QCOMPARE(activated.count(), 1);
    QCOMPARE(chips.chips().size(), std::size_t(2)); // the owner of the scope decides
}

void TestControls::scopeChips_setEqualChangesNothing()
{
    ScopeChips chips;
    chips.setChips({{s("a"), s("A"), {}, Tone::Accent}});
    const auto *before = chips.findChild<ChipButton *>();
    chips.setChips({{s("a"), s("A"), {}, Tone::Accent}});
    QCOMPARE(chips.findChild<ChipButton *>(), before);
}

void TestControls::chip_plainTakesNoClickAndNoFocus()
{
    ChipButton chip(s("42"), ChipButton::Kind::Plain);
    chip.show();
    QSignalSpy clicked(&chip, &ChipButton::clicked);
    QTest::mouseClick(&chip, Qt::LeftButton);
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(chip.focusPolicy(), Qt::NoFocus);
}

void TestControls::stateButtons_chooseTakeBackAndMove()
{
    StateButtons buttons;
    buttons.addState(0, s("Benign"));
    buttons.addState(1, s("Suspicious"));
    buttons.addState(2, s("Unclear"));
    buttons.resize(400, 30);
    buttons.show();
    QVERIFY(QTest::qWaitForWindowActive(&buttons));
    QSignalSpy chosen(&buttons, &StateButtons::stateChosen);
    buttons.setCurrent(2);
    QCOMPARE(chosen.count(), 0);
    buttons.button(1)->click();
    QCOMPARE(buttons.current(), std::optional(1));
    QVERIFY(!buttons.button(2)->isChecked());
    buttons.button(1)->setFocus();
    QTest::keyClick(buttons.button(1), Qt::Key_Right);
    QVERIFY(buttons.button(2)->hasFocus());
    QTest::keyClick(buttons.button(2), Qt::Key_Space);
    QCOMPARE(buttons.current(), std::optional(2));
    buttons.button(2)->click(); // taken back
    QCOMPARE(buttons.current(), std::optional<int>());
    QCOMPARE(chosen.count(), 3);
    QCOMPARE(chosen.last().first().value<std::optional<int>>(), std::optional<int>());
}

void TestControls::link_saysWhyNotAndStaysFocusable()
{
    LinkLabel link(s("Show traffic"));
    QSignalSpy followed(&link, &LinkLabel::linkActivated);
    link.show();
    QTest::keyClick(&link, Qt::Key_Return);
    QCOMPARE(followed.count(), 1);
    link.setWhyNot(s("No packets were captured."));
    QTest::mouseClick(&link, Qt::LeftButton);
    QTest::keyClick(&link, Qt::Key_Return);
    QCOMPARE(followed.count(), 1);
    QCOMPARE(link.toolTip(), s("No packets were captured."));
    QCOMPARE(link.accessibleDescription(), s("No packets were captured."));
    QVERIFY(link.focusPolicy() & Qt::TabFocus);
}

void TestControls::flow_wrapsAndKeepsRightItemsRight()
{
    QWidget parent;
    auto *flow = new FlowLayout(&parent);
    flow->setGaps(10, 5);
    QList<QWidget *> boxes;
    for (int i = 0; i < 4; ++i) {
        boxes += new QWidget(&parent);
        boxes.last()->setFixedSize(100, 20);
        flow->addWidget(boxes.last(), i == 3 ? Qt::AlignRight : Qt::Alignment());
    }
    QCOMPARE(flow->heightForWidth(1000), 20);
    QCOMPARE(flow->heightForWidth(330), 45);
    QCOMPARE(flow->heightForWidth(120), 95);
    parent.resize(500, 20);
    parent.show();
    QCOMPARE(boxes[2]->geometry().left(), 220);
    QCOMPARE(boxes[3]->geometry().right(), 499);
    parent.resize(330, 45);
    QTRY_COMPARE(boxes[3]->geometry(), QRect(230, 25, 100, 20));
}

void TestControls::pane_headerActionFollowsItsAction()
{
    PaneFrame pane(s("Packets"));
    QAction action(s("Follow stream"));
    action.setCheckable(true);
    ChipButton *chip = pane.addHeaderAction(&action);
    QSignalSpy triggered(&action, &QAction::triggered);
    chip->click();
    QCOMPARE(triggered.count(), 1);
    QVERIFY(action.isChecked());
    QVERIFY(chip->isChecked());
    action.setChecked(false);
    QVERIFY(!chip->isChecked());
    action.setEnabled(false);
    action.setText(s("Stream"));
    QVERIFY(!chip->isEnabled());
    QCOMPARE(chip->text(), s("Stream"));
}

void TestControls::pane_showsMessageAndEmptyState()
{
    PaneFrame pane(s("Alerts"));
    auto *body = new QLabel(s("body"));
    pane.setBody(body);
    pane.resize(400, 300);
    pane.show();
    QAction open(s("Open evidence"));
    QSignalSpy opened(&open, &QAction::triggered);
    pane.setEmptyState(s("Alerts appear here."), &open);
    pane.setEmptyShown(true);
    QVERIFY(pane.isEmptyShown());
    QVERIFY(!body->isVisible());
    buttonWith(pane, s("Open evidence"))->click();
    QCOMPARE(opened.count(), 1);
    pane.setEmptyShown(false);
    QVERIFY(body->isVisible());

    QAction show(s("Show problems"));
    QSignalSpy shown(&show, &QAction::triggered);
    pane.showMessage(s("2 records could not be read."), Tone::Warning, &show);
    buttonWith(pane, s("Show problems"))->click();
    pane.showMessage(s("Again."), Tone::Warning, &show);
    buttonWith(pane, s("Show problems"))->click();
    QCOMPARE(shown.count(), 2); // once a click, however often the message is shown
    auto *bar = pane.findChild<MessageBar *>();
    QVERIFY(bar->isVisible());
    pane.clearMessage();
    QVERIFY(!bar->isVisible());
}

void TestControls::pane_headerWrapsInsteadOfClipping()
{
    PaneFrame pane(s("Conversations"));
    QList<ChipButton *> chips;
    for (const char *text : {"18 402", "PCAP + log 17 060", "log only 1 311", "PCAP only 31"})
        chips += pane.addCountChip(s(text));
    pane.setBody(new QWidget);
    pane.resize(260, 400);
    pane.show();
    for (const ChipButton *chip : chips) {
        QTRY_VERIFY(chip->width() >= chip->sizeHint().width());
        QVERIFY(chip->geometry().right() < chip->parentWidget()->width());
        QVERIFY(chip->geometry().bottom() < chip->parentWidget()->height());
    }
}

void TestControls::rail_choosesByClickAndShowsWithoutEmitting()
{
    NavigationRail rail;
    RailButton *first = rail.addView(7, IconName::Triage, s("Triage"), QKeySequence(Qt::CTRL | Qt::Key_1));
    RailButton *second = rail.addView(9, IconName::Traffic, s("Traffic"));
    rail.show();
    QVERIFY(QTest::qWaitForWindowActive(&rail));
    QSignalSpy chosen(&rail, &NavigationRail::viewChosen);
    rail.setCurrent(9);
    QVERIFY(second->isChecked());
    QCOMPARE(chosen.count(), 0);
    first->click();
    QCOMPARE(chosen.first().first().toInt(), 7);
    QVERIFY(!second->isChecked());
    first->click(); // choosing the chosen one keeps it chosen
    QVERIFY(first->isChecked());
    QVERIFY(first->toolTip().contains(u'1'));
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Down);
    QVERIFY(second->hasFocus());
}

void TestControls::status_showsTheJobAndCancels()
{
    JobBoard board;
    StatusStrip strip(&board);
    strip.resize(800, 24);
    strip.show();
    QCOMPARE(strip.jobText(), QString());
    const auto state = std::make_shared<JobState>();
    state->total = 5'000'000'000;
    state->done = 3'100'000'000;
    board.add(s("Hashing capture-2.cap"), state);
    QCOMPARE(strip.jobText(), s("Hashing capture-2.cap 62 %"));
    state->done = 4'000'000'000;
    QTRY_COMPARE(strip.jobText(), s("Hashing capture-2.cap 80 %"));
    const auto links = strip.findChildren<LinkLabel *>();
    auto *cancel = links.back();
    QVERIFY(cancel->isVisible());
    cancel->click();
    QVERIFY(state->cancelled);
    QVERIFY(!cancel->whyNot().isEmpty());
    board.remove(state);
    QVERIFY(!cancel->isVisible());
    QCOMPARE(strip.jobText(), QString());
}

void TestControls::status_troubleOfTheEvidenceLeadsToIt()
{
    StatusStrip strip(nullptr);
    strip.resize(800, 24);
    strip.show();
    QVERIFY(!strip.trouble()->isVisible());
    strip.setEvidence(s("51 of 53 verified"), s("1 changed, 1 not readable"));
    QCOMPARE(strip.evidenceText(), s("51 of 53 verified"));
    QVERIFY(strip.trouble()->isVisible());
    QCOMPARE(strip.trouble()->text(), s("1 changed, 1 not readable"));
    QSignalSpy asked(&strip, &StatusStrip::evidenceRequested);
    strip.trouble()->click();
    strip.trouble()->setFocus();
    QTest::keyClick(strip.trouble(), Qt::Key_Return);
    QCOMPARE(asked.count(), 2);
    strip.setEvidence(s("53 of 53 verified"), {});
    QVERIFY(!strip.trouble()->isVisible());
}

void TestControls::progress_isBounded()
{
    ProgressStrip strip;
    QCOMPARE(strip.fraction(), 0.0);
    strip.setProgress(2, 5);
    QCOMPARE(strip.fraction(), 0.4);
    strip.setProgress(9, 5);
    QCOMPARE(strip.fraction(), 1.0);
    strip.setProgress(9, 0);
    QCOMPARE(strip.fraction(), 0.0);
}

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
