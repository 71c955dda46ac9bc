#include "ui/panes/exceptiondialog.h"

#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/detection/alerttablemodel.h"
#include "models/investigation/investigation.h"
#include "ui/panes/exceptionentriesedit.h"
#include "ui/panes/exceptionexport.h"
#include "ui/panes/noteedit.h"
#include "ui/panes/verdictview.h"
#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int pauseMs = 250;
constexpr int usualDays = 90;
constexpr int charsWide = 22; // a date and its arrow

QDate dateOf(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / nsPerMs, Qt::UTC).date();
}

/// The end of the day, so that an exception holds on the day it is said to end on.
qint64 endOf(const QDate &day)
{
    return day.addDays(1).startOfDay(Qt::UTC).toMSecsSinceEpoch() * nsPerMs;
}

} // namespace

ExceptionDialog::ExceptionDialog(const PaneServices &services, const ExceptionDraft &draft, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_snapshot(services.investigation.snapshot())
    , m_draft(draft)
    , m_name(new QLineEdit(this))
    , m_entries(new ExceptionEntriesEdit(this))
    , m_expiry(new QDateEdit(this))
    , m_justification(new NoteEdit(tr("Why these alerts need nobody's attention…"), this))
    , m_answer(new MessageBar(this))
    , m_alerts(new AlertTableModel(this))
    , m_table(new DataTable(this))
    , m_whyNot(new QLabel(this))
    , m_keep(new QPushButton(tr("Keep in the case"), this))
    , m_export(new QPushButton(tr("Export JSON…"), this))
    , m_copy(new QPushButton(tr("Copy KQL"), this))
    , m_stop(new QAction(tr("Cancel the trial"), this))
    , m_again(new QAction(tr("Try again"), this))
    , m_job(this, &services.jobs, tr("Trying exception"))
{
    setWindowTitle(tr("Exception for %1").arg(draft.ruleName));
    setUpFields();
    setUpTable();
    setUpLayout();
    resize(800, 680);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ExceptionDialog::test);
    connect(m_name, &QLineEdit::textChanged, this, &ExceptionDialog::showKeepable);
    connect(m_justification, &NoteEdit::textChanged, this, &ExceptionDialog::showKeepable);
    connect(m_entries, &ExceptionEntriesEdit::edited, this, &ExceptionDialog::changed);
    connect(m_keep, &QPushButton::clicked, this, &ExceptionDialog::keep);
    connect(m_again, &QAction::triggered, this, &ExceptionDialog::test);
    connect(m_stop, &QAction::triggered, this, [this] {
        m_job.cancel();
        showTrial(Error{Error::Code::Cancelled, {}, {}, -1});
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(exceptionKql(this->draft().item)); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        const ExceptionDraft now = this->draft();
        const Status written = exportException(keptForm(now, {}).item, now.item.name, this);
        if (!written && written.error().code != Error::Code::Cancelled)
            m_answer->showMessage(written.error().text(), Tone::Bad, nullptr);
    });
    test();
}

void ExceptionDialog::setUpFields()
{
    m_name->setText(m_draft.item.name);
    m_name->setAccessibleName(tr("Name"));
    const bool normalised = m_snapshot->mode == DetectionMode::Normalised;
    m_entries->setFields(m_snapshot->activity->fields(normalised).fields());
    m_entries->setEntries(m_draft.item.entries);
    const qint64 now = m_services.caseFile.nowNs();
    m_expiry->setCalendarPopup(true);
    m_expiry->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_expiry->setMinimumDate(dateOf(now));
    m_expiry->setAccessibleName(tr("Last day"));
    m_expiry->setFixedHeight(m_name->sizeHint().height());
    m_expiry->setMaximumWidth(charsWide * fontMetrics().averageCharWidth());
    m_expiry->setDate(m_draft.item.expireNs ? dateOf(*m_draft.item.expireNs - 1) : dateOf(now).addDays(usualDays));
    m_justification->setPlainText(m_draft.justification);
}

