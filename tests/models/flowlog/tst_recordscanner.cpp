#include "models/flowlog/recordscanner.h"

#include <QTest>

using namespace wirecase;

/// Finds records whatever stands around them, and says where damage is.
class TestRecordScanner : public QObject
{
    Q_OBJECT

private slots:
    void scan_findsEveryRecordInEachShape_data();
    void scan_findsEveryRecordInEachShape();
    void scan_answersOffsetsOfTheFile();
    void scan_cutLastRecordIsCompletedAndReported();
    void scan_cutRecordInTheMiddleDoesNotSwallowTheNext();
    void scan_rangedDownloadStartsInARecord();
    void scan_wrapperMayHaveOtherKeysFirst();
    void scan_bracesInStringsDoNotCount();
    void scan_recordOverTheLimitIsSkipped();
    void scan_deepNestingDoesNotStopIt();
    void scan_everyTruncationKeepsTheRecordsBefore();
    void scan_windowBordersAreInvisible();
    void scan_stopsWhenCancelled();
};

namespace {

struct Found
{
    QStringList records;
    QStringList damage;
};

QString damageText(const ScanDamage &damage)
{
    constexpr std::array names{"junk", "cut", "unreadable", "too long"};
    return QStringLiteral("%1 at %2, lost %3")
        .arg(QLatin1String(names.at(static_cast<std::size_t>(damage.kind))))
        .arg(damage.offset)
        .arg(damage.lostBytes);
}

/// A stand-in for a JSON parser: brackets match and quotes are even, which is all that damage here breaks.
bool looksLikeJson(std::string_view text)
{
    std::string open;
    bool inString = false;
    bool escaped = false;
    for (const char byte : text) {
        const bool wasEscaped = std::exchange(escaped, inString && !escaped && byte == '\\');
        if (byte == '"' && !wasEscaped)
            inString = !inString;
        else if (!inString && (byte == '{' || byte == '['))
            open += byte == '{' ? '}' : ']';
        else if (!inString && (byte == '}' || byte == ']')) {
            if (open.empty() || open.back() != byte)
                return false;
            open.pop_back();
        }
    }
    return open.empty() && !inString;
}

Found scanned(const QByteArray &file)
{
    Found found;
    RecordScanner scanner(
        [&](std::string_view json, quint64 offset, bool completed) {
            if (!looksLikeJson(json))
                return false;
            found.records.append(QString::number(offset) + (completed ? u'!' : u' ')
                                 + QString::fromUtf8(json.data(), static_cast<qsizetype>(json.size())));
            return true;
        },
        [&](const ScanDamage &damage) { found.damage.append(damageText(damage)); });
    JobState job;
    const Status read = scanner.scan(*memorySource(file, QStringLiteral("f")), job);
    if (!read)
        found.damage.append(read.error().message);
    return found;
}

const QByteArray recordA = R"({"time":"a","n":[1,2]})";
const QByteArray recordB = R"({"category":"b","o":{"x":"y"}})";

} // namespace

void TestRecordScanner::scan_findsEveryRecordInEachShape_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("whole document") << "{\"records\":[" + recordA + "," + recordB + "]}";
    QTest::newRow("no closer") << "{\"records\":[" + recordA + "," + recordB;
    QTest::newRow("leading comma") << "," + recordA + "," + recordB;
    QTest::newRow("leading comma and closer") << "," + recordA + "," + recordB + "]}";
    QTest::newRow("array") << "[" + recordA + "," + recordB + "]";
    QTest::newRow("lines") << recordA + "\n" + recordB + "\n";
    QTest::newRow("lines, CR LF, no last line end") << recordA + "\r\n" + recordB;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf{\"records\":[" + recordA + "," + recordB + "]}";
    QTest::newRow("pretty wrapper") << "{\r\n  \"records\" : [\n    " + recordA + ",\n\t" + recordB + "\n  ]\n}\n";
    QTest::newRow("two documents") << "{\"records\":[" + recordA + "]}{\"records\":[" + recordB + "]}";
    QTest::newRow("closer between") << "{\"records\":[" + recordA + "]}," + recordB + "]}";
    QTest::newRow("preallocated tail") << "{\"records\":[" + recordA + "," + recordB + "]}" + QByteArray(64, '\0');
}

void TestRecordScanner::scan_findsEveryRecordInEachShape()
{
    QFETCH(QByteArray, file);
    const Found found = scanned(file);
    const QStringList expected{QStringLiteral("%1 %2").arg(file.indexOf(recordA)).arg(QLatin1String(recordA)),
                               QStringLiteral("%1 %2").arg(file.indexOf(recordB)).arg(QLatin1String(recordB))};
    QCOMPARE(found.records, expected);
    QCOMPARE(found.damage, QStringList());
}

void TestRecordScanner::scan_answersOffsetsOfTheFile()
{
    const Found found = scanned("  " + recordA);
    QCOMPARE(found.records, QStringList(QStringLiteral("2 ") + QLatin1String(recordA)));
}

void TestRecordScanner::scan_cutLastRecordIsCompletedAndReported()
{
    const Found found = scanned("{\"records\":[" + recordA + R"(,{"time":"b","flows":[{"t":["one","two","thr)");
    QCOMPARE(found.records.size(), 2);
    QCOMPARE(found.records.last(), QStringLiteral(R"(35!{"time":"b","flows":[{"t":["one","two"]}]})"));
    QCOMPARE(found.damage, QStringList(QStringLiteral("cut at 35, lost 5")));
}

