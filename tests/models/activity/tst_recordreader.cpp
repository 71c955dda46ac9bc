#include "models/activity/recordreader.h"
#include "models/evidence/bytesource.h"

#include <QTest>

using namespace wirecase;

namespace {

struct Outcome
{
    QStringList records; ///< "ordinal@offset id"
    ImportReport report;
};

/// Whether it is one object and nothing else, as a parser would find out.
bool isOneObject(const std::string &json)
{
    JsonScanner scanner;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const bool isBehind = i > 0 && scanner.isFresh() && json[i] != ' ' && json[i] != '\r';
        if (isBehind || scanner.feed(json[i]) == JsonScanner::Step::Failed)
            return false;
    }
    return !json.empty() && scanner.isFresh();
}

/// A record here is an object with an "id" that comes first.
Outcome read(const QByteArray &text)
{
    Outcome outcome;
    JobState job;
    const ByteSourcePtr source = memorySource(text, QStringLiteral("log"));
    const auto consumer = [&outcome, &text](const RawRecord &raw) {
        const std::string json(raw.bytes);
        if (text.mid(static_cast<qsizetype>(raw.offset), static_cast<qsizetype>(json.size())).toStdString() != json)
            return false;
        if (raw.isGuess && !isOneObject(json))
            return false;
        const std::size_t id = json.find("\"id\":");
        if (id == std::string::npos || id > 8) {
            outcome.report.problems += raw.isGuess ? 0 : 1;
            return false;
        }
        const std::string value = json.substr(id + 5, json.find_first_of(",}\n", id) - id - 5);
        outcome.records.append(
            QStringLiteral("%1@%2 %3").arg(raw.ordinal).arg(raw.offset).arg(QString::fromStdString(value)));
        return true;
    };
    RecordReader(*source, consumer, outcome.report, job).read();
    return outcome;
}

QString ids(const Outcome &outcome)
{
    QStringList ids;
    for (const QString &record : outcome.records)
        ids.append(record.section(u' ', 1));
    return ids.join(u' ');
}

} // namespace

class RecordReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void read_findsRecords_data();
    void read_findsRecords();
    void read_tellsPlaces();
    void read_truncatedAnywhereKeepsWholeRecords_data();
    void read_truncatedAnywhereKeepsWholeRecords();
    void read_damagedByteCostsFewRecords_data();
    void read_damagedByteCostsFewRecords();
    void read_longLinesCrossWindows();
    void read_hostileNestingEnds();
    void read_cancelledStops();
};

void RecordReaderTest::read_findsRecords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("found");
    QTest::addColumn<int>("problems");

    const auto row = [](const char *title, const QByteArray &text, const char *found, int problems = 0) {
        QTest::newRow(title) << text << QString::fromLatin1(found) << problems;
    };
    row("empty", "", "");
    row("blank", " \r\n\n", "");
    row("mark only", "\xef\xbb\xbf", "");
    row("lines", "{\"id\":1}\n{\"id\":2}\n", "1 2");
    row("lines without a last end", "{\"id\":1}\n{\"id\":2}", "1 2");
    row("lines with returns and a mark", "\xef\xbb\xbf{\"id\":1}\r\n\r\n{\"id\":2}\r\n", "1 2");
    row("array", "[{\"id\":1}, {\"id\":2}]", "1 2");
    row("pretty array", "[\n  {\n    \"id\":1\n  },\n  {\n    \"id\":2,\n    \"o\": [ { } ]\n  }\n]\n", "1 2");
    row("value page", "{\"value\":[{\"id\":1},{\"id\":2}],\"nextLink\":\"x\"}", "1 2");
    row("records batch", "{\"records\": [{\"id\":1},\n{\"id\":2}\n]}", "1 2");
    row("batches in a row", "{\"records\":[{\"id\":1}]}{\"records\":[{\"id\":2},{\"id\":3}]}\n\n[{\"id\":4}]{\"id\":5}",
        "1 2 3 4 5");
    row("batches by line", "{\"records\":[{\"id\":1},{\"id\":2}]}\n{\"records\":[]}\n{\"records\":[{\"id\":3}]}\n",
        "1 2 3");
    row("array of batches", "[{\"records\":[{\"id\":1}]},{\"records\":[{\"id\":2}]}]", "1 2");
    row("array of pages", "[[{\"id\":1}],[{\"id\":2}]]", "1 2");
    row("single object", "{\n \"id\":7,\n \"value\": {\"records\":[]}\n}", "7");
    row("value that is no array", "{\"id\":7,\"value\":5}", "7");
    row("deeper records are not records", "{\"id\":7,\"p\":{\"records\":[{\"id\":8}]}}", "7");
    row("escaped quotes", "{\"id\":1,\"t\":\"}\\\"{\\\\\"}\n{\"id\":2}\n", "1 2");
    row("leading comma", ",{\"id\":1},{\"id\":2}", "1 2");
    row("missing end", "{\"records\":[{\"id\":1},{\"id\":2}", "1 2", 1);
    row("damaged line", "{\"id\":1}\n{\"id\":2,\"x\n{\"id\":3}\n", "1 3", 1);
    row("line cut behind a colon", "{\"id\":1}\n{\"id\":2,\"x\":\n{\"id\":3}\n", "1 3", 1);
    row("first line damaged", "{\"id\":1,\n{\"id\":2}\n{\"id\":3}\n", "2 3", 1);
    row("first line cut behind a colon", "{\"id\":1,\"x\":\n{\"id\":2}\n{\"id\":3}\n", "2 3", 1);
    row("damage in a batch", "{\"records\":[{\"id\":1},{\"id\":2,},{\"id\":3},{\"id\":4}]}", "1 3 4", 1);
    row("missing brace in a batch", "{\"records\":[{\"id\":1},{\"id\":2,{\"id\":3},{\"id\":4}]}", "1 3 4", 1);
    row("cut document, then another", "{\"records\":[{\"id\":1},\n{\"records\":[{\"id\":2},{\"id\":3}]}\n", "1 2 3", 1);
    row("numbers among records", "[{\"id\":1},5,{\"id\":2},\"x\",null]", "1 2", 3);
    row("not JSON", "Hello, this is text.\nMore of it.\n", "", 1);
    row("a lone word", "null", "", 1);
}

