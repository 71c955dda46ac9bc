#include "models/capture/deep/sharkdprocess.h"
#include "models/context/pivotroles.h"
#include "tests/ui/panes/triagecase.h"
#include "ui/panes/deepfields.h"
#include "ui/panes/packetdetailspane.h"
#include "ui/panes/packetreading.h"
#include "ui/panes/packetspane.h"
#include "ui/panes/secretreveal.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/fieldtree.h"
#include "ui/widgets/hexview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QInputDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

/// All that the tree says, in any role that reaches a person.
QString treeText(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                               int(FieldTreeModel::RevealedRole)})
            text += index.data(role).toString() + u'\n';
        text += treeText(model, index);
    }
    return text;
}

} // namespace

/// No secret that was planted in the sample's captures is shown or copied before a reveal that the case records.
class TestTrafficSecrets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void planted_areNowhereInTheClear();
    void reveal_isRecordedBeforeItIsShown();
    void reveal_withoutAReasonShowsNothing();
    void pin_carriesTheMaskedInfo();
    void fieldsAndBytes_areLinked();
    void wiresharkFields_takeThePlaceOfTheBuiltIn();
    void wiresharkFields_hideWhatWasPlanted();
    void wiresharkFields_canBeLeftOut();
    void cleanupTestCase();

private:
    [[nodiscard]] bool showPacket(PacketId packet);
    [[nodiscard]] QString shownByTable(PacketId packet);
    [[nodiscard]] QString shownByDetails();

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<PacketsPane> m_packets;
    std::unique_ptr<PacketDetailsPane> m_details;
    std::vector<PlantedSecret> m_planted;
};

void TestTrafficSecrets::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_packets = std::make_unique<PacketsPane>(m_case->services());
    m_details = std::make_unique<PacketDetailsPane>(m_case->services());
    m_packets->show();
    m_details->show();
    m_planted = plantedSecrets(*m_case->investigation().snapshot());
    QVERIFY(m_planted.size() > 20);
}

void TestTrafficSecrets::cleanupTestCase()
{
    m_details.reset();
    m_packets.reset();
    m_case.reset();
}

bool TestTrafficSecrets::showPacket(PacketId packet)
{
    const Snapshot &snapshot = *m_case->investigation().snapshot();
    Focus focus;
    focus.alert = snapshot.detection.alerts.front().key;
    focus.packet = packet;
    focus.traffic = snapshot.traffic->ofConversation(*snapshot.capture.packets->row(packet).conversation);
    m_case->context().pointAt(focus);
    const QString title = QStringLiteral("Packet %1").arg(snapshot.capture.packets->row(packet).numberInFile);
    const auto plainTitle = [this] { return m_details->title().remove(u',').remove(QChar(0x202f)); };
    return QTest::qWaitFor([&] { return m_packets->model()->rowOf(packet) >= 0 && plainTitle() == title; })
           && QTest::qWaitFor([&] { return m_details->bytes()->byteCount() > 0; });
}

QString TestTrafficSecrets::shownByTable(PacketId packet)
{
    const PacketTableModel &model = *m_packets->model();
    const QModelIndex info = model.index(model.rowOf(packet), PacketTableModel::Info);
    const QString before = protocolText(model.capture().packets->row(packet).conversationProtocol);
    if (!QTest::qWaitFor([&] { return info.data().toString() != before; }))
        qWarning("no info for packet %u", static_cast<unsigned>(packet));
    QString text;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(CopyRole), int(FilterRole)})
                text += model.index(row, column).data(role).toString() + u'\n';
        }
    }
    m_packets->table()->selectAll();
    m_packets->table()->copySelection();
    return text + QApplication::clipboard()->text();
}

QString TestTrafficSecrets::shownByDetails()
{
    HexView &bytes = *m_details->bytes();
    QString text = treeText(*m_details->fields()->model());
    bytes.setSelection(0, bytes.byteCount());
    bytes.copyAscii();
    text += QApplication::clipboard()->text();
    bytes.copyHex();
    text += QApplication::clipboard()->text();
    for (qsizetype row = 0; row * HexView::bytesPerRow < bytes.byteCount(); ++row)
        text += bytes.rowText(row) + u'\n';
    return text;
}

