#include "casetext.h"
#include "models/correlation/trafficgroupmodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

#include <numeric>

using namespace casetext;
using namespace wirecase;

namespace {

TrafficIndexPtr sample()
{
    const QByteArray file = pcap(
        {{"09:00:01", "10.0.0.1", 1000, "10.0.0.2", 80, 'S', {}},
         {"09:00:02", "10.0.0.2", 80, "10.0.0.1", 1000, 'A', {}},
         {"09:00:03", "10.0.0.1", 1000, "10.0.0.2", 80, '.', QByteArray("GET / HTTP/1.1\r\nHost: web.test:80\r\n\r\n")},
         {"09:01:00", "10.0.0.1", 1001, "10.0.0.2", 80, 'S', {}},
         {"09:02:00", "10.0.1.9", 25, "10.0.0.2", 53, 'U', QByteArray("x")}},
        "000d3a000001", "10.0.0.1");
    return traffic(captures({{QStringLiteral("a.cap"), file}}),
                   flows({"09:06:00,192.0.2.7,10.0.0.1,1002,3389,T,I,D,B,,,,"}));
}

std::vector<quint32> everyRow(const TrafficIndex &index)
{
    std::vector<quint32> rows(index.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

std::vector<TrafficGroup> grouped(const TrafficIndex &index, TrafficGrouping grouping)
{
    JobState job;
    const auto groups = groupTraffic(index, everyRow(index), grouping, job);
    return groups ? *groups : std::vector<TrafficGroup>();
}

// "10.0.0.1 web.test: 3 conversations, 2 hosts, packets 3/1, denied 1"
QStringList printedGroups(TrafficGrouping grouping)
{
    QStringList lines;
    for (const TrafficGroup &group : grouped(*sample(), grouping))
        lines << QStringLiteral("%1 %2: %3 conversations, %4 hosts, packets %5/%6, denied %7")
                     .arg(groupText(group, grouping), group.name)
                     .arg(group.conversations)
                     .arg(group.hosts)
                     .arg(group.packetsSent)
                     .arg(group.packetsReceived)
                     .arg(group.denied);
    return lines;
}

} // namespace

/// Traffic by what it has in common.
class TestTrafficGroups : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void groups_countEachSide_data();
    void groups_countEachSide();
    void terms_findTheTrafficOfTheGroup();
    void model_passesTheTester();
    void sort_ordersByColumn_data();
    void sort_ordersByColumn();
    void grouping_stopsWhenCancelled();
};

void TestTrafficGroups::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestTrafficGroups::groups_countEachSide_data()
{
    QTest::addColumn<int>("grouping");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("hosts") << int(TrafficGrouping::Host)
                           << QStringList{
                                  QStringLiteral("10.0.0.1 : 3 conversations, 2 hosts, packets 3/1, denied 1"),
                                  QStringLiteral("10.0.0.2 web.test: 3 conversations, 2 hosts, packets 1/4, denied 0"),
                                  QStringLiteral("10.0.1.9 : 1 conversations, 1 hosts, packets 1/0, denied 0"),
                                  QStringLiteral("192.0.2.7 : 1 conversations, 1 hosts, packets 0/0, denied 1")};
    // What stays within a subnet is counted once.
    QTest::newRow("subnets") << int(TrafficGrouping::Subnet)
                             << QStringList{
                                    QStringLiteral("10.0.0.0/24 : 4 conversations, 4 hosts, packets 3/2, denied 1"),
                                    QStringLiteral("10.0.1.0/24 : 1 conversations, 2 hosts, packets 1/0, denied 0"),
                                    QStringLiteral("192.0.2.0/24 : 1 conversations, 2 hosts, packets 0/0, denied 1")};
    QTest::newRow("ports") << int(TrafficGrouping::Port)
                           << QStringList{QStringLiteral("80/tcp : 2 conversations, 2 hosts, packets 3/1, denied 0"),
                                          QStringLiteral("3389/tcp : 1 conversations, 2 hosts, packets 0/0, denied 1"),
                                          QStringLiteral("53/udp : 1 conversations, 2 hosts, packets 1/0, denied 0")};
}

void TestTrafficGroups::groups_countEachSide()
{
    QFETCH(int, grouping);
    QTEST(printedGroups(static_cast<TrafficGrouping>(grouping)), "lines");
}

void TestTrafficGroups::terms_findTheTrafficOfTheGroup()
{
    const auto index = sample();
    for (const auto grouping :
         {TrafficGrouping::Host, TrafficGrouping::Subnet, TrafficGrouping::Port, TrafficGrouping::Protocol}) {
        const auto groups = grouped(*index, grouping);
        QVERIFY(groups.size() > 1);
        for (const TrafficGroup &group : groups) {
            JobState job;
            Scope scope;
            scope.kql = groupTerm(group, grouping);
            const auto rows = visibleTraffic(*index, scope, job);
            QVERIFY2(rows, qPrintable(scope.kql));
            QCOMPARE(rows->size(), static_cast<std::size_t>(group.conversations));
        }
    }
}

void TestTrafficGroups::model_passesTheTester()
{
    TrafficGroupModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto groups = std::make_shared<const std::vector<TrafficGroup>>(grouped(*sample(), TrafficGrouping::Host));
    model.setGroups(groups, TrafficGrouping::Host);
    QCOMPARE(model.rowCount(), 4);
    const auto cell = [&model](int row, int column, int role = Qt::DisplayRole) {
        return model.index(row, column).data(role).toString();
    };
    QCOMPARE(cell(0, TrafficGroupModel::Group), QStringLiteral("10.0.0.1"));
    QCOMPARE(cell(0, TrafficGroupModel::BytesSent, CopyRole), QStringLiteral("199"));
    QCOMPARE(cell(3, TrafficGroupModel::BytesSent), QStringLiteral("–"));
    QCOMPARE(cell(3, TrafficGroupModel::BytesSent, CopyRole), QString());
    QCOMPARE(cell(0, TrafficGroupModel::FirstSeen, CopyRole), QStringLiteral("2031-05-02T09:00:01Z"));
    QCOMPARE(model.headerData(TrafficGroupModel::Hosts, Qt::Horizontal).toString(), QStringLiteral("Peers"));
    model.setGroups(groups, TrafficGrouping::Port);
    QCOMPARE(model.headerData(TrafficGroupModel::Hosts, Qt::Horizontal).toString(), QStringLiteral("Hosts"));
    model.setGroups(std::make_shared<const std::vector<TrafficGroup>>(), TrafficGrouping::Host);
    QCOMPARE(model.rowCount(), 0);
}

void TestTrafficGroups::sort_ordersByColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("order");
    QTest::newRow("host") << int(TrafficGroupModel::Group) << false << QStringLiteral("1 2 9 7");
    QTest::newRow("host, descending") << int(TrafficGroupModel::Group) << true << QStringLiteral("7 9 2 1");
    QTest::newRow("bytes sent") << int(TrafficGroupModel::BytesSent) << true << QStringLiteral("1 2 9 7");
    QTest::newRow("conversations, equal ones stay")
        << int(TrafficGroupModel::Conversations) << false << QStringLiteral("9 7 1 2");
    QTest::newRow("name") << int(TrafficGroupModel::Name) << true << QStringLiteral("2 1 9 7");
}

void TestTrafficGroups::sort_ordersByColumn()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    JobState job;
    const auto sorted = sortedGroups(grouped(*sample(), TrafficGrouping::Host), TrafficGrouping::Host,
                                     static_cast<TrafficGroupModel::Column>(column),
                                     descending ? Qt::DescendingOrder : Qt::AscendingOrder, job);
    QVERIFY(sorted);
    QStringList lastDigits;
    for (const TrafficGroup &group : *sorted)
        lastDigits << group.address.toString().right(1);
    QTEST(lastDigits.join(u' '), "order");
}

void TestTrafficGroups::grouping_stopsWhenCancelled()
{
    JobState job;
    job.cancelled = true;
    const auto index = sample();
    QVERIFY(!groupTraffic(*index, everyRow(*index), TrafficGrouping::Host, job));
}

QTEST_GUILESS_MAIN(TestTrafficGroups)
#include "tst_trafficgroups.moc"
