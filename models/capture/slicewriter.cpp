#include "models/capture/slicewriter.h"

#include "models/base/timerange.h"
#include "models/capture/datagrams.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/pcapngwriter.h"
#include "models/capture/slicemanifest.h"
#include "models/evidence/hashing.h"
#include "models/evidence/hashingdevice.h"
#include "models/evidence/outputpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>
#include <map>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::SliceWriter)
};

constexpr std::size_t stride = 1024;

/// One interface for each file and link type.
using InterfaceKey = std::pair<quint32, LinkType>;

class SliceWork
{
public:
    SliceWork(const SliceRequest &request, JobState &job)
        : m_request(request)
        , m_packets(*request.packets)
        , m_job(job)
    {
    }

    Result<Slice> write(QIODevice &out);

private:
    Status choose();
    Status describeSources();
    void planInterfaces();
    Status writePackets(PcapngWriter &writer);
    [[nodiscard]] InterfaceKey interfaceOf(quint32 row) const;
    [[nodiscard]] QString headline() const;

    const SliceRequest &m_request;
    const PacketIndex &m_packets;
    JobState &m_job;
    std::vector<quint32> m_rows;
    std::vector<quint32> m_fragments;
    std::vector<PcapngWriter::Interface> m_interfaces;
    std::map<InterfaceKey, quint32> m_numbers;
    Slice m_slice;
};

Status SliceWork::choose()
{
    auto fragments = missingFragments(m_packets, m_request.chosen, m_job);
    if (!fragments)
        return fragments.error();
    m_fragments = *std::move(fragments);
    m_rows.resize(m_request.chosen.size() + m_fragments.size());
    std::merge(m_request.chosen.begin(), m_request.chosen.end(), m_fragments.begin(), m_fragments.end(),
               m_rows.begin());
    m_slice.packets = m_rows.size();
    m_slice.fragments = m_fragments.size();
    return {};
}

Status SliceWork::describeSources()
{
    std::map<quint32, std::size_t> places;
    for (const quint32 row : m_rows) {
        const quint32 number = m_packets.fileOf(PacketId{row});
        const CaptureFile &file = m_packets.files()[number];
        const auto [place, isNew] = places.try_emplace(number, m_slice.sources.size());
        if (isNew)
            m_slice.sources.push_back({file.name, file.bytes->size(), {}, file.packets, {}, {}});
        SliceSource &source = m_slice.sources[place->second];
        const quint32 inFile = row - static_cast<quint32>(file.first) + 1;
        source.numbers.push_back(inFile);
        if (std::binary_search(m_fragments.begin(), m_fragments.end(), row))
            source.fragments.push_back(inFile);
    }
    for (const SliceSource &source : m_slice.sources)
        m_job.total += static_cast<qint64>(source.size);
    for (const auto &[number, place] : places) {
        const auto hash = sha256Of(*m_packets.files()[number].bytes, m_job);
        if (!hash)
            return hash.error();
        m_slice.sources[place].sha256 = *hash;
    }
    return {};
}

InterfaceKey SliceWork::interfaceOf(quint32 row) const
{
    return {m_packets.fileOf(PacketId{row}), m_packets.columns().linkType(row)};
}

// The interface of packets without a time comes first: only there can they be written so.
void SliceWork::planInterfaces()
{
    const PacketColumns &columns = m_packets.columns();
    std::optional<InterfaceKey> first;
    std::map<InterfaceKey, qint64> earliest;
    for (const quint32 row : m_rows) {
        const InterfaceKey key = interfaceOf(row);
        const qint64 time = columns.timeNs(row);
        if (time == noTime && !first)
            first = key;
        const auto [place, isNew] = earliest.try_emplace(key, 0);
        if (time != noTime)
            place->second = std::min(place->second, time);
    }
    const auto add = [this](const InterfaceKey &key, qint64 earliestNs) {
        const CaptureFile &file = m_packets.files()[key.first];
        const qint64 offset = earliestNs < 0 ? earliestNs / nsPerSecond - 1 : 0;
        m_numbers.emplace(key, static_cast<quint32>(m_interfaces.size()));
        m_interfaces.push_back({key.second, file.snaplen, file.name, offset});
    };
    if (first)
        add(*first, earliest[*first]);
    for (const auto &[key, time] : earliest) {
        if (key != first)
            add(key, time);
    }
}

