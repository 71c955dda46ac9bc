#include "tests/ui/panes/triagecase.h"
#include "ui/panes/hostspane.h"
#include "ui/panes/tableexporter.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/paneframe.h"

#include <QFile>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

/// Hosts and other groups of the sample case.
class TestHostsPane : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void groupings_changeRowsAndTitles();
    void activation_narrows();
    void scope_isObeyed();
    void header_sorts();
    void export_holdsTheRows();
    void currentGroup_staysCurrent();
    void export_gathersOtherTables();
    void export_isGivenUpWhenTheTableChanges();
    void cleanupTestCase();

private:
    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<HostsPane> m_hosts;
};

void TestHostsPane::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_hosts = std::make_unique<HostsPane>(m_case->services());
    m_hosts->show();
}

void TestHostsPane::cleanupTestCase()
{
    m_hosts.reset();
    m_case.reset();
}

void TestHostsPane::init()
{
    m_case->context().narrow({});
    m_hosts->groupingChip(TrafficGrouping::Host)->setChecked(true);
    QTRY_VERIFY(m_hosts->model()->grouping() == TrafficGrouping::Host && m_hosts->model()->rowCount() > 3);
}

void TestHostsPane::groupings_changeRowsAndTitles()
{
    const int hosts = m_hosts->model()->rowCount();
    m_hosts->groupingChip(TrafficGrouping::Subnet)->setChecked(true);
    QTRY_COMPARE(m_hosts->model()->grouping(), TrafficGrouping::Subnet);
    QVERIFY(m_hosts->model()->rowCount() < hosts);
    QCOMPARE(m_hosts->model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Subnet"));
    m_hosts->groupingChip(TrafficGrouping::Protocol)->setChecked(true);
    QTRY_COMPARE(m_hosts->model()->grouping(), TrafficGrouping::Protocol);
}

void TestHostsPane::activation_narrows()
{
    const IpAddress first = m_hosts->model()->groups()->front().address;
    emit m_hosts->table()->rowActivated(0);
    QCOMPARE(m_case->context().scope().hosts, std::vector<IpAddress>{first});
    m_case->context().narrow({});
    m_hosts->groupingChip(TrafficGrouping::Port)->setChecked(true);
    QTRY_COMPARE(m_hosts->model()->grouping(), TrafficGrouping::Port);
    emit m_hosts->table()->rowActivated(0);
    QVERIFY(m_case->context().scope().kql.contains(QStringLiteral("network.transport")));
    QTRY_COMPARE(m_hosts->model()->rowCount(), 1);
}

void TestHostsPane::scope_isObeyed()
{
    const int all = m_hosts->model()->rowCount();
    Scope scope;
    scope.hosts = {m_hosts->model()->groups()->back().address};
    m_case->context().narrow(scope);
    QTRY_VERIFY(m_hosts->model()->rowCount() < all);
    QVERIFY(m_hosts->model()->rowCount() >= 2); // it and whom it spoke with
}

void TestHostsPane::header_sorts()
{
    emit m_hosts->table()->sortRequested(TrafficGroupModel::Group, Qt::AscendingOrder);
    const auto isSorted = [this] {
        const auto &groups = *m_hosts->model()->groups();
        return std::is_sorted(groups.begin(), groups.end(),
                              [](const auto &a, const auto &b) { return a.address < b.address; });
    };
    QTRY_VERIFY(isSorted());
}

void TestHostsPane::export_holdsTheRows()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("hosts.csv"));
    auto *exporter = m_hosts->findChild<TableExporter *>();
    QSignalSpy exported(exporter, &TableExporter::exported);
    exporter->exportTo(path);
    QVERIFY(exported.wait());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), m_hosts->model()->rowCount() + 2);
    QVERIFY(lines.front().startsWith("Host,"));
}

void TestHostsPane::currentGroup_staysCurrent()
{
    m_hosts->table()->revealRow(1);
    const IpAddress current = (*m_hosts->model()->groups())[1].address;
    emit m_hosts->table()->sortRequested(TrafficGroupModel::Group, Qt::DescendingOrder);
    QTRY_VERIFY(m_hosts->model()->groups()->front().address > m_hosts->model()->groups()->back().address);
    const int row = m_hosts->table()->currentIndex().row();
    QVERIFY(row >= 0);
    QCOMPARE((*m_hosts->model()->groups())[static_cast<std::size_t>(row)].address, current);
}

// A table that does not say how to make its model anew.
void TestHostsPane::export_gathersOtherTables()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("other.csv"));
    PaneFrame frame(QStringLiteral("Other"));
    DataTable table(&frame);
    QStandardItemModel model(5'000, 2);
    model.setHorizontalHeaderLabels({QStringLiteral("a"), QStringLiteral("b")});
    model.setItem(4'999, 1, new QStandardItem(QStringLiteral("=last")));
    table.setModel(&model);
    TableExporter exporter(frame, table, m_case->services());
    QSignalSpy exported(&exporter, &TableExporter::exported);
    exporter.exportTo(path);
    QVERIFY(exported.wait());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QCOMPARE(bytes.count('\n'), 5'001);
    QVERIFY(bytes.startsWith("a,b\r\n"));
    QVERIFY(bytes.endsWith(",'=last\r\n"));
}

void TestHostsPane::export_isGivenUpWhenTheTableChanges()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("other.csv"));
    PaneFrame frame(QStringLiteral("Other"));
    DataTable table(&frame);
    QStandardItemModel model(400'000, 4);
    table.setModel(&model);
    TableExporter exporter(frame, table, m_case->services());
    QSignalSpy exported(&exporter, &TableExporter::exported);
    exporter.exportTo(path);
    model.clear();
    QVERIFY(frame.findChild<MessageBar *>()->text().contains(QStringLiteral("changed")));
    QVERIFY(!QFile::exists(path));
    QVERIFY(exported.isEmpty());
}

QTEST_MAIN(TestHostsPane)
#include "tst_hostspane.moc"
