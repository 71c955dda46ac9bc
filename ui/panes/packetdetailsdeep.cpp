#include "models/base/settings.h"
#include "ui/panes/deepfields.h"
#include "ui/panes/packetdetailspane.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/fieldtree.h"

#include <QAction>
#include <QLabel>
#include <QScrollBar>

namespace wirecase {

// The part of the details pane that trades the built-in fields for Wireshark's.

void PacketDetailsPane::setUpDeepFields()
{
    m_source->setObjectName(QStringLiteral("fieldSource"));
    m_source->setAccessibleName(tr("Who read the fields"));
    m_source->setTextFormat(Qt::PlainText);
    m_source->setContentsMargins(12, 2, 12, 2);
    setFontRole(m_source, FontRole::Small);
    m_wireshark->setCheckable(true);
    m_wireshark->setChecked(m_services.settings.get(wiresharkFields));
    m_wireshark->setToolTip(tr("Ask sharkd, which comes with Wireshark, for all fields of the packet"));
    addPaneAction(m_wireshark);
    connect(m_wireshark, &QAction::toggled, this, [this](bool wanted) {
        m_services.settings.set(wiresharkFields, wanted);
        if (!m_read)
            return;
        m_fields->setFields(withRemark(m_read->fields));
        openInnermost();
        askDeepFields();
    });
    connect(m_deep, &DeepFields::arrived, this, &PacketDetailsPane::showDeepFields);
    connect(m_deep, &DeepFields::failed, this,
            [this](const QString &message) { saySource(tr("Built-in fields"), message); });
}

void PacketDetailsPane::askDeepFields()
{
    m_deep->cancel();
    if (!m_wireshark->isChecked())
        return saySource(tr("Built-in fields"), tr("Wireshark is not asked; the menu of the pane can change that."));
    saySource(tr("Wireshark is reading…"));
    m_deep->ask(m_snapshot, m_read->packet);
}

void PacketDetailsPane::showDeepFields(const std::vector<FieldItem> &fields)
{
    if (!m_read)
        return;
    const auto begin = m_chosen.data(FieldTreeModel::BeginRole).toUInt();
    const auto length = m_chosen.data(FieldTreeModel::LengthRole).toUInt();
    const int scrolled = m_fields->verticalScrollBar()->value();
    m_chosen = QModelIndex();
    m_fields->setFields(withRemark(fields));
    openInnermost();
    // Other words for the same bytes.
    if (const QModelIndex same = m_fields->fields()->fieldOf(begin, length);
        length > 0 && !m_fields->currentIndex().isValid() && same.isValid())
        m_fields->setCurrentIndex(same);
    if (m_fields->currentIndex().isValid())
        m_fields->verticalScrollBar()->setValue(scrolled);
    showField(m_chosen);
    revealFocusedBytes();
    saySource(tr("Fields by Wireshark"));
}

void PacketDetailsPane::saySource(const QString &text, const QString &more)
{
    m_source->setText(text);
    m_source->setToolTip(more);
    m_source->setAccessibleDescription(more);
    m_source->setVisible(!text.isEmpty());
}

} // namespace wirecase
