#include "ui/panes/packetdetailspane.h"

#include "models/base/numbertext.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/alerttargets.h"
#include "models/investigation/investigation.h"
#include "ui/panes/deepfields.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/secretreveal.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/fieldtree.h"
#include "ui/widgets/hexview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace wirecase {

namespace {

/// "Password" of "Password: ••••••••": what a field is called, without what it says.
QString fieldName(const QString &text)
{
    return text.section(QLatin1String(": "), 0, 0).trimmed();
}

QString remarkOf(const CaseFile &caseFile, const PacketReading &reading)
{
    const RecordMark *mark = caseFile.state().mark(reading.ref);
    return mark ? mark->comment : QString();
}

} // namespace

PacketDetailsPane::PacketDetailsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Packet"), services, parent)
    , m_fields(new FieldTree(this))
    , m_bytes(new HexView(this))
    , m_fieldLine(new QLabel(this))
    , m_source(new QLabel(this))
    , m_file(addCountChip())
    , m_pin(new QAction(tr("Pin as evidence"), this))
    , m_revealAction(new QAction(tr("Reveal secret…"), this))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_wireshark(new QAction(tr("Fields by Wireshark"), this))
    , m_deep(new DeepFields(this))
    , m_reveal(new SecretReveal(services.caseFile, services.editor, this))
    , m_readJob(this)
{
    setUpBody();
    setUpActions();
    setUpDeepFields();
    showNothing(tr("Select a packet to see its fields and bytes."));
    connect(&services.caseFile, &CaseFile::marksChanged, this, &PacketDetailsPane::showRemark);
    connect(m_reveal, &SecretReveal::failed, this,
            [this](const QString &message) { showMessage(message, Tone::Warning); });
}

void PacketDetailsPane::setUpBody()
{
    m_fields->setAccessibleName(tr("Fields of the packet"));
    m_bytes->setAccessibleName(tr("Bytes of the packet"));
    m_fieldLine->setObjectName(QStringLiteral("fieldLine"));
    m_fieldLine->setAccessibleName(tr("Selected field"));
    m_fieldLine->setTextFormat(Qt::PlainText);
    m_fieldLine->setContentsMargins(12, 2, 12, 2);
    setFontRole(m_fieldLine, FontRole::Small);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_fields);
    splitter->addWidget(m_bytes);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    constexpr int half = 1000; // of whatever there is
    splitter->setSizes({half, half});
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    auto *lines = new QHBoxLayout;
    lines->addWidget(m_fieldLine, 1);
    lines->addWidget(m_source);
    layout->addLayout(lines);
    setBody(body);

    connect(m_fields, &FieldTree::fieldSelected, this, [this](qsizetype begin, qsizetype length) {
        m_chosen = m_fields->currentIndex();
        m_bytes->setHighlight(begin, length);
        showField(m_chosen);
    });
    connect(m_fields, &FieldTree::revealRequested, this, &PacketDetailsPane::askReveal);
    m_fields->setMenuHook([this](const QModelIndex &field, QMenu &menu) { addFieldActions(field, menu); });
    connect(m_bytes, &HexView::byteHovered, this, &PacketDetailsPane::hover);
    connect(m_bytes, &HexView::byteActivated, this, &PacketDetailsPane::choose);
}

void PacketDetailsPane::setUpActions()
{
    m_revealAction->setToolTip(tr("Show the secret that this packet holds; the case log will say so"));
    addHeaderAction(m_revealAction);
    connect(m_revealAction, &QAction::triggered, this, [this] {
        const QModelIndex field = m_fields->currentIndex();
        askReveal(field.data(FieldTreeModel::SecretRole).toBool() ? field.data(FieldTreeModel::IdRole).toUInt() : 0);
    });
    addHeaderAction(m_pin);
    addPaneAction(m_pin);
    connect(m_pin, &QAction::triggered, this, &PacketDetailsPane::pin);
    connect(m_addEvidence, &QAction::triggered, this, &PacketDetailsPane::addEvidenceRequested);
}

void PacketDetailsPane::refresh()
{
    m_snapshot = m_services.investigation.snapshot();
    m_asked.reset();
}

