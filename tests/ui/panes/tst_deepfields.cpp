#include "models/capture/dissection/packetdissection.h"
#include "ui/panes/fielditems.h"

#include <QTest>

using namespace wirecase;

/// What of the built-in fields stays when Wireshark's take their place.
class TestDeepFields : public QObject
{
    Q_OBJECT

private slots:
    void secrets_keepTheirIds();
    void secrets_withoutACounterpartOfferNoReveal();
    void layers_thatOnlyTheBuiltInFoundAreKept();
};

namespace {

FieldNode node(const char *text, quint32 begin, quint32 length, bool secret = false)
{
    FieldNode made;
    made.text = QString::fromLatin1(text);
    made.filterName = made.text.toLower();
    made.begin = begin;
    made.length = length;
    made.secret = secret;
    return made;
}

FieldNode with(FieldNode layer, std::vector<FieldNode> children)
{
    layer.children = std::move(children);
    return layer;
}

} // namespace

void TestDeepFields::secrets_keepTheirIds()
{
    const std::vector<FieldNode> builtIn{
        with(node("FTP", 54, 40), {node("first", 59, 5, true), node("second", 80, 6, true)})};
    const std::vector<FieldNode> deep{with(node("File Transfer", 54, 40), {node("arg", 78, 10, true)})};
    const auto items = deepFieldItems(deep, builtIn);
    QCOMPARE(items.size(), std::size_t{1});
    QVERIFY(items[0].children[0].secret);
    QCOMPARE(items[0].children[0].id, 1U);
}

void TestDeepFields::secrets_withoutACounterpartOfferNoReveal()
{
    const std::vector<FieldNode> builtIn{with(node("FTP", 54, 40), {node("first", 59, 5, true)})};
    const std::vector<FieldNode> deep{with(node("File Transfer", 54, 40), {node("arg", 64, 10, true)})};
    QVERIFY(!deepFieldItems(deep, builtIn)[0].children[0].secret);
}

void TestDeepFields::layers_thatOnlyTheBuiltInFoundAreKept()
{
    const std::vector<FieldNode> builtIn{node("Eth", 0, 14), node("TCP", 34, 20), node("HTTP", 54, 100)};
    const std::vector<FieldNode> segment{node("Ethernet", 0, 14), node("Transmission", 34, 20)};
    const auto items = deepFieldItems(segment, builtIn);
    QCOMPARE(items.size(), std::size_t{3});
    QCOMPARE(items[2].text, QStringLiteral("HTTP"));
    const std::vector<FieldNode> whole{node("Ethernet", 0, 14), node("Transmission", 34, 20), node("Hypertext", 54, 9)};
    QCOMPARE(deepFieldItems(whole, builtIn).size(), std::size_t{3});
    const std::vector<FieldNode> unknown{node("Eth", 0, 14), node("TCP", 34, 20), node("Data", 54, 100)};
    QCOMPARE(deepFieldItems(segment, unknown).size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestDeepFields)
#include "tst_deepfields.moc"