void ExceptionDialog::setUpTable()
{
    m_alerts->setTimeFormat(m_services.context.timeFormat());
    m_table->setModel(m_alerts);
    m_table->setAccessibleName(tr("Alerts that would be silenced"));
    m_table->setCopyRole(CopyRole);
    m_table->setItemDelegateForColumn(
        AlertTableModel::SeverityColumn,
        new SeverityDelegate(
            [](const QModelIndex &row) { return markOf(row.data(AlertTableModel::SeverityRole).toString()); },
            m_table));
    m_table->setItemDelegateForColumn(AlertTableModel::TimeColumn, new MonoDelegate(m_table));
    auto *verdicts = new BadgeDelegate(
        [this](const QModelIndex &row) {
            return verdictTone(m_services.caseFile.state().verdict(row.data(AlertKeyRole).toString()));
        },
        m_table);
    verdicts->setDotted(true);
    m_table->setItemDelegateForColumn(AlertTableModel::VerdictColumn, verdicts);
    m_table->setColumnPlan({{2, 2, 0}, {14, 14, 0}, {16, 40, 3}, {8, 18, 1}, {12, 24, 2}, {10, 18, 0}});
    m_table->setColumnOffered(AlertTableModel::TargetColumn, false); // found by correlation, which no trial needs
    m_table->setMinimumHeight(4 * rowHeight(m_table->fontMetrics()));
    QHash<QString, QString> texts;
    for (const AlertVerdict &verdict : m_services.caseFile.state().verdicts) {
        if (verdict.verdict != Verdict::None)
            texts.insert(verdict.alertKey, verdictText(verdict.verdict));
    }
    m_alerts->setVerdicts(texts);
}

void ExceptionDialog::setUpLayout()
{
    const auto heading = [this](const QString &text) {
        auto *label = new QLabel(text, this);
        setFontRole(label, FontRole::Strong);
        return label;
    };
    auto *add = new QPushButton(tr("Add a condition"), this);
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, m_entries, &ExceptionEntriesEdit::addLine);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_entries);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    m_entries->setAutoFillBackground(false); // the scroll area has switched it on
    auto *fields = new QFormLayout;
    fields->addRow(tr("Name"), m_name);
    fields->addRow(tr("Last day (UTC)"), m_expiry);
    fields->addRow(tr("Justification"), m_justification);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_keep->setDefault(true);
    buttons->addButton(m_keep, QDialogButtonBox::ActionRole);
    buttons->addButton(m_export, QDialogButtonBox::ActionRole);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_whyNot->setForegroundRole(QPalette::PlaceholderText);
    m_whyNot->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(gridStep);
    layout->addLayout(fields);
    layout->addWidget(heading(tr("Events that satisfy all of these raise no alert")));
    layout->addWidget(scroll, 3);
    layout->addWidget(add, 0, Qt::AlignLeft);
    layout->addWidget(heading(tr("Alerts that it would silence")));
    layout->addWidget(m_answer);
    layout->addWidget(m_table, 3);
    layout->addWidget(m_whyNot);
    layout->addWidget(buttons);
}

ExceptionDraft ExceptionDialog::draft() const
{
    ExceptionDraft now = m_draft;
    now.item.name = m_name->text().trimmed();
    now.item.entries = m_entries->entries();
    now.item.expireNs = endOf(m_expiry->date());
    now.justification = m_justification->toPlainText().trimmed();
    now.item.comments = QStringList{now.justification};
    if (now.justification.isEmpty())
        now.item.comments.clear();
    return now;
}

void ExceptionDialog::changed()
{
    m_job.cancel();
    m_tested.reset();
    m_answer->dismiss(); // it was about other conditions
    m_alerts->setAlerts({});
    showKeepable();
    m_pause.start();
}

