#include "tests/ui/panes/triagecase.h"
#include "ui/panes/streampane.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace wirecase;

/// Streams of the sample case.
class TestStreamPane : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void planted_areNowhereInTheClear_data();
    void planted_areNowhereInTheClear();
    void sides_areShownAlone();
    void headings_canBeLeftOut();
    void place_staysWhenTheFormChanges();
    void find_stepsThroughMatches();
    void find_saysWhenNothingMatches();
    void activation_pointsAtThePacket();
    void save_writesTheSideShown();
    void save_refusesEvidence();
    void follow_leadsHere();
    void empty_saysWhy();
    void cleanupTestCase();

private:
    [[nodiscard]] const Snapshot &snapshot() const { return *m_case->investigation().snapshot(); }
    [[nodiscard]] bool show(PacketId packet);
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] bool hasSentence(const QString &text) const
    {
        const auto labels = m_stream->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    [[nodiscard]] bool hasLine(const QString &text) const { return shownText().contains(text); }

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<StreamPane> m_stream;
    std::vector<PlantedSecret> m_planted;
    PacketId m_http{};
};

void TestStreamPane::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_stream = std::make_unique<StreamPane>(m_case->services());
    m_stream->resize(1000, 500);
    m_stream->show();
    m_planted = plantedSecrets(snapshot());
    QVERIFY(m_planted.size() > 20);
    for (const Secret &secret : snapshot().secrets->secrets()) {
        if (secret.protocol == QStringLiteral("http"))
            m_http = secret.packets.front();
    }
}

void TestStreamPane::cleanupTestCase()
{
    m_stream.reset();
    m_case.reset();
}

void TestStreamPane::init()
{
    m_stream->findLine()->clear();
    m_stream->sidesChip(StreamSides::Both)->setChecked(true);
    m_stream->formChip(StreamForm::Ascii)->setChecked(true);
    QVERIFY(show(m_http));
}

// Each stream begins with a heading, which names its first packet.
bool TestStreamPane::show(PacketId packet)
{
    const auto conversation = snapshot().capture.packets->row(packet).conversation;
    Focus focus;
    focus.packet = packet;
    focus.traffic = snapshot().traffic->ofConversation(*conversation);
    m_case->context().pointAt(focus);
    JobState job;
    const auto transcript = readTranscript(snapshot().capture, *conversation, nullptr, 1 << 20, job);
    if (!transcript || transcript->turns.empty())
        return false;
    const quint32 first = snapshot().capture.packets->row(transcript->turns.front().packet).numberInFile;
    return QTest::qWaitFor([&] {
        QString heading = m_stream->lines() ? m_stream->lines()->text(0) : QString();
        heading.remove(u',').remove(QChar(0x202f));
        return heading.contains(QStringLiteral("packet %1 ").arg(first));
    });
}

QString TestStreamPane::shownText() const
{
    QStringList lines;
    for (int line = 0; line < m_stream->lines()->lineCount(); ++line)
        lines << m_stream->lines()->text(line);
    return lines.join(u'\n');
}

void TestStreamPane::planted_areNowhereInTheClear_data()
{
    QTest::addColumn<StreamForm>("form");
    QTest::newRow("text") << StreamForm::Ascii;
    QTest::newRow("utf-8") << StreamForm::Utf8;
    QTest::newRow("hex") << StreamForm::Hex;
}

void TestStreamPane::planted_areNowhereInTheClear()
{
    QFETCH(StreamForm, form);
    for (const PlantedSecret &planted : m_planted) {
        m_stream->formChip(StreamForm::Ascii)->setChecked(true);
        QVERIFY(show(planted.packet));
        m_stream->formChip(form)->setChecked(true);
        QTRY_VERIFY(hasLine(QStringLiteral("00000000")) == (form == StreamForm::Hex));
        const QString text = shownText();
        const QByteArray secret = planted.secret.toUtf8();
        const QByteArray basic = (planted.user + u':' + planted.secret).toUtf8().toBase64();
        for (const QString &clear : {planted.secret, QString::fromLatin1(secret.toHex(' ')), QString::fromLatin1(basic),
                                     QString::fromLatin1(secret.toBase64())})
            QVERIFY2(clear.isEmpty() || !text.contains(clear), qPrintable(planted.user + u'\n' + text));
        m_stream->findLine()->setText(planted.secret);
        QTRY_COMPARE(m_stream->findText(), QStringLiteral("not found"));
        m_stream->findLine()->clear();
    }
}

void TestStreamPane::sides_areShownAlone()
{
    QVERIFY(hasLine(QStringLiteral("Client ·")) && hasLine(QStringLiteral("Server ·")));
    m_stream->sidesChip(StreamSides::Server)->setChecked(true);
    QTRY_VERIFY(!hasLine(QStringLiteral("Client ·")));
    QVERIFY(hasLine(QStringLiteral("HTTP/1.1 ")));
    QVERIFY(!hasLine(QStringLiteral("Authorization")));
    m_stream->sidesChip(StreamSides::Client)->setChecked(true);
    QTRY_VERIFY(hasLine(QStringLiteral("Authorization: Basic ") + secretMark()));
    QVERIFY(!hasLine(QStringLiteral("Server ·")));
}

