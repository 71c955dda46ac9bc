#include "ui/panes/eventdetails.h"

#include "models/casefile/casestate.h"
#include "models/context/pivotroles.h"
#include "models/evidence/evidenceregister.h"
#include "ui/panes/ecsfieldmodel.h"
#include "ui/panes/jsonlayout.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/statebuttons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QStackedLayout>

namespace wirecase {

namespace {

enum Form
{
    FieldsForm,
    RawForm
};

constexpr qsizetype mostShown = 1'000'000; // of a record, in bytes

} // namespace

EventDetails::EventDetails(QWidget *parent)
    : QWidget(parent)
    , m_form(new StateButtons(this))
    , m_representation(new QComboBox(this))
    , m_stack(new QStackedLayout)
    , m_fields(new EcsFieldModel(this))
    , m_table(new DataTable(this))
    , m_raw(new QPlainTextEdit(this))
{
    m_form->addState(FieldsForm, tr("Fields"), tr("The event as ECS fields, the two vocabularies folded"));
    m_form->addState(RawForm, tr("Raw JSON"), tr("The record as it stands in the evidence; only white space is added"));
    m_form->setCurrent(FieldsForm);
    m_representation->setAccessibleName(tr("Export that holds the event"));
    m_representation->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_representation->setMinimumContentsLength(12);
    m_table->setModel(m_fields);
    m_table->setCopyRole(CopyRole);
    m_table->setAccessibleName(tr("Fields of the event"));
    m_table->setItemDelegateForColumn(EcsFieldModel::ValueColumn, new MonoDelegate(m_table));
    m_table->setColumnChars({32, 40});
    m_raw->setReadOnly(true);
    m_raw->setUndoRedoEnabled(false);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setTabChangesFocus(true);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_raw->setAccessibleName(tr("Raw JSON of the event"));
    setFontRole(m_raw, FontRole::Fixed);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->addWidget(m_form);
    bar->addStretch();
    bar->addWidget(m_representation);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_raw);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addLayout(m_stack, 1);

    connect(m_form, &StateButtons::stateChosen, this, [this](std::optional<int> form) {
        if (!form) // one of the two is always shown
            m_form->setCurrent(m_stack->currentIndex());
        else
            m_stack->setCurrentIndex(*form);
    });
    connect(m_representation, &QComboBox::currentIndexChanged, this, &EventDetails::showRepresentation);
}

void EventDetails::setEvent(const ActivityIndexPtr &activity, EventId id, const EvidenceRegister &evidence)
{
    if (activity == m_activity && id == m_event)
        return;
    m_activity = activity;
    m_event = id;
    const QSignalBlocker blocker(m_representation);
    m_representation->clear();
    const int count = activity->representations(id);
    for (int i = 0; i < count; ++i) {
        const EvidenceRef source = activity->source(id, i);
        m_representation->addItem(QStringLiteral("%1 #%2").arg(evidence.nameOf(source.file)).arg(source.record));
        m_representation->setItemData(i, m_representation->itemText(i), Qt::ToolTipRole);
    }
    m_representation->setEnabled(count > 1);
    m_representation->setToolTip(
        tr("The event stands in %n record(s) of the evidence", "the tooltip of a list of records", count));
    showRepresentation();
}

void EventDetails::clear()
{
    m_activity.reset();
    const QSignalBlocker blocker(m_representation);
    m_representation->clear();
    m_fields->setDocument({});
    m_raw->clear();
}

QString EventDetails::rawText() const
{
    return m_raw->toPlainText();
}

void EventDetails::showRepresentation()
{
    if (!m_activity)
        return;
    const int number = qMax(0, m_representation->currentIndex());
    m_fields->setDocument(m_activity->ecs(m_event, number, true));
    const QByteArray json = m_activity->rawJson(m_event, number);
    QString text = QString::fromUtf8(laidOut(json, mostShown));
    if (json.size() > mostShown)
        text += u'\n' + tr("… the record is longer; its first %1 bytes are shown.").arg(mostShown);
    m_raw->setPlainText(text);
}

} // namespace wirecase
