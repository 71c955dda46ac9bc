#include "models/activity/activityrecord.h"
#include "models/activity/ecsjson.h"
#include "models/activity/jsontext.h"
#include "models/activity/textwindow.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirecase;

class KnownClaimsTest : public QObject
{
    Q_OBJECT

private slots:
    void record_isAsWithoutKnowing_data();
    void record_isAsWithoutKnowing();
    void sameClaims_haveOneNumber();
    void manyClaims_areNotMixedUp();
    void claimsMetOnce_areLookedForNoMore();
};

namespace {

/// The parser's text has to have readable bytes behind it.
QByteArray padded(const QByteArray &json)
{
    return json + QByteArray(static_cast<qsizetype>(TextWindow::padding), ' ');
}

std::string_view textOf(const QByteArray &padded)
{
    return {padded.constData(), static_cast<std::size_t>(padded.size()) - TextWindow::padding};
}

/// All that comes of a record, as texts.
QStringList printed(ActivityRecordParser &parser, const QByteArray &json)
{
    const QByteArray text = padded(json);
    const auto record = parser.parse(textOf(text));
    if (!record)
        return {QStringLiteral("no record")};
    QStringList lines;
    for (const bool normalised : {false, true}) {
        const QJsonObject document = ecsDocument(*record, normalised);
        lines.append(QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact)));
    }
    for (const std::string_view claim : {record->claim.name, record->claim.objectId, record->claim.upn,
                                         record->claim.applicationId, record->claim.managedIdentity})
        lines.append(QString::fromUtf8(claim.data(), static_cast<qsizetype>(claim.size())));
    lines.append(record->wasNotUtf8 ? QStringLiteral("not UTF-8") : QStringLiteral("UTF-8"));
    return lines;
}

/// The same JSON, spelt so that its claims are not recognised before it is parsed.
QByteArray unrecognised(QByteArray json)
{
    return json.replace("\"claims\":", "\"claims\" :");
}

QByteArray diagnostic(const QByteArray &identity, const QByteArray &more = {})
{
    return R"({"time":"2021-01-01T00:00:00Z","operationName":"A/B/WRITE","resourceId":"/r","identity":)" + identity
           + more + '}';
}

QByteArray numbered(int number)
{
    const QByteArray claims = R"({"claims":{"name":"N)" + QByteArray::number(number) + R"(","oid":"o"}})";
    return diagnostic(claims);
}

quint32 claimsNumber(ActivityRecordParser &parser, const QByteArray &json)
{
    const QByteArray text = padded(json);
    const auto record = parser.parse(textOf(text));
    return record ? record->claimsNumber : 0;
}

} // namespace

