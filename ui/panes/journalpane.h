#pragma once

#include "models/casefile/journaltablemodel.h"
#include "ui/panes/pane.h"

namespace wirecase {

class ChipButton;
class DataTable;

/// Every act in the case with author and time, and whether the chain of hashes holds.
class JournalPane : public Pane
{
    Q_OBJECT

public:
    JournalPane(const PaneServices &services, QWidget *parent);

protected:
    void refresh() override;

private:
    JournalTableModel m_model;
    DataTable *m_table;
    ChipButton *m_count;
    ChipButton *m_check;
};

} // namespace wirecase
