#include "models/kql/jsonfieldsource.h"
#include "models/kql/kqllint.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace wirecase;

namespace {

/// "kind[marked text]" or "kind[marked text => suggestion]", one a finding.
QString printed(const QString &text, const std::vector<KqlFinding> &findings)
{
    QStringList lines;
    for (const KqlFinding &finding : findings) {
        QString line = kqlFindingKey(finding.kind) + u'[' + text.mid(finding.offset, finding.length);
        if (!finding.suggestion.isEmpty())
            line += QStringLiteral(" => ") + finding.suggestion;
        lines << line + u']';
    }
    return lines.join(u' ');
}

KqlVocabulary sampleVocabulary()
{
    static const JsonFieldSource source({}, {{QStringLiteral("event.action"), FieldType::Keyword},
                                             {QStringLiteral("event.outcome"), FieldType::Keyword},
                                             {QStringLiteral("source.ip"), FieldType::Ip},
                                             {QStringLiteral("source.port"), FieldType::Number},
                                             {QStringLiteral("@timestamp"), FieldType::Date},
                                             {QStringLiteral("message"), FieldType::Text},
                                             {QStringLiteral("cloud.properties"), FieldType::Flattened},
                                             {QStringLiteral("cloud.account.id"), FieldType::Keyword}});
    return KqlVocabulary::of(source);
}

QString sharedFolder()
{
    return qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"))
           + QStringLiteral("/data/elastic/");
}

/// The text between the triple quotes of a rule file's query; empty for rules in other languages.
QString queryOf(const QString &path)
{
    static const QRegularExpression query(QStringLiteral("\\nquery = '''\\n?(.*?)'''"),
                                          QRegularExpression::DotMatchesEverythingOption);
    QFile file(path);
    const QString text = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    const bool isKuery = text.contains(QLatin1String("language = \"kuery\""));
    return isKuery ? query.match(text).captured(1) : QString();
}

} // namespace

class KqlLintTest : public QObject
{
    Q_OBJECT

private slots:
    void lint_data();
    void lint();
    void lint_knowsFieldsAndTypes_data();
    void lint_knowsFieldsAndTypes();
    void lint_suggestionIsCleanWhenTaken_data() { lint_data(); }
    void lint_suggestionIsCleanWhenTaken();
    void lint_historicalCaptureRule();
    void lint_publishedRulesRaiseNoFalseAlarm();
};

void KqlLintTest::lint_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("findings");
    const auto row = [](const char *query, const char *findings) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(findings);
    };
    row("", "");
    row("a:b and not c:(d or e)", "");
    row("a:\"X/*/Y\"", "quoted_wildcard[\"X/*/Y\" => X/*/Y]");
    row("a:\"C:\\\\Temp (*)\"", "quoted_wildcard[\"C:\\\\Temp (*)\" => C\\:\\\\Temp \\(*\\)]");
    row("a:\"this or *\"", "quoted_wildcard[\"this or *\" => this \\or *]");
    row("a:\"*\"", "quoted_wildcard[\"*\" => *]");
    row("verbs:(\"*\" or \"create\")", "");
    row("a:1 and", "trailing_keyword[1 and => 1]");
    row("a:b OR", "trailing_keyword[b OR => b]");
    row("a:(b or c and)", "trailing_keyword[c and => c]");
    row("foo or", "trailing_keyword[foo or => foo]");
    row("a:(or b)", "trailing_keyword[or b => b]");
    row("a = 1", "equals_sign[a = 1 => a : 1]");
    row("tcp.dstport == 80", "equals_sign[tcp.dstport == 80 => destination.port : 80]");
    row("a == b c", "equals_sign[a == b c => a : b c]");
    row("a.b != 1 and c:2", "equals_sign[a.b != 1 => not a.b : 1]");
    row("a = 1 && b==2 || c != d", "equals_sign[a = 1 && b==2 || c != d => a : 1 and b : 2 or not c : d]");
    row("a => 1", "equals_sign[a => 1 => a >= 1]");
    row("a !: 1", "equals_sign[a !: 1 => not a : 1]");
    row("a:\"x = y\"", "");
    row("a:(b\n c or d)", "joined_lines[b\n c => b or c]");
    row("a:b\nc", "joined_lines[b\nc => (b or c)]");
    row("a:(*x*\n*y*)", "joined_lines[*x*\n*y* => *x* or *y*]");
    row("a:(b c)", "missing_or[b c => b or c]");
    row("a:(x or *b* *c*)", "missing_or[*b* *c* => *b* or *c*]");
    row("a:(New York or Rome)", "");
    row("a:New York", "");
    row("and a:1", "keyword_in_field[and a => a]");
    row("a b:1", "keyword_in_field[a b]");
    row("a:'x y'", "single_quotes['x y' => \"x y\"]");
    row("a:'x*'", "single_quotes['x*' => x*]");
    row("a:\xe2\x80\x9cx\xe2\x80\x9d", "single_quotes[\xe2\x80\x9cx\xe2\x80\x9d => \"x\"]");
    row("a:svc?.exe", "question_mark[svc?.exe => svc*.exe]");
    row("a:*/search?q=*", "");
    row("a:\"why?\"", "");
    row("a:x && y", "foreign_syntax[x && y => x and y]");
    row("a:[1 to 5]", "foreign_syntax[a:[1 to 5] => (a >= 1 and a <= 5)]");
    row("a:/x.*y/", "foreign_syntax[/x.*y/]");
    row("a:/beta/me/*", "");
    row("a:(foo* or foobar)", "covered_alternative[foobar]");
    row("a:(foo* or f*)", "covered_alternative[foo*]");
    row("a:(X/*/Z or X/*/Y/Z)", "covered_alternative[X/*/Y/Z]");
    row("a:(X/*/Y/Z or X/*/Z)", "covered_alternative[X/*/Y/Z]");
    row("a:(x or y or x)", "covered_alternative[x]");
    row("a:foo* or a:foobar or b:foobar", "covered_alternative[foobar]");
    row("a:(foo* and foobar)", "");
    row("a:(foo* or FOOBAR)", "");
    row("azure.activitylogs.operation_name:(A.B/C or A.B/D)", "one_case[A.B/C]");
    row("azure.activitylogs.operation_name:(A.B/C or a.b/c)", "");
    row("event.action:\"A.B/C/ACTION\"", "one_case[\"A.B/C/ACTION\"]");
    row("event.action:Sign-in", "");
    // what cannot be read at all
    row("a:(b", "syntax[]");
    row("a = \"b\"", "syntax[a =  => a : ]");
    row("a in (1, 2)", "syntax[a in  => a : ]");
    row("a:1 and(b:2)", "syntax[(]");
}