void ExceptionDialog::test()
{
    m_tested.reset();
    if (!m_entries->isComplete()) {
        m_alerts->setAlerts({});
        m_answer->showMessage(tr("A condition lacks its field or its value."), Tone::Accent, nullptr);
        return showKeepable();
    }
    m_job.start([snapshot = m_snapshot, item = draft().item, confirmed = truePositives(m_services.caseFile.state())](
                    JobState &job) { return tryDraft(*snapshot, item, confirmed, job); },
                [this](Result<DraftTrial> trial) { showTrial(std::move(trial)); });
    m_answer->showMessage(
        tr("It is being tried on %n event(s)…", nullptr, static_cast<int>(m_snapshot->activity->size())), Tone::Accent,
        m_stop);
    showKeepable();
}

void ExceptionDialog::showTrial(Result<DraftTrial> trial)
{
    if (trial) {
        m_tested = std::move(trial->test);
        m_alerts->setAlerts(std::move(trial->silenced));
        showAnswer(*m_tested);
    } else {
        const bool cancelled = trial.error().code == Error::Code::Cancelled;
        m_alerts->setAlerts({});
        m_answer->showMessage(cancelled ? tr("The trial was cancelled.") : trial.error().message, Tone::Warning,
                              m_again);
    }
    showKeepable();
}

void ExceptionDialog::showAnswer(const BackTest &tested)
{
    const auto count = static_cast<int>(tested.silenced.size());
    const auto confirmed = std::ranges::count_if(tested.silenced, &BackTest::Silenced::isTruePositive);
    QString text = tr("It would silence %n alert(s) and leave %1.", nullptr, count).arg(tested.kept);
    if (tested.weakened > 0)
        text += u' ' + tr("%n of those left would stand for fewer events.", nullptr, static_cast<int>(tested.weakened));
    if (!tested.notTested.isEmpty())
        return m_answer->showMessage(tested.notTested, Tone::Warning, nullptr);
    if (confirmed > 0)
        return m_answer->showMessage(
            text + u' ' + tr("%n of them are true positives by your verdict.", nullptr, static_cast<int>(confirmed)),
            Tone::Bad, nullptr);
    QSet<QString> benign;
    for (const AlertVerdict &verdict : m_services.caseFile.state().verdicts) {
        if (verdictTone(verdict.verdict) == Tone::Good)
            benign.insert(verdict.alertKey);
    }
    const bool harmless = std::ranges::all_of(
        tested.silenced, [&](const BackTest::Silenced &one) { return benign.contains(one.alertKey); });
    m_answer->showMessage(text, count == 0 ? Tone::Accent : harmless ? Tone::Good : Tone::Warning, nullptr);
}

void ExceptionDialog::showKeepable()
{
    QString whyNot;
    if (m_services.caseFile.isReadOnly())
        whyNot = tr("The case is open for reading only.");
    else if (!m_entries->isComplete())
        whyNot = tr("To keep it, complete its conditions.");
    else if (m_name->text().trimmed().isEmpty())
        whyNot = tr("To keep it, give it a name.");
    else if (m_justification->toPlainText().trimmed().isEmpty())
        whyNot = tr("To keep it, say why.");
    else if (!m_tested)
        whyNot = tr("To keep it, try it first.");
    else if (!m_tested->notTested.isEmpty())
        whyNot = tr("What could not be tried cannot be kept.");
    m_whyNot->setText(whyNot);
    m_whyNot->setVisible(!whyNot.isEmpty());
    m_keep->setEnabled(whyNot.isEmpty());
    m_export->setEnabled(m_entries->isComplete());
    const bool hasQuery = m_entries->isComplete() && !exceptionKql(draft().item).isEmpty();
    m_copy->setEnabled(hasQuery);
    m_copy->setToolTip(hasQuery ? QString() : tr("KQL cannot say these conditions."));
}

void ExceptionDialog::keep()
{
    const Status kept = m_services.editor.keepException(keptForm(draft(), *m_tested));
    if (kept)
        return accept();
    m_answer->showMessage(kept.error().text(), Tone::Bad, nullptr);
}

} // namespace wirecase
