#pragma once

#include "models/activity/activityindex.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QStackedLayout;

namespace wirecase {

class DataTable;
class EcsFieldModel;
class EvidenceRegister;
class StateButtons;

/// One event of the activity log in full: its ECS fields, or the raw JSON of any export that holds it.
class EventDetails : public QWidget
{
    Q_OBJECT

public:
    explicit EventDetails(QWidget *parent = nullptr);

    void setEvent(const ActivityIndexPtr &activity, EventId id, const EvidenceRegister &evidence);
    void clear();
    [[nodiscard]] QString rawText() const;
    [[nodiscard]] EcsFieldModel *fields() const { return m_fields; }

private:
    void showRepresentation();

    StateButtons *m_form;
    QComboBox *m_representation;
    QStackedLayout *m_stack;
    EcsFieldModel *m_fields;
    DataTable *m_table;
    QPlainTextEdit *m_raw;
    ActivityIndexPtr m_activity;
    EventId m_event{};
};

} // namespace wirecase
