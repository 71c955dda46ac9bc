#include "models/base/timeformat.h"
#include "models/kql/jsonfieldsource.h"
#include "models/kql/query.h"
#include "printkql.h"

#include <QFile>
#include <QTest>

using namespace wirecase;

namespace {

QJsonArray reference(const QString &name)
{
    const QString shared = qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
    QFile file(shared + QStringLiteral("/data/elastic/kql/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

struct Documents
{
    QStringList ids;
    JsonFieldSource source;
};

Documents documentsOf(const QJsonObject &group)
{
    QStringList ids;
    std::vector<QJsonObject> documents;
    const QJsonObject docs = group.value(QLatin1String("docs")).toObject();
    for (auto doc = docs.begin(); doc != docs.end(); ++doc) {
        QJsonObject document = doc.value().toObject();
        document.insert(QStringLiteral("_id"), doc.key());
        ids.append(doc.key());
        documents.push_back(document);
    }
    JsonMapping mapping = *readJsonMapping(QJsonDocument(group.value(QLatin1String("mapping")).toObject()).toJson());
    if (!mapping.isEmpty())
        mapping.types.insert(QStringLiteral("_id"), FieldType::Keyword);
    return {ids, JsonFieldSource(std::move(documents), mapping)};
}

/// What the case says came out: "error", ids in order, or a number of hits.
QString expectedOutcome(const QJsonObject &expected, int documents)
{
    if (expected.value(QLatin1String("error")).toBool())
        return QStringLiteral("error");
    if (expected.contains(QLatin1String("match")))
        return expected.value(QLatin1String("match")).toBool() ? QString::number(documents) : QStringLiteral("0");
    if (expected.contains(QLatin1String("total")))
        return QString::number(expected.value(QLatin1String("total")).toInt());
    QStringList ids = expected.value(QLatin1String("ids")).toVariant().toStringList();
    ids.sort();
    return ids.join(u',');
}

QString outcome(const QJsonObject &expected, const Documents &documents)
{
    const auto query = KqlQuery::parse(expected.value(QLatin1String("query")).toString());
    if (!query)
        return QStringLiteral("error");
    KqlOptions options;
    options.nowNs = *parseIsoTime(u"2024-01-01T00:00:00Z");
    JobState job;
    const auto bits = query->evaluate(documents.source, options, job);
    if (!bits)
        return QStringLiteral("error");
    if (!expected.contains(QLatin1String("ids")))
        return QString::number(bits->count());
    QStringList ids;
    for (const quint32 row : bits->rows())
        ids.append(documents.ids[static_cast<int>(row)]);
    ids.sort();
    return ids.join(u',');
}

} // namespace

/// Against what Kibana's grammar and Elasticsearch's own tests say, where that data is present.
class KqlReferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void parse_agreesWithKibana();
    void parse_agreesWithKibanaUnitTests();
    void evaluate_agreesWithElasticsearch();
};

void KqlReferenceTest::parse_agreesWithKibana()
{
    const QJsonArray cases = reference(QStringLiteral("kibana_parse.json"));
    if (cases.isEmpty())
        QSKIP("shared/data/elastic/kql is absent: skipped");
    int agreed = 0;
    QStringList different;
    for (const QJsonValue value : cases) {
        const QJsonObject expected = value.toObject();
        const QString text = expected.value(QLatin1String("query")).toString();
        const auto query = KqlQuery::parse(text);
        const bool same = expected.value(QLatin1String("ok")).toBool()
                              ? query && kqlAst(*query) == expected.value(QLatin1String("ast")).toObject()
                              : !query && query.error().offset == expected.value(QLatin1String("offset")).toInt();
        agreed += same ? 1 : 0;
        if (!same)
            different.append(text);
    }
    qInfo("%d of %d agree", agreed, static_cast<int>(cases.size()));
    QCOMPARE(different, QStringList());
}

void KqlReferenceTest::parse_agreesWithKibanaUnitTests()
{
    const QJsonArray cases = reference(QStringLiteral("kibana_unit_ast.json"));
    if (cases.isEmpty())
        QSKIP("shared/data/elastic/kql is absent: skipped");
    int agreed = 0;
    QStringList different;
    for (const QJsonValue value : cases) {
        const QString text = value[QLatin1String("query")].toString();
        const auto query = KqlQuery::parse(text);
        const QString printed = query ? printedKql(kqlAst(*query)) : query.error().text();
        agreed += printed == value[QLatin1String("expected")].toString() ? 1 : 0;
        if (printed != value[QLatin1String("expected")].toString())
            different.append(text + QStringLiteral(" gives ") + printed);
    }
    qInfo("%d of %d agree", agreed, static_cast<int>(cases.size()));
    QCOMPARE(different, QStringList());
}

void KqlReferenceTest::evaluate_agreesWithElasticsearch()
{
    const QJsonArray groups = reference(QStringLiteral("evaluation.json"));
    if (groups.isEmpty())
        QSKIP("shared/data/elastic/kql is absent: skipped");
    int agreed = 0;
    int total = 0;
    QStringList different;
    for (const QJsonValue value : groups) {
        const QJsonObject group = value.toObject();
        const Documents documents = documentsOf(group);
        const QJsonArray cases = group.value(QLatin1String("cases")).toArray();
        for (const QJsonValue one : cases) {
            const QJsonObject expected = one.toObject();
            const QString wanted = expectedOutcome(expected, static_cast<int>(documents.ids.size()));
            const QString got = outcome(expected, documents);
            ++total;
            agreed += got == wanted ? 1 : 0;
            if (got != wanted) {
                different.append(QStringLiteral("%1: %2 gives %3, not %4")
                                     .arg(group.value(QLatin1String("group")).toString(),
                                          expected.value(QLatin1String("query")).toString(), got, wanted));
            }
        }
    }
    qInfo("%d of %d agree", agreed, total);
    for (const QString &text : std::as_const(different))
        qInfo("%s", qPrintable(text));
    QCOMPARE(different, QStringList());
}

QTEST_GUILESS_MAIN(KqlReferenceTest)
#include "tst_kqlreference.moc"
