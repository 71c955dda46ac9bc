#include "casetext.h"
#include "models/correlation/cancellablesort.h"
#include "models/correlation/trafficcolumns.h"
#include "models/correlation/traffictablemodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace casetext;
using namespace wirecase;

/// What the traffic table shows, answers and sorts by.
class TestTrafficTableModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void data_showsEachColumn();
    void data_showsTheConversation();
    void fields_ofConversationsAreFound();
    void data_answersIdsAndKeys();
    void data_filterTermsFindTheRow();
    void data_timesFollowTheZone();
    void rows_areReplacedUnderAModelTester();
    void sort_ordersByEachColumn_data();
    void sort_ordersByEachColumn();
    void sort_stopsWhenCancelled();
    void sort_mergesManyPieces();
};

namespace {

TrafficIndexPtr sample()
{
    const QByteArray file =
        pcap({{"09:00:01.500", "10.0.0.1", 1000, "10.0.0.2", 80, 'S', {}},
              {"09:00:01.600", "10.0.0.2", 80, "10.0.0.1", 1000, 'A', {}},
              {"09:00:01.700", "10.0.0.1", 1000, "10.0.0.2", 80, '.', QByteArray("GET / HTTP/1.1\r\n\r\n")},
              {"09:02:00", "10.0.0.9", 25, "10.0.0.2", 7, 'S', {}}},
             "000d3a000001", "10.0.0.1");
    return traffic(captures({{QStringLiteral("a.cap"), file}}),
                   flows({"09:00:01,10.0.0.1,10.0.0.2,1000,80,T,O,A,B,,,,",
                          "09:00:09,10.0.0.1,10.0.0.2,1000,80,T,O,A,E,2,160,40,5400",
                          "09:05:00,10.0.0.1,203.0.113.77,1001,4444,T,O,A,B,,,,",
                          "09:05:10,10.0.0.1,203.0.113.77,1001,4444,T,O,A,E,9,812000000,1,90",
                          "09:06:00,192.0.2.7,10.0.0.1,1002,3389,T,I,D,B,,,,"}));
}

std::vector<quint32> everyRow(const TrafficIndex &index)
{
    std::vector<quint32> rows(index.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

QString line(const TrafficTableModel &model, int row, int role = Qt::DisplayRole)
{
    QStringList cells;
    for (int column = 0; column <= TrafficTableModel::Secrets; ++column)
        cells.append(model.index(row, column).data(role).toString());
    return cells.join(QStringLiteral(" | "));
}

} // namespace

void TestTrafficTableModel::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestTrafficTableModel::data_showsEachColumn()
{
    TrafficTableModel model;
    const auto index = sample();
    model.setRows(index, everyRow(*index));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(
        line(model, 0),
        QStringLiteral(
            "09:00:01 | 10.0.0.1:1000 | 10.0.0.2:80 | HTTP | PCAP + log | 3 | 180 B | 5.6 kB | allowed | clear | "));
    QVERIFY(line(model, 1).startsWith(QStringLiteral("09:02:00 | 10.0.0.9:25 | 10.0.0.2:7 | ")));
    QVERIFY(line(model, 1).contains(QStringLiteral("PCAP only | 1 | 54 B | – | – | ")));
    QCOMPARE(
        line(model, 2),
        QStringLiteral(
            "09:05:00 | 10.0.0.1:1001 | 203.0.113.77:4444 | TCP | log only | – | – | 812 MB | allowed | unknown | "));
    QCOMPARE(
        line(model, 3),
        QStringLiteral("09:06:00 | 192.0.2.7:1002 | 10.0.0.1:3389 | RDP | log only | – | – | – | denied | unknown | "));
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("First seen (UTC)"));
    QCOMPARE(model.headerData(TrafficTableModel::SeenInColumn, Qt::Horizontal).toString(), QStringLiteral("Seen in"));
    QCOMPARE(line(model, 0, CopyRole).section(QStringLiteral(" | "), 5, 7), QStringLiteral("3 | 180 | 5560"));
    QCOMPARE(model.index(0, 0).data(CopyRole).toString(), QStringLiteral("2031-05-02T09:00:01.5Z"));
}

void TestTrafficTableModel::data_showsTheConversation()
{
    TrafficTableModel model;
    const auto index = sample();
    model.setRows(index, everyRow(*index));
    const auto cells = [&model](int row, int role) {
        QStringList texts;
        for (int column = TrafficTableModel::Transport; column < TrafficTableModel::ColumnCount; ++column)
            texts.append(model.index(row, column).data(role).toString());
        return texts.join(QStringLiteral(" | "));
    };
    QCOMPARE(cells(0, Qt::DisplayRole),
             QStringLiteral("TCP |  | established | 200.000 ms | 2 | 1 | 126 B | 54 B | 0 | 0 | 0 | 0 | 200.000 ms"));
    QCOMPARE(cells(0, CopyRole),
             QStringLiteral("TCP |  | established | 0.200000000 | 2 | 1 | 126 | 54 | 0 | 0 | 0 | 0 | 0.200000000"));
    QCOMPARE(cells(1, Qt::DisplayRole),
             QStringLiteral("TCP |  | half open | 0.000 ms | 1 | 0 | 54 B | 0 B | 0 | 0 | 0 | 0 | –"));
    QCOMPARE(cells(2, Qt::DisplayRole), QStringLiteral("TCP |  | – | – | – | – | – | – | – | – | – | – | –"));
    QCOMPARE(model.index(0, TrafficTableModel::State).data(FilterRole).toString(),
             QStringLiteral("state : established"));
    QVERIFY(model.index(2, TrafficTableModel::State).data(FilterRole).toString().isEmpty());
}

void TestTrafficTableModel::fields_ofConversationsAreFound()
{
    const auto index = sample();
    const auto rows = [&index](const QString &kql) {
        JobState job;
        Scope scope;
        scope.kql = kql;
        QStringList dropped;
        const auto found = visibleTraffic(*index, scope, job, &dropped);
        return found && dropped.isEmpty() ? *found : std::vector<quint32>{noRow};
    };
    QCOMPARE(rows(QStringLiteral("state : half_open")), std::vector<quint32>{1});
    QCOMPARE(rows(QStringLiteral("event.duration > 0")), std::vector<quint32>{0});
    QCOMPARE(rows(QStringLiteral("not state : *")), (std::vector<quint32>{2, 3}));
    QCOMPARE(rows(QStringLiteral("tcp.retransmissions >= 0 and source.packets : 2")), std::vector<quint32>{0});
}

void TestTrafficTableModel::data_answersIdsAndKeys()
{
    TrafficTableModel model;
    const auto index = sample();
    model.setRows(index, {3, 0, 1});
    const auto cell = [&model](int row, int role) { return model.index(row, 2).data(role); };
    QCOMPARE(cell(0, TrafficIdRole).toUInt(), 3U);
    QVERIFY(!cell(0, ConversationIdRole).isValid());
    QCOMPARE(cell(0, FlowIdRole).toUInt(), static_cast<quint32>(index->at(TrafficId{3}).flows.front()));
    QCOMPARE(cell(1, ConversationIdRole).toUInt(), static_cast<quint32>(*index->at(TrafficId{0}).conversation));
    QVERIFY(!cell(2, FlowIdRole).isValid());
    QVERIFY(!cell(1, PacketIdRole).isValid());
    QCOMPARE(cell(0, TrafficTableModel::SeenInRole).toInt(), static_cast<int>(SeenIn::LogOnly));
    QCOMPARE(cell(0, TrafficTableModel::DecisionRole).toString(), QStringLiteral("denied"));
    QCOMPARE(cell(2, TrafficTableModel::DecisionRole).toString(), QString());
    QCOMPARE(cell(1, TrafficTableModel::EncryptionRole).toString(), QStringLiteral("clear"));
    QCOMPARE(cell(1, TrafficTableModel::SecretCountRole).toUInt(), 0U);
    QVERIFY(cell(1, TrafficTableModel::BytesDifferRole).toBool());
    QVERIFY(!cell(0, TrafficTableModel::BytesDifferRole).toBool());
    QCOMPARE(model.rowOf(TrafficId{0}), 1);
    QCOMPARE(model.rowOf(TrafficId{2}), -1);
}

void TestTrafficTableModel::data_filterTermsFindTheRow()
{
    TrafficTableModel model;
    const auto index = sample();
    model.setRows(index, everyRow(*index));
    int terms = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            Scope scope;
            scope.kql = model.index(row, column).data(FilterRole).toString();
            if (scope.kql.isEmpty())
                continue;
            ++terms;
            JobState job;
            const auto found = visibleTraffic(*index, scope, job);
            QVERIFY2(found, qPrintable(scope.kql));
            QVERIFY2(std::binary_search(found->begin(), found->end(), static_cast<quint32>(row)),
                     qPrintable(scope.kql));
        }
    }
    QVERIFY(terms > 25);
}

