#include "models/capture/dissection/packetdissection.h"
#include "ui/panes/fielditems.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/tableexport.h"

#include <QBuffer>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

class TestTrafficHelpers : public QObject
{
    Q_OBJECT

private slots:
    void textTable_isExportedAsItWas();
    void export_thatIsCancelledLeavesNoFile();
    void terms_areJoinedToTheQuery();
    void fieldItems_leaveSecretValuesOut();
};

void TestTrafficHelpers::textTable_isExportedAsItWas()
{
    auto table = std::make_shared<CellTable>();
    table->titles = QStringList{QStringLiteral("Host"), QStringLiteral("Packets")};
    table->alignments = QVariantList{static_cast<int>(Qt::AlignLeft), static_cast<int>(Qt::AlignRight)};
    table->rows = {{QStringLiteral("=a"), QStringLiteral("1")}, {QStringLiteral("b"), QStringLiteral("2")}};
    TableExport what{[table] { return std::make_unique<CellTableModel>(table); }, {1, 0}, Qt::DisplayRole};
    QBuffer csv;
    QBuffer json;
    csv.open(QIODevice::WriteOnly);
    json.open(QIODevice::WriteOnly);
    JobState job;
    QVERIFY(writeTable(what, TableFormat::Csv, csv, job));
    QVERIFY(writeTable(what, TableFormat::Json, json, job));
    QCOMPARE(csv.data(), QByteArray("Packets,Host\r\n1,'=a\r\n2,b\r\n"));
    QCOMPARE(json.data(), QByteArray("[\n{\"Packets\":1,\"Host\":\"=a\"},\n{\"Packets\":2,\"Host\":\"b\"}\n]\n"));
}

void TestTrafficHelpers::export_thatIsCancelledLeavesNoFile()
{
    QTemporaryDir folder;
    auto table = std::make_shared<CellTable>();
    table->titles = QStringList{QStringLiteral("a")};
    table->rows = {QStringList{QStringLiteral("1")}};
    TableExport what{[table] { return std::make_unique<CellTableModel>(table); }, {0}, Qt::DisplayRole};
    JobState job;
    job.cancelled = true;
    QVERIFY(!saveTable(what, TableFormat::Csv, folder.filePath(QStringLiteral("a.csv")), job));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestTrafficHelpers::terms_areJoinedToTheQuery()
{
    const QString term = QStringLiteral("source.port : 443");
    QCOMPARE(withTerm({}, term), term);
    QCOMPARE(withTerm(QStringLiteral("a : 1 or b : 2"), term),
             QStringLiteral("(a : 1 or b : 2) and (source.port : 443)"));
    QCOMPARE(withoutTerm({}, term), QStringLiteral("not (source.port : 443)"));
    QCOMPARE(withoutTerm(QStringLiteral("a : 1"), term), QStringLiteral("(a : 1) and not (source.port : 443)"));
}

void TestTrafficHelpers::fieldItems_leaveSecretValuesOut()
{
    FieldNode user{QStringLiteral("User: a"), {}, 0, 1, false, {}, {}};
    FieldNode first{QStringLiteral("Password: ••••••••"), {}, 1, 3, true, "one", {}};
    FieldNode second{QStringLiteral("Password: ••••••••"), {}, 4, 3, true, "two", {}};
    FieldNode layer{QStringLiteral("Protocol"), {}, 0, 7, false, {}, {user, first, second}};
    const auto items = fieldItems({layer});
    QCOMPARE(items.size(), std::size_t{1});
    QCOMPARE(items[0].children.size(), std::size_t{3});
    QVERIFY(!items[0].children[0].secret);
    QCOMPARE(items[0].children[1].id, 0U);
    QCOMPARE(items[0].children[2].id, 1U);
    QCOMPARE(secretField({layer}, 1)->secretValue, QByteArray("two"));
    QVERIFY(secretField({layer}, 2) == nullptr);
}

QTEST_GUILESS_MAIN(TestTrafficHelpers)
#include "tst_traffichelpers.moc"