void TestTrafficSecrets::planted_areNowhereInTheClear()
{
    for (const PlantedSecret &planted : m_planted) {
        QVERIFY(showPacket(planted.packet));
        const QString text = shownByTable(planted.packet) + shownByDetails();
        const QByteArray basic = (planted.user + u':' + planted.secret).toUtf8().toBase64();
        QVERIFY2(!text.contains(planted.secret), qPrintable(planted.user));
        QVERIFY2(!text.contains(QString::fromLatin1(basic.right(12))), qPrintable(planted.user));
        QVERIFY2(!text.contains(QString::fromLatin1(planted.secret.toUtf8().toHex(' '))), qPrintable(planted.user));
        QVERIFY2(shownByDetails().contains(QChar(0x00b7)), "masked bytes are dots");
    }
}

void TestTrafficSecrets::reveal_isRecordedBeforeItIsShown()
{
    const PlantedSecret &planted = m_planted.front();
    QVERIFY(showPacket(planted.packet));
    const auto entries = m_case->caseFile().state().journal.size();
    emit m_details->fields()->revealRequested(0);
    QPointer<QInputDialog> question = m_details->reveal()->question();
    QVERIFY(question);
    QVERIFY(question->labelText().contains(QStringLiteral("case log")));
    question->setTextValue(QStringLiteral("to warn its owner"));
    question->accept();
    QTRY_VERIFY(m_details->reveal()->answer());
    const auto *value = m_details->reveal()->answer()->findChild<QLabel *>(QStringLiteral("revealedValue"));
    QVERIFY2(value->text().contains(planted.secret), "the value that was planted");
    const auto &journal = m_case->caseFile().state().journal;
    QCOMPARE(journal.size(), entries + 1);
    QCOMPARE(journal.back().act.kind, ActKind::RevealSecret);
    QVERIFY(journal.back().text.contains("to warn its owner"));
    QVERIFY(!journal.back().text.contains(planted.secret.toUtf8()));
    QVERIFY(!shownByDetails().contains(planted.secret));
    m_details->reveal()->answer()->close();
}

void TestTrafficSecrets::reveal_withoutAReasonShowsNothing()
{
    QVERIFY(showPacket(m_planted.front().packet));
    const auto entries = m_case->caseFile().state().journal.size();
    QTRY_VERIFY(!m_details->reveal()->answer());
    emit m_details->fields()->revealRequested(0);
    QSignalSpy refused(m_details->reveal(), &SecretReveal::failed);
    m_details->reveal()->question()->setTextValue(QStringLiteral("  "));
    m_details->reveal()->question()->accept();
    QCOMPARE(refused.count(), 1);
    QVERIFY(!m_details->reveal()->answer());
    QCOMPARE(m_case->caseFile().state().journal.size(), entries);
}

void TestTrafficSecrets::pin_carriesTheMaskedInfo()
{
    const PlantedSecret &planted = m_planted.front();
    QVERIFY(showPacket(planted.packet));
    m_details->pin();
    const StepAnswer *answer = m_case->caseFile().state().answer(m_case->context().focus().alert, {});
    QVERIFY(answer);
    QCOMPARE(answer->pins.size(), std::size_t{1});
    QCOMPARE(answer->pins[0].ref, m_case->investigation().snapshot()->capture.packets->refOf(planted.packet));
    QVERIFY(!answer->pins[0].label.isEmpty());
    QVERIFY(!answer->pins[0].label.contains(planted.secret));
}

void TestTrafficSecrets::fieldsAndBytes_areLinked()
{
    QVERIFY(showPacket(m_planted.front().packet));
    FieldTree &tree = *m_details->fields();
    HexView &bytes = *m_details->bytes();
    const auto *line = m_details->findChild<QLabel *>(QStringLiteral("fieldLine"));
    const QModelIndex ip = tree.model()->index(2, 0); // behind the frame and Ethernet
    tree.collapse(ip);
    tree.setCurrentIndex(tree.model()->index(1, 0));
    QCOMPARE(bytes.highlight(), (ByteSpan{0, 14}));
    // Byte 26 begins the source address of IPv4 behind Ethernet; its layer is folded, and stays so.
    emit bytes.byteHovered(26);
    QCOMPARE(bytes.hovered(), (ByteSpan{26, 4}));
    QVERIFY(line->text().contains(QStringLiteral("ip.src")));
    QCOMPARE(tree.currentIndex(), ip);
    QVERIFY(!tree.isExpanded(ip));
    emit bytes.byteHovered(-1);
    QCOMPARE(bytes.hovered().length, 0);
    QCOMPARE(tree.currentIndex(), tree.model()->index(1, 0));
    emit bytes.byteActivated(26);
    QCOMPARE(tree.currentIndex().data(FieldTreeModel::FilterNameRole).toString(), QStringLiteral("ip.src"));
    QCOMPARE(bytes.highlight(), (ByteSpan{26, 4}));
}

