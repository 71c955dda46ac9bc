#include "models/capture/sourcewindow.h"

#include <QTest>

#include <atomic>
#include <random>

using namespace wirecase;

namespace {

constexpr std::size_t window = ReadAhead::windowBytes;

QByteArray countedBytes(std::size_t size)
{
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 31 + i / 251);
    return bytes;
}

/// Ends, or fails, at a place before the one that its size promises.
class BrokenSource final : public ByteSource
{
public:
    BrokenSource(QByteArray bytes, quint64 size, bool fails)
        : m_bytes(std::move(bytes))
        , m_size(size)
        , m_fails(fails)
    {
    }

    [[nodiscard]] QString name() const override { return QStringLiteral("broken"); }
    [[nodiscard]] quint64 size() const override { return m_size; }
    [[nodiscard]] Result<std::size_t> readAt(quint64 offset, std::span<std::byte> into) const override
    {
        const ByteView part = slice(bytesOf(m_bytes), offset, into.size());
        if (m_fails && part.size() < into.size())
            return Error{Error::Code::Io, QStringLiteral("gone"), name(), static_cast<qint64>(offset)};
        std::copy(part.begin(), part.end(), into.begin());
        return part.size();
    }

private:
    QByteArray m_bytes;
    quint64 m_size;
    bool m_fails;
};

} // namespace

class TestSourceWindow : public QObject
{
    Q_OBJECT

private slots:
    void at_givesTheBytesThatLieThere_data();
    void at_givesTheBytesThatLieThere();
    void at_sourceThatEndsEarlyIsShort_data();
    void at_sourceThatEndsEarlyIsShort();
    void at_sourceThatFailsSaysWhy_data();
    void at_sourceThatFailsSaysWhy();
    void destructor_doesNotWaitForMore();
};

void TestSourceWindow::at_givesTheBytesThatLieThere_data()
{
    QTest::addColumn<quint32>("longestStep");
    QTest::addColumn<quint32>("longestLength");
    QTest::newRow("packets") << 1500U << 100U;
    QTest::newRow("small and dense") << 20U << 60U;
    QTest::newRow("records over the edge of windows") << 9000U << 12'000U;
    QTest::newRow("longer than what is carried over") << 30'000U << 40'000U;
    QTest::newRow("longer than a window") << 100'000U << 600'000U;
    QTest::newRow("steps over whole windows") << 900'000U << 100U;
}

void TestSourceWindow::at_givesTheBytesThatLieThere()
{
    QFETCH(quint32, longestStep);
    QFETCH(quint32, longestLength);
    const QByteArray bytes = countedBytes(5 * window + 123);
    const auto source = memorySource(bytes, QStringLiteral("a"));
    for (const auto reading : {SourceWindow::Reading::OnDemand, SourceWindow::Reading::Ahead}) {
        SourceWindow view(*source, reading);
        std::minstd_rand random(7);
        for (quint64 offset = 0; offset < static_cast<quint64>(bytes.size()); offset += 1 + random() % longestStep) {
            const auto length = static_cast<std::size_t>(random() % longestLength);
            const ByteView expected = slice(bytesOf(bytes), offset, length);
            const ByteView got = view.at(offset, length);
            QVERIFY2(std::ranges::equal(got, expected), qPrintable(QString::number(offset)));
            view.expect(offset + length);
        }
        QVERIFY(view.at(static_cast<quint64>(bytes.size()), 1).empty());
        // Back to the front, and on from there.
        QVERIFY(std::ranges::equal(view.at(10, 100), slice(bytesOf(bytes), 10, 100)));
        QVERIFY(std::ranges::equal(view.at(window, 100), slice(bytesOf(bytes), window, 100)));
        QVERIFY(!view.error());
    }
}

void TestSourceWindow::at_sourceThatEndsEarlyIsShort_data()
{
    QTest::addColumn<bool>("readsAhead");
    QTest::newRow("on demand") << false;
    QTest::newRow("ahead") << true;
}

void TestSourceWindow::at_sourceThatEndsEarlyIsShort()
{
    QFETCH(bool, readsAhead);
    const QByteArray bytes = countedBytes(2 * window + 50);
    const BrokenSource source(bytes, 4 * window, false);
    SourceWindow view(source, readsAhead ? SourceWindow::Reading::Ahead : SourceWindow::Reading::OnDemand);
    quint64 offset = 0;
    for (; offset + 100 <= static_cast<quint64>(bytes.size()); offset += 100)
        QVERIFY(std::ranges::equal(view.at(offset, 100), slice(bytesOf(bytes), offset, 100)));
    QCOMPARE(view.at(offset, 100).size(), static_cast<std::size_t>(bytes.size()) - offset);
    QVERIFY(view.at(3 * window, 100).empty());
    QVERIFY(!view.error());
}

void TestSourceWindow::at_sourceThatFailsSaysWhy_data()
{
    at_sourceThatEndsEarlyIsShort_data();
}

void TestSourceWindow::at_sourceThatFailsSaysWhy()
{
    QFETCH(bool, readsAhead);
    const BrokenSource source(countedBytes(window + 50), 4 * window, true);
    SourceWindow view(source, readsAhead ? SourceWindow::Reading::Ahead : SourceWindow::Reading::OnDemand);
    QCOMPARE(view.at(0, 100).size(), std::size_t{100});
    QVERIFY(view.at(window + 10, 100).empty());
    QVERIFY(view.error());
    QCOMPARE(view.error()->message, QStringLiteral("gone"));
}

void TestSourceWindow::destructor_doesNotWaitForMore()
{
    const auto source = memorySource(countedBytes(5 * window), QStringLiteral("a"));
    SourceWindow view(*source, SourceWindow::Reading::Ahead);
    QCOMPARE(view.at(0, 10).size(), std::size_t{10});
}

QTEST_GUILESS_MAIN(TestSourceWindow)
#include "tst_sourcewindow.moc"
