#include "ui/panes/gotopacketdialog.h"

#include "models/base/numbertext.h"
#include "models/base/timeformat.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int shownCharacters = 34;

} // namespace

GoToPacketDialog::GoToPacketDialog(const PacketIndexPtr &packets, PacketId current, QWidget *parent)
    : QDialog(parent)
    , m_packets(packets)
    , m_file(new QComboBox(this))
    , m_line(new QLineEdit(this))
    , m_echo(new QLabel(this))
{
    setWindowTitle(tr("Go to packet or time"));
    // Paths of storage accounts are longer than a screen is wide.
    m_file->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_file->setMinimumContentsLength(shownCharacters);
    for (const CaptureFile &file : packets->files()) {
        if (file.packets == 0)
            continue;
        m_file->addItem(file.name.section(u'/', -1), static_cast<quint32>(file.first));
        m_file->setItemData(m_file->count() - 1, file.name, Qt::ToolTipRole);
    }
    const PacketRow row = packets->row(current);
    m_file->setCurrentIndex(std::max(0, m_file->findData(static_cast<quint32>(packets->files()[row.file].first))));
    m_line->setText(QString::number(row.numberInFile));
    m_line->selectAll();
    m_echo->setTextFormat(Qt::PlainText);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_go = buttons->button(QDialogButtonBox::Ok);
    m_go->setText(tr("Go"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_file, &QComboBox::currentIndexChanged, this, &GoToPacketDialog::read);
    connect(m_line, &QLineEdit::textChanged, this, &GoToPacketDialog::read);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("Number or time"), m_line);
    layout->addRow(QString(), m_echo);
    layout->addRow(tr("File"), m_file);
    layout->setRowVisible(m_file, m_file->count() > 1);
    layout->addRow(buttons);
    m_line->setFocus();
    read();
}

const CaptureFile &GoToPacketDialog::file() const
{
    return m_packets->files()[m_packets->fileOf(PacketId{m_file->currentData().toUInt()})];
}

void GoToPacketDialog::read()
{
    const quint32 packets = file().packets;
    m_target = parsePacketTarget(m_line->text(), packets);
    m_go->setEnabled(!m_target.isEmpty());
    if (m_target.number)
        m_echo->setText(tr("Packet %1 of %2").arg(countText(*m_target.number), countText(packets)));
    else if (m_target.timeNs)
        //: %1 is a time in UTC
        m_echo->setText(tr("The packet shown that is nearest to %1").arg(isoTime(*m_target.timeNs)));
    else
        m_echo->setText(tr("A number up to %1, or a time such as 2026-10-01 12:00:03.25").arg(countText(packets)));
}

PacketId GoToPacketDialog::packet() const
{
    return PacketId{m_file->currentData().toUInt() + m_target.number.value_or(1) - 1};
}

} // namespace wirecase
