#include "ui/panes/pinlist.h"

#include "models/casefile/casefile.h"
#include "models/casefile/pingroups.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/theme/icons.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/taborder.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace wirecase {

namespace {

constexpr int recordIndent = 18;

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

PinList::Row PinList::rowOf(const Pin &pin) const
{
    return {pin, citationText(m_services.caseFile.state(), pin.ref), pivotOf(pin.ref).whyNot};
}

void PinList::setPins(const std::vector<Pin> &pins)
{
    std::vector<Group> groups;
    for (const std::vector<Pin> &same : pinGroups(pins)) {
        Group &group = groups.emplace_back();
        for (const Pin &pin : same)
            group.push_back(rowOf(pin));
    }
    setVisible(!groups.empty());
    if (groups == m_groups)
        return;
    m_groups = std::move(groups);
    rebuild();
}

void PinList::rebuild()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Group &group : m_groups) {
        const Row &first = group.front();
        if (group.size() > 1)
            addGroup(group);
        else
            addRecord(first, QStringLiteral("%1 · %2").arg(shortened(first.citation), first.pin.label), 0);
    }
}

void PinList::addGroup(const Group &group)
{
    const QString label = group.front().pin.label;
    const bool unfolded = m_unfolded.contains(label);
    const QString count = tr("%n record(s)", nullptr, static_cast<int>(group.size()));
    auto *link =
        new LinkLabel(QStringLiteral("%1 %2 · %3").arg(unfolded ? QChar(u'▾') : QChar(u'▸'), count, label), this);
    link->setToolTip(label + u'\n' + (unfolded ? tr("Hide the records") : tr("Show the records")));
    link->setAccessibleName(QStringLiteral("%1, %2").arg(label, count));
    connect(link, &LinkLabel::linkActivated, this, [this, label] {
        if (!m_unfolded.remove(label))
            m_unfolded.insert(label);
        rebuild();
        tabInLayoutOrder(parentWidget() ? parentWidget() : this);
        focusGroup(label);
    });
    link->setObjectName(label);
    std::vector<Pin> pins;
    for (const Row &row : group)
        pins.push_back(row.pin);
    addRemove(addLine(link, 0), pins, label);
    for (std::size_t i = 0; unfolded && i < group.size(); ++i)
        addRecord(group[i], shortened(group[i].citation), recordIndent);
}

void PinList::focusGroup(const QString &label)
{
    for (LinkLabel *link : findChildren<LinkLabel *>(label)) {
        if (link->isVisibleTo(this)) // the one before is on its way out
            link->setFocus(Qt::OtherFocusReason);
    }
}

void PinList::addRecord(const Row &row, const QString &text, int indent)
{
    auto *link = new LinkLabel(text, this);
    link->setWhyNot(row.whyNot);
    link->setToolTip(row.citation + u'\n' + row.pin.label + (row.whyNot.isEmpty() ? QString() : u'\n' + row.whyNot));
    connect(link, &LinkLabel::linkActivated, this,
            [this, ref = row.pin.ref] { m_services.context.follow(pivotOf(ref)); });
    addRemove(addLine(link, indent), {row.pin}, row.citation);
}

QHBoxLayout *PinList::addLine(LinkLabel *link, int indent)
{
    auto *line = new QWidget(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(2 + indent, 0, 0, 0);
    layout->setSpacing(4);
    if (indent == 0) {
        auto *sign = new QLabel(line);
        sign->setPixmap(icon(IconName::Pin).pixmap(14, 14));
        layout->addWidget(sign);
    }
    link->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout->addWidget(link, 1);
    m_layout->addWidget(line);
    return layout;
}

void PinList::addRemove(QHBoxLayout *line, const std::vector<Pin> &pins, const QString &what)
{
    auto *remove = new QToolButton(line->parentWidget());
    remove->setIcon(icon(IconName::Close));
    remove->setIconSize({12, 12});
    remove->setToolTip(pins.size() > 1 ? tr("Remove these pins") : tr("Remove this pin"));
    remove->setAccessibleName(tr("Remove the pin %1").arg(what));
    remove->setEnabled(!m_services.caseFile.isReadOnly());
    connect(remove, &QToolButton::clicked, this, [this, pins] { emit removeRequested(pins); });
    line->addWidget(remove);
}

} // namespace wirecase