void PacketDetailsPane::revealFocus()
{
    const auto packet = m_services.context.focus().packet;
    if (!m_snapshot || !packet || static_cast<quint32>(*packet) >= m_snapshot->capture.packets->size()) {
        m_asked.reset();
        m_readJob.cancel();
        if (m_snapshot && m_snapshot->capture.packets->size() == 0)
            setEmptyState(tr("The fields and bytes of a packet appear here when a capture is added."), m_addEvidence);
        else
            setEmptyState(tr("Select a packet to see its fields and bytes."));
        return showNothing({});
    }
    showHeader();
    if (m_asked != packet)
        read();
    else if (!m_readJob.isRunning())
        chooseFocusedBytes();
}

void PacketDetailsPane::chooseFocusedBytes()
{
    const Focus &focus = m_services.context.focus();
    if (!m_read || !focus.bytes || focus.packet != m_read->packet)
        return;
    choose(static_cast<qsizetype>(focus.bytes->begin));
    revealFocusedBytes();
}

void PacketDetailsPane::revealFocusedBytes()
{
    const Focus &focus = m_services.context.focus();
    if (m_read && focus.bytes && focus.packet == m_read->packet)
        m_bytes->revealSelection(static_cast<qsizetype>(focus.bytes->begin),
                                 static_cast<qsizetype>(focus.bytes->length));
}

void PacketDetailsPane::read()
{
    m_asked = m_services.context.focus().packet;
    m_readJob.start([snapshot = m_snapshot, packet = *m_asked](JobState &) { return readPacket(*snapshot, packet); },
                    [this](Result<PacketReading> reading) { showReading(std::move(reading)); });
}

void PacketDetailsPane::showReading(Result<PacketReading> reading)
{
    if (!reading) {
        showNothing({});
        setEmptyState(tr("This packet could not be read."));
        showMessage(reading.error().message, Tone::Bad);
        return;
    }
    clearMessage();
    setEmptyShown(false);
    // A snapshot that grows gives the same packet again: what stands open and chosen stays.
    const bool same = m_read && m_read->row.numberInFile == reading->row.numberInFile
                      && m_read->row.file == reading->row.file && m_read->bytes == reading->bytes
                      && m_read->masks == reading->masks;
    m_read = *std::move(reading);
    if (!same) {
        m_bytes->setBytes(m_read->bytes, m_read->masks);
        m_bytes->setHighlight(0, 0);
        m_chosen = QModelIndex();
        m_remark = remarkOf(m_services.caseFile, *m_read);
        m_fields->setFields(withRemark(m_read->fields)); // chooses the field again that was chosen before
        openInnermost();
        showField(m_chosen);
        chooseFocusedBytes();
        askDeepFields();
    }
    showHeader();
}

void PacketDetailsPane::showRemark()
{
    if (!m_read)
        return;
    const QString remark = remarkOf(m_services.caseFile, *m_read);
    if (std::exchange(m_remark, remark) == remark)
        return;
    m_fields->setFields(withRemark(m_read->fields));
    openInnermost();
    askDeepFields();
}

std::vector<FieldItem> PacketDetailsPane::withRemark(std::vector<FieldItem> fields) const
{
    if (m_remark.isEmpty())
        return fields;
    FieldItem item;
    item.text = tr("Comment in the case: %1").arg(m_remark);
    fields.insert(fields.begin(), std::move(item));
    return fields;
}

void PacketDetailsPane::openInnermost()
{
    // What a packet carries is what it is looked at for.
    const int last = m_fields->model()->rowCount() - 1;
    if (last < 0)
        return;
    const QModelIndex layer = m_fields->model()->index(last, 0);
    m_fields->openForNow(layer);
    if (m_fields->currentIndex().isValid() || !m_fields->isExpanded(layer))
        return;
    m_fields->scrollTo(m_fields->model()->index(m_fields->model()->rowCount(layer) - 1, 0, layer));
    m_fields->scrollTo(layer);
}

void PacketDetailsPane::showNothing(const QString &sentence)
{
    m_read.reset();
    m_deep->cancel();
    saySource({});
    if (!sentence.isEmpty())
        setEmptyState(sentence);
    setEmptyShown(true);
    clearMessage();
    m_fields->setFields({});
    m_bytes->clear();
    m_chosen = QModelIndex();
    showHeader();
}