void TestRecordScanner::scan_cutRecordInTheMiddleDoesNotSwallowTheNext()
{
    const Found found =
        scanned("{\"records\":[{\"time\":\"x\",\"flows\":[\"one\",\"tw" + ("," + recordA) + "," + recordB + "]}");
    QCOMPARE(found.records.size(), 3);
    QCOMPARE(found.records.at(0), QStringLiteral(R"(12!{"time":"x","flows":["one"]})"));
    QVERIFY(found.records.at(1).endsWith(QLatin1String(recordA)));
    QVERIFY(found.records.at(2).endsWith(QLatin1String(recordB)));
    QCOMPARE(found.damage, QStringList(QStringLiteral("cut at 12, lost 5")));
}

void TestRecordScanner::scan_rangedDownloadStartsInARecord()
{
    const Found found = scanned("7,T,O,A\"]}]}]}}," + recordA + "]}");
    QCOMPARE(found.records, QStringList(QStringLiteral("16 ") + QLatin1String(recordA)));
    QCOMPARE(found.damage, QStringList(QStringLiteral("junk at 0, lost 16")));
}

void TestRecordScanner::scan_wrapperMayHaveOtherKeysFirst()
{
    const Found found =
        scanned("{\"count\":2,\"next\":null,\"records\":[" + recordA + "," + recordB + "],\"more\":false}");
    QCOMPARE(found.records.size(), 2);
}

void TestRecordScanner::scan_bracesInStringsDoNotCount()
{
    const QByteArray record = R"({"time":"}]{ \" [","category":"\\"})";
    const Found found = scanned(record + recordA);
    QCOMPARE(found.records.size(), 2);
    QCOMPARE(found.damage, QStringList());
}

void TestRecordScanner::scan_recordOverTheLimitIsSkipped()
{
    const QByteArray big =
        R"({"a":")" + QByteArray(static_cast<qsizetype>(RecordScanner::recordLimit) + 10, 'x') + "\"}";
    const Found found = scanned("{\"records\":[" + recordA + "," + big + "," + recordB + "]}");
    QCOMPARE(found.records.size(), 2);
    QCOMPARE(found.damage, QStringList(QStringLiteral("too long at 35, lost %1").arg(big.size() + 1)));
}

void TestRecordScanner::scan_deepNestingDoesNotStopIt()
{
    const QByteArray deep = "{\"time\":" + QByteArray(200'000, '[') + QByteArray(100'000, ']');
    const Found found = scanned(deep + "," + recordA);
    QCOMPARE(found.records, QStringList(QStringLiteral("%1 ").arg(deep.size() + 1) + QLatin1String(recordA)));
    QCOMPARE(found.damage.size(), 1);
}

void TestRecordScanner::scan_everyTruncationKeepsTheRecordsBefore()
{
    const QByteArray file = "{\"records\":[" + recordA + "," + recordB + "," + recordA + "]}";
    const qsizetype endOfB = file.indexOf(recordB) + recordB.size();
    for (qsizetype size = 0; size <= file.size(); ++size) {
        const Found found = scanned(file.left(size));
        qsizetype whole = 0;
        for (const QString &record : found.records)
            whole += record.contains(u'!') ? 0 : 1;
        const qsizetype endOfA = file.indexOf(recordA) + recordA.size();
        const qsizetype expected = size >= file.size() - 2 ? 3 : size >= endOfB ? 2 : size >= endOfA ? 1 : 0;
        QVERIFY2(whole == expected, qPrintable(QStringLiteral("%1 records after %2 bytes").arg(whole).arg(size)));
        QVERIFY(found.damage.size() <= 1);
    }
}

void TestRecordScanner::scan_windowBordersAreInvisible()
{
    // Puts the records, then junk with a record after it, across the border of two windows at every position.
    for (int shift = 0; shift < 60; ++shift) {
        const QByteArray fill(static_cast<qsizetype>(RecordScanner::windowBytes) - shift, ' ');
        QCOMPARE(scanned(fill + recordA + "," + recordB).records.size(), 2);
        const Found found = scanned(fill + "junk " + recordA);
        QCOMPARE(found.records, QStringList(QStringLiteral("%1 ").arg(fill.size() + 5) + QLatin1String(recordA)));
        QCOMPARE(found.damage, QStringList(QStringLiteral("junk at %1, lost 5").arg(fill.size())));
    }
}

void TestRecordScanner::scan_stopsWhenCancelled()
{
    int records = 0;
    JobState job;
    RecordScanner scanner(
        [&](std::string_view, quint64, bool) {
            ++records;
            job.cancelled = true;
            return true;
        },
        [](const ScanDamage &) {});
    const QByteArray file = recordA + QByteArray(static_cast<qsizetype>(RecordScanner::windowBytes), ' ') + recordB;
    QVERIFY(scanner.scan(*memorySource(file, QStringLiteral("f")), job));
    QCOMPARE(records, 1);
    QCOMPARE(job.done.load(), static_cast<qint64>(RecordScanner::windowBytes));
}

QTEST_GUILESS_MAIN(TestRecordScanner)
#include "tst_recordscanner.moc"