void RecordReaderTest::read_findsRecords()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, found);
    QFETCH(int, problems);
    const Outcome outcome = read(text);
    QCOMPARE(ids(outcome), found);
    QCOMPARE(static_cast<int>(outcome.report.problems), problems);
    QVERIFY(outcome.report.lostBytes <= static_cast<quint64>(text.size()));
}

void RecordReaderTest::read_tellsPlaces()
{
    const Outcome outcome = read("{\"id\":1}\n{\"id\":2,}\n{\"id\":3}\n");
    QCOMPARE(outcome.records, QStringList({QStringLiteral("1@0 1"), QStringLiteral("3@19 3")}));
    QCOMPARE(outcome.report.places.size(), std::size_t{1});
    QCOMPARE(outcome.report.places[0].offset, 9);
    QCOMPARE(outcome.report.places[0].file, QStringLiteral("log"));
}

void RecordReaderTest::read_truncatedAnywhereKeepsWholeRecords_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("between");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("lines") << QByteArray() << QByteArray("\n") << QByteArray("\n");
    QTest::newRow("array") << QByteArray("[") << QByteArray(",") << QByteArray("]");
    QTest::newRow("batch") << QByteArray("{\"records\":[") << QByteArray(",") << QByteArray("]}");
    QTest::newRow("pretty batch") << QByteArray("{\n \"records\": [\n  ") << QByteArray(",\n  ")
                                  << QByteArray("\n ]\n}\n");
}

void RecordReaderTest::read_truncatedAnywhereKeepsWholeRecords()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, between);
    QFETCH(QByteArray, after);
    QByteArray text = before;
    std::vector<qsizetype> ends;
    for (int id = 0; id < 12; ++id) {
        text += (id > 0 ? between : QByteArray()) + "{\"id\":" + QByteArray::number(id)
                + ",\"p\":{\"list\":[{\"a\":1},{\"b\":\"x\\\"{\"}],\"n\":null}}";
        ends.push_back(text.size());
    }
    text += after;
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const Outcome outcome = read(text.left(length));
        const auto whole = std::count_if(ends.begin(), ends.end(), [length](qsizetype end) { return end <= length; });
        QCOMPARE(outcome.records.size(), static_cast<qsizetype>(whole));
        QVERIFY2(outcome.report.problems <= 1, qPrintable(QString::number(length)));
    }
}

void RecordReaderTest::read_damagedByteCostsFewRecords_data()
{
    read_truncatedAnywhereKeepsWholeRecords_data();
}

void RecordReaderTest::read_damagedByteCostsFewRecords()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, between);
    QFETCH(QByteArray, after);
    QByteArray text = before;
    constexpr int count = 12;
    for (int id = 0; id < count; ++id)
        text +=
            (id > 0 ? between : QByteArray()) + "{\"id\":" + QByteArray::number(id) + ",\"p\":{\"list\":[{\"a\":1}]}}";
    text += after;
    for (qsizetype at = before.size(); at < text.size(); ++at) {
        for (const char c : {'\0', '{', '}', '"', ',', '\n'}) {
            QByteArray damaged = text;
            damaged[at] = c;
            const Outcome outcome = read(damaged);
            const QString what =
                QStringLiteral("byte %1 made %2: %3").arg(at).arg(QString(QLatin1Char(c)), ids(outcome));
            QVERIFY2(outcome.records.size() >= count - 3, qPrintable(what));
            QVERIFY2(outcome.records.size() <= count, qPrintable(what));
        }
    }
}

void RecordReaderTest::read_longLinesCrossWindows()
{
    QByteArray text;
    for (int id = 0; id < 5; ++id)
        text += "{\"id\":" + QByteArray::number(id) + ",\"t\":\"" + QByteArray(700'000, 'x') + "\"}\n";
    const Outcome outcome = read(text);
    QCOMPARE(ids(outcome), QStringLiteral("0 1 2 3 4"));
    QCOMPARE(outcome.report.problems, quint64{0});
}

void RecordReaderTest::read_hostileNestingEnds()
{
    QCOMPARE(read(QByteArray(2'000'000, '[')).records.size(), 0);
    QByteArray objects;
    for (int i = 0; i < 200'000; ++i)
        objects += "{\"a\":\n";
    const Outcome outcome = read(objects);
    QCOMPARE(outcome.records.size(), 0);
    QVERIFY(outcome.report.problems > 0);
    QByteArray siblings = "[";
    for (int i = 0; i < 100'000; ++i)
        siblings += "{\"a\":[{\"b\":1},";
    QCOMPARE(read(siblings).records.size(), 0);
}

void RecordReaderTest::read_cancelledStops()
{
    JobState job;
    ImportReport report;
    int records = 0;
    const ByteSourcePtr source = memorySource(QByteArray("{\"id\":1}\n").repeated(1000), QStringLiteral("log"));
    RecordReader reader(
        *source,
        [&](const RawRecord &) {
            job.cancelled = ++records == 10;
            return true;
        },
        report, job);
    reader.read();
    QCOMPARE(records, 10);
    QCOMPARE(report.problems, quint64{0});
}

QTEST_GUILESS_MAIN(RecordReaderTest)
#include "tst_recordreader.moc"
