#include "models/context/investigationcontext.h"

#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

Scope hours(qint64 from, qint64 to)
{
    Scope scope;
    scope.window = TimeRange{from * nsPerHour, to * nsPerHour};
    return scope;
}

} // namespace

class TestInvestigationContext : public QObject
{
    Q_OBJECT

private slots:
    void narrow_equalScopeSaysNothing();
    void back_returnsToScopeFocusAndView();
    void forward_isForgottenAfterAnotherStep();
    void follow_impossiblePivotGoesNowhere();
    void follow_announcesScopeBeforeFocus();
    void queryProblem_leavesTheScope();
};

void TestInvestigationContext::narrow_equalScopeSaysNothing()
{
    InvestigationContext context;
    QSignalSpy changes(&context, &InvestigationContext::scopeChanged);
    context.narrow(hours(1, 2));
    context.narrow(hours(1, 2));
    QCOMPARE(changes.count(), 1);
}

void TestInvestigationContext::back_returnsToScopeFocusAndView()
{
    InvestigationContext context;
    Pivot pivot;
    pivot.view = View::Traffic;
    pivot.scope = hours(3, 4);
    pivot.focus.packet = PacketId{7};
    context.narrow(hours(1, 2));
    context.follow(pivot);
    QCOMPARE(context.view(), View::Traffic);

    context.back();
    QCOMPARE(context.view(), View::Triage);
    QCOMPARE(context.scope(), hours(1, 2));
    QCOMPARE(context.focus(), Focus());
    context.forward();
    QCOMPARE(context.focus().packet, std::optional(PacketId{7}));
    QCOMPARE(context.scope(), hours(3, 4));
}

void TestInvestigationContext::forward_isForgottenAfterAnotherStep()
{
    InvestigationContext context;
    context.narrow(hours(1, 2));
    context.back();
    QVERIFY(context.canGoForward());
    context.narrow(hours(5, 6));
    QVERIFY(!context.canGoForward());
}

void TestInvestigationContext::follow_impossiblePivotGoesNowhere()
{
    InvestigationContext context;
    Pivot pivot;
    pivot.view = View::Traffic;
    pivot.whyNot = QStringLiteral("No capture holds this flow.");
    context.follow(pivot);
    QCOMPARE(context.view(), View::Triage);
    QVERIFY(!context.canGoBack());
}

void TestInvestigationContext::follow_announcesScopeBeforeFocus()
{
    InvestigationContext context;
    QStringList order;
    connect(&context, &InvestigationContext::scopeChanged, this, [&] { order << QStringLiteral("scope"); });
    connect(&context, &InvestigationContext::focusChanged, this, [&] { order << QStringLiteral("focus"); });
    Pivot pivot;
    pivot.scope = hours(1, 2);
    pivot.focus.traffic = TrafficId{1};
    context.follow(pivot);
    const QStringList expected{QStringLiteral("scope"), QStringLiteral("focus")};
    QCOMPARE(order, expected);
}

void TestInvestigationContext::queryProblem_leavesTheScope()
{
    InvestigationContext context;
    context.narrow({{}, {}, QStringLiteral("a : b")});
    QSignalSpy problems(&context, &InvestigationContext::queryProblemChanged);
    QSignalSpy scopes(&context, &InvestigationContext::scopeChanged);
    context.setQueryProblem(QStringLiteral("wrong"));
    context.setQueryProblem(QStringLiteral("wrong"));
    QCOMPARE(problems.count(), 1);
    QCOMPARE(context.queryProblem(), QStringLiteral("wrong"));
    QCOMPARE(scopes.count(), 0);
    QCOMPARE(context.scope().kql, QStringLiteral("a : b"));
}

QTEST_GUILESS_MAIN(TestInvestigationContext)
#include "tst_investigationcontext.moc"
