#include "tests/ui/panes/triagecase.h"
#include "ui/panes/packetcommentdialog.h"
#include "ui/panes/packetdetailspane.h"
#include "ui/panes/packetremarks.h"
#include "ui/panes/packetspane.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/fieldtree.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace wirecase;

namespace {

QAction *actionOf(const Pane &pane, const QKeySequence &keys)
{
    for (QAction *action : pane.paneActions()) {
        if (action->shortcut() == keys)
            return action;
    }
    return nullptr;
}

/// Answers the next dialog with these words.
void answerWith(const QString &text, QString *before = nullptr)
{
    QTimer::singleShot(0, qApp, [text, before] {
        auto *dialog = qobject_cast<PacketCommentDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        if (before)
            *before = dialog->text();
        dialog->field()->setPlainText(text);
        dialog->accept();
    });
}

} // namespace

/// Comments on packets, on the sample case.
class TestPacketComments : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void comment_isKeptShownAndUndone();
    void comment_ofSeveralRowsIsOneStep();
    void comment_emptiedLeavesTheMark();
    void mark_takenAwaySaysThatItsCommentGoes();
    void column_isHiddenUntilItIsWanted();
    void dialog_refusesTooMuch();
    void remarks_areThoseOfTheCaptures();
    void cleanupTestCase();

private:
    [[nodiscard]] QString comment(quint32 packet) const
    {
        const RecordMark *mark = m_case->caseFile().state().mark(refOf(packet));
        return mark ? mark->comment : QString();
    }
    [[nodiscard]] EvidenceRef refOf(quint32 packet) const
    {
        return m_packets->model()->capture().packets->refOf(PacketId{packet});
    }
    void trigger(const QKeySequence &keys) { actionOf(*m_packets, keys)->trigger(); }

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<PacketsPane> m_packets;
    std::unique_ptr<PacketDetailsPane> m_details;
};

void TestPacketComments::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_packets = std::make_unique<PacketsPane>(m_case->services());
    m_details = std::make_unique<PacketDetailsPane>(m_case->services());
    m_packets->resize(900, 400);
    m_packets->show();
    m_details->show();
}

void TestPacketComments::cleanupTestCase()
{
    m_details.reset();
    m_packets.reset();
    m_case.reset();
}

void TestPacketComments::init()
{
    while (m_case->editor().stack().canUndo())
        m_case->editor().stack().undo();
    m_case->context().pointAt({});
    QTRY_VERIFY(m_packets->model()->rowCount() > 10);
    m_packets->goToPacket(PacketId{4});
    QTRY_COMPARE(m_packets->table()->currentIndex().row(), m_packets->model()->rowOf(PacketId{4}));
}

void TestPacketComments::comment_isKeptShownAndUndone()
{
    answerWith(QStringLiteral("  login <b>here</b> "));
    trigger(Qt::CTRL | Qt::ALT | Qt::Key_C);
    QCOMPARE(comment(4), QStringLiteral("login <b>here</b>"));
    const PacketTableModel &model = *m_packets->model();
    const int row = model.rowOf(PacketId{4});
    QCOMPARE(model.index(row, PacketTableModel::Comment).data().toString(), QStringLiteral("login <b>here</b>"));
    const auto firstField = [this] { return m_details->fields()->model()->index(0, 0).data().toString(); };
    QTRY_COMPARE(firstField(), QStringLiteral("Comment in the case: login <b>here</b>"));
    QString before;
    answerWith(QStringLiteral("other"), &before);
    trigger(Qt::CTRL | Qt::ALT | Qt::Key_C);
    QCOMPARE(before, QStringLiteral("login <b>here</b>"));
    QTRY_COMPARE(firstField(), QStringLiteral("Comment in the case: other"));
    m_case->editor().stack().undo();
    m_case->editor().stack().undo();
    QVERIFY(model.index(row, PacketTableModel::Comment).data().toString().isEmpty());
    QTRY_VERIFY(!firstField().startsWith(QStringLiteral("Comment in the case")));
}

void TestPacketComments::comment_ofSeveralRowsIsOneStep()
{
    DataTable &table = *m_packets->table();
    const int row = table.currentIndex().row();
    table.selectionModel()->select(QItemSelection(table.model()->index(row, 0), table.model()->index(row + 2, 0)),
                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const int steps = m_case->editor().stack().count();
    answerWith(QStringLiteral("three"));
    trigger(Qt::CTRL | Qt::ALT | Qt::Key_C);
    QCOMPARE(m_case->caseFile().state().marks.size(), std::size_t{3});
    QVERIFY(m_case->editor().stack().count() <= std::max(steps, 1));
    m_case->editor().stack().undo();
    QVERIFY(m_case->caseFile().state().marks.empty());
}

void TestPacketComments::comment_emptiedLeavesTheMark()
{
    m_packets->comment({refOf(4)}, QStringLiteral("x"));
    m_packets->comment({refOf(4), refOf(5)}, {});
    QCOMPARE(m_case->caseFile().state().marks.size(), std::size_t{1});
    QVERIFY(m_case->caseFile().state().mark(refOf(4)));
    QVERIFY(comment(4).isEmpty());
}

void TestPacketComments::mark_takenAwaySaysThatItsCommentGoes()
{
    m_packets->comment({refOf(4)}, QStringLiteral("x"));
    trigger(Qt::CTRL | Qt::Key_M);
    QVERIFY(!m_case->caseFile().state().mark(refOf(4)));
    QVERIFY(m_packets->findChild<MessageBar *>()->text().contains(QStringLiteral("comment")));
    m_case->editor().stack().undo();
    QCOMPARE(comment(4), QStringLiteral("x"));
}

void TestPacketComments::column_isHiddenUntilItIsWanted()
{
    QVERIFY(m_packets->table()->isColumnHidden(PacketTableModel::Comment));
    m_packets->resize(1500, 400);
    m_packets->table()->setColumnShown(PacketTableModel::Comment, true);
    QTRY_VERIFY(!m_packets->table()->isColumnHidden(PacketTableModel::Comment));
}

void TestPacketComments::dialog_refusesTooMuch()
{
    PacketCommentDialog dialog(QStringLiteral("Packet 1"), {});
    const auto keep = [&dialog] {
        for (const QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Keep"))
                return button->isEnabled();
        }
        return false;
    };
    QVERIFY(keep());
    dialog.field()->setPlainText(QString(PacketCommentDialog::mostCharacters + 1, u'x'));
    QVERIFY(!keep());
    dialog.field()->setPlainText(QString(PacketCommentDialog::mostCharacters, u'x'));
    QVERIFY(keep());
}

void TestPacketComments::remarks_areThoseOfTheCaptures()
{
    m_packets->comment({refOf(4)}, QStringLiteral("x"));
    QVERIFY(m_case->editor().setMark(refOf(7), {}));
    QVERIFY(m_case->editor().setMark({EvidenceId{9999}, 1}, QStringLiteral("elsewhere")));
    const PacketRemarks remarks = packetRemarks(m_case->caseFile().state(), *m_packets->model()->capture().packets);
    QCOMPARE(remarks, (PacketRemarks{{4, QStringLiteral("x")}}));
}

QTEST_MAIN(TestPacketComments)
#include "tst_packetcomments.moc"
