#include "models/kql/fieldvalues.h"
#include "models/kql/functioncolumn.h"
#include "models/kql/jsonfieldsource.h"
#include "models/kql/query.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wirecase;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

JsonFieldSource documents()
{
    const QByteArray text = R"([
{"name":"web-1","ip":"10.1.0.40","n":443,"t":"2021-06-17T09:04:11.118Z","ok":true},
{"name":"Web 2","ip":"2001:db8::1","n":80,"ok":true},
{"name":"db","ip":["10.1.0.5","10.1.0.40"],"n":80.5,"ok":false},
{"name":"and"}
])";
    std::vector<QJsonObject> all;
    const QJsonArray array = QJsonDocument::fromJson(text).array();
    for (const QJsonValue document : array)
        all.push_back(document.toObject());
    return JsonFieldSource(std::move(all),
                           {{s("name"), FieldType::Keyword},
                            {s("ip"), FieldType::Ip},
                            {s("n"), FieldType::Number},
                            {s("t"), FieldType::Date},
                            {s("ok"), FieldType::Boolean}},
                           {});
}

/// As many rows as wanted, each with its own number.
class Numbers final : public FieldSource
{
public:
    explicit Numbers(quint32 rows)
        : m_rows(rows)
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return m_rows; }
    [[nodiscard]] FieldColumnPtr column(const QString &) const override
    {
        return makeFunctionColumn<FieldType::Number>(m_rows, [this](quint32 row, const auto &accept) {
            ++asked;
            accept(row);
        });
    }
    [[nodiscard]] QStringList fields() const override { return {s("n")}; }

    mutable quint32 asked = 0;

private:
    quint32 m_rows;
};

} // namespace

class TestFieldValues : public QObject
{
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void values_areFewAndTheColumnStops();
    void values_ofACancelledJobAreNotGathered();
    void value_isReadBackAsItself_data();
    void value_isReadBackAsItself();
};

void TestFieldValues::values_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("text, by prefix in any case") << s("name") << s("WEB") << QStringList{s("\"Web 2\""), s("web-1")};
    QTest::newRow("addresses in their order")
        << s("ip") << QString() << QStringList{s("10.1.0.5"), s("10.1.0.40"), s("\"2001:db8::1\"")};
    QTest::newRow("address by prefix") << s("ip") << s("10.1.0.4") << QStringList{s("10.1.0.40")};
    QTest::newRow("numbers in their order") << s("n") << QString() << QStringList{s("80"), s("80.5"), s("443")};
    QTest::newRow("number by prefix") << s("n") << s("8") << QStringList{s("80"), s("80.5")};
    QTest::newRow("time") << s("t") << s("2021") << QStringList{s("\"2021-06-17T09:04:11.118Z\"")};
    QTest::newRow("boolean") << s("ok") << QString() << QStringList{s("false"), s("true")};
    QTest::newRow("no such value") << s("name") << s("zzz") << QStringList{};
    QTest::newRow("no such field") << s("other") << QString() << QStringList{};
}

void TestFieldValues::values()
{
    QFETCH(QString, field);
    QFETCH(QString, prefix);
    const JsonFieldSource source = documents();
    JobState job;
    QTEST(fieldValues({&source, &source}, field, prefix, 100, job), "found");
}

void TestFieldValues::values_areFewAndTheColumnStops()
{
    const Numbers source(1'000'000);
    JobState job;
    const QStringList found = fieldValues({&source}, s("n"), s("7"), 100, job);
    QCOMPARE(found.size(), 100);
    QVERIFY(source.asked < 20'000);
    QVERIFY(!job.cancelled);
}

void TestFieldValues::values_ofACancelledJobAreNotGathered()
{
    const Numbers source(1'000'000);
    JobState job;
    job.cancelled = true;
    static_cast<void>(fieldValues({&source}, s("n"), {}, 100, job));
    QCOMPARE(source.asked, 0U);
}

void TestFieldValues::value_isReadBackAsItself_data()
{
    QTest::addColumn<QString>("value");
    for (const char *value :
         {"web-1", "Web 2", "and", "say \"hi\"\\", "a:b", "a*b", "(x)", "C:\\temp\\new", "2001:db8::1"})
        QTest::newRow(value) << s(value);
}

void TestFieldValues::value_isReadBackAsItself()
{
    QFETCH(QString, value);
    const JsonFieldSource source({QJsonObject{{s("name"), value}}, QJsonObject{{s("name"), value + u'x'}}},
                                 {{s("name"), FieldType::Keyword}}, {});
    const auto query = KqlQuery::parse(s("name : ") + kqlValue(value));
    QVERIFY2(query, "a query");
    JobState job;
    const auto rows = query->evaluate(source, {}, job);
    QVERIFY(rows);
    QCOMPARE(rows->rows(), std::vector<quint32>{0});
}

QTEST_GUILESS_MAIN(TestFieldValues)
#include "tst_fieldvalues.moc"
