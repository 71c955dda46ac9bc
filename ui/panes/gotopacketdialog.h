#pragma once

#include "models/capture/packetindex.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace wirecase {

/// Asks for the number of a packet, and for its file where there are several.
class GoToPacketDialog : public QDialog
{
    Q_OBJECT

public:
    GoToPacketDialog(const PacketIndexPtr &packets, PacketId current, QWidget *parent = nullptr);

    [[nodiscard]] PacketId packet() const;

private:
    void limitNumber();

    PacketIndexPtr m_packets;
    QComboBox *m_file;
    QSpinBox *m_number;
};

} // namespace wirecase
