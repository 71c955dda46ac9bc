#include "ui/panes/pinlist.h"

#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/theme/icons.h"
#include "ui/widgets/linklabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace wirecase {

namespace {

/// The citation without the folders of the file, which are long in Azure's exports.
QString shortened(const QString &citation)
{
    return citation.mid(citation.lastIndexOf(u'/') + 1);
}

} // namespace

PinList::PinList(const PaneServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setAccessibleName(tr("Pins"));
}

Pivot PinList::pivotOf(EvidenceRef ref) const
{
    if (const auto present = m_services.investigation.present(ref))
        return m_services.pivots.recordOf(*present);
    Pivot pivot;
    pivot.whyNot = tr("Its file is not in the evidence that is open.");
    return pivot;
}

void PinList::setPins(const std::vector<Pin> &pins)
{
    std::vector<Row> rows;
    for (const Pin &pin : pins)
        rows.push_back({pin, citationText(m_services.caseFile.state(), pin.ref), pivotOf(pin.ref).whyNot});
    setVisible(!rows.empty());
    if (rows == m_rows)
        return;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Row &row : rows)
        addRow(row);
    m_rows = std::move(rows);
}

void PinList::addRow(const Row &row)
{
    auto *line = new QWidget(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->setSpacing(4);
    auto *sign = new QLabel(line);
    sign->setPixmap(icon(IconName::Pin).pixmap(14, 14));
    layout->addWidget(sign);
    const QString text = QStringLiteral("%1 · %2").arg(shortened(row.citation), row.pin.label);
    auto *link = new LinkLabel(text, line);
    link->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    link->setWhyNot(row.whyNot);
    link->setToolTip(row.citation + u'\n' + row.pin.label + (row.whyNot.isEmpty() ? QString() : u'\n' + row.whyNot));
    connect(link, &LinkLabel::linkActivated, this,
            [this, ref = row.pin.ref] { m_services.context.follow(pivotOf(ref)); });
    layout->addWidget(link, 1);
    auto *remove = new QToolButton(line);
    remove->setIcon(icon(IconName::Close));
    remove->setIconSize({12, 12});
    remove->setToolTip(tr("Remove this pin"));
    remove->setAccessibleName(tr("Remove the pin %1").arg(row.citation));
    remove->setEnabled(!m_services.caseFile.isReadOnly());
    connect(remove, &QToolButton::clicked, this, [this, ref = row.pin.ref] { emit removeRequested(ref); });
    layout->addWidget(remove);
    m_layout->addWidget(line);
}

} // namespace wirecase
