#pragma once

#include "models/base/timeformat.h"
#include "models/context/pivotroles.h"
#include "models/evidence/evidenceregister.h"

#include <QAbstractTableModel>

namespace wirecase {

/// The evidence pane's table: what was read, how much, between which times, its hash and its problems.
class EvidenceTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Kind,
        Size,
        State,
        Records,
        Problems,
        First,
        Last,
        Hash,
        ColumnCount
    };
    enum Role
    {
        ProblemTextRole = FirstModelRole, ///< every kept place, a line each
        RemarkTextRole,                   ///< what to know that is no problem, a line each
        PathRole,
        StateRole, ///< EvidenceFile::State as int
        IsChangedRole,
        IsReadInPartRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows stay the same objects when only their contents change, so that a selection survives progress.
    void setRegister(const EvidenceRegister &evidence);
    void setTimeFormat(const TimeFormat &format);
    [[nodiscard]] const EvidenceFile &fileAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString cellText(const EvidenceFile &file, int column) const;

    EvidenceRegister m_evidence;
    TimeFormat m_format;
};

} // namespace wirecase
