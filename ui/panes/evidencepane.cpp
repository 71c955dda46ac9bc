#include "ui/panes/evidencepane.h"

#include "models/base/numbertext.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QPlainTextEdit>
#include <QSplitter>

#include <algorithm>

namespace wirecase {

namespace {

Tone toneOfState(const QModelIndex &index)
{
    if (index.data(EvidenceTableModel::IsChangedRole).toBool())
        return Tone::Bad;
    switch (static_cast<EvidenceFile::State>(index.data(EvidenceTableModel::StateRole).toInt())) {
    case EvidenceFile::State::Read:
        return index.data(EvidenceTableModel::IsReadInPartRole).toBool() ? Tone::Warning : Tone::Good;
    case EvidenceFile::State::Stopped:
        return Tone::Warning;
    case EvidenceFile::State::Failed:
        return Tone::Bad;
    case EvidenceFile::State::Waiting:
    case EvidenceFile::State::Reading:
        break;
    }
    return Tone::Muted;
}

} // namespace

EvidencePane::EvidencePane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Evidence"), services, parent)
    , m_table(new DataTable(this))
    , m_problems(new QPlainTextEdit(this))
    , m_files(addCountChip())
    , m_verified(addCountChip())
    , m_problemCount(addCountChip())
{
    setUpTable();
    addTableExport(*m_table);
    m_problems->setReadOnly(true);
    m_problems->setAccessibleName(tr("Problems of the selected file"));
    m_problems->setPlaceholderText(tr("Select a file to see its problems, each with its place."));
    setFontRole(m_problems, FontRole::Fixed);
    m_problems->setMinimumHeight(3 * m_problems->fontMetrics().lineSpacing());
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_table);
    parts->addWidget(m_problems);
    parts->setStretchFactor(0, 4);
    parts->setStretchFactor(1, 1);
    parts->setChildrenCollapsible(false);
    setBody(parts);
    setEmptyState(tr("No evidence has been added to this case yet."));
    connect(&services.investigation, &Investigation::evidenceChanged, this, &EvidencePane::markDirty);
    connect(m_table, &DataTable::currentRowChanged, this, &EvidencePane::showProblems);
}

void EvidencePane::setUpTable()
{
    m_table->setModel(&m_model);
    m_table->setCopyRole(CopyRole);
    m_table->setAccessibleName(tr("Evidence files"));
    auto *mono = new MonoDelegate(m_table);
    for (const int column : {EvidenceTableModel::First, EvidenceTableModel::Last, EvidenceTableModel::Hash})
        m_table->setItemDelegateForColumn(column, mono);
    auto *state = new CellDelegate(m_table);
    state->setTone(toneOfState);
    m_table->setItemDelegateForColumn(EvidenceTableModel::State, state);
    auto *problems = new CellDelegate(m_table);
    problems->setTone([](const QModelIndex &) { return Tone::Warning; });
    m_table->setItemDelegateForColumn(EvidenceTableModel::Problems, problems);
    auto *name = new CellDelegate(m_table);
    name->setElideMode(Qt::ElideMiddle); // the folder and the hour at its end tell blobs apart
    m_table->setItemDelegateForColumn(EvidenceTableModel::Name, name);
    m_table->setColumnPlan({{18, 44, 0},
                            {10, 22, 3},
                            {7, 9, 5},
                            {13, 15, 0},
                            {7, 9, 4},
                            {8, 10, 0},
                            {19, 20, 2},
                            {19, 20, 6},
                            {8, 16, 1}});
}

void EvidencePane::refresh()
{
    const EvidenceRegister &evidence = m_services.investigation.evidence();
    m_model.setTimeFormat(m_services.context.timeFormat());
    m_model.setRegister(evidence);
    setEmptyShown(evidence.isEmpty());
    const auto &files = evidence.files();
    const auto verified =
        std::count_if(files.begin(), files.end(), [](const EvidenceFile &f) { return !f.sha256.isEmpty(); });
    m_files->setText(tr("%n file(s)", nullptr, static_cast<int>(files.size())));
    m_verified->setText(tr("%1 hashed").arg(countText(verified)));
    const auto problems = static_cast<int>(std::min<quint64>(evidence.problemCount(), 1'000'000'000));
    m_problemCount->setText(tr("%n problem(s)", nullptr, problems));
    m_problemCount->setTone(problems > 0 ? Tone::Warning : Tone::Neutral);
    showProblems(m_table->currentIndex().row());
}

void EvidencePane::showProblems(int row)
{
    QStringList parts;
    if (row >= 0) {
        const QModelIndex index = m_model.index(row, 0);
        const QString problems = index.data(EvidenceTableModel::ProblemTextRole).toString();
        parts << (problems.isEmpty() ? tr("%1: read without problems.").arg(m_model.fileAt(row).name) : problems)
              << index.data(EvidenceTableModel::RemarkTextRole).toString();
        parts.removeAll(QString());
    }
    const QString shown = parts.join(u'\n');
    if (m_problems->toPlainText() != shown)
        m_problems->setPlainText(shown);
}

} // namespace wirecase
