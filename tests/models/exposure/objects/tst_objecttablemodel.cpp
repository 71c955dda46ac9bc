#include "models/context/pivotroles.h"
#include "models/exposure/objects/objecttablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace wirecase;

namespace {

NetworkObject object(const QString &name, quint64 size, qint64 timeNs)
{
    NetworkObject object;
    object.name = name;
    object.size = size;
    object.timeNs = timeNs;
    object.protocol = Protocol::Http;
    object.client = {*IpAddress::parse(QStringLiteral("10.0.0.1")), 40'000};
    object.server = {*IpAddress::parse(QStringLiteral("10.0.0.2")), 80};
    object.packet = PacketId{7};
    object.conversation = ConversationId{3};
    object.sha256 = QByteArray(32, '\x11');
    return object;
}

} // namespace

class TestObjectTableModel : public QObject
{
    Q_OBJECT

private slots:
    void model_isSound();
    void cells_sayWhatIsKnown();
    void sort_byEachColumn_data();
    void sort_byEachColumn();
};

void TestObjectTableModel::model_isSound()
{
    ObjectTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setObjects(std::make_shared<const std::vector<NetworkObject>>(2, object(QStringLiteral("a"), 1, 5)));
    QCOMPARE(model.rowCount(), 2);
    model.setObjects(std::make_shared<const std::vector<NetworkObject>>());
    QCOMPARE(model.rowCount(), 0);
}

void TestObjectTableModel::cells_sayWhatIsKnown()
{
    NetworkObject sent = object(QString(), 2048, 1'700'000'000'000'000'000);
    sent.fromClient = true;
    sent.missing = 10;
    sent.type = QStringLiteral("text/html");
    sent.coding = QStringLiteral("br");
    ObjectTableModel model;
    model.setObjects(std::make_shared<const std::vector<NetworkObject>>(1, sent));
    const auto text = [&model](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(ObjectTableModel::Name), QStringLiteral("(no name)"));
    QCOMPARE(text(ObjectTableModel::Sender), QStringLiteral("10.0.0.1:40000"));
    QCOMPARE(text(ObjectTableModel::Receiver), QStringLiteral("10.0.0.2:80"));
    QCOMPARE(text(ObjectTableModel::Type), QStringLiteral("text/html, sent as br"));
    QCOMPARE(text(ObjectTableModel::Hash), QStringLiteral("11").repeated(32));
    QVERIFY(!text(ObjectTableModel::Missing).isEmpty());
    const auto role = [&model](int column, int which) { return model.index(0, column).data(which); };
    QCOMPARE(role(ObjectTableModel::Size, CopyRole).toString(), QStringLiteral("2048"));
    QCOMPARE(role(ObjectTableModel::Sender, FilterRole).toString(), QStringLiteral("source.ip : \"10.0.0.1\""));
    QCOMPARE(role(0, PacketIdRole).toUInt(), 7U);
    QCOMPARE(role(0, ConversationIdRole).toUInt(), 3U);
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void TestObjectTableModel::sort_byEachColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, ObjectTableModel::Column column, const QStringList &names) {
        QTest::newRow(name) << static_cast<int>(column) << names;
    };
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("B");
    const QString c = QStringLiteral("c");
    row("time", ObjectTableModel::Time, {c, a, b});
    row("name", ObjectTableModel::Name, {a, b, c});
    row("size", ObjectTableModel::Size, {b, c, a});
    row("equal keeps its order", ObjectTableModel::ProtocolColumn, {b, a, c});
}

void TestObjectTableModel::sort_byEachColumn()
{
    QFETCH(int, column);
    QFETCH(QStringList, names);
    std::vector<NetworkObject> objects{object(QStringLiteral("B"), 1, 30), object(QStringLiteral("a"), 9, 20),
                                       object(QStringLiteral("c"), 5, 10)};
    sortObjects(objects, static_cast<ObjectTableModel::Column>(column), Qt::AscendingOrder);
    QStringList sorted;
    for (const NetworkObject &each : objects)
        sorted << each.name;
    QCOMPARE(sorted, names);
}

QTEST_GUILESS_MAIN(TestObjectTableModel)
#include "tst_objecttablemodel.moc"
