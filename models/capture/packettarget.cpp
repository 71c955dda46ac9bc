#include "models/capture/packettarget.h"

#include "models/base/pastedtime.h"

#include <QRegularExpression>

#include <limits>

namespace wirecase {

namespace {

constexpr std::size_t stride = 1U << 16U; ///< rows between two looks at the wish to stop

quint64 distance(qint64 a, qint64 b)
{
    const quint64 difference = static_cast<quint64>(a) - static_cast<quint64>(b);
    return a < b ? 0 - difference : difference;
}

} // namespace

PacketTarget parsePacketTarget(QStringView text, quint32 packets)
{
    static const QRegularExpression form(QStringLiteral("^#?(\\d{1,3}(?:[, ']\\d{3})+|\\d{1,10})$"));
    QString digits = form.match(text.trimmed().toString()).captured(1);
    digits.remove(QRegularExpression(QStringLiteral("[^\\d]")));
    bool isNumber = false;
    const quint32 number = digits.toUInt(&isNumber);
    PacketTarget target;
    if (isNumber && number > 0 && number <= packets)
        target.number = number;
    else
        target.timeNs = parsePastedTime(text);
    return target;
}

Result<std::optional<PacketId>> nearestPacket(const PacketIndex &packets, const std::vector<quint32> &rows,
                                              qint64 timeNs, JobState &job)
{
    std::optional<PacketId> nearest;
    quint64 least = std::numeric_limits<quint64>::max();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return Error::cancelled();
        const qint64 time = packets.timeNs(PacketId{rows[i]});
        if (time == noTime || (nearest && distance(time, timeNs) >= least))
            continue;
        nearest = PacketId{rows[i]};
        least = distance(time, timeNs);
    }
    return nearest;
}

} // namespace wirecase
