#include "tests/ui/panes/triagecase.h"
#include "ui/panes/objectspane.h"
#include "ui/panes/tableexporter.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

/// Objects of the sample case.
class TestObjectsPane : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void list_holdsWhatCrossed();
    void scope_isObeyed();
    void header_sorts();
    void activation_pointsAtThePacket();
    void save_writesEveryObject();
    void cleanupTestCase();

private:
    [[nodiscard]] const std::vector<NetworkObject> &objects() const { return *m_objects->model()->objects(); }

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<ObjectsPane> m_objects;
    int m_all = 0;
};

void TestObjectsPane::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    m_objects = std::make_unique<ObjectsPane>(m_case->services());
    m_objects->resize(1000, 400);
    m_objects->show();
    JobState job;
    const auto found = findObjects(m_case->investigation().snapshot()->capture, {}, job);
    QVERIFY(found && found->isComplete);
    m_all = static_cast<int>(found->objects.size());
    QVERIFY(m_all > 3);
}

void TestObjectsPane::cleanupTestCase()
{
    m_objects.reset();
    m_case.reset();
}

void TestObjectsPane::init()
{
    m_case->context().narrow({});
    QTRY_COMPARE(m_objects->model()->rowCount(), m_all);
}

void TestObjectsPane::list_holdsWhatCrossed()
{
    for (const NetworkObject &object : objects()) {
        QCOMPARE(object.sha256.size(), 32);
        QVERIFY(!object.type.isEmpty());
        QVERIFY(!object.path.contains(u'?'));
    }
    QVERIFY(m_objects->saveAction()->isEnabled());
}

void TestObjectsPane::scope_isObeyed()
{
    Scope scope;
    scope.hosts = {objects().front().client.address};
    m_case->context().narrow(scope);
    QTRY_VERIFY(m_objects->model()->rowCount() < m_all);
    for (const NetworkObject &object : objects())
        QVERIFY(object.client.address == scope.hosts.front() || object.server.address == scope.hosts.front());
    scope.hosts = {*IpAddress::parse(QStringLiteral("192.0.2.250"))};
    m_case->context().narrow(scope);
    QTRY_COMPARE(m_objects->model()->rowCount(), 0);
    QVERIFY(m_objects->findChild<MessageBar *>()->text().contains(QStringLiteral("No object is in the scope")));
    QVERIFY(!m_objects->saveAction()->isEnabled());
}

void TestObjectsPane::header_sorts()
{
    emit m_objects->table()->sortRequested(ObjectTableModel::Size, Qt::DescendingOrder);
    QTRY_VERIFY(std::is_sorted(objects().begin(), objects().end(),
                               [](const NetworkObject &a, const NetworkObject &b) { return a.size > b.size; }));
}

void TestObjectsPane::activation_pointsAtThePacket()
{
    emit m_objects->table()->rowActivated(1);
    QCOMPARE(m_case->context().focus().packet, std::optional(objects()[1].packet));
    QVERIFY(m_case->context().focus().traffic);
}

void TestObjectsPane::save_writesEveryObject()
{
    const QTemporaryDir folder;
    QSignalSpy saved(m_objects.get(), &ObjectsPane::saved);
    m_objects->saveInto(folder.path(), objects());
    QVERIFY(saved.wait());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), m_all);
    QVERIFY(m_objects->findChild<MessageBar *>()->text().contains(QStringLiteral("come from the network")));
}

QTEST_MAIN(TestObjectsPane)
#include "tst_objectspane.moc"
