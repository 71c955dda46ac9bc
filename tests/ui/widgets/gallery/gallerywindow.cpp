#include "tests/ui/widgets/gallery/gallerywindow.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/themewatcher.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/keysheet.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/scopechips.h"
#include "ui/widgets/statusstrip.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace wirecase {

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

GalleryWindow::GalleryWindow(ThemeWatcher &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_job(std::make_shared<JobState>())
{
    setWindowTitle(s("Gallery"));
    addActions();
    auto *central = new QWidget(this);
    auto *columns = new QHBoxLayout(central);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto *rail = new NavigationRail(central);
    rail->addView(0, IconName::Triage, s("Triage"), QKeySequence(s("Ctrl+1")));
    rail->addView(1, IconName::Traffic, s("Traffic"), QKeySequence(s("Ctrl+2")));
    rail->addView(2, IconName::Evidence, s("Evidence"));
    rail->addView(3, IconName::Report, s("Report"));
    rail->setCurrent(0);
    auto *pages = new QStackedWidget(central);
    pages->setObjectName(s("pages"));
    pages->addWidget(triagePage());
    pages->addWidget(trafficPage());
    pages->addWidget(statesPage());
    connect(rail, &NavigationRail::viewChosen, pages, [pages](int id) { pages->setCurrentIndex(qMin(id, 2)); });
    columns->addWidget(rail);
    columns->addWidget(pages, 1);

    auto *whole = new QWidget(this);
    auto *rows = new QVBoxLayout(whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto *status = new StatusStrip(&m_board, whole);
    status->setSaved(s("Saved 09:41:07"));
    status->setFacts({s("4 evidence files verified"), s("3 214 981 packets · 48 211 flow records · 12 904 events")});
    rows->addWidget(topBar());
    rows->addWidget(central, 1);
    rows->addWidget(status);
    setCentralWidget(whole);
    m_job->total = 100;
    m_job->done = 62;
    m_board.add(s("Hashing capture-2.cap"), m_job);
}

void GalleryWindow::showPage(int page)
{
    findChild<NavigationRail *>()->setCurrent(page);
    findChild<QStackedWidget *>(s("pages"))->setCurrentIndex(page);
}

void GalleryWindow::addActions()
{
    const auto add = [this](const char *text, const QKeySequence &key, auto slot) {
        auto *action = new QAction(s(text), this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        m_actions.append(action);
        return action;
    };
    add("Command palette", QKeySequence(s("Ctrl+K")), &GalleryWindow::showPalette);
    add("Key sheet", QKeySequence(s("?")), &GalleryWindow::showKeys);
    add("Dark theme", QKeySequence(s("Ctrl+D")), [this] { m_theme.setChoice(ThemeChoice::Dark); });
    add("Light theme", QKeySequence(s("Ctrl+L")), [this] { m_theme.setChoice(ThemeChoice::Light); });
    add("Larger text", QKeySequence(s("Ctrl++")), [this] { m_theme.setFontScale(m_theme.fontScale() * 1.1); });
    add("Show packets of this flow", QKeySequence(s("P")), [] {})->setEnabled(false);
}

void GalleryWindow::showPalette()
{
    auto *palette = new CommandPalette(m_actions, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void GalleryWindow::showKeys()
{
    auto *sheet = new KeySheet(m_actions, {{s("Timeline"), s("Zoom in"), s("+")}}, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

QWidget *GalleryWindow::topBar()
{
    auto *bar = new QWidget(this);
    bar->setAutoFillBackground(true);
    bar->setBackgroundRole(QPalette::Base);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(gridStep);
    auto *name = new QLabel(s("Case 2021-0617 · prod-web capture"), bar);
    setFontRole(name, FontRole::Strong);
    layout->addWidget(name);
    for (const IconName iconName : {IconName::Back, IconName::Forward}) {
        auto *button = new QToolButton(bar);
        button->setIcon(icon(iconName));
        button->setToolTip(iconName == IconName::Back ? s("Back (Alt+Left)") : s("Forward (Alt+Right)"));
        layout->addWidget(button);
    }
    auto *chips = new ScopeChips(bar);
    chips->setChips({{s("window"), s("17 Jun 2021 08:52 – 15:10 UTC"), {}, Tone::Accent},
                     {s("host"), s("host 10.1.4.20"), {}, Tone::Neutral}});
    layout->addWidget(chips);
    auto *filter = new FilterBar(bar);
    filter->setPlaceholder(s("Filter, for example destination.port : 389"));
    filter->setValidate([](const QString &text) -> std::optional<FilterBar::Problem> {
        const qsizetype at = text.indexOf(s("("));
        if (at >= 0 && !text.contains(u')'))
            return FilterBar::Problem{at, s("The group is not closed")};
        return std::nullopt;
    });
    filter->setCompletion(
        [](const QString &) {
            return QStringList{s("destination.ip"), s("destination.port")};
        },
        [filter](const QString &field, const QString &prefix) {
            filter->offerValues(field, prefix, {s("389"), s("443")});
        });
    filter->setText(s("network.protocol : (http or ftp or ldap) and destination.ip : 10.1.5.0/24"));
    layout->addWidget(filter, 1);
    layout->addWidget(new QPushButton(s("+ Evidence"), bar));
    auto *primary = new QPushButton(s("Export report"), bar);
    primary->setProperty("primary", true);
    layout->addWidget(primary);
    return bar;
}

} // namespace wirecase
