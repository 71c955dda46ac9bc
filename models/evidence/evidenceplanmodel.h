#pragma once

#include "models/evidence/evidenceplan.h"

#include <QAbstractTableModel>

namespace wirecase {

/// The plan before reading: a row per file, with a tick for those that can be read.
class EvidencePlanModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Kind,
        Size,
        Outcome,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void append(const EvidencePlan &files);
    [[nodiscard]] const EvidencePlan &plan() const { return m_plan; }
    [[nodiscard]] int tickedCount() const;
    [[nodiscard]] int failedCount() const; ///< of what may be evidence, but could not be looked at
    void setAllTicked(bool ticked);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void tickedChanged();

private:
    EvidencePlan m_plan;
};

} // namespace wirecase
