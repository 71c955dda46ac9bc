#include "ui/panes/verdictview.h"

#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "ui/panes/noteedit.h"
#include "ui/panes/pinlist.h"
#include "ui/panes/stepheader.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/statebuttons.h"

#include <QAbstractButton>
#include <QLabel>
#include <QVBoxLayout>

namespace wirecase {

Tone verdictTone(Verdict verdict)
{
    switch (verdict) {
    case Verdict::TruePositive:
        return Tone::Bad;
    case Verdict::BenignAuthorised:
    case Verdict::BenignAutomated:
        return Tone::Good;
    case Verdict::Undetermined:
        return Tone::Warning;
    case Verdict::None:
        break;
    }
    return Tone::Muted;
}

VerdictView::VerdictView(const PaneServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_buttons(new StateButtons(this))
    , m_reason(new NoteEdit(tr("The reason for this verdict…"), this))
    , m_pinsTitle(new QLabel(tr("Pinned to this alert"), this))
    , m_pins(new PinList(services, this))
{
    auto *title = new QLabel(tr("Verdict"), this);
    setFontRole(title, FontRole::Strong);
    for (const Verdict verdict : allVerdicts) {
        if (verdict != Verdict::None)
            m_buttons->addState(static_cast<int>(verdict), verdictText(verdict));
    }
    m_buttons->setAccessibleName(tr("Verdict"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(StepHeader::textLeft, 10, 12, 12);
    layout->setSpacing(6);
    layout->addWidget(title);
    layout->addWidget(m_buttons);
    layout->addWidget(m_reason);
    m_pinsTitle->setForegroundRole(QPalette::PlaceholderText);
    setFontRole(m_pinsTitle, FontRole::Small);
    layout->addWidget(m_pinsTitle);
    layout->addWidget(m_pins);
    const bool mayWrite = !services.caseFile.isReadOnly();
    m_buttons->setEnabled(mayWrite);
    m_reason->setReadOnly(!mayWrite);
    connect(m_buttons, &StateButtons::stateChosen, this, &VerdictView::store);
    connect(m_reason, &NoteEdit::edited, this, &VerdictView::store);
    connect(m_pins, &PinList::removeRequested, this, &VerdictView::removePins);
}

void VerdictView::setAlert(const QString &alertKey)
{
    m_alert = alertKey;
    showVerdict();
}

void VerdictView::showVerdict()
{
    const AlertVerdict *stored = m_services.caseFile.state().alertVerdict(m_alert);
    const Verdict verdict = stored ? stored->verdict : Verdict::None;
    m_buttons->setCurrent(verdict == Verdict::None ? std::nullopt : std::optional(static_cast<int>(verdict)));
    m_reason->showText(stored ? stored->reason : QString());
    const StepAnswer *ofAlert = m_services.caseFile.state().answer(m_alert, {});
    m_pins->setPins(ofAlert ? ofAlert->pins : std::vector<Pin>());
    m_pinsTitle->setVisible(ofAlert && !ofAlert->pins.empty());
}

void VerdictView::removePins(const std::vector<Pin> &pins)
{
    CaseStep alert; // without a step: the pins are the alert's own
    alert.alertKey = m_alert;
    if (const Status removed = m_services.editor.removePins(alert, pins); !removed)
        emit failed(removed.error());
}

void VerdictView::focusVerdict()
{
    const int chosen = m_buttons->current().value_or(static_cast<int>(Verdict::TruePositive));
    m_buttons->button(chosen)->setFocus(Qt::ShortcutFocusReason);
}

void VerdictView::store()
{
    const auto chosen = m_buttons->current();
    const Verdict verdict = chosen ? static_cast<Verdict>(*chosen) : Verdict::None;
    const Status stored = m_services.editor.setVerdict(m_alert, verdict, m_reason->toPlainText());
    if (!stored)
        emit failed(stored.error());
}

} // namespace wirecase