void TestTrafficTableModel::data_timesFollowTheZone()
{
    TrafficTableModel model;
    const auto index = sample();
    model.setRows(index, everyRow(*index));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTimeFormat(TimeFormat(QTimeZone(5 * 3600)));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("14:00:01"));
    // Nine hours back, midnight falls between the rows: then the date must show.
    model.setTimeFormat(TimeFormat(QTimeZone(-(9 * 3600 + 3 * 60))));
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("2031-05-01 23:57:01"));
    QCOMPARE(model.index(3, 0).data().toString(), QStringLiteral("2031-05-02 00:03:00"));
}

void TestTrafficTableModel::rows_areReplacedUnderAModelTester()
{
    TrafficTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto index = sample();
    model.setRows(index, everyRow(*index));
    model.setTimeFormat(TimeFormat(QTimeZone(3600)));
    model.setRows(index, {2});
    QCOMPARE(model.rowCount(), 1);
    model.setRows(nullptr, {});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.headerData(0, Qt::Horizontal).toString().startsWith(QStringLiteral("First seen (UTC+01")));
}

void TestTrafficTableModel::sort_ordersByEachColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");
    QTest::newRow("first seen") << int(TrafficTableModel::FirstSeen) << QStringLiteral("0123");
    QTest::newRow("source") << int(TrafficTableModel::Source) << QStringLiteral("0213");
    QTest::newRow("destination") << int(TrafficTableModel::Destination) << QStringLiteral("3102");
    QTest::newRow("seen in") << int(TrafficTableModel::SeenInColumn) << QStringLiteral("0123");
    QTest::newRow("packets, absent first") << int(TrafficTableModel::Packets) << QStringLiteral("2310");
    QTest::newRow("bytes PCAP") << int(TrafficTableModel::CaptureBytes) << QStringLiteral("2310");
    QTest::newRow("bytes log") << int(TrafficTableModel::LogBytes) << QStringLiteral("1302");
    QTest::newRow("decision") << int(TrafficTableModel::Nsg) << QStringLiteral("1023");
    QTest::newRow("secrets, all equal") << int(TrafficTableModel::Secrets) << QStringLiteral("0123");
}