void TestTrafficSecrets::wiresharkFields_takeThePlaceOfTheBuiltIn()
{
    const auto *source = m_details->findChild<QLabel *>(QStringLiteral("fieldSource"));
    const auto *line = m_details->findChild<QLabel *>(QStringLiteral("fieldLine"));
    QVERIFY(showPacket(m_planted.back().packet));
    emit m_details->bytes()->byteActivated(26); // the source address
    QVERIFY(m_details->deepFields()->isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!m_details->deepFields()->isBusy(), 20'000);
    if (sharkdProgram().isEmpty()) {
        QCOMPARE(source->text(), QStringLiteral("Built-in fields"));
        QVERIFY(source->toolTip().contains(QStringLiteral("not installed")));
        return;
    }
    QCOMPARE(source->text(), QStringLiteral("Fields by Wireshark"));
    QVERIFY(treeText(*m_details->fields()->model()).contains(QStringLiteral("Differentiated Services Codepoint")));
    const QModelIndex chosen = m_details->fields()->currentIndex();
    QCOMPARE(chosen.data(FieldTreeModel::FilterNameRole).toString(), QStringLiteral("ip.src"));
    QCOMPARE(m_details->bytes()->highlight(), (ByteSpan{26, 4}));
    QVERIFY2(line->text().contains(QStringLiteral("ip.src")), qPrintable(line->text()));
    emit m_details->bytes()->byteHovered(22);
    QVERIFY2(line->text().contains(QStringLiteral("ip.ttl")), qPrintable(line->text()));
    emit m_details->bytes()->byteHovered(-1);
}

void TestTrafficSecrets::wiresharkFields_hideWhatWasPlanted()
{
    if (sharkdProgram().isEmpty())
        QSKIP("sharkd is not installed, skipped");
    const Snapshot &snapshot = *m_case->investigation().snapshot();
    QSet<Protocol> seen; // one of each kind: every packet costs a process
    for (const PlantedSecret &planted : m_planted) {
        const Protocol spoken = snapshot.capture.packets->row(planted.packet).conversationProtocol;
        if (seen.contains(spoken))
            continue;
        seen.insert(spoken);
        JobState job;
        const auto fields = readDeepFields(snapshot, planted.packet, job);
        QVERIFY2(fields, fields ? "" : qPrintable(fields.error().message));
        FieldTreeModel model;
        model.setFields(*fields);
        const QString text = treeText(model);
        const QByteArray basic = (planted.user + u':' + planted.secret).toUtf8().toBase64();
        QVERIFY2(!text.contains(planted.secret), qPrintable(text));
        QVERIFY2(!text.contains(QString::fromLatin1(basic.right(12))), qPrintable(text));
        QVERIFY2(text.contains(secretMark()), qPrintable(text));
    }
    QVERIFY(seen.size() > 2);
}

void TestTrafficSecrets::wiresharkFields_canBeLeftOut()
{
    const auto *source = m_details->findChild<QLabel *>(QStringLiteral("fieldSource"));
    QAction *wanted = nullptr;
    for (QAction *action : m_details->paneActions()) {
        if (action->isCheckable())
            wanted = action;
    }
    QVERIFY(wanted && wanted->isChecked());
    wanted->setChecked(false);
    QVERIFY(showPacket(m_planted.front().packet));
    QVERIFY(!m_details->deepFields()->isBusy());
    QCOMPARE(source->text(), QStringLiteral("Built-in fields"));
    wanted->setChecked(true);
    QVERIFY(m_details->deepFields()->isBusy());
    m_details->deepFields()->cancel();
}

QTEST_MAIN(TestTrafficSecrets)
#include "tst_trafficsecrets.moc"
