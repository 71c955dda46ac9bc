#pragma once

#include "models/base/job.h"
#include "models/exposure/objects/objectfinder.h"
#include "models/exposure/objects/objecttablemodel.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

#include <functional>

namespace wirecase {

class ChipButton;
class DataTable;

/// The files that crossed the network readable, in the conversations of the scope. Nothing of them is ever opened: they
/// are listed, and saved on request.
class ObjectsPane : public Pane
{
    Q_OBJECT

public:
    ObjectsPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }
    [[nodiscard]] ObjectTableModel *model() const { return m_model; }
    [[nodiscard]] QAction *saveAction() const { return m_save; }
    /// Into a folder, each under a safe name of its own.
    void saveInto(const QString &folder, const std::vector<NetworkObject> &objects);

signals:
    void saved();

protected:
    [[nodiscard]] bool obeysQuery() const override { return true; }
    void refresh() override;

private:
    struct Answer
    {
        SnapshotPtr snapshot;
        std::vector<NetworkObject> objects;
        bool isComplete = true;
        QStringList dropped;
    };

    struct Written
    {
        std::vector<ObjectTarget> targets;
        std::vector<Error> errors;
    };

    void setUpTable();
    void setUpActions();
    void ask();
    void showAnswer(Result<Answer> answered);
    void pointAt(int row);
    void askWhereToSave();
    [[nodiscard]] std::vector<NetworkObject> chosen() const;
    void sort();
    void write(const std::function<std::vector<ObjectTarget>()> &targets);
    void tellWritten(const Written &written);
    [[nodiscard]] static Result<Answer> answer(const SnapshotPtr &snapshot, const Scope &scope,
                                               ObjectTableModel::Column column, Qt::SortOrder order, JobState &job);

    ObjectTableModel *m_model;
    DataTable *m_table;
    ChipButton *m_count;
    QAction *m_save;
    QAction *m_addEvidence;
    QAction *m_clearScope;
    SnapshotPtr m_snapshot; ///< of the rows shown
    ObjectTableModel::Column m_sortColumn = ObjectTableModel::Time;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    Job m_job;
    Job m_saveJob;
};

} // namespace wirecase
