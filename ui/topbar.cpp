#include "ui/topbar.h"

#include "models/base/settings.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/queryassistant.h"
#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/scopechips.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace wirecase {

namespace {

const Setting<QStringList> queryHistory{"filter/history", {}};

QToolButton *toolButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

TopBar::TopBar(InvestigationContext &context, const Investigation &investigation, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_settings(settings)
    , m_assistant(new QueryAssistant(context, investigation, this))
    , m_menu(toolButton(this))
    , m_name(new QLabel(this))
    , m_back(toolButton(this))
    , m_forward(toolButton(this))
    , m_chips(new ScopeChips(this))
    , m_filter(new FilterBar(this))
    , m_problem(new QLabel(this))
    , m_add(new QPushButton(this))
    , m_export(new QPushButton(this))
{
    setFontRole(m_name, FontRole::Strong);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setText(QStringLiteral("☰"));
    m_menu->setToolTip(tr("Menu (Alt+M)"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setShortcut(QKeySequence(QStringLiteral("Alt+M")));
    m_export->setProperty("primary", true);

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(gridStep, 6, gridStep, 6);
    rows->setSpacing(4);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(gridStep);
    rows->addLayout(layout);
    rows->addWidget(m_problem);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_menu, m_name, m_back, m_forward, m_chips})
        layout->addWidget(widget);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_add);
    layout->addWidget(m_export);
    setUpFilter();
    connect(m_chips, &ScopeChips::chipRemoved, this, &TopBar::removeChip);
    connect(&m_context, &InvestigationContext::scopeChanged, this, &TopBar::showScope);
    connect(&m_context, &InvestigationContext::timeFormatChanged, this, &TopBar::showScope);
    connect(&m_context, &InvestigationContext::viewChanged, m_filter, &FilterBar::check);
    connect(&investigation, &Investigation::snapshotChanged, m_filter, &FilterBar::check);
    showScope();
}

void TopBar::setMenu(QMenu *menu)
{
    m_menu->setMenu(menu);
}

void TopBar::setHistoryActions(QAction *back, QAction *forward)
{
    m_back->setDefaultAction(back);
    m_forward->setDefaultAction(forward);
}

void TopBar::setMainActions(QAction *addEvidence, QAction *exportReport)
{
    m_add->setText(tr("+ Evidence"));
    m_export->setText(tr("Export report"));
    for (const auto &[button, action] : {std::pair(m_add, addEvidence), std::pair(m_export, exportReport)}) {
        button->setToolTip(action->toolTip());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
    }
}

void TopBar::setCaseName(const QString &name)
{
    const QFontMetrics metrics(m_name->font());
    constexpr int widestName = 260;
    m_name->setText(metrics.elidedText(name, Qt::ElideRight, widestName));
    m_name->setToolTip(name);
}

void TopBar::setUpFilter()
{
    m_filter->setPlaceholder(tr("Filter in KQL, for example destination.port : 21"));
    m_filter->setValidate([this](const QString &text) { return m_assistant->problemOf(text); });
    m_filter->setCompletion(
        [this](const QString &part) { return m_assistant->fieldsWith(part); },
        [this](const QString &field, const QString &prefix) { m_assistant->findValues(field, prefix); });
    connect(m_assistant, &QueryAssistant::valuesFound, m_filter, &FilterBar::offerValues);
    m_filter->setHistory(m_settings.get(queryHistory));
    connect(m_filter, &FilterBar::historyChanged, this, [this] { m_settings.set(queryHistory, m_filter->history()); });
    setFontRole(m_problem, FontRole::Small);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", QStringLiteral("bad"));
    m_problem->hide();
    connect(m_filter, &FilterBar::problemTold, this, &TopBar::showProblem);
    connect(m_filter, &FilterBar::textApplied, this, [this](const QString &text) {
        Scope scope = m_context.scope();
        scope.kql = text;
        m_context.narrow(scope);
    });
}

void TopBar::showProblem(const QString &text, bool blocks)
{
    const QString shown =
        blocks ? tr("▲ %1. The filter before stays; Esc brings it back.").arg(text) : QStringLiteral("△ %1").arg(text);
    m_problem->setText(text.isEmpty() ? QString() : shown);
    m_problem->setProperty("tone", blocks ? QStringLiteral("bad") : QStringLiteral("warning"));
    m_problem->style()->unpolish(m_problem);
    m_problem->style()->polish(m_problem);
    m_problem->setVisible(!text.isEmpty());
    m_problem->setIndent(m_filter->x());
    m_context.setQueryProblem(blocks ? text : QString());
}

void TopBar::showScope()
{
    const Scope &scope = m_context.scope();
    std::vector<ScopeChip> chips;
    if (scope.window) {
        const QString text = m_context.timeFormat().range(*scope.window);
        chips.push_back(
            {QStringLiteral("window"), text, tr("Only what happened in this time. Delete removes it."), Tone::Accent});
    }
    for (const IpAddress &host : scope.hosts) {
        const QString address = host.toString();
        chips.push_back({address, tr("host %1").arg(address),
                         tr("Only what this address takes part in. Delete removes it."), Tone::Neutral});
    }
    m_chips->setChips(chips);
    m_chips->setVisible(!chips.empty());
    m_filter->setText(scope.kql);
}

void TopBar::removeChip(const QString &id)
{
    Scope scope = m_context.scope();
    if (id == QStringLiteral("window"))
        scope.window.reset();
    else
        std::erase_if(scope.hosts, [&](const IpAddress &host) { return host.toString() == id; });
    m_context.narrow(scope);
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(this);
    painter.fillRect(rect(), theme.color(ColorRole::Pane));
    painter.fillRect(0, height() - 1, width(), 1, theme.color(ColorRole::Line));
}

} // namespace wirecase
