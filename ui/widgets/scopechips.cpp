#include "ui/widgets/scopechips.h"

#include "ui/widgets/chipbutton.h"
#include "ui/widgets/flowlayout.h"

namespace wirecase {

ScopeChips::ScopeChips(QWidget *parent)
    : QWidget(parent)
    , m_layout(new FlowLayout(this))
{
    m_layout->setGaps(8, 4);
    setAccessibleName(tr("Scope"));
}

void ScopeChips::setChips(const std::vector<ScopeChip> &chips)
{
    if (chips == m_chips)
        return;
    m_chips = chips;
    rebuild();
}

void ScopeChips::rebuild()
{
    // The chip whose cross was just used may be on the stack: it goes later.
    for (ChipButton *button : m_buttons) {
        m_layout->removeWidget(button);
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    for (const ScopeChip &chip : m_chips) {
        auto *button = new ChipButton(chip.text, ChipButton::Kind::Button, this);
        button->setTone(chip.tone);
        button->setRemovable(true);
        button->setToolTip(chip.tooltip.isEmpty() ? tr("%1 (Delete removes it)").arg(chip.text) : chip.tooltip);
        button->setAccessibleDescription(tr("Delete removes it from the scope"));
        connect(button, &ChipButton::removeRequested, this, [this, id = chip.id] { emit chipRemoved(id); });
        connect(button, &ChipButton::clicked, this, [this, id = chip.id] { emit chipActivated(id); });
        m_layout->addWidget(button);
        button->show();
        m_buttons.push_back(button);
    }
    updateGeometry();
}

} // namespace wirecase
