#include "ui/welcomepage.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/linklabel.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace wirecase {

namespace {

/// A case that was never given a place has a file name that says nothing: it is known by when it was last worked on.
QString caseText(const QString &path)
{
    const QFileInfo file(path);
    const QString changed = QLocale().toString(file.lastModified(), QLocale::ShortFormat);
    if (file.completeBaseName().startsWith(QStringLiteral("unsaved-")))
        return WelcomePage::tr("Not yet saved under a name, last changed %1").arg(changed);
    return WelcomePage::tr("%1, last changed %2").arg(file.completeBaseName(), changed);
}

} // namespace

WelcomePage::WelcomePage(const QList<QAction *> &actions, const QStringList &recentCases, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(gridStep);
    auto *title = new QLabel(tr("Who captured our traffic, and what did they get?"), this);
    setFontRole(title, FontRole::Strong);
    auto *text =
        new QLabel(tr("Add a folder with activity-log exports, captures and flow logs, or drop it here. Files are told "
                      "by their content and never changed."),
                   this);
    text->setWordWrap(true);
    text->setMinimumWidth(460);
    column->addWidget(title);
    column->addWidget(text);
    column->addSpacing(gridStep);
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->text(), this);
        button->setDefault(action == actions.front());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    if (!recentCases.isEmpty()) {
        column->addSpacing(2 * gridStep);
        auto *heading = new QLabel(tr("Go on with a case"), this);
        setFontRole(heading, FontRole::SmallStrong);
        column->addWidget(heading);
    }
    for (const QString &path : recentCases) {
        auto *link = new LinkLabel(caseText(path), this);
        link->setToolTip(path);
        connect(link, &LinkLabel::linkActivated, this, [this, path] { emit caseChosen(path); });
        column->addWidget(link, 0, Qt::AlignLeft);
    }
    auto *centre = new QVBoxLayout(this);
    centre->addStretch();
    centre->addLayout(column);
    centre->addStretch();
    centre->setAlignment(column, Qt::AlignHCenter);
}

} // namespace wirecase
