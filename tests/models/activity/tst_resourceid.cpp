#include "models/activity/resourceid.h"

#include <QTest>

using namespace wirecase;

class ResourceIdTest : public QObject
{
    Q_OBJECT

private slots:
    void parts_data();
    void parts();
};

void ResourceIdTest::parts_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("faithful");
    QTest::addColumn<QByteArray>("normalised");

    const auto row = [](const char *title, const char *id, const char *faithful, const char *normalised) {
        QTest::newRow(title) << QByteArray(id) << QByteArray(faithful) << QByteArray(normalised);
    };
    const char *watcher = "S|G|MICROSOFT.NETWORK/NETWORKWATCHERS||NW/PACKETCAPTURES/CAP|";
    row("upper case",
        "/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NW/PACKETCAPTURES/CAP", watcher,
        watcher);
    row("as documented", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm",
        "s|g|Microsoft.Compute/virtualMachines||vm|", "s|g|Microsoft.Compute/virtualMachines||vm|");
    row("lower case group", "/subscriptions/s/resourcegroups/g/providers/Microsoft.Compute/virtualMachines/vm",
        "||Microsoft.Compute/virtualMachines/vm|||", "s|g|Microsoft.Compute/virtualMachines||vm|");
    row("authorization rule",
        "/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.EVENTHUB/NAMESPACES/N/AUTHORIZATIONRULES/R",
        "S|G|MICROSOFT.EVENTHUB|N||R", "S|G|MICROSOFT.EVENTHUB|N||R");
    row("tenant", "/tenants/t/providers/Microsoft.aadiam", "||Microsoft.aadiam|||", "||Microsoft.aadiam|||");
    row("subscription provider", "/subscriptions/s/providers/Microsoft.X/y", "||Microsoft.X/y|||",
        "s||Microsoft.X/y|||");
    row("group", "/subscriptions/s/resourceGroups/g", "s|g||||", "s|g||||");
    row("subscription", "/subscriptions/s", "s|||||", "s|||||");
    row("provider only", "/subscriptions/s/resourceGroups/g/providers/P", "s|g|P|||", "s|g|P|||");
    row("slash at the end", "/subscriptions/s/resourceGroups/g/providers/P/t/n/", "s|g|P/t||n|", "s|g|P/t||n|");
    row("two slashes at the end", "/subscriptions/s/resourceGroups/g/providers/P/t/n//", "s|g|P/t||n/|",
        "s|g|P/t||n/|");
    row("many parts", "/subscriptions/s/resourceGroups/g/providers/P/t/1/2/3/4/5/6/7/8/9",
        "s|g|P/t||1/2/3/4/5/6/7/8/9|", "s|g|P/t||1/2/3/4/5/6/7/8/9|");
    row("providers last", "/subscriptions/s/providers", "s|||||", "s|||||");
    row("empty", "", "|||||", "|||||");
    row("slashes", "////", "|||||", "|||||");
}

void ResourceIdTest::parts()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, faithful);
    QFETCH(QByteArray, normalised);
    const auto printed = [&id](bool isFaithful) {
        const ResourceParts parts =
            resourceParts(std::string_view(id.constData(), static_cast<std::size_t>(id.size())), isFaithful);
        QByteArrayList texts;
        for (const std::string_view part :
             {parts.subscription, parts.group, parts.provider, parts.space, parts.name, parts.authorizationRule})
            texts.append(QByteArray(part.data(), static_cast<qsizetype>(part.size())));
        return texts.join('|');
    };
    QCOMPARE(printed(true), faithful);
    QCOMPARE(printed(false), normalised);
}

QTEST_GUILESS_MAIN(ResourceIdTest)
#include "tst_resourceid.moc"