void KnownClaimsTest::record_isAsWithoutKnowing_data()
{
    QTest::addColumn<QByteArray>("json");

    const QByteArray claims = R"("claims":{"name":"Ada","appid":"a-1","ver":"1.0"})";
    const auto row = [](const char *title, const QByteArray &json) { QTest::newRow(title) << json; };
    row("diagnostic", diagnostic('{' + claims + '}'));
    row("with evidence", diagnostic(R"({"authorization":{"evidence":{"principalId":"p"}},)" + claims + '}'));
    row("REST", R"({"eventTimestamp":"2021-01-01T00:00:00Z","operationName":{"value":"A/B/write"},"eventDataId":"d",)"
                    + claims + '}');
    row("empty", diagnostic(R"({"claims":{}})"));
    row("of other types", diagnostic(R"({"claims":{"name":7,"upn":null,"oid":true,"wids":["a","b"]}})"));
    row("an object inside", diagnostic(R"({"claims":{"a":{"b":"c"},"name":"Ada"}})"));
    row("a brace in a text", diagnostic(R"({"claims":{"name":"A}da","appid":"{"}})"));
    row("escapes", diagnostic(R"({"claims":{"name":"A\"\\da\u00e9","http:\/\/x":"y"}})"));
    row("a key twice", diagnostic(R"({"claims":{"name":"Ada","name":"Bob"}})"));
    row("claims twice", diagnostic('{' + claims + R"(,"claims":{"name":"Bob"}})"));
    row("identity twice", diagnostic('{' + claims + '}', R"(,"identity":{"claims":{"name":"Bob"}})"));
    row("are a text", diagnostic(R"({"claims":"{\"claims\":{\"name\":\"Ada\"}}"})"));
    row("in a text before",
        R"({"category":"\"claims\":{\"name\":\"Bob\"}","time":"2021-01-01T00:00:00Z","operationName":"O","identity":{)"
            + claims + "}}");
    row("elsewhere before", R"({"properties":{"claims":{"name":"Bob"}},"time":"2021-01-01T00:00:00Z",)"
                            R"("operationName":"O","identity":{)"
                                + claims + "}}");
    row("elsewhere only", diagnostic("{}", R"(,"properties":{"claims":{"name":"Bob"}})"));
    row("elsewhere and empty", diagnostic(R"({"claims":{}})", R"(,"properties":{"claims":{}})"));
    row("not UTF-8", diagnostic("{\"claims\":{\"name\":\"A\xff\"}}"));
    row("not UTF-8 behind", diagnostic('{' + claims + '}', ",\"location\":\"\xff\""));
    row("large number", diagnostic(R"({"claims":{"name":"Ada","n":123456789012345678901234567890}})"));
    row("large number behind", diagnostic('{' + claims + '}', R"(,"n":123456789012345678901234567890)"));
    row("damaged", diagnostic(R"({"claims":{"name":"Ada",}})"));
    row("damaged behind", diagnostic('{' + claims + '}', R"(,"location":tru)"));
    row("Elastic", R"({"@timestamp":"2021-01-01T00:00:00Z","event":{"dataset":"azure.activitylogs","action":"O"},)"
                   R"("azure":{"activitylogs":{"operation_name":"O","identity":{)"
                       + claims + "}}}}");
    row("PascalCase", R"({"EventTimestamp":"2021-01-01T00:00:00Z","OperationName":"A/B/write","EventDataId":"d",)"
                      R"("Claims":{"Content":{"name":"Ada"}},)"
                          + claims + '}');
    row("no event", '{' + claims + '}');
}

void KnownClaimsTest::record_isAsWithoutKnowing()
{
    QFETCH(QByteArray, json);
    ActivityRecordParser plain;
    const QStringList expected = printed(plain, unrecognised(json));
    ActivityRecordParser parser;
    for (int time = 0; time < 3; ++time)
        QCOMPARE(printed(parser, json), expected);
    QCOMPARE(printed(parser, numbered(1)), printed(plain, unrecognised(numbered(1))));
    QCOMPARE(printed(parser, json), expected);
}

void KnownClaimsTest::sameClaims_haveOneNumber()
{
    ActivityRecordParser parser;
    const quint32 first = claimsNumber(parser, numbered(1));
    const quint32 second = claimsNumber(parser, numbered(2));
    QVERIFY(first != 0 && second != 0 && first != second);
    QCOMPARE(claimsNumber(parser, numbered(1)), first);
    QCOMPARE(claimsNumber(parser, unrecognised(numbered(1))), 0U);
}

void KnownClaimsTest::manyClaims_areNotMixedUp()
{
    // More than are kept, in turns that make some of the dropped ones come again.
    ActivityRecordParser parser;
    for (int round = 0; round < 2; ++round) {
        for (int number = 0; number < 2500; ++number) {
            for (const int again : {number, number / 2, number}) {
                const QByteArray text = padded(numbered(again));
                const auto record = parser.parse(textOf(text));
                QVERIFY(record && record->claimsNumber != 0);
                QCOMPARE(std::string(record->claim.name), "N" + std::to_string(again));
                QCOMPARE(scalarText(memberOf(record->claims, "name")), "N" + std::to_string(again));
            }
        }
    }
}

void KnownClaimsTest::claimsMetOnce_areLookedForNoMore()
{
    ActivityRecordParser parser;
    for (int number = 0; number < 5000; ++number)
        claimsNumber(parser, numbered(number));
    QCOMPARE(claimsNumber(parser, numbered(6000)), 0U);
}

QTEST_GUILESS_MAIN(KnownClaimsTest)
#include "tst_knownclaims.moc"
