#include "ui/welcomepage.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/linklabel.h"

#include <QAction>
#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int textWidth = 460;

/// A case that was never given a place has a file name that says nothing: it is known by when it was last worked on.
QString caseText(const QString &path)
{
    const QFileInfo file(path);
    // What was written last may still stand beside the file.
    const QDateTime worked = std::max(file.lastModified(), QFileInfo(path + QStringLiteral("-wal")).lastModified());
    const QString changed = QLocale().toString(worked, QLocale::ShortFormat);
    if (file.completeBaseName().startsWith(QStringLiteral("unsaved-")))
        return WelcomePage::tr("Not yet saved under a name, last changed %1").arg(changed);
    return WelcomePage::tr("%1, last changed %2").arg(file.completeBaseName(), changed);
}

} // namespace

WelcomePage::WelcomePage(const QList<QAction *> &actions, const QStringList &recentCases, QWidget *parent)
    : QScrollArea(parent)
    , m_text(new QLabel(tr("Add a folder with activity-log exports, captures and flow logs, or drop it here. Files are "
                           "told by their content and never changed.")))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    auto *centre = new QVBoxLayout(content);
    auto *column = new QVBoxLayout;
    column->setSpacing(gridStep);
    auto *title = new QLabel(tr("Who captured our traffic, and what did they get?"));
    setFontRole(title, FontRole::Strong);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(textWidth);
    column->addWidget(title);
    column->addWidget(m_text);
    column->addSpacing(gridStep);
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->text());
        button->setDefault(action == actions.front());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    addCases(*column, recentCases);
    centre->addStretch();
    centre->addLayout(column);
    centre->addStretch();
    centre->setAlignment(column, Qt::AlignHCenter);
    setWidget(content);
    content->setAutoFillBackground(false); // the scroll area has switched it on
}

void WelcomePage::addCases(QVBoxLayout &column, const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    column.addSpacing(2 * gridStep);
    auto *heading = new QLabel(tr("Go on with a case"));
    setFontRole(heading, FontRole::SmallStrong);
    column.addWidget(heading);
    for (const QString &path : paths) {
        auto *link = new LinkLabel(caseText(path));
        link->setToolTip(path);
        connect(link, &LinkLabel::linkActivated, this, [this, path] { emit caseChosen(path); });
        column.addWidget(link, 0, Qt::AlignLeft);
    }
}

bool WelcomePage::event(QEvent *event)
{
    const bool handled = QScrollArea::event(event);
    // A layout within a layout does not ask how high a text is that wraps.
    if (event->type() == QEvent::Polish || event->type() == QEvent::Show || event->type() == QEvent::FontChange) {
        m_text->ensurePolished();
        m_text->setMinimumHeight(m_text->heightForWidth(textWidth));
    }
    return handled;
}

} // namespace wirecase
