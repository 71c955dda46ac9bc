#include "models/activity/rawstore.h"

#include <QTest>

using namespace wirecase;

class RawStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void records_comeBack();
    void copy_hasThem();
    void source_isReadAgain();
};

namespace {

QByteArray record(int number)
{
    return "{\"n\":" + QByteArray::number(number) + ",\"text\":\"" + QByteArray(number % 997, 'x') + "\"}";
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

void RawStoreTest::records_comeBack()
{
    RawStore store;
    const QByteArray large(3'000'000, 'y');
    QCOMPARE(store.add(viewOf(large)), 0U);
    for (int number = 1; number < 3000; ++number)
        QCOMPARE(store.add(viewOf(record(number))), static_cast<quint32>(number));
    QCOMPARE(store.bytes(0), large);
    for (const int number : {1, 2999, 1500, 1501, 1, 700})
        QCOMPARE(store.bytes(static_cast<quint32>(number)), record(number));
    QCOMPARE(store.bytes(store.add({})), QByteArray());
}

void RawStoreTest::copy_hasThem()
{
    RawStore store;
    for (int number = 0; number < 2000; ++number)
        store.add(viewOf(record(number)));
    RawStore copy(store);
    QCOMPARE(copy.add("another"), 2000U);
    QCOMPARE(copy.bytes(2000), QByteArray("another"));
    QCOMPARE(copy.bytes(3), record(3));
    QCOMPARE(store.bytes(1999), record(1999));
}

void RawStoreTest::source_isReadAgain()
{
    const QByteArray text = record(1) + '\n' + record(2) + '\n';
    RawStore store;
    const auto first = store.add(memorySource(text, QStringLiteral("a")), 0, 5);
    const auto packed = store.add("packed");
    const auto second = store.add(memorySource(text, QStringLiteral("b")), 5, 7);
    const auto behind = store.add(memorySource(text, QStringLiteral("c")), 10'000, 7);
    QCOMPARE(store.bytes(first), text.left(5));
    QCOMPARE(store.bytes(packed), QByteArray("packed"));
    QCOMPARE(store.bytes(second), text.mid(5, 7));
    QCOMPARE(store.bytes(behind), QByteArray());
}

QTEST_GUILESS_MAIN(RawStoreTest)
#include "tst_rawstore.moc"