void KqlLintTest::lint()
{
    QFETCH(QString, query);
    QFETCH(QString, findings);
    QCOMPARE(printed(query, lintKql(query, KqlVocabulary())), findings);
}

void KqlLintTest::lint_knowsFieldsAndTypes_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("findings");
    const auto row = [](const char *query, const char *findings) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(findings);
    };
    row("event.action:x and source.ip:10.0.0.0/8", "");
    row("event.acton:x", "unknown_field[event.acton => event.action]");
    row("Event.Action:x", "unknown_field[Event.Action => event.action]");
    row("cloud.account_id:x", "unknown_field[cloud.account_id => cloud.account.id]");
    row("event.outcom:(a or b)", "unknown_field[event.outcom => event.outcome]");
    row("zzz:1", "unknown_field[zzz]");
    row("zzz:{ y:1 }", "unknown_field[y]");
    row("cloud.properties.any:x", "");
    row("event.*:x", "");
    row("source.port:many", "wrong_type[many]");
    row("source.port > 1024", "");
    row("source.ip:10.*", "wrong_type[10.*]");
    row("@timestamp >= yesterday", "wrong_type[yesterday]");
    row("message:(foo bar)", "");
    row("cloud.properties.x:*foo bar*", "split_wildcard[*foo bar*]");
    row("event.action:*foo bar*", "");
}

void KqlLintTest::lint_knowsFieldsAndTypes()
{
    QFETCH(QString, query);
    QFETCH(QString, findings);
    QCOMPARE(printed(query, lintKql(query, sampleVocabulary())), findings);
}

void KqlLintTest::lint_suggestionIsCleanWhenTaken()
{
    QFETCH(QString, query);
    const std::vector<KqlFinding> before = lintKql(query, KqlVocabulary());
    if (!before.empty() && before.front().kind == KqlFinding::Kind::Syntax)
        return; // one cause of several may remain
    for (auto finding = before.rbegin(); finding != before.rend(); ++finding) {
        if (!finding->suggestion.isEmpty())
            query.replace(finding->offset, finding->length, finding->suggestion);
    }
    for (const KqlFinding &finding : lintKql(query, KqlVocabulary()))
        QVERIFY2(finding.suggestion.isEmpty() && finding.kind != KqlFinding::Kind::Syntax, qPrintable(query));
}

void KqlLintTest::lint_historicalCaptureRule()
{
    const QDir folder(sharedFolder() + QStringLiteral("rule-history"));
    if (!folder.exists())
        QSKIP("shared/data/elastic/rule-history is absent: skipped");
    int quoted = 0;
    for (const QString &name : folder.entryList({QStringLiteral("*.toml")})) {
        QString query = queryOf(folder.filePath(name));
        const std::vector<KqlFinding> findings = lintKql(query, KqlVocabulary());
        for (auto finding = findings.rbegin(); finding != findings.rend(); ++finding) {
            if (finding->kind != KqlFinding::Kind::QuotedWildcard)
                continue;
            ++quoted;
            query.replace(finding->offset, finding->length, finding->suggestion);
        }
        // Written as it says, the query is that of the later versions.
        QCOMPARE(printed(query, lintKql(query, KqlVocabulary())),
                 QStringLiteral("one_case[MICROSOFT.NETWORK/*/STARTPACKETCAPTURE/ACTION] "
                                "covered_alternative[MICROSOFT.NETWORK/*/VPNCONNECTIONS/STARTPACKETCAPTURE/ACTION]"));
    }
    QCOMPARE(quoted, 6); // three in each of the two versions that could never match
}

void KqlLintTest::lint_publishedRulesRaiseNoFalseAlarm()
{
    const QDir folder(sharedFolder() + QStringLiteral("rules"));
    if (!folder.exists())
        QSKIP("shared/data/elastic/rules is absent: skipped");
    int rules = 0;
    QStringList unexpected;
    for (const QString &name : folder.entryList({QStringLiteral("*.toml")})) {
        const QString query = queryOf(folder.filePath(name));
        rules += query.isEmpty() ? 0 : 1;
        for (const KqlFinding &finding : lintKql(query, KqlVocabulary())) {
            const bool isNote =
                finding.kind == KqlFinding::Kind::OneCase || finding.kind == KqlFinding::Kind::CoveredAlternative;
            if (!isNote)
                unexpected << name + u' ' + printed(query, {finding});
        }
    }
    QVERIFY(rules > 40);
    QCOMPARE(unexpected, QStringList());
}

QTEST_GUILESS_MAIN(KqlLintTest)
#include "tst_kqllint.moc"