void TestStreamPane::headings_canBeLeftOut()
{
    QAction *headings = nullptr;
    for (QAction *action : m_stream->findChildren<QAction *>()) {
        if (action->isCheckable() && action->text() == QStringLiteral("Turns"))
            headings = action;
    }
    QVERIFY(headings);
    headings->setChecked(false);
    QTRY_VERIFY(!hasLine(QStringLiteral("Server ·")));
    headings->setChecked(true);
    QTRY_VERIFY(hasLine(QStringLiteral("Server ·")));
}

void TestStreamPane::place_staysWhenTheFormChanges()
{
    const int last = m_stream->lines()->lineCount() - 1;
    m_stream->view()->goTo(last);
    m_stream->formChip(StreamForm::Hex)->setChecked(true);
    QTRY_VERIFY(hasLine(QStringLiteral("00000000")));
    QVERIFY(m_stream->view()->currentLine() > m_stream->lines()->lineCount() / 2);
}

void TestStreamPane::find_stepsThroughMatches()
{
    m_stream->findLine()->setText(QStringLiteral("http/1.1"));
    QTRY_VERIFY(m_stream->findText().startsWith(QStringLiteral("1 of ")));
    const int first = m_stream->view()->currentLine();
    QVERIFY(m_stream->lines()->text(first).contains(QStringLiteral("HTTP/1.1")));
    QTest::keyClick(m_stream->view(), Qt::Key_F3);
    QVERIFY(m_stream->findText().startsWith(QStringLiteral("2 of ")));
    QVERIFY(m_stream->view()->currentLine() > first);
    QTest::keyClick(m_stream->view(), Qt::Key_F3, Qt::ShiftModifier);
    QTest::keyClick(m_stream->view(), Qt::Key_F3, Qt::ShiftModifier);
    const QStringList count = m_stream->findText().split(QStringLiteral(" of "));
    QCOMPARE(count.front(), count.back()); // it goes round
    QTest::keyClick(m_stream->findLine(), Qt::Key_F3);
    QVERIFY(m_stream->findText().startsWith(QStringLiteral("1 of ")));
    QTest::keyClick(m_stream->findLine(), Qt::Key_F3, Qt::ShiftModifier);
    QVERIFY(m_stream->findText().startsWith(count.back() + QStringLiteral(" of ")));
}

void TestStreamPane::find_saysWhenNothingMatches()
{
    m_stream->findLine()->setText(QStringLiteral("no such text"));
    QTRY_COMPARE(m_stream->findText(), QStringLiteral("not found"));
}

void TestStreamPane::activation_pointsAtThePacket()
{
    m_stream->findLine()->setText(QStringLiteral("Authorization"));
    QTRY_VERIFY(m_stream->findText().startsWith(QStringLiteral("1 of ")));
    QTest::keyClick(m_stream->view(), Qt::Key_Return);
    const auto packet = m_case->context().focus().packet;
    QVERIFY(packet);
    QVERIFY(snapshot().capture.packets->bytes(*packet)->contains("Authorization"));
}

void TestStreamPane::save_writesTheSideShown()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("stream.bin"));
    m_stream->sidesChip(StreamSides::Server)->setChecked(true);
    QTRY_VERIFY(!hasLine(QStringLiteral("Client ·")));
    QSignalSpy saved(m_stream.get(), &StreamPane::saved);
    m_stream->saveTo(path);
    QVERIFY(saved.wait());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("HTTP/1.1 "));
    QVERIFY(m_stream->findChild<MessageBar *>()->text().contains(QStringLiteral("may lie readable")));
}

void TestStreamPane::save_refusesEvidence()
{
    const EvidenceFile &capture = m_case->investigation().evidence().files().front();
    m_stream->saveTo(capture.path);
    QTRY_VERIFY(m_stream->findChild<MessageBar *>()->text().contains(QStringLiteral("never written to")));
}

void TestStreamPane::follow_leadsHere()
{
    QSignalSpy followed(&m_case->context(), &InvestigationContext::followed);
    m_stream->paneActions().front()->trigger();
    QCOMPARE(followed.size(), 1);
    QCOMPARE(followed.front().front().value<Pivot>().pane, QStringLiteral("stream"));
    QCOMPARE(m_case->context().view(), View::Traffic);
}

void TestStreamPane::empty_saysWhy()
{
    m_case->context().pointAt({});
    QTRY_VERIFY(m_stream->isEmptyShown());
    QVERIFY(!m_stream->findLine()->isEnabled());
    QVERIFY(hasSentence(QStringLiteral("Point at")));
    Focus focus;
    for (quint32 row = 0; row < snapshot().traffic->size() && !focus.traffic; ++row) {
        if (!snapshot().traffic->at(TrafficId{row}).conversation)
            focus.traffic = TrafficId{row};
    }
    QVERIFY(focus.traffic);
    m_case->context().pointAt(focus);
    QTRY_VERIFY(hasSentence(QStringLiteral("flow logs only")));
}

QTEST_MAIN(TestStreamPane)
#include "tst_streampane.moc"
