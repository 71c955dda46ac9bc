#include "models/capture/bytepattern.h"

#include <QTest>

using namespace wirecase;

namespace {

using Found = QList<QPair<quint32, quint32>>;

/// Every match, begins and lengths, overlapping ones too.
Found found(const BytePattern &pattern, const QByteArray &bytes, const MaskedSpans &masks = {})
{
    Found all;
    quint32 from = 0;
    while (const auto match = pattern.firstIn(bytesOf(bytes), masks, from)) {
        all.append({match->begin, match->length});
        from = match->begin + 1;
    }
    return all;
}

MaskedSpans masked(qsizetype begin, qsizetype length)
{
    MaskedSpans spans;
    spans.add(begin, length);
    return spans;
}

} // namespace

class TestBytePattern : public QObject
{
    Q_OBJECT

private slots:
    void text_isFoundInEveryEncoding_data();
    void text_isFoundInEveryEncoding();
    void hex_isRead_data();
    void hex_isRead();
    void hex_saysWhereItIsWrong_data();
    void hex_saysWhereItIsWrong();
    void regex_matchesBytes_data();
    void regex_matchesBytes();
    void regex_saysWhereItIsWrong();
    void regex_thatTakesTooLongDoesNotMatch();
    void masked_neverMatches();
    void mayMatch_isYesForWhatLooksAround_data();
    void mayMatch_isYesForWhatLooksAround();
    void last_isTheOneBefore();
    void tooLongIsRefused();
};

void TestBytePattern::text_isFoundInEveryEncoding_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("ignoreCase");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Found>("expected");
    QTest::newRow("at both ends") << "ab" << false << QByteArray("ab-ab") << Found{{0, 2}, {3, 2}};
    QTest::newRow("overlapping") << "aa" << false << QByteArray("aaa") << Found{{0, 2}, {1, 2}};
    QTest::newRow("cut at the end") << "abc" << false << QByteArray("xab") << Found{};
    QTest::newRow("other case") << "Ab" << false << QByteArray("ab AB Ab") << Found{{6, 2}};
    QTest::newRow("case ignored") << "Ab" << true << QByteArray("ab AB aB") << Found{{0, 2}, {3, 2}, {6, 2}};
    QTest::newRow("utf-16le") << "ab" << true << QByteArray("xA\0B\0", 5) << Found{{1, 4}};
    QTest::newRow("utf-16be") << "ab" << true << QByteArray("x\0A\0b", 5) << Found{{1, 4}};
    QTest::newRow("utf-8") << QString::fromUtf8("ж") << true << QByteArray("\xd0\xb6 \xd0\x96")
                           << Found{{0, 2}, {3, 2}};
    // Lower D1 8F, upper D0 AF: a mixture of their bytes is another letter.
    QTest::newRow("no mixture") << QString::fromUtf8("я") << true << QByteArray("\xd1\xaf\xd0\x8f") << Found{};
    QTest::newRow("beyond 16 bits") << QString::fromUtf8("😀") << false << QByteArray("\xf0\x9f\x98\x80")
                                    << Found{{0, 4}};
    QTest::newRow("one byte at the end") << "b" << true << QByteArray("aB") << Found{{1, 1}};
    QTest::newRow("empty packet") << "a" << false << QByteArray() << Found{};
}

void TestBytePattern::text_isFoundInEveryEncoding()
{
    QFETCH(QString, text);
    QFETCH(bool, ignoreCase);
    QFETCH(QByteArray, bytes);
    const auto pattern = BytePattern::fromText(text, ignoreCase ? Qt::CaseInsensitive : Qt::CaseSensitive);
    QVERIFY(pattern);
    QTEST(found(*pattern, bytes), "expected");
}

void TestBytePattern::hex_isRead_data()
{
    QTest::addColumn<QString>("hex");
    for (const char *hex :
         {"de ad be ef", "0xdead be:EF", "dead:beef", "DEADBEEF", "de-ad-be-ef", "0xde, 0xad, 0xbe, 0xef"})
        QTest::newRow(hex) << QString::fromLatin1(hex);
}

void TestBytePattern::hex_isRead()
{
    QFETCH(QString, hex);
    const auto pattern = BytePattern::fromHex(hex);
    QVERIFY(pattern);
    QCOMPARE(found(*pattern, QByteArray("\x00\xde\xad\xbe\xef\xde\xad\xbe", 8)), (Found{{1, 4}}));
}

void TestBytePattern::hex_saysWhereItIsWrong_data()
{
    QTest::addColumn<QString>("hex");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("no digit") << "de gh" << qint64{3};
    QTest::newRow("half a byte") << "de a" << qint64{4};
    QTest::newRow("split byte") << "d ead" << qint64{1};
    QTest::newRow("prefix alone") << "de 0x" << qint64{5};
    QTest::newRow("blank") << "  " << qint64{0};
    QTest::newRow("empty") << "" << qint64{0};
}

void TestBytePattern::hex_saysWhereItIsWrong()
{
    QFETCH(QString, hex);
    const auto pattern = BytePattern::fromHex(hex);
    QVERIFY(!pattern);
    QVERIFY(!pattern.error().message.isEmpty());
    QTEST(pattern.error().offset, "offset");
}

void TestBytePattern::regex_matchesBytes_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Found>("expected");
    QTest::newRow("word") << "US[AE]R" << QByteArray("xUSER USAR") << Found{{1, 4}, {6, 4}};
    QTest::newRow("byte") << "\\xff\\x00" << QByteArray("a\xff\0b", 4) << Found{{1, 2}};
    QTest::newRow("overlapping") << "a.a" << QByteArray("ababa") << Found{{0, 3}, {2, 3}};
    QTest::newRow("empty matches") << "x*" << QByteArray("aaxx") << Found{{2, 2}, {3, 1}};
    QTest::newRow("start") << "^a" << QByteArray("aa") << Found{{0, 1}};
}

