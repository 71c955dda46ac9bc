#pragma once

#include "models/capture/packettarget.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace wirecase {

/// Asks for the number of a packet, and for its file where there are several, or for a time in any usual notation. Says
/// how it understands what was typed.
class GoToPacketDialog : public QDialog
{
    Q_OBJECT

public:
    GoToPacketDialog(const PacketIndexPtr &packets, PacketId current, QWidget *parent = nullptr);

    [[nodiscard]] const PacketTarget &target() const { return m_target; }
    /// Of the number in the target.
    [[nodiscard]] PacketId packet() const;

private:
    void read();
    [[nodiscard]] const CaptureFile &file() const;

    PacketIndexPtr m_packets;
    QComboBox *m_file;
    QLineEdit *m_line;
    QLabel *m_echo;
    QPushButton *m_go = nullptr;
    PacketTarget m_target;
};

} // namespace wirecase
