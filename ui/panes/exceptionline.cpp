#include "ui/panes/exceptionline.h"

#include "models/casefile/casefile.h"
#include "ui/panes/answerabletable.h"
#include "ui/panes/exceptiondialog.h"

#include <QVBoxLayout>

namespace wirecase {

ExceptionLine::ExceptionLine(const PaneServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_table(new AnswerableTable(this))
    , m_job(this)
{
    m_row.fact.key = QStringLiteral("exception");
    m_row.fact.label = tr("Matches an exception");
    Pivot link;
    link.text = tr("Try exception…");
    m_row.pivot = link;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(m_table, &AnswerableTable::pivotActivated, this, &ExceptionLine::tryException);
    connect(&services.caseFile, &CaseFile::exceptionsChanged, this, &ExceptionLine::look);
}

void ExceptionLine::setAlert(const SnapshotPtr &snapshot, const QString &alertKey)
{
    m_snapshot = snapshot;
    m_alert = alertKey;
    showText({}, false);
    look();
}

void ExceptionLine::look()
{
    m_dirty = !isVisible();
    if (!m_dirty && m_snapshot)
        start();
}

void ExceptionLine::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_dirty)
        look();
}

void ExceptionLine::start()
{
    m_job.start([snapshot = m_snapshot, alert = m_alert, drafts = keptItems(m_services.caseFile.state())](
                    JobState &job) { return matchingExceptions(*snapshot, alert, drafts, job); },
                [this](const Result<ExceptionMatches> &matches) { showMatches(matches); });
}

void ExceptionLine::showMatches(const Result<ExceptionMatches> &matches)
{
    if (!matches)
        return showText(matches.error().message, false);
    if (matches->candidates == 0)
        return showText(tr("there is none for this rule"), false);
    if (matches->names.isEmpty())
        return showText(tr("none of %n", "of so many exceptions", matches->candidates), false);
    //: how many of how many, and their names
    showText(tr("%1 of %2: %3")
                 .arg(matches->names.size())
                 .arg(matches->candidates)
                 .arg(matches->names.join(QStringLiteral(", "))),
             true);
}

void ExceptionLine::showText(const QString &text, bool alarming)
{
    m_row.fact.value = text;
    m_row.alarming = alarming;
    m_table->setFacts({&m_row});
}

void ExceptionLine::tryException()
{
    const auto draft = draftFor(*m_snapshot, m_alert);
    if (!draft)
        return;
    auto *dialog = new ExceptionDialog(m_services, *draft, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace wirecase
