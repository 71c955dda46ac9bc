#include "tests/ui/panes/triagecase.h"
#include "ui/panes/alertdetailspane.h"
#include "ui/panes/runlabel.h"

#include <QDirIterator>
#include <QTest>

#include <algorithm>

using namespace wirecase;

namespace {

/// What stands in the evidence, and what it is rewritten to.
struct Rewrite
{
    QString from;
    QString to;
};

/// Copies the folder with every text of its JSON files rewritten, whatever its case.
bool copyRewritten(const QString &from, const QString &to, const std::vector<Rewrite> &rewrites)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile source(files.next());
        const QString path = to + source.fileName().mid(from.size());
        if (!source.open(QIODevice::ReadOnly) || !QDir().mkpath(QFileInfo(path).path()))
            return false;
        QByteArray bytes = source.readAll();
        if (path.endsWith(QStringLiteral(".json"))) {
            QString text = QString::fromUtf8(bytes);
            for (const Rewrite &rewrite : rewrites)
                text.replace(rewrite.from, rewrite.to, Qt::CaseInsensitive);
            bytes = text.toUtf8();
        }
        QFile target(path);
        if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
            return false;
    }
    return true;
}

QString shownText(TriageCase &opened, const Alert &alert)
{
    opened.pointAt(alert);
    AlertDetailsPane pane(opened.services());
    pane.resize(700, 900);
    pane.show();
    QStringList texts;
    for (const RunLabel *label : pane.findChildren<RunLabel *>())
        texts << label->plainText();
    return texts.join(u'\n');
}

} // namespace

class TriageFactsTest : public QObject
{
    Q_OBJECT

private slots:
    void facts_followTheEvidence();
};

void TriageFactsTest::facts_followTheEvidence()
{
    TriageCase original;
    QVERIFY(original.load({sampleEvidence()}));
    QVERIFY(!original.alerts().empty());
    const Alert alert = original.alerts().back();
    const ActivityEvent event = original.investigation().snapshot()->activity->event(alert.event);
    const auto session = original.investigation().snapshot()->correlation->sessionOfAlert(alert.key);
    QVERIFY(session);
    const CaptureSession &capture = original.investigation().snapshot()->correlation->sessions().at(*session);
    const QString day = isoTime(event.timeNs).left(10);
    const std::vector<Rewrite> rewrites{{event.caller, QStringLiteral("somebody.else@other.example")},
                                        {event.callerAddressText, QStringLiteral("192.0.2.199")},
                                        {capture.targetName, QStringLiteral("machine-of-another-name")},
                                        {capture.storageAccount, QStringLiteral("stotheraccount99")},
                                        {capture.name, QStringLiteral("capture-of-another-name")},
                                        {day + u'T', QStringLiteral("2031-05-06T")}};
    const QString before = shownText(original, alert);
    for (const Rewrite &rewrite : rewrites)
        QVERIFY2(!rewrite.from.isEmpty(), qPrintable(rewrite.to));

    const QTemporaryDir folder;
    QVERIFY(copyRewritten(sampleEvidence(), folder.filePath(QStringLiteral("evidence")), rewrites));
    TriageCase rewritten;
    QVERIFY(rewritten.load({folder.filePath(QStringLiteral("evidence"))}));
    const auto found = std::find_if(rewritten.alerts().rbegin(), rewritten.alerts().rend(), [](const Alert &other) {
        return other.caller.startsWith(QStringLiteral("somebody.else"));
    });
    QVERIFY(found != rewritten.alerts().rend());
    const QString after = shownText(rewritten, *found);
    for (std::size_t i = 0; i + 1 < rewrites.size(); ++i) {
        QVERIFY2(before.contains(rewrites[i].from, Qt::CaseInsensitive), qPrintable(rewrites[i].from));
        QVERIFY2(!after.contains(rewrites[i].from, Qt::CaseInsensitive), qPrintable(rewrites[i].from));
        QVERIFY2(after.contains(rewrites[i].to, Qt::CaseInsensitive), qPrintable(rewrites[i].to));
    }
    QVERIFY(before.contains(TimeFormat().date(event.timeNs)));
    QVERIFY(!after.contains(TimeFormat().date(event.timeNs)));
    QVERIFY(after.contains(QStringLiteral("6 May 2031")));
}

QTEST_MAIN(TriageFactsTest)
#include "tst_triagefacts.moc"
