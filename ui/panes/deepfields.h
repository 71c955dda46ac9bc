#pragma once

#include "models/base/job.h"
#include "models/base/settings.h"
#include "models/investigation/snapshot.h"
#include "ui/widgets/fieldtreemodel.h"

#include <QTimer>

namespace wirecase {

/// Whether the details ask sharkd for Wireshark's fields at all.
inline constexpr Setting<bool> wiresharkFields{"packet/wiresharkFields", true};

/// Fetches Wireshark's fields of the packet that is looked at, once it has been looked at for a moment, so that running
/// through the list starts no process for each row. Whatever goes wrong is only told: the built-in fields stay.
class DeepFields : public QObject
{
    Q_OBJECT

public:
    explicit DeepFields(QObject *parent);

    void ask(const SnapshotPtr &snapshot, PacketId packet);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_delay.isActive() || m_job.isRunning(); }

signals:
    void arrived(const std::vector<FieldItem> &fields);
    void failed(const QString &message);

private:
    void start();

    QTimer m_delay;
    Job m_job;
    SnapshotPtr m_snapshot;
    PacketId m_packet{};
};

} // namespace wirecase
