#include "ui/panes/findinglist.h"

#include "ui/panes/runlabel.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/linklabel.h"

#include <QApplication>
#include <QClipboard>
#include <QToolButton>
#include <QVBoxLayout>

namespace wirecase {

namespace {

/// A suggestion on one line: queries are broken for reading, which says nothing here.
QString onOneLine(const QString &text)
{
    return text.simplified();
}

} // namespace

FindingList::FindingList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(12, 0, 10, 4);
    m_layout->setSpacing(4);
}

void FindingList::setFindings(const std::vector<KqlFinding> &findings)
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t i = 0; i < findings.size(); ++i)
        addFinding(findings[i], i);
    setVisible(!findings.empty());
}

void FindingList::addFinding(const KqlFinding &finding, std::size_t number)
{
    auto *line = new QWidget(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gridStep);
    auto *text = new RunLabel(line);
    TextRuns runs{{finding.message, ColorRole::Text, false, false}};
    if (!finding.suggestion.isEmpty()) {
        runs.push_back({u' ' + tr("Write instead:") + u' ', ColorRole::Muted, false, false});
        runs.push_back({onOneLine(finding.suggestion), ColorRole::Text, false, true});
    }
    text->setRuns(std::move(runs));
    layout->addWidget(text, 1);
    auto *show = new LinkLabel(tr("Show"), line);
    show->setToolTip(tr("Selects the place in the query"));
    show->setAccessibleDescription(finding.message);
    connect(show, &LinkLabel::linkActivated, this, [this, number] { emit findingActivated(number); });
    layout->addWidget(show, 0, Qt::AlignTop);
    if (!finding.suggestion.isEmpty()) {
        auto *copy = new QToolButton(line);
        copy->setIcon(icon(IconName::Copy));
        copy->setToolTip(tr("Copy what to write instead"));
        copy->setAccessibleName(copy->toolTip());
        copy->setFocusPolicy(Qt::StrongFocus);
        connect(copy, &QToolButton::clicked, this,
                [suggestion = finding.suggestion] { QApplication::clipboard()->setText(suggestion); });
        layout->addWidget(copy, 0, Qt::AlignTop);
    }
    m_layout->addWidget(line);
}

} // namespace wirecase
