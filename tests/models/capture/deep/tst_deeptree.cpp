#include "models/capture/deep/deepslice.h"
#include "models/capture/deep/deeptree.h"

#include <QTest>

using namespace wirecase;

class TestDeepTree : public QObject
{
    Q_OBJECT

private slots:
    void fields_keepNamesAndBytes();
    void bytes_ofOtherSourcesAreNotOfThePacket();
    void bytes_areCheckedAgainstThePacket_data();
    void bytes_areCheckedAgainstThePacket();
    void frames_areNumberedAsInTheEvidence();
    void frames_ofPiecesAreNumberedToo();
    void sliceAlone_isLeftOut();
    void secrets_areMarked();
    void nesting_isLimited();
    void nonsense_isAnError_data();
    void nonsense_isAnError();
};

namespace {

DeepSlice slice()
{
    DeepSlice made;
    made.frame = 2;
    made.numbersInFile = {7, 40, 41};
    made.capturedLength = 100;
    return made;
}

QByteArray answer(const QByteArray &tree)
{
    return R"({"jsonrpc":"2.0","id":2,"result":{"tree":[)" + tree + "]}}";
}

FieldNode only(const QByteArray &field, const DeepSlice &of = slice())
{
    const auto nodes = deepTree(answer(field), of);
    return nodes && nodes->size() == 1 ? nodes->front() : FieldNode();
}

} // namespace

void TestDeepTree::fields_keepNamesAndBytes()
{
    const FieldNode layer =
        only(R"({"l":"Internet Protocol","h":[14,20],"f":"ip","n":[{"l":"TTL: 64","h":[22,1],"f":"ip.ttl == 64"},)"
             R"({"l":"GET /","h":[54,5],"f":"frame[54:5] == 47:45"}]})");
    QCOMPARE(layer.text, QStringLiteral("Internet Protocol"));
    QCOMPARE(layer.filterName, QStringLiteral("ip"));
    QCOMPARE(layer.begin, 14U);
    QCOMPARE(layer.length, 20U);
    QCOMPARE(layer.children.size(), std::size_t{2});
    QCOMPARE(layer.children.front().filterName, QStringLiteral("ip.ttl"));
    QCOMPARE(layer.children.back().filterName, QString());
}

void TestDeepTree::bytes_ofOtherSourcesAreNotOfThePacket()
{
    const FieldNode field = only(R"({"l":"File Data","h":[3,40],"ds":1,"f":"http.file_data"})");
    QCOMPARE(field.length, 0U);
    QCOMPARE(field.text, QStringLiteral("File Data"));
}

void TestDeepTree::bytes_areCheckedAgainstThePacket_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint32>("begin");
    QTest::addColumn<quint32>("length");
    QTest::newRow("within") << QByteArray("[10,20]") << 10U << 20U;
    QTest::newRow("over the end") << QByteArray("[90,20]") << 90U << 10U;
    QTest::newRow("behind the end") << QByteArray("[101,1]") << 0U << 0U;
    QTest::newRow("negative") << QByteArray("[-1,5]") << 0U << 0U;
    QTest::newRow("negative length") << QByteArray("[1,-5]") << 0U << 0U;
    QTest::newRow("huge") << QByteArray("[1,2147483647]") << 1U << 99U;
    QTest::newRow("no numbers") << QByteArray("[\"a\",{}]") << 0U << 0U;
    QTest::newRow("one number") << QByteArray("[4]") << 0U << 0U;
}

void TestDeepTree::bytes_areCheckedAgainstThePacket()
{
    QFETCH(QByteArray, bytes);
    const FieldNode field = only("{\"l\":\"x\",\"h\":" + bytes + "}");
    QTEST(field.begin, "begin");
    QTEST(field.length, "length");
}

void TestDeepTree::frames_areNumberedAsInTheEvidence()
{
    QCOMPARE(only(R"({"l":"[Response in frame: 3]","fnum":3,"f":"http.response_in == 3"})").text,
             QStringLiteral("[Response in frame: 41]"));
    QCOMPARE(only(R"({"l":"[Frame: 9, 13 of 3]","fnum":9})").text, QStringLiteral("[Frame: 9, 13 of 3]"));
}

void TestDeepTree::frames_ofPiecesAreNumberedToo()
{
    QCOMPARE(only(R"j({"l":"3 Reassembled TCP Segments (130 bytes): #1(93), #2(29), #3(8)","ds":1})j").text,
             QStringLiteral("3 Reassembled TCP Segments (130 bytes): #7(93), #40(29), #41(8)"));
    QCOMPARE(only(R"j({"l":"color: #1; #9(2)"})j").text, QStringLiteral("color: #1; #9(2)"));
}

void TestDeepTree::sliceAlone_isLeftOut()
{
    const auto nodes = deepTree(answer(R"({"l":"Frame 2: 100 bytes","f":"frame"},{"l":"TCP","f":"tcp","n":[)"
                                       R"({"l":"Stream index: 0","f":"tcp.stream == 0"}]})"),
                                slice());
    QVERIFY(nodes);
    QCOMPARE(nodes->size(), std::size_t{1});
    QCOMPARE(nodes->front().text, QStringLiteral("TCP"));
    QVERIFY(nodes->front().children.empty());
}

void TestDeepTree::secrets_areMarked()
{
    DeepSlice of = slice();
    of.masks.add(59, 9);
    of.hasSecrets = true;
    const FieldNode line = only(
        R"({"l":"PASS *********\\r\\n","h":[54,16],"n":[{"l":"Request arg: *********","h":[59,9],"f":"ftp.request.arg"},)"
        R"({"l":"hex: 2a2a2a2a2a","h":[59,9]},{"l":"2 * 3 is no secret","h":[1,2]}]})",
        of);
    QCOMPARE(line.text, QStringLiteral("PASS ") + secretMark() + QStringLiteral("\\r\\n"));
    QVERIFY(!line.secret);
    QCOMPARE(line.children[0].text, QStringLiteral("Request arg: ") + secretMark());
    QVERIFY(line.children[0].secret);
    QVERIFY(line.children[0].secretValue.isEmpty());
    QCOMPARE(line.children[1].text, QStringLiteral("hex: ") + secretMark());
    QCOMPARE(line.children[2].text, QStringLiteral("2 * 3 is no secret"));
    QVERIFY(!line.children[2].secret);
}

void TestDeepTree::nesting_isLimited()
{
    QByteArray deep = R"({"l":"x"})";
    for (int i = 0; i < 200; ++i)
        deep = R"({"l":"x","n":[)" + deep + "]}";
    const auto nodes = deepTree(answer(deep), slice());
    QVERIFY(nodes);
    int depth = 0;
    for (const FieldNode *node = &nodes->front(); !node->children.empty(); node = &node->children.front())
        ++depth;
    QCOMPARE(depth, 64);
}

void TestDeepTree::nonsense_isAnError_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{\"result\":");
    QTest::newRow("an error") << QByteArray(R"({"jsonrpc":"2.0","id":2,"error":{"code":-8003,"message":"Invalid"}})");
    QTest::newRow("another kind of tree") << QByteArray(R"({"result":{"tree":"oak"}})");
    QTest::newRow("an array") << QByteArray("[1,2]");
}

void TestDeepTree::nonsense_isAnError()
{
    QFETCH(QByteArray, answer);
    const auto nodes = deepTree(answer, slice());
    QVERIFY(!nodes);
    QCOMPARE(nodes.error().code, Error::Code::Format);
    QVERIFY(!nodes.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestDeepTree)
#include "tst_deeptree.moc"
