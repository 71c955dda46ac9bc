#pragma once

#include "models/investigation/factbook.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace wirecase {

class ActivityTableModel;
class AnswerableTable;
class ChipButton;
class DataTable;
class Disclosure;
class EventDetails;
class ExceptionLine;
class FactCards;
class RunLabel;

/// What the evidence says about the alert in focus: who, what, target, written to; what can be answered now; the
/// operations that belong to it; its event.
class AlertDetailsPane : public Pane
{
    Q_OBJECT

public:
    AlertDetailsPane(const PaneServices &services, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void revealFocus() override;

private:
    void addRelated(QVBoxLayout *layout);
    QLabel *addHeading(QVBoxLayout *layout, const QString &text);
    void showAlert(const Alert &alert);
    void showHeader(const Alert &alert);
    void showFacts(const AlertFacts *facts);
    void showRelated(const Alert &alert, const AlertFacts &facts);
    void showNothing();
    void pointAtEvent(int row);

    ChipButton *m_severity;
    ChipButton *m_technique;
    ChipButton *m_normalised;
    QScrollArea *m_scroll;
    FactCards *m_cards;
    QLabel *m_deriving;
    QLabel *m_answerableTitle;
    QLabel *m_exposedTitle;
    AnswerableTable *m_answerable;
    AnswerableTable *m_exposed;
    ExceptionLine *m_exceptions;
    RunLabel *m_modeNote;
    QLabel *m_relatedTitle = nullptr;
    ActivityTableModel *m_related;
    DataTable *m_relatedTable;
    Disclosure *m_event;
    EventDetails *m_details;
    QAction *m_addEvidence;
    SnapshotPtr m_snapshot; ///< of what is shown
    FactBookPtr m_facts;    ///< of what is shown
    QString m_alert;        ///< key of what is shown
    bool m_quiet = false;   ///< the table changes by itself: not a choice of the analyst
};

} // namespace wirecase
