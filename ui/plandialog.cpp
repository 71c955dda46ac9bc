#include "ui/plandialog.h"

#include "models/base/numbertext.h"
#include "ui/theme/metrics.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace wirecase {

/// Rows that the planning worker found and the window has not yet shown.
struct PlanDialog::Mailbox
{
    std::mutex lock;
    EvidencePlan found;

    void put(const EvidencePlan &rows)
    {
        const std::lock_guard guard(lock);
        found.insert(found.end(), rows.begin(), rows.end());
    }
    EvidencePlan take()
    {
        const std::lock_guard guard(lock);
        return std::exchange(found, {});
    }
};

PlanDialog::PlanDialog(const QStringList &paths, QWidget *parent)
    : QDialog(parent)
    , m_mailbox(std::make_shared<Mailbox>())
    , m_table(new QTableView(this))
    , m_counts(new QLabel(this))
    , m_read(nullptr)
    , m_job(this)
{
    setWindowTitle(tr("Evidence to read"));
    resize(1000, 520);
    setUp();
    m_poll.setInterval(100);
    connect(&m_poll, &QTimer::timeout, this, &PlanDialog::take);
    m_poll.start();
    m_job.start(
        [paths, mailbox = m_mailbox](JobState &job) {
            const auto publish = [&mailbox](const EvidencePlan &rows) { mailbox->put(rows); };
            return planEvidence(paths, job, publish).size();
        },
        [this](std::size_t) {
            m_poll.stop();
            m_finished = true;
            take();
        });
}

void PlanDialog::setUp()
{
    m_table->setModel(&m_model);
    m_table->setShowGrid(false);
    m_table->setTextElideMode(Qt::ElideMiddle); // paths begin alike
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight(fontMetrics()));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setAccessibleName(tr("Files found"));
    m_table->setTabKeyNavigation(false);
    const int digit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(EvidencePlanModel::Name, 46 * digit);
    m_table->setColumnWidth(EvidencePlanModel::Kind, 20 * digit);
    m_table->setColumnWidth(EvidencePlanModel::Size, 11 * digit);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_read = buttons->addButton(tr("Read"), QDialogButtonBox::AcceptRole);
    m_read->setDefault(true);
    auto *none = buttons->addButton(tr("Untick all"), QDialogButtonBox::ResetRole);
    auto *all = buttons->addButton(tr("Tick all"), QDialogButtonBox::ResetRole);
    connect(none, &QPushButton::clicked, this, [this] { m_model.setAllTicked(false); });
    connect(all, &QPushButton::clicked, this, [this] { m_model.setAllTicked(true); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_model, &EvidencePlanModel::tickedChanged, this, &PlanDialog::showCounts);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_counts);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    showCounts();
}

void PlanDialog::take()
{
    m_model.append(m_mailbox->take());
    showCounts();
}

void PlanDialog::showCounts()
{
    const int found = m_model.rowCount();
    const int ticked = m_model.tickedCount();
    QString files = tr("%n file(s) found", nullptr, found);
    if (const int failed = m_model.failedCount(); failed > 0)
        files += QStringLiteral(" \u00b7 ") + tr("%n could not be looked at", nullptr, failed);
    m_counts->setText(m_finished ? files : tr("%1, still looking…").arg(files));
    m_read->setText(ticked == 0 ? tr("Nothing to read") : tr("Read %n file(s)", nullptr, ticked));
    m_read->setEnabled(ticked > 0);
}

} // namespace wirecase
