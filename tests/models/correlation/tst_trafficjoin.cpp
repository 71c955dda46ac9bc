#include "models/correlation/trafficjoin.h"

#include <QTest>

using namespace wirecase;

/// Which conversation and which flows make one row.
class TestTrafficJoin : public QObject
{
    Q_OBJECT

private slots:
    void join_pairsByEndpointsAndTime_data();
    void join_pairsByEndpointsAndTime();
    void join_endpointsDecideNotTheirOrder();
    void join_manyOfOnePairStaysFast();
    void join_stopsWhenCancelled();
};

namespace {

Endpoint endpoint(quint32 host, quint16 port)
{
    return {IpAddress::fromIpv4(0x0a000000U + host), port};
}

/// "c 10 20": a conversation from second 10 to 20; "f 10 20": a flow that ended; "o 10 20": one without its end; "m 10
/// 20": one without its begin.
JoinEntry entry(const QString &text, quint32 id)
{
    const QStringList parts = text.split(u' ');
    JoinEntry result = joinEntry(6, endpoint(1, 1000), endpoint(2, 80));
    result.isFlow = parts.at(0) != QLatin1String("c");
    result.open = parts.at(0) == QLatin1String("o");
    result.fromMiddle = parts.at(0) == QLatin1String("m");
    result.beginNs = parts.at(1).toInt() * nsPerSecond;
    result.endNs = parts.at(2).toInt() * nsPerSecond;
    result.id = id;
    return result;
}

QString printed(const std::vector<JoinedRow> &rows)
{
    QStringList texts;
    for (const JoinedRow &row : rows) {
        QString text = row.conversation ? QStringLiteral("c%1").arg(*row.conversation) : QString();
        for (const quint32 flow : row.flows)
            text += QStringLiteral("%1f%2").arg(text.isEmpty() ? QString() : QStringLiteral("+")).arg(flow);
        texts.append(text + (row.sharesFlow ? QStringLiteral(" shared") : QString()));
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

void TestTrafficJoin::join_pairsByEndpointsAndTime_data()
{
    QTest::addColumn<QString>("entries"); // ids count from 0 over conversations and flows together
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *entries, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(entries) << QString::fromLatin1(expected);
    };
    row("same time", "c 1000 1020;f 1000 1020", "c0+f1");
    row("flow by the whole second, a little before", "c 1002 1020;f 1000 1001", "c0+f1");
    row("packets two seconds before the flow", "c 990 998;f 1000 1020", "c0+f1");
    row("packets three seconds before the flow", "c 990 997;f 1000 1020", "c0, f1");
    row("packets within the idle time of an ended flow", "c 1140 1150;f 1000 1020", "c0+f1");
    row("packets after the idle time of an ended flow", "c 1141 1150;f 1000 1020", "f1, c0");
    row("packets within the idle time of an open flow", "c 1380 1390;o 1000 1020", "c0+f1");
    row("packets after the idle time of an open flow", "c 1381 1390;o 1000 1020", "f1, c0");
    row("packets that a flow without its begin may count", "c 650 660;m 1020 1020", "c0+f1");
    row("packets before what it may count", "c 640 659;m 1020 1020", "c0, f1");
    row("flow inside a long conversation", "c 1000 9000;f 4000 4100", "c0+f1");
    row("several flows of one conversation", "c 1000 9000;f 1000 1100;f 4000 4100", "c0+f1+f2");
    row("ports used again: each flow goes to its own", "c 1000 1010;c 1200 1210;f 1000 1010;f 1200 1210",
        "c0+f2, c1+f3");
    row("the flow goes where it overlaps most", "c 1000 1005;c 1006 1100;f 1000 1100", "c0+f2 shared, c1+f2");
    row("near beats far", "c 1000 1010;c 1100 1110;f 1012 1013", "c0+f2, c1");
    row("flows alone stay apart", "f 1000 1010;f 2000 2010", "f0, f1");
    row("flows alone that share time are one row", "f 1000 1010;f 1005 1020", "f0+f1");
    row("nothing", "", "");
}

void TestTrafficJoin::join_pairsByEndpointsAndTime()
{
    QFETCH(QString, entries);
    QFETCH(QString, expected);
    std::vector<JoinEntry> list;
    const QStringList texts = entries.split(u';', Qt::SkipEmptyParts);
    for (const QString &text : texts)
        list.push_back(entry(text, static_cast<quint32>(list.size())));
    JobState job;
    auto rows = joinEntries(list, job);
    QVERIFY(rows);
    std::sort(rows->begin(), rows->end(), [&list](const JoinedRow &a, const JoinedRow &b) {
        const auto begin = [&list](const JoinedRow &row) {
            return list[row.conversation ? *row.conversation : row.flows.front()].beginNs;
        };
        return begin(a) < begin(b);
    });
    QCOMPARE(printed(*rows), expected);
}

void TestTrafficJoin::join_endpointsDecideNotTheirOrder()
{
    JoinEntry conversation = joinEntry(6, endpoint(1, 1000), endpoint(2, 80));
    JoinEntry flow = joinEntry(6, endpoint(2, 80), endpoint(1, 1000));
    JoinEntry otherPort = joinEntry(6, endpoint(2, 80), endpoint(1, 1001));
    JoinEntry otherProtocol = joinEntry(17, endpoint(1, 1000), endpoint(2, 80));
    quint32 id = 0;
    for (JoinEntry *one : {&conversation, &flow, &otherPort, &otherProtocol}) {
        one->id = id++;
        one->isFlow = one != &conversation;
        one->beginNs = one->endNs = 1000 * nsPerSecond;
    }
    JobState job;
    QCOMPARE(printed(*joinEntries({otherProtocol, otherPort, flow, conversation}, job)),
             QStringLiteral("c0+f1, f2, f3"));
}

void TestTrafficJoin::join_manyOfOnePairStaysFast()
{
    std::vector<JoinEntry> list;
    constexpr quint32 count = 50'000;
    for (quint32 i = 0; i < count; ++i) {
        list.push_back(entry(QStringLiteral("c %1 %2").arg(i * 1000).arg(i * 1000 + 5), i));
        list.push_back(entry(QStringLiteral("f %1 %2").arg(i * 1000).arg(i * 1000 + 5), count + i));
    }
    JobState job;
    const auto rows = joinEntries(list, job);
    QCOMPARE(rows->size(), std::size_t{count});
    QVERIFY(std::all_of(rows->begin(), rows->end(), [](const JoinedRow &row) {
        return row.conversation && row.flows == std::vector<quint32>{*row.conversation + count};
    }));
}

void TestTrafficJoin::join_stopsWhenCancelled()
{
    JobState job;
    job.cancelled = true;
    QCOMPARE(joinEntries({entry(QStringLiteral("c 1 2"), 0)}, job).error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(TestTrafficJoin)
#include "tst_trafficjoin.moc"
