#include "models/kql/nearestfield.h"

#include <QTest>

using namespace wirecase;

class TestNearestField : public QObject
{
    Q_OBJECT

private slots:
    void nearest_data();
    void nearest();
};

void TestNearestField::nearest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("nearest");
    const auto row = [](const char *what, const char *name, const char *nearest) {
        QTest::newRow(what) << QString::fromLatin1(name) << QString::fromLatin1(nearest);
    };
    row("two letters swapped", "destination.prot", "destination.port");
    row("a letter missing", "sorce.ip", "source.ip");
    row("a letter too many", "event.actionn", "event.action");
    row("other case", "Source.IP", "source.ip");
    row("name of a display filter", "ip.dst", "destination.ip");
    row("of a transport", "tcp.port", "destination.port");
    row("something else", "kubernetes.pod.name", "");
    row("alias of a field that is not there", "frame.len", "");
    row("empty", "", "");
}

void TestNearestField::nearest()
{
    const QStringList known{QStringLiteral("destination.ip"), QStringLiteral("destination.port"),
                            QStringLiteral("event.action"), QStringLiteral("source.ip"), QStringLiteral("source.port")};
    QFETCH(QString, name);
    QTEST(nearestField(name, known), "nearest");
}

QTEST_GUILESS_MAIN(TestNearestField)
#include "tst_nearestfield.moc"
