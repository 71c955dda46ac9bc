#include "models/base/timerange.h"
#include "models/capture/capturefilter.h"
#include "models/capture/captureindexbuilder.h"
#include "models/kql/query.h"
#include "tests/models/capture/capturebytes.h"

#include <QTest>

using namespace wirecase;
using namespace wirecase::test;

namespace {

using Rows = std::vector<quint32>;

// Packet 0: ARP. 1, 2: a web request and its answer. 3: DNS. Conversation 0: HTTP, 1: DNS.
CaptureSnapshot sample()
{
    const QByteArray bytes =
        pcapOf({ethernet(0x0806, QByteArray(28, '\0')),
                segment(true, 1000, 80, 1, 1, psh | ack, "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"),
                segment(false, 1000, 80, 1, 40, psh | ack, "HTTP/1.1 200 OK\r\n\r\n"),
                ethernet(0x0800, ipv4(hostA, 0x0808'0808, 17, udp(2000, 53, QByteArray(20, '\0'))))});
    CaptureIndexBuilder builder;
    JobState job;
    const Status done =
        builder.add(memorySource(bytes, QStringLiteral("a.cap")), EvidenceId{1}, QStringLiteral("a.cap"), job);
    return done ? builder.snapshot() : CaptureSnapshot();
}

} // namespace

class TestCaptureFilter : public QObject
{
    Q_OBJECT

private slots:
    void visible_kqlSelects_data();
    void visible_kqlSelects();
    void visible_timeAndHostsAlwaysApply();
    void visible_unknownFieldIsDropped();
    void visible_wrongQueryFails();
    void fields_areSortedAndAllHaveColumns();
    void matchBpf_selects_data();
    void matchBpf_selects();
    void matchBpf_wrongExpressionFails();
};

void TestCaptureFilter::visible_kqlSelects_data()
{
    QTest::addColumn<QString>("kql");
    QTest::addColumn<Rows>("packets");
    QTest::addColumn<Rows>("conversations");
    const auto row = [](const char *kql, const Rows &packets, const Rows &conversations) {
        QTest::newRow(kql) << QString::fromLatin1(kql) << packets << conversations;
    };
    row("", {0, 1, 2, 3}, {0, 1});
    row("source.ip : 10.0.0.1", {1, 3}, {0, 1});
    row("source.ip : 10.0.0.2", {2}, {});
    row("destination.ip : 10.0.0.0/8", {1, 2}, {0});
    row("destination.port : 80", {1}, {0});
    row("client.port : 1000", {1, 2}, {0});
    row("network.protocol : http", {1, 2}, {0});
    row("network.transport : udp", {3}, {1});
    row("destination.domain : a.example", {1, 2}, {0});
    row("network.type : ipv4", {1, 2, 3}, {0, 1});
    row("network.iana_number : 6", {1, 2}, {0});
    row("not network.protocol : (http or dns)", {0}, {});
    row("conversation : 1", {3}, {1});
}

void TestCaptureFilter::visible_kqlSelects()
{
    QFETCH(QString, kql);
    QFETCH(Rows, packets);
    QFETCH(Rows, conversations);
    JobState job;
    const CaptureSnapshot capture = sample();
    const Scope scope{.window = {}, .hosts = {}, .kql = kql};
    const auto visible = visiblePackets(capture, scope, job);
    QVERIFY(visible);
    QCOMPARE(*visible, packets);
    const auto shown = visibleConversations(capture, scope, job);
    QVERIFY(shown);
    QCOMPARE(*shown, conversations);
}

void TestCaptureFilter::visible_timeAndHostsAlwaysApply()
{
    JobState job;
    const CaptureSnapshot capture = sample();
    const qint64 begin = capture.packets->timeNs(PacketId{0});
    const Scope early{.window = TimeRange{begin, begin + 2 * nsPerMs}, .hosts = {}, .kql = {}};
    QCOMPARE(*visiblePackets(capture, early, job), Rows({0, 1}));
    QCOMPARE(*visibleConversations(capture, early, job), Rows({0}));
    const Scope host{.window = {}, .hosts = {*IpAddress::parse(u"8.8.8.8"), *IpAddress::parse(u"9.9.9.9")}, .kql = {}};
    QCOMPARE(*visiblePackets(capture, host, job), Rows({3}));
    QCOMPARE(*visibleConversations(capture, host, job), Rows({1}));
}

void TestCaptureFilter::visible_unknownFieldIsDropped()
{
    JobState job;
    QStringList dropped;
    const Scope scope{.window = {}, .hosts = {}, .kql = QStringLiteral("user.name : eve and network.protocol : dns")};
    QCOMPARE(*visiblePackets(sample(), scope, job, &dropped), Rows({3}));
    QCOMPARE(dropped, QStringList(QStringLiteral("user.name")));
}

void TestCaptureFilter::visible_wrongQueryFails()
{
    JobState job;
    const Scope scope{.window = {}, .hosts = {}, .kql = QStringLiteral("source.ip : (")};
    QVERIFY(!visiblePackets(sample(), scope, job));
    job.cancelled = true;
    const Scope host{.window = {}, .hosts = {*IpAddress::parse(u"8.8.8.8")}, .kql = {}};
    QCOMPARE(visiblePackets(sample(), host, job).error().code, Error::Code::Cancelled);
}

void TestCaptureFilter::fields_areSortedAndAllHaveColumns()
{
    const CaptureSnapshot capture = sample();
    for (const FieldSource *source : {&capture.packets->fields(), &capture.conversations->fields()}) {
        QStringList sorted = source->fields();
        sorted.sort();
        QCOMPARE(source->fields(), sorted);
        for (const QString &field : sorted)
            QVERIFY2(source->column(field) != nullptr, qPrintable(field));
        QVERIFY(source->column(QStringLiteral("user.name")) == nullptr);
    }
}

void TestCaptureFilter::matchBpf_selects_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<Rows>("packets");
    QTest::newRow("everything") << QString() << Rows{0, 1, 2, 3};
    QTest::newRow("port") << QStringLiteral("tcp port 80") << Rows{1, 2};
    QTest::newRow("host") << QStringLiteral("src host 10.0.0.1") << Rows{1, 3};
    QTest::newRow("protocol") << QStringLiteral("arp or udp") << Rows{0, 3};
    QTest::newRow("length") << QStringLiteral("greater 80") << Rows{1};
}

void TestCaptureFilter::matchBpf_selects()
{
    QFETCH(QString, expression);
    QFETCH(Rows, packets);
    JobState job;
    const auto bits = matchBpf(*sample().packets, expression, job);
    QVERIFY(bits);
    QCOMPARE(bits->rows(), packets);
}

void TestCaptureFilter::matchBpf_wrongExpressionFails()
{
    JobState job;
    const auto bits = matchBpf(*sample().packets, QStringLiteral("port and"), job);
    QVERIFY(!bits);
    QCOMPARE(bits.error().code, Error::Code::Format);
    QVERIFY(!matchBpf(PacketIndex(), QStringLiteral("port and"), job));
}

QTEST_GUILESS_MAIN(TestCaptureFilter)
#include "tst_capturefilter.moc"