void PacketDetailsPane::showHeader()
{
    const bool several = m_snapshot && m_snapshot->capture.packets->files().size() > 1;
    if (m_read) {
        //: %1 is the number of the packet in its file
        setTitle(tr("Packet %1").arg(countText(m_read->row.numberInFile)));
        const auto &files = m_snapshot->capture.packets->files();
        const QString name = m_read->row.file < files.size() ? files[m_read->row.file].name : QString();
        m_file->setText(name.section(u'/', -1));
        m_file->setToolTip(name);
    } else {
        setTitle(tr("Packet"));
    }
    m_file->setVisible(several && m_read);
    m_revealAction->setVisible(m_read && m_read->holdsSecret);
    const bool hasAlert = !m_services.context.focus().alert.isEmpty();
    m_pin->setVisible(m_read.has_value());
    m_pin->setEnabled(m_read && hasAlert);
    //: %1 is "alert 8, vm-orders-01"
    m_pin->setToolTip(hasAlert ? tr("Pin this packet to %1, which is in focus").arg(focusedAlertText())
                               : tr("Point at an alert first: the packet is pinned to it."));
}

QString PacketDetailsPane::focusedAlertText() const
{
    return m_snapshot ? alertText(*m_snapshot, m_services.context.focus().alert) : QString();
}

void PacketDetailsPane::showField(const QModelIndex &field)
{
    const QString filter = field.data(FieldTreeModel::FilterNameRole).toString();
    const auto length = field.data(FieldTreeModel::LengthRole).toInt();
    QStringList parts;
    if (field.isValid() && field != m_fields->currentIndex())
        parts << field.data().toString(); // folded away: the tree does not say it
    if (!filter.isEmpty())
        parts << filter;
    if (field.isValid() && length > 0)
        parts << tr("%n byte(s)", nullptr, length);
    if (!field.isValid() && m_read)
        parts << tr("%n byte(s) captured", nullptr, static_cast<int>(m_read->row.capturedLength));
    m_fieldLine->setText(parts.join(QStringLiteral(" · ")));
}

void PacketDetailsPane::hover(qsizetype byte)
{
    const QModelIndex field = byte < 0 ? QModelIndex() : m_fields->fields()->fieldAt(static_cast<quint32>(byte));
    m_bytes->setHovered(field.data(FieldTreeModel::BeginRole).toInt(), field.data(FieldTreeModel::LengthRole).toInt());
    m_fields->pointAt(field.isValid() ? field : QModelIndex(m_chosen));
    showField(field.isValid() ? field : QModelIndex(m_chosen));
}

void PacketDetailsPane::choose(qsizetype byte)
{
    m_fields->revealByte(byte);
    m_chosen = m_fields->currentIndex();
    m_bytes->setHighlight(m_chosen.data(FieldTreeModel::BeginRole).toInt(),
                          m_chosen.data(FieldTreeModel::LengthRole).toInt());
    showField(m_chosen);
}

void PacketDetailsPane::askReveal(quint32 field)
{
    if (!m_read)
        return;
    const QModelIndex current = m_fields->currentIndex();
    const bool isCurrent =
        current.data(FieldTreeModel::SecretRole).toBool() && current.data(FieldTreeModel::IdRole).toUInt() == field;
    const QString name = isCurrent ? fieldName(current.data().toString()) : tr("secret");
    m_reveal->ask(m_snapshot, m_read->packet, field, name.isEmpty() ? tr("secret") : name);
}

void PacketDetailsPane::pin()
{
    const QString alert = m_services.context.focus().alert;
    if (!m_read || alert.isEmpty())
        return;
    CaseStep step;
    step.alertKey = alert;
    const Pin made{m_snapshot->capture.packets->refOf(m_read->packet), m_read->info};
    const Status done = m_services.editor.addPin(step, made);
    if (done)
        showMessage(tr("Pinned to %1.").arg(focusedAlertText()), Tone::Good);
    else
        showMessage(done.error().message, Tone::Bad);
}

void PacketDetailsPane::addFieldActions(const QModelIndex &field, QMenu &menu)
{
    const QString name = field.data(FieldTreeModel::FilterNameRole).toString();
    if (!m_read || name.isEmpty())
        return;
    addTermActions(menu, scopeTerm(m_read->row, name), tr("The scope cannot tell packets by %1.").arg(name),
                   m_services.context);
}

} // namespace wirecase
