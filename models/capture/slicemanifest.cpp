#include "models/capture/slicemanifest.h"

#include "models/capture/packetranges.h"

#include <QJsonArray>

namespace wirecase {

namespace {

QString hex(const QByteArray &hash)
{
    return QString::fromLatin1(hash.toHex());
}

QJsonArray rangesJson(const std::vector<quint32> &numbers)
{
    QJsonArray json;
    for (const auto &[first, last] : rangesOf(numbers))
        json.append(QJsonArray{static_cast<qint64>(first), static_cast<qint64>(last)});
    return json;
}

QJsonObject sourceJson(const SliceSource &source, quint64 firstInSlice)
{
    return {{QStringLiteral("file"), source.file},
            {QStringLiteral("size"), static_cast<qint64>(source.size)},
            {QStringLiteral("sha256"), hex(source.sha256)},
            {QStringLiteral("packets_in_file"), static_cast<qint64>(source.packetsInFile)},
            {QStringLiteral("packets"), rangesJson(source.numbers)},
            {QStringLiteral("fragments_added"), rangesJson(source.fragments)},
            {QStringLiteral("first_in_slice"), static_cast<qint64>(firstInSlice)}};
}

QJsonObject selectionJson(const SliceRequest &request)
{
    QJsonObject json;
    const auto add = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    add("conversation", request.conversation);
    add("kql", request.kql);
    add("bpf", request.bpf);
    add("window", request.window);
    if (!request.hosts.isEmpty())
        json.insert(QStringLiteral("hosts"), QJsonArray::fromStringList(request.hosts));
    return json;
}

} // namespace

QJsonObject sliceManifest(const SliceRequest &request, const Slice &slice, const QString &name)
{
    QJsonArray sources;
    quint64 next = 1;
    for (const SliceSource &source : slice.sources) {
        sources.append(sourceJson(source, next));
        next += source.numbers.size();
    }
    return {{QStringLiteral("manifest"), QStringLiteral("wirecase slice")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("file"), name},
            {QStringLiteral("size"), static_cast<qint64>(slice.size)},
            {QStringLiteral("sha256"), hex(slice.sha256)},
            {QStringLiteral("packets"), static_cast<qint64>(slice.packets)},
            {QStringLiteral("fragments_added"), static_cast<qint64>(slice.fragments)},
            {QStringLiteral("secrets"), static_cast<qint64>(request.secrets)},
            {QStringLiteral("selection"), selectionJson(request)},
            {QStringLiteral("sources"), sources}};
}

} // namespace wirecase
