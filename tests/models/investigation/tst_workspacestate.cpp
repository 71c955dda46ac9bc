#include "models/evidence/evidenceref.h"
#include "models/investigation/snapshot.h"
#include "models/investigation/workspacestate.h"

#include <QTest>

using namespace wirecase;

class TestWorkspaceState : public QObject
{
    Q_OBJECT

private slots:
    void place_comesBackWithScopeAndView();
    void place_ofRowsThatAreGoneIsLeftOut();
    void place_otherBytesGiveNothing_data();
    void place_otherBytesGiveNothing();
};

namespace {

std::optional<EvidenceRef> same(const EvidenceRef &ref)
{
    return ref;
}

} // namespace

void TestWorkspaceState::place_comesBackWithScopeAndView()
{
    const SnapshotPtr snapshot = emptySnapshot();
    Scope scope;
    scope.window = TimeRange{1'773'824'300'118'042'007, 1'773'842'318'512'000'001};
    scope.hosts = {*IpAddress::parse(u"10.1.4.20"), *IpAddress::parse(u"2001:db8::1")};
    scope.kql = QStringLiteral("destination.port : \"21\"");
    Focus focus;
    focus.alert = QStringLiteral("rule/event");
    const auto place = workspacePlace(workspaceBytes(View::Traffic, scope, focus, *snapshot), *snapshot, &same);
    QVERIFY(place);
    QCOMPARE(place->view, View::Traffic);
    QCOMPARE(place->scope, scope);
    QCOMPARE(place->focus, focus);
}

void TestWorkspaceState::place_ofRowsThatAreGoneIsLeftOut()
{
    const SnapshotPtr snapshot = emptySnapshot();
    Focus focus;
    focus.packet = PacketId{7};
    focus.traffic = TrafficId{3};
    focus.event = EventId{1};
    const auto place = workspacePlace(workspaceBytes(View::Triage, {}, focus, *snapshot), *snapshot, &same);
    QVERIFY(place);
    QCOMPARE(place->focus, Focus());
}

void TestWorkspaceState::place_otherBytesGiveNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("\x00\xff hello");
    QTest::newRow("an array") << QByteArray("[1]");
}

void TestWorkspaceState::place_otherBytesGiveNothing()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!workspacePlace(bytes, *emptySnapshot(), &same));
}

QTEST_GUILESS_MAIN(TestWorkspaceState)
#include "tst_workspacestate.moc"
