#pragma once

#include "ui/panes/pane.h"
#include "ui/panes/rulefacts.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace wirecase {

class AnswerableTable;
class ChipButton;
class FindingList;
class QueryView;
class RunLabel;
class ScheduleBox;

/// One rule: its query with what is doubtful in it, what it found and all but found, its other versions, and what its
/// schedule would have missed.
class RulePane : public Pane
{
    Q_OBJECT

public:
    explicit RulePane(const PaneServices &services, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void revealFocus() override;

private:
    /// A heading with rows below it; both are hidden while there are no rows.
    struct Section
    {
        QLabel *heading = nullptr;
        AnswerableTable *table = nullptr;
    };

    QLabel *addHeading(QVBoxLayout *layout, const QString &text);
    Section addSection(QVBoxLayout *layout, const QString &text);
    void setUpContent(QVBoxLayout *layout);
    void showNothing();
    void showRule();
    void showHeader();
    void showQuery();
    void showFindings();
    void showSection(const Section &section, std::vector<FactRow> rows);

    ChipButton *m_severity;
    ChipButton *m_type;
    ChipButton *m_technique;
    ChipButton *m_notEvaluable;
    QScrollArea *m_scroll;
    RunLabel *m_identity;
    RunLabel *m_whyNot;
    RunLabel *m_description;
    QueryView *m_query;
    FindingList *m_findings;
    Section m_settings;
    Section m_outcome;
    Section m_nearMisses;
    Section m_versions;
    QLabel *m_scheduleTitle = nullptr;
    ScheduleBox *m_schedule;
    QAction *m_addRules;
    QAction *m_copyQuery;
    RuleView m_view; ///< of what is shown; without a snapshot when nothing is
};

} // namespace wirecase
