#include "ui/panes/objectspane.h"

#include "models/base/numbertext.h"
#include "models/casefile/caseeditor.h"
#include "models/context/investigationcontext.h"
#include "models/context/pivotroles.h"
#include "models/exposure/objects/safename.h"
#include "models/investigation/investigation.h"
#include "ui/panes/evidencepaths.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/tablecolumns.h"
#include "ui/panes/tableexporter.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace wirecase {

ObjectsPane::ObjectsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Objects"), services, parent)
    , m_model(new ObjectTableModel(this))
    , m_table(new DataTable(this))
    , m_count(addCountChip())
    , m_save(new QAction(tr("Save objects…"), this))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_clearScope(new QAction(tr("Clear the scope"), this))
    , m_job(this, &services.jobs, tr("Looking for objects"))
    , m_saveJob(this, &services.jobs, tr("Saving objects"))
{
    setUpActions();
    setUpTable();
    setBody(m_table);
    setEmptyShown(true);
}

void ObjectsPane::setUpActions()
{
    m_save->setToolTip(tr("Write the selected objects, or all that are shown, under safe names; none is opened"));
    connect(m_save, &QAction::triggered, this, &ObjectsPane::askWhereToSave);
    addHeaderAction(m_save);
    addPaneAction(m_save);
    connect(m_addEvidence, &QAction::triggered, this, &ObjectsPane::addEvidenceRequested);
    connect(m_clearScope, &QAction::triggered, this, [this] { m_services.context.narrow({}); });
}

void ObjectsPane::setUpTable()
{
    m_table->setAccessibleName(tr("Objects"));
    m_table->setModel(m_model);
    m_table->setCopyRole(CopyRole);
    auto *mono = new MonoDelegate(m_table);
    for (const int column :
         {ObjectTableModel::Time, ObjectTableModel::Sender, ObjectTableModel::Receiver, ObjectTableModel::Hash})
        m_table->setItemDelegateForColumn(column, mono);
    auto *missing = new CellDelegate(m_table);
    missing->setTone([](const QModelIndex &) { return Tone::Bad; });
    m_table->setItemDelegateForColumn(ObjectTableModel::Missing, missing);
    m_table->setColumnPlan({{19, 20, 4},
                            {14, 34, 0},
                            {12, 22, 0},
                            {8, 10, 0},
                            {7, 9, 1},
                            {7, 9, 2},
                            {18, 22, 3},
                            {18, 22, 5},
                            {12, 30, 8},
                            {10, 18, 7},
                            {16, 66, 6},
                            {8, 12, 9}});
    keepColumns(*m_table, m_services.settings, QStringLiteral("objects/columns"));
    m_table->setSortShown(m_sortColumn, m_sortOrder);
    connect(m_table, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_sortColumn = static_cast<ObjectTableModel::Column>(column);
        m_sortOrder = order;
        m_table->setSortShown(column, order);
        sort();
    });
    connect(m_table, &DataTable::currentRowChanged, this, &ObjectsPane::pointAt);
    connect(m_table, &DataTable::rowActivated, this, &ObjectsPane::pointAt);
    m_table->setMenuHook([this](const QModelIndex &cell, QMenu &menu) {
        menu.addAction(tr("Show its packets"), this, [this, row = cell.row()] { pointAt(row); });
        menu.addAction(m_save);
        addFilterActions(menu, cell, m_services.context);
    });
    addTableExport(*m_table)->setMakeModel([this]() -> TableExporter::MakeModel {
        return [objects = m_model->objects()] {
            auto model = std::make_unique<ObjectTableModel>();
            model->setObjects(objects);
            return model;
        };
    });
}

void ObjectsPane::refresh()
{
    m_model->setTimeFormat(m_services.context.timeFormat());
    const bool empty = m_services.investigation.snapshot()->capture.packets->size() == 0;
    if (empty)
        setEmptyState(tr("Files that crossed the network readable appear here when a capture is added."),
                      m_addEvidence);
    setEmptyShown(empty);
    ask();
}

Result<ObjectsPane::Answer> ObjectsPane::answer(const SnapshotPtr &snapshot, const Scope &scope,
                                                ObjectTableModel::Column column, Qt::SortOrder order, JobState &job)
{
    Answer answer;
    answer.snapshot = snapshot;
    const CaptureSnapshot &capture = snapshot->capture;
    const auto visible = visibleTraffic(*snapshot->traffic, scope, job, &answer.dropped, snapshot->tables());
    if (!visible)
        return visible.error();
    std::vector<ConversationId> conversations;
    for (const quint32 row : *visible) {
        const auto conversation = snapshot->traffic->at(TrafficId{row}).conversation;
        if (conversation && mayCarryObjects(capture.conversations->at(*conversation).protocol))
            conversations.push_back(*conversation);
    }
    if (conversations.empty())
        return answer;
    auto found = findObjects(capture, conversations, job);
    if (!found)
        return found.error();
    answer.isComplete = found->isComplete;
    answer.objects = std::move(found->objects);
    sortObjects(answer.objects, column, order);
    return answer;
}

