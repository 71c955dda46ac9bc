#include "models/evidence/blockcompression.h"

#include <QTest>

using namespace wirecase;

class BlockCompressionTest : public QObject
{
    Q_OBJECT

private slots:
    void block_comesBack_data();
    void block_comesBack();
    void damagedBlock_isEmpty();
};

void BlockCompressionTest::block_comesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QByteArray noise;
    quint32 state = 1;
    for (int i = 0; i < 300'000; ++i)
        noise += static_cast<char>((state = state * 1'664'525 + 1'013'904'223) >> 24U);
    QTest::newRow("a byte") << QByteArray("x");
    QTest::newRow("text") << QByteArray("{\"time\":\"2021-06-17T09:04:11Z\"}\n").repeated(8000);
    QTest::newRow("noise") << noise;
    QTest::newRow("zeros") << QByteArray(1'000'000, '\0');
}

void BlockCompressionTest::block_comesBack()
{
    QFETCH(QByteArray, bytes);
    const QByteArray packed = packedBlock(bytesOf(bytes));
    QVERIFY(!packed.isEmpty());
    QCOMPARE(unpackedBlock(packed, static_cast<std::size_t>(bytes.size())), bytes);
    if (bytes.startsWith('{'))
        QVERIFY(packed.size() < bytes.size() / 10);
}

void BlockCompressionTest::damagedBlock_isEmpty()
{
    const QByteArray bytes = QByteArray("wirecase ").repeated(1000);
    const auto length = static_cast<std::size_t>(bytes.size());
    const QByteArray packed = packedBlock(bytesOf(bytes));
    QVERIFY(unpackedBlock({}, length).isEmpty());
    QVERIFY(unpackedBlock("no block", length).isEmpty());
    QVERIFY(unpackedBlock(packed.left(packed.size() / 2), length).isEmpty());
    QVERIFY(unpackedBlock(packed, length + 1).isEmpty());
}

QTEST_GUILESS_MAIN(BlockCompressionTest)
#include "tst_blockcompression.moc"
