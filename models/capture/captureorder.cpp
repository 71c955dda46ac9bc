#include "models/capture/captureorder.h"

#include "models/capture/capturereader.h"

#include <QHash>

#include <algorithm>

namespace wirecase {

qint64 firstPacketTime(const QByteArray &head)
{
    const ByteSourcePtr bytes = memorySource(head, QString());
    const auto reader = openCapture(*bytes);
    if (!reader)
        return noTime;
    CaptureRecord record;
    while ((*reader)->next(record)) {
        if (record.timeNs != noTime)
            return record.timeNs;
    }
    return noTime;
}

QString rotationName(const QString &name)
{
    QString rest = name;
    rest.removeIf([](QChar c) { return c.isDigit(); });
    return rest;
}

std::vector<std::size_t> readingOrder(const std::vector<CaptureStart> &captures)
{
    QHash<QString, std::vector<std::size_t>> rotations;
    for (std::size_t i = 0; i < captures.size(); ++i)
        rotations[rotationName(captures[i].name)].push_back(i);
    std::vector<std::size_t> order(captures.size());
    for (const std::vector<std::size_t> &places : std::as_const(rotations)) {
        std::vector<std::size_t> sorted = places;
        // Those without a time have no packets that could stand in a wrong place.
        std::ranges::stable_sort(sorted, {}, [&captures](std::size_t i) { return captures[i].firstNs; });
        for (std::size_t i = 0; i < places.size(); ++i)
            order[places[i]] = sorted[i];
    }
    return order;
}

} // namespace wirecase