void TestBytePattern::regex_matchesBytes()
{
    QFETCH(QString, expression);
    QFETCH(QByteArray, bytes);
    const auto pattern = BytePattern::fromRegex(expression, Qt::CaseSensitive);
    QVERIFY(pattern);
    QTEST(found(*pattern, bytes), "expected");
}

void TestBytePattern::regex_saysWhereItIsWrong()
{
    const auto pattern = BytePattern::fromRegex(QStringLiteral("ab(c"), Qt::CaseSensitive);
    QVERIFY(!pattern);
    QCOMPARE(pattern.error().offset, qint64{4});
    QVERIFY(BytePattern::fromRegex(QStringLiteral("ABC"), Qt::CaseInsensitive)->firstIn(bytesOf("abc"), {}));
}

void TestBytePattern::regex_thatTakesTooLongDoesNotMatch()
{
    const auto pattern = BytePattern::fromRegex(QStringLiteral("(x+x+)+[yz]"), Qt::CaseSensitive);
    QVERIFY(pattern);
    QVERIFY(pattern->firstIn(bytesOf("xxy"), {}));
    QVERIFY(!pattern->firstIn(bytesOf(QByteArray(4000, 'x') + QByteArray("w")), {}));
}

void TestBytePattern::masked_neverMatches()
{
    const QByteArray bytes("PASS secret secret");
    const auto text = BytePattern::fromText(QStringLiteral("secret"), Qt::CaseSensitive);
    QCOMPARE(found(*text, bytes, masked(5, 6)), (Found{{12, 6}}));
    QCOMPARE(found(*BytePattern::fromText(QStringLiteral("s"), Qt::CaseSensitive), "PASS s", masked(5, 1)), Found{});
    QCOMPARE(found(*BytePattern::fromText(QStringLiteral("S s"), Qt::CaseSensitive), bytes, masked(5, 6)), Found{});
    // What looks around itself cannot ask for a secret letter by letter either.
    for (const char *asking : {"PASS(?= s)", "PASS (?=s)", "PASS (?=[a-z])", "PASS [^x]", "(?<=s)ecre"}) {
        const auto regex = BytePattern::fromRegex(QString::fromLatin1(asking), Qt::CaseSensitive);
        const Found all = found(*regex, QByteArray("PASS secret"), masked(5, 6));
        QVERIFY2(all.isEmpty(), asking);
    }
    for (const char *denying : {"PASS(?! s)", "PASS(?! t)"}) {
        const auto regex = BytePattern::fromRegex(QString::fromLatin1(denying), Qt::CaseSensitive);
        QCOMPARE(found(*regex, QByteArray("PASS secret"), masked(5, 6)), (Found{{0, 4}}));
    }
}

void TestBytePattern::mayMatch_isYesForWhatLooksAround_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("expected");
    QTest::newRow("plain") << "zz[^\\r]+" << false;
    QTest::newRow("matches") << "se[^\\r]+" << true;
    QTest::newRow("ahead") << "PASS (?!s)" << true;
    QTest::newRow("behind") << "(?<!s)x" << true;
    QTest::newRow("word end") << "zz\\b" << true;
    QTest::newRow("start") << "^zz" << true;
    QTest::newRow("start after a bracket") << "\\[^zz" << true;
    QTest::newRow("end") << "zz$" << true;
    QTest::newRow("keeps all") << "z++s" << true;
    QTest::newRow("verb") << "z(*COMMIT)z" << true;
    QTest::newRow("gives up") << "(x+x+)+[yz]" << true;
}

void TestBytePattern::mayMatch_isYesForWhatLooksAround()
{
    QFETCH(QString, expression);
    const auto pattern = BytePattern::fromRegex(expression, Qt::CaseSensitive);
    QVERIFY(pattern);
    QTEST(pattern->mayMatch(bytesOf("PASS secret " + QByteArray(4000, 'x')), {}), "expected");
}

void TestBytePattern::last_isTheOneBefore()
{
    const auto pattern = BytePattern::fromText(QStringLiteral("aa"), Qt::CaseSensitive);
    const QByteArray bytes("aaa-aa");
    QCOMPARE(pattern->lastIn(bytesOf(bytes), {}, 100)->begin, 4U);
    QCOMPARE(pattern->lastIn(bytesOf(bytes), {}, 4)->begin, 1U);
    QCOMPARE(pattern->lastIn(bytesOf(bytes), {}, 1)->begin, 0U);
    QVERIFY(!pattern->lastIn(bytesOf(bytes), {}, 0));
    QCOMPARE(pattern->lastIn(bytesOf(bytes), masked(4, 1), 100)->begin, 1U);
    const auto regex = BytePattern::fromRegex(QStringLiteral("a+"), Qt::CaseSensitive);
    QCOMPARE(regex->lastIn(bytesOf(bytes), {}, 4)->begin, 2U);
}

void TestBytePattern::tooLongIsRefused()
{
    const QString tooLong(BytePattern::mostCharacters + 1, u'a');
    QVERIFY(!BytePattern::fromText(tooLong, Qt::CaseSensitive));
    QVERIFY(!BytePattern::fromHex(tooLong));
    QVERIFY(!BytePattern::fromRegex(tooLong, Qt::CaseSensitive));
    QVERIFY(!BytePattern::fromText({}, Qt::CaseSensitive));
    QVERIFY(BytePattern::fromText(tooLong.chopped(1), Qt::CaseSensitive));
}

QTEST_GUILESS_MAIN(TestBytePattern)
#include "tst_bytepattern.moc"