void ObjectsPane::ask()
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    m_job.start([snapshot, scope = m_services.context.scope(), column = m_sortColumn,
                 order = m_sortOrder](JobState &job) { return answer(snapshot, scope, column, order, job); },
                [this](Result<Answer> answered) { showAnswer(std::move(answered)); });
}

// What is there already is not looked for again.
void ObjectsPane::sort()
{
    if (m_job.isRunning())
        return ask();
    m_job.start(
        [objects = m_model->objects(), column = m_sortColumn, order = m_sortOrder](JobState &) {
            auto sorted = std::make_shared<std::vector<NetworkObject>>(*objects);
            sortObjects(*sorted, column, order);
            return ObjectTableModel::Objects(std::move(sorted));
        },
        [this](const ObjectTableModel::Objects &sorted) { m_model->setObjects(sorted); });
}

void ObjectsPane::showAnswer(Result<Answer> answered)
{
    if (!answered) {
        if (answered.error().code != Error::Code::Cancelled)
            showMessage(answered.error().text(), Tone::Bad);
        return;
    }
    m_snapshot = answered->snapshot;
    m_model->setObjects(std::make_shared<const std::vector<NetworkObject>>(std::move(answered->objects)));
    const int rows = m_model->rowCount();
    m_count->setText(countText(rows));
    m_save->setEnabled(rows > 0);
    if (rows == 0 && m_services.context.scope().isEmpty()) {
        setEmptyState(tr("No file crossed the network readable over HTTP, FTP, SMTP or SMB."));
        setEmptyShown(true);
    }
    if (!answered->dropped.isEmpty())
        showMessage(tr("Not applied here, because conversations have no such field: %1.")
                        .arg(answered->dropped.join(QStringLiteral(", "))),
                    Tone::Accent);
    else if (!answered->isComplete)
        showMessage(tr("A limit was reached, or a conversation could not be read: there may be more objects."),
                    Tone::Warning);
    else if (rows == 0 && !isEmptyShown())
        showMessage(tr("No object is in the scope."), Tone::Accent, m_clearScope);
    else
        clearMessage();
}

void ObjectsPane::pointAt(int row)
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    if (row < 0 || row >= m_model->rowCount() || m_snapshot != snapshot)
        return;
    const NetworkObject &object = (*m_model->objects())[static_cast<std::size_t>(row)];
    Focus focus = m_services.context.focus();
    focus.packet = object.packet;
    focus.traffic = snapshot->traffic->ofConversation(object.conversation);
    m_services.context.pointAt(focus);
}

// The selected rows where there are any, else all that are shown.
std::vector<NetworkObject> ObjectsPane::chosen() const
{
    const std::vector<NetworkObject> &objects = *m_model->objects();
    std::vector<NetworkObject> chosen;
    for (const RowRange &range : m_table->selectedRanges())
        chosen.insert(chosen.end(), objects.begin() + range.first, objects.begin() + range.last + 1);
    return chosen.empty() ? objects : chosen;
}

void ObjectsPane::askWhereToSave()
{
    const std::vector<NetworkObject> objects = chosen();
    if (objects.empty())
        return;
    if (objects.size() > 1) {
        const QString folder = QFileDialog::getExistingDirectory(
            this, tr("Save %1 objects into a folder").arg(countText(qint64(objects.size()))));
        if (!folder.isEmpty())
            saveInto(folder, objects);
        return;
    }
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the object"), safeName(objects.front().name, 1));
    if (!path.isEmpty())
        write([target = ObjectTarget{objects.front(), path}] { return std::vector{target}; });
}

void ObjectsPane::saveInto(const QString &folder, const std::vector<NetworkObject> &objects)
{
    write([folder, objects] { return targetsIn(folder, objects); });
}

void ObjectsPane::write(const std::function<std::vector<ObjectTarget>()> &targets)
{
    if (m_snapshot != m_services.investigation.snapshot())
        return;
    m_saveJob.start(
        [snapshot = m_snapshot, targets,
         evidence = evidencePaths(m_services.investigation)](JobState &job) -> Result<Written> {
            Written written{targets(), {}};
            auto errors = writeObjects(snapshot->capture, written.targets, evidence, job);
            if (!errors)
                return errors.error();
            written.errors = *std::move(errors);
            return written;
        },
        [this](const Result<Written> &written) {
            if (written)
                tellWritten(*written);
        });
}

void ObjectsPane::tellWritten(const Written &written)
{
    QSet<QString> failed;
    for (const Error &error : written.errors)
        failed << error.file;
    for (const ObjectTarget &target : written.targets) {
        if (!failed.contains(target.path))
            m_services.editor.tellExport(target.path, target.object.sha256);
    }
    const auto all = static_cast<qint64>(written.targets.size());
    if (failed.isEmpty())
        showMessage(tr("%1 objects are in %2. They come from the network: open none carelessly.")
                        .arg(countText(all), QFileInfo(written.targets.front().path).absolutePath()),
                    Tone::Good);
    else
        showMessage(tr("%1 of %2 objects could not be written: %3")
                        .arg(countText(failed.size()), countText(all), written.errors.front().text()),
                    Tone::Bad);
    emit saved();
}

} // namespace wirecase
