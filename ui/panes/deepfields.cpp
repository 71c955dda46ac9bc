#include "ui/panes/deepfields.h"

#include "ui/panes/packetreading.h"

namespace wirecase {

DeepFields::DeepFields(QObject *parent)
    : QObject(parent)
    , m_job(this)
{
    constexpr int momentMs = 250;
    m_delay.setSingleShot(true);
    m_delay.setInterval(momentMs);
    connect(&m_delay, &QTimer::timeout, this, &DeepFields::start);
}

void DeepFields::ask(const SnapshotPtr &snapshot, PacketId packet)
{
    cancel();
    m_snapshot = snapshot;
    m_packet = packet;
    m_delay.start();
}

void DeepFields::cancel()
{
    m_delay.stop();
    m_job.cancel();
    m_snapshot.reset();
}

void DeepFields::start()
{
    m_job.start(
        [snapshot = m_snapshot, packet = m_packet](JobState &job) { return readDeepFields(*snapshot, packet, job); },
        [this](Result<std::vector<FieldItem>> fields) {
            m_snapshot.reset();
            if (fields)
                emit arrived(*fields);
            else if (fields.error().code != Error::Code::Cancelled)
                emit failed(fields.error().message);
        });
}

} // namespace wirecase