QString SliceWork::headline() const
{
    QStringList asked;
    for (const QString &part : {m_request.conversation, m_request.kql, m_request.bpf, m_request.window})
        if (!part.isEmpty())
            asked << part;
    asked << m_request.hosts;
    return asked.isEmpty() ? Text::tr("A slice of captures.")
                           : Text::tr("A slice of captures: %1.").arg(asked.join(QStringLiteral("; ")));
}

Status SliceWork::writePackets(PcapngWriter &writer)
{
    m_job.total = static_cast<qint64>(m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i % stride == 0) {
            if (m_job.cancelled)
                return Error::cancelled();
            m_job.done = static_cast<qint64>(i);
        }
        const quint32 row = m_rows[i];
        const auto bytes = m_packets.bytes(PacketId{row});
        if (!bytes)
            return bytes.error();
        PcapngWriter::Packet packet;
        packet.interface = m_numbers.at(interfaceOf(row));
        packet.timeNs = m_packets.columns().timeNs(row);
        packet.wireLength = m_packets.columns().wireLength(row);
        packet.bytes = wirecase::bytesOf(*bytes);
        if (m_request.comments)
            packet.comments = m_request.comments(PacketId{row});
        if (const Status written = writer.writePacket(packet); !written)
            return written;
    }
    return {};
}

Result<Slice> SliceWork::write(QIODevice &out)
{
    if (const Status chosen = choose(); !chosen)
        return chosen.error();
    if (const Status described = describeSources(); !described)
        return described.error();
    planInterfaces();
    HashingDevice hashing(out);
    PcapngWriter writer(hashing);
    const QString application = QStringLiteral("Wirecase " WIRECASE_VERSION);
    if (const Status written = writer.writeSection({headline()}, application); !written)
        return written.error();
    for (const PcapngWriter::Interface &interface : m_interfaces) {
        if (const Status written = writer.writeInterface(interface); !written)
            return written.error();
    }
    if (const Status written = writePackets(writer); !written)
        return written.error();
    m_slice.size = hashing.bytesPassed();
    m_slice.sha256 = hashing.sha256();
    return std::move(m_slice);
}

Error notWritten(const QFileDevice &file)
{
    return {Error::Code::Io, Text::tr("The slice could not be written: %1").arg(file.errorString()), file.fileName(),
            -1};
}

QString manifestPathOf(const QString &path)
{
    const QFileInfo info(path);
    return info.dir().filePath(info.completeBaseName() + QStringLiteral(".manifest.json"));
}

} // namespace

Result<Slice> writeSlice(const SliceRequest &request, QIODevice &out, JobState &job)
{
    return SliceWork(request, job).write(out);
}

Result<SavedSlice> saveSlice(const SliceRequest &request, const QString &path, const QStringList &evidence,
                             JobState &job)
{
    SavedSlice saved;
    saved.manifestPath = manifestPathOf(path);
    for (const QString &target : {path, saved.manifestPath}) {
        if (const Status free = mayBeWritten(target, evidence); !free)
            return free.error();
    }
    QSaveFile file(path);
    QSaveFile manifest(saved.manifestPath);
    for (QSaveFile *out : {&file, &manifest}) {
        if (!out->open(QIODevice::WriteOnly))
            return notWritten(*out);
    }
    auto slice = writeSlice(request, file, job);
    if (!slice)
        return slice.error();
    saved.slice = *std::move(slice);
    saved.manifest = sliceManifest(request, saved.slice, QFileInfo(path).fileName());
    const QByteArray json = QJsonDocument(saved.manifest).toJson();
    if (manifest.write(json) != json.size() || !manifest.flush())
        return notWritten(manifest);
    if (!file.commit())
        return notWritten(file);
    if (!manifest.commit())
        return notWritten(manifest);
    return saved;
}

} // namespace wirecase
