#include "casetext.h"
#include "models/base/timeformat.h"
#include "models/detection/alert.h"

#include <QTest>

using namespace casetext;
using namespace wirecase;

/// What of a session the files hold, where the gaps are, and what went through them.
class TestCoverage : public QObject
{
    Q_OBJECT

private slots:
    void gaps_areFound_data();
    void gaps_areFound();
    void gaps_restartByAnotherHandIsNone();
    void gaps_countWhatTheLogsSaw();
    void gapText_saysHowLong();
};

namespace {

QString pathOf(const QString &file)
{
    return QStringLiteral("network-watcher-logs") + vmId("vm-a").toLower() + QStringLiteral("/2031/05/02/") + file;
}

/// A file from "first-last" clocks.
File file(const QString &span, int number)
{
    const QByteArray first = span.section(u'-', 0, 0).toLatin1();
    const QByteArray last = span.section(u'-', 1, 1).toLatin1();
    return {pathOf(QStringLiteral("f%1.cap").arg(number)),
            pcap({{first.constData(), "10.0.0.1", 1000, "10.0.0.2", 80, 'S', {}},
                  {last.constData(), "10.0.0.2", 80, "10.0.0.1", 1000, '.', {}}},
                 "000d3a000001", "10.0.0.1")};
}

std::vector<Operation> capture(const char *clock, const char *name, const char *correlation,
                               const char *caller = "ann@corp.test")
{
    return {{clock, "packetCaptures/write", "Succeeded", correlation, name,
             startBody("vm-a", ",\"timeLimitInSeconds\":3600"), caller}};
}

CorrelationPtr correlated(std::vector<Operation> operations, const std::vector<File> &files,
                          const QList<QByteArray> &tuples = {})
{
    const auto snapshot = captures(files);
    const auto log = flows(tuples);
    JobState job;
    return *correlate(*activity(operations), {}, snapshot, *log, *traffic(snapshot, log), job);
}

QString gapKind(CoverageGap::Kind kind)
{
    switch (kind) {
    case CoverageGap::Kind::BeforeFirst:
        return QStringLiteral("before first");
    case CoverageGap::Kind::Between:
        return QStringLiteral("between");
    case CoverageGap::Kind::UntilEnd:
        return QStringLiteral("until end");
    case CoverageGap::Kind::UntilRestart:
        return QStringLiteral("until restart");
    case CoverageGap::Kind::WholeSession:
        return QStringLiteral("whole");
    }
    return {};
}

QStringList printedGaps(const Coverage &coverage)
{
    const TimeFormat utc;
    QStringList lines;
    for (const CoverageGap &gap : coverage.gaps)
        lines.append(
            QStringLiteral("%1 %2-%3").arg(gapKind(gap.kind), utc.timeOfDay(gap.beginNs), utc.timeOfDay(gap.endNs)));
    return lines;
}

} // namespace

void TestCoverage::gaps_areFound_data()
{
    QTest::addColumn<QStringList>("spans");
    QTest::addColumn<bool>("restarted"); // at 11:00
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *spans, bool restarted, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(spans).split(u',', Qt::SkipEmptyParts) << restarted
                            << QString::fromLatin1(expected).split(u',', Qt::SkipEmptyParts);
    };
    row("whole", "09:00:10-09:59:50", false, "");
    row("silence of less than a minute is no gap", "09:00:59-09:30:00,09:30:59-09:59:01", false, "");
    row("no file", "", false, "whole 09:00:00-10:00:00");
    row("late start, hole and early end", "09:02:00-09:10:00,09:20:00-09:50:00", false,
        "before first 09:00:00-09:02:00,between 09:10:00-09:20:00,until end 09:50:00-10:00:00");
    row("overlapping files", "09:00:10-09:40:00,09:10:00-09:30:00,09:39:00-09:59:50", false, "");
    row("restarted late", "09:00:10-09:59:50,11:00:20-11:59:00", true, "until restart 09:59:50-11:00:20");
    row("restarted without a file", "09:00:10-09:59:50", true, "until restart 09:59:50-11:00:00");
    row("ended early, restarted late", "09:00:10-09:50:00,11:00:20-11:59:00", true,
        "until end 09:50:00-10:00:00,until restart 10:00:00-11:00:20");
}

