#include "models/activity/textpool.h"

#include <QTest>

#include <string>

using namespace wirecase;

class TextPoolTest : public QObject
{
    Q_OBJECT

private slots:
    void texts_keepTheirNumbers();
    void copy_hasTheSameNumbers();
    void longTexts_areKept();
    void recent_isThePools();
    void hash_differs();
};

void TextPoolTest::texts_keepTheirNumbers()
{
    TextPool pool;
    QCOMPARE(pool.intern({}), 0U);
    for (quint32 number = 1; number < 100'000; ++number)
        QCOMPARE(pool.intern("text " + std::to_string(number)), number);
    for (quint32 number = 1; number < 100'000; ++number) {
        QCOMPARE(pool.intern("text " + std::to_string(number)), number);
        QVERIFY(pool.at(number) == "text " + std::to_string(number));
    }
    QCOMPARE(pool.intern(std::string_view("\0", 1)), 100'000U);
    QVERIFY(pool.at(0).empty());
}

void TextPoolTest::copy_hasTheSameNumbers()
{
    TextPool pool;
    for (int number = 0; number < 10'000; ++number)
        pool.intern(std::to_string(number));
    TextPool copy(pool);
    QCOMPARE(copy.size(), pool.size());
    QCOMPARE(copy.intern("777"), pool.intern("777"));
    QCOMPARE(static_cast<std::size_t>(copy.intern("new")), pool.size());
    QCOMPARE(pool.size(), copy.size() - 1);
}

void TextPoolTest::longTexts_areKept()
{
    TextPool pool;
    std::vector<std::string> texts;
    for (const std::size_t length : {1U, 65'535U, 65'537U, 1'048'575U, 1'048'577U, 5'000'000U, 3U})
        texts.emplace_back(length, static_cast<char>('a' + texts.size()));
    for (quint32 i = 0; i < texts.size(); ++i)
        QCOMPARE(pool.intern(texts[i]), i + 1);
    for (quint32 i = 0; i < texts.size(); ++i)
        QVERIFY(pool.at(i + 1) == texts[i]);
}

void TextPoolTest::recent_isThePools()
{
    TextPool pool;
    RecentTexts recent;
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(recent.intern(pool, {}), 0U);
        for (int number = 0; number < 1000; ++number) {
            const std::string text = std::to_string(number * 7919);
            QCOMPARE(recent.intern(pool, text), pool.intern(text));
            QCOMPARE(recent.intern(pool, text), pool.intern(text));
        }
    }
}

void TextPoolTest::hash_differs()
{
    // One byte changed anywhere, or one more: every length around the steps of sixteen.
    for (std::size_t length = 0; length < 70; ++length) {
        const std::string text(length, 'x');
        QVERIFY(hashOf(text) != hashOf(text + 'x'));
        QVERIFY(hashOf(text) != hashOf(text + '\0'));
        for (std::size_t at = 0; at < length; ++at) {
            std::string changed = text;
            changed[at] = 'y';
            QVERIFY(hashOf(text) >> 32U != hashOf(changed) >> 32U);
        }
    }
}

QTEST_GUILESS_MAIN(TextPoolTest)
#include "tst_textpool.moc"
