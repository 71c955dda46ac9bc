#pragma once

#include "models/base/timeformat.h"
#include "models/context/pivotroles.h"

#include <QAbstractTableModel>

namespace wirecase {

class CaseFile;

/// The journal, newest last. Follows the case.
class JournalTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Number,
        Time,
        Author,
        What,
        About,
        Before,
        After,
        ColumnCount
    };

    explicit JournalTableModel(const CaseFile &file, QObject *parent = nullptr);

    void setTimeFormat(const TimeFormat &format);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void follow();

    const CaseFile &m_file;
    TimeFormat m_timeFormat;
    int m_rows = 0;
};

} // namespace wirecase