void TestCoverage::gaps_areFound()
{
    QFETCH(QStringList, spans);
    QFETCH(bool, restarted);
    QFETCH(QStringList, expected);
    std::vector<File> files;
    for (const QString &span : spans)
        files.push_back(file(span, static_cast<int>(files.size())));
    std::vector<Operation> operations = capture("09:00:00", "cap-a", "c-1");
    if (restarted)
        operations.push_back(capture("11:00:00", "cap-b", "c-2").front());
    QCOMPARE(printedGaps(correlated(operations, files)->coverage(0)), expected);
}

void TestCoverage::gaps_restartByAnotherHandIsNone()
{
    std::vector<Operation> operations = capture("09:00:00", "cap-a", "c-1");
    operations.push_back(capture("11:00:00", "cap-b", "c-2", "bob@corp.test").front());
    const auto correlation = correlated(operations, {file(QStringLiteral("09:00:10-09:59:50"), 0)});
    QCOMPARE(printedGaps(correlation->coverage(0)), QStringList());
}

void TestCoverage::gaps_countWhatTheLogsSaw()
{
    std::vector<Operation> operations = capture("09:00:00", "cap-a", "c-1");
    operations.push_back(capture("11:00:00", "cap-b", "c-2").front());
    const auto correlation = correlated(
        operations, {file(QStringLiteral("09:00:10-09:59:50"), 0), file(QStringLiteral("11:00:20-11:59:50"), 1)},
        {// captured too
         "09:00:09,10.0.0.1,10.0.0.2,1000,80,T,O,A,B,,,,", "09:59:50,10.0.0.1,10.0.0.2,1000,80,T,O,A,E,1,54,1,54",
         // while the capture ran, in no file
         "09:30:00,10.0.0.1,10.0.0.8,1001,443,T,O,A,B,,,,", "09:30:05,10.0.0.1,10.0.0.8,1001,443,T,O,A,E,4,400,4,600",
         // in the gap
         "10:20:00,10.0.0.1,203.0.113.77,1002,4444,T,O,A,B,,,,",
         "10:25:00,10.0.0.1,203.0.113.77,1002,4444,T,O,A,E,9,90000,9,10000",
         "10:30:00,192.0.2.1,10.0.0.1,1003,3389,T,I,D,B,,,,",
         // another machine, and after everything
         "10:20:00,10.0.0.5,10.0.0.6,1004,80,T,,A,B,,,,", "13:00:00,10.0.0.1,10.0.0.8,1005,80,T,O,A,B,,,,"});
    const Coverage &coverage = correlation->coverage(0);
    QVERIFY(coverage.targetKnown);
    QCOMPARE(printedGaps(coverage), QStringList(QStringLiteral("until restart 09:59:50-11:00:20")));
    const CoverageGap &gap = coverage.gaps.front();
    QCOMPARE(gap.conversations, 1U);
    QCOMPARE(gap.bytes, 100000ULL);
    QCOMPARE(gap.denied, 1U);
    QCOMPARE(coverage.logConversations, 2U);
    QCOMPARE(coverage.logBytes, 1108ULL);
    QCOMPARE(coverage.logOnlyConversations, 1U);
    QCOMPARE(coverage.logOnlyBytes, 1000ULL);
    QCOMPARE(coverage.capturedConversations, 1U);
    QCOMPARE(correlation->sessionsAt(at("10:30:00")), std::vector<quint32>{0});
}

void TestCoverage::gapText_saysHowLong()
{
    CoverageGap gap;
    gap.beginNs = at("13:58:38");
    gap.endNs = at("14:52:49");
    QCOMPARE(gapText(gap), QStringLiteral("gap 54 min"));
}

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
