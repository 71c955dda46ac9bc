#pragma once

#include "models/evidence/evidencetablemodel.h"
#include "ui/panes/pane.h"

class QPlainTextEdit;

namespace wirecase {

class ChipButton;
class DataTable;

/// What was read: path, type, size, hash, times, records, and each problem with its place.
class EvidencePane : public Pane
{
    Q_OBJECT

public:
    EvidencePane(const PaneServices &services, QWidget *parent);

protected:
    void refresh() override;

private:
    void showProblems(int row);
    void setUpTable();

    EvidenceTableModel m_model;
    DataTable *m_table;
    QPlainTextEdit *m_problems;
    ChipButton *m_files;
    ChipButton *m_verified;
    ChipButton *m_problemCount;
};

} // namespace wirecase