void TestTrafficTableModel::sort_ordersByEachColumn()
{
    QFETCH(int, column);
    QFETCH(QString, ascending);
    const auto index = sample();
    JobState job;
    const auto text = [](const std::vector<quint32> &rows) {
        QString digits;
        for (const quint32 row : rows)
            digits += QString::number(row);
        return digits;
    };
    const auto sorted = [&](Qt::SortOrder order) {
        return text(*sortedTraffic(*index, {3, 1, 0, 2}, static_cast<TrafficTableModel::Column>(column), order, job));
    };
    QCOMPARE(sorted(Qt::AscendingOrder), ascending);
    TrafficTableModel model;
    model.setRows(index, everyRow(*index));
    const QString descending = sorted(Qt::DescendingOrder);
    // Equal rows keep the order of the index both ways; others turn round.
    for (int i = 1; i < descending.size(); ++i) {
        const int first = descending.at(i - 1).digitValue();
        const int second = descending.at(i).digitValue();
        QVERIFY(ascending.indexOf(descending.at(i - 1)) > ascending.indexOf(descending.at(i)) || first < second);
    }
}

void TestTrafficTableModel::sort_stopsWhenCancelled()
{
    JobState job;
    job.cancelled = true;
    const auto index = sample();
    const auto sorted = sortedTraffic(*index, everyRow(*index), TrafficTableModel::Source, Qt::AscendingOrder, job);
    QCOMPARE(sorted.error().code, Error::Code::Cancelled);
}

void TestTrafficTableModel::sort_mergesManyPieces()
{
    std::vector<quint32> values(300'001);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<quint32>(i * 2'654'435'761U % 1'000'003U);
    auto expected = values;
    std::sort(expected.begin(), expected.end());
    JobState job;
    QVERIFY(sortUnlessCancelled(values, std::less<>(), job));
    QCOMPARE(values, expected);
}

QTEST_GUILESS_MAIN(TestTrafficTableModel)
#include "tst_traffictablemodel.moc"
