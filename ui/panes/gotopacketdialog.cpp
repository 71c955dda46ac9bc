#include "ui/panes/gotopacketdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace wirecase {

namespace {

constexpr int shownCharacters = 34;

} // namespace

GoToPacketDialog::GoToPacketDialog(const PacketIndexPtr &packets, PacketId current, QWidget *parent)
    : QDialog(parent)
    , m_packets(packets)
    , m_file(new QComboBox(this))
    , m_number(new QSpinBox(this))
{
    setWindowTitle(tr("Go to packet"));
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
    m_number->setGroupSeparatorShown(true);
    limitNumber();
    m_number->setValue(static_cast<int>(std::min<quint32>(row.numberInFile, std::numeric_limits<int>::max())));
    m_number->selectAll();
    connect(m_file, &QComboBox::currentIndexChanged, this, &GoToPacketDialog::limitNumber);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Go"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("Number"), m_number);
    layout->addRow(tr("File"), m_file);
    layout->setRowVisible(m_file, m_file->count() > 1);
    layout->addRow(buttons);
    m_number->setFocus();
}

void GoToPacketDialog::limitNumber()
{
    const quint32 first = m_file->currentData().toUInt();
    const CaptureFile &file = m_packets->files()[m_packets->fileOf(PacketId{first})];
    m_number->setRange(1, static_cast<int>(std::min<quint32>(file.packets, std::numeric_limits<int>::max())));
}

PacketId GoToPacketDialog::packet() const
{
    return PacketId{m_file->currentData().toUInt() + static_cast<quint32>(m_number->value() - 1)};
}

} // namespace wirecase
