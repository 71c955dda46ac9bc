#include "models/exposure/objects/objectfinder.h"

#include "models/base/byteview.h"
#include "models/base/printable.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/decompression.h"
#include "models/evidence/formatsniffer.h"
#include "models/evidence/outputpath.h"
#include "models/evidence/sha256.h"
#include "models/exposure/objects/ftpobjects.h"
#include "models/exposure/objects/mimeheader.h"
#include "models/exposure/objects/objectreaders.h"
#include "models/exposure/objects/safename.h"

#include <QCoreApplication>
#include <QDir>
#include <QMimeDatabase>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <map>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ObjectFinder)
};

struct ReaderSpec
{
    Protocol protocol;
    std::vector<FoundObject> (*read)(const Dialogue &);
};

constexpr std::array readers{
    ReaderSpec{Protocol::Http, httpObjects},   ReaderSpec{Protocol::WinRm, httpObjects},
    ReaderSpec{Protocol::FtpData, wholeSides}, ReaderSpec{Protocol::Smtp, mailObjects},
    ReaderSpec{Protocol::Smb, smbObjects},     ReaderSpec{Protocol::NetBiosSession, smbObjects},
};

const ReaderSpec *readerOf(Protocol protocol)
{
    const auto reader =
        std::find_if(readers.begin(), readers.end(), [=](const ReaderSpec &r) { return r.protocol == protocol; });
    return reader == readers.end() ? nullptr : reader;
}

QByteArray bytesOf(const FoundObject &found, const StreamSide &side)
{
    QByteArray bytes;
    for (const StreamSide::Run &run : found.runs) {
        const std::string_view part = run.span.in(side.text());
        bytes.append(part.data(), static_cast<qsizetype>(part.size()));
    }
    return bytes;
}

std::optional<QByteArray> unpacked(const QByteArray &bytes)
{
    auto content = unpackHead(*memorySource(bytes, QString()), mostObjectBytes + 1);
    const bool isPacked = sniffCompression(wirecase::bytesOf(bytes)) != Compression::None;
    if (!content || !isPacked || static_cast<quint64>(content->size()) > mostObjectBytes)
        return std::nullopt;
    return *std::move(content);
}

struct CodingSpec
{
    const char *name;
    std::optional<QByteArray> (*decode)(const QByteArray &bytes);
};

constexpr std::array codings{
    CodingSpec{"gzip", unpacked},
    CodingSpec{"x-gzip", unpacked},
    CodingSpec{"zstd", unpacked},
    CodingSpec{"base64", [](const QByteArray &text) { return std::optional(QByteArray::fromBase64(text)); }},
    CodingSpec{"quoted-printable", [](const QByteArray &text) { return std::optional(fromQuotedPrintable(text)); }},
};

/// Takes the coding of the content off where that can be done within the limit.
void unpackContent(NetworkObject &object, QByteArray &bytes)
{
    const auto *coding = std::ranges::find_if(
        codings, [&](const CodingSpec &spec) { return object.coding == QLatin1String(spec.name); });
    if (coding == codings.end() || object.missing > 0)
        return;
    if (auto content = coding->decode(bytes)) {
        bytes = *std::move(content);
        object.coding.clear();
    }
}

QByteArray hashOf(const QByteArray &bytes)
{
    Sha256 hash;
    hash.add(wirecase::bytesOf(bytes));
    return hash.finish();
}

NetworkObject objectOf(const CaptureSnapshot &capture, const Conversation &conversation, const FoundObject &found,
                       const StreamSide &side)
{
    NetworkObject object;
    object.conversation = conversation.id;
    object.protocol = conversation.protocol;
    object.fromClient = found.fromClient;
    object.client = conversation.client;
    object.server = conversation.server;
    object.name = printable(found.name);
    object.path = printable(found.path);
    object.claimedType = printable(found.claimedType);
    object.coding = printable(found.coding);
    const auto places = side.placesOf({found.at, 1});
    object.packet = places.empty() ? conversation.firstPacket : places.front().packet;
    object.timeNs = capture.packets->timeNs(object.packet);
    object.missing = found.length;
    for (const StreamSide::Run &run : found.runs)
        object.missing -= std::min<quint64>(object.missing, run.span.length);
    return object;
}

/// Visits the objects of one conversation with their bytes. `visit` answers false when it has seen enough. What is said
/// is whether all of the conversation was looked at.
template <typename Visit>
Result<bool> visitObjects(const CaptureSnapshot &capture, ConversationId id, JobState &job, const Visit &visit)
{
    const Conversation conversation = capture.conversations->at(id);
    const ReaderSpec *reader = readerOf(conversation.protocol);
    if (!reader)
        return true;
    auto chunks = reassemble(capture, id, mostObjectBytes, job);
    if (!chunks)
        return chunks.error();
    quint64 total = 0;
    for (const StreamChunk &chunk : *chunks)
        total += static_cast<quint64>(chunk.bytes.size());
    const Dialogue dialogue(*chunks);
    chunks->clear();
    quint32 ordinal = 0;
    for (const FoundObject &found : reader->read(dialogue)) {
        if (job.cancelled)
            return Error::cancelled();
        const StreamSide &side = found.fromClient ? dialogue.client() : dialogue.server();
        NetworkObject object = objectOf(capture, conversation, found, side);
        object.ordinal = ordinal++;
        QByteArray bytes = bytesOf(found, side);
        unpackContent(object, bytes);
        if (!visit(std::move(object), bytes))
            break;
    }
    return total < mostObjectBytes;
}

Status writeBytes(const QByteArray &bytes, const QString &path, const QStringList &evidence)
{
    if (const Status free = mayBeWritten(path, evidence); !free)
        return free;
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly)
                           && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
                           && file.write(bytes) == bytes.size() && file.commit();
    return isWritten ? Status() : Error{Error::Code::Io, file.errorString(), path, -1};
}

void nameTransfer(NetworkObject &object, const CaptureSnapshot &capture, const std::vector<FtpTransfer> &transfers)
{
    const FtpTransfer *transfer = transferOf(capture.conversations->at(object.conversation), transfers);
    if (!transfer)
        return;
    const QString given = printable(transfer->name);
    const bool isListing = transfer->command != QLatin1String("RETR") && !transfer->command.startsWith(u'S')
                           && transfer->command != QLatin1String("APPE");
    object.path = given;
    object.name = isListing ? transfer->command + QStringLiteral(".txt") : given.section(u'/', -1);
}

class Finder
{
public:
    Finder(const CaptureSnapshot &capture, JobState &job)
        : m_capture(capture)
        , m_job(job)
    {
    }

    Result<FoundObjects> find(const std::vector<ConversationId> &conversations)
    {
        auto transfers = ftpTransfers(m_capture, m_job);
        if (!transfers)
            return transfers.error();
        m_transfers = *std::move(transfers);
        m_job.total = static_cast<qint64>(conversations.size());
        for (const ConversationId id : conversations) {
            if (m_job.cancelled)
                return Error::cancelled();
            const auto whole =
                visitObjects(m_capture, id, m_job, [this](NetworkObject &&object, const QByteArray &bytes) {
                    return take(std::move(object), bytes);
                });
            if (!whole && whole.error().code == Error::Code::Cancelled)
                return whole.error();
            m_found.isComplete = m_found.isComplete && whole && *whole;
            ++m_job.done;
        }
        std::ranges::stable_sort(m_found.objects, {}, [](const NetworkObject &object) {
            return std::pair(object.conversation, object.packet);
        });
        return std::move(m_found);
    }

private:
    bool take(NetworkObject &&object, const QByteArray &bytes)
    {
        if (m_found.objects.size() >= mostObjects) {
            m_found.isComplete = false;
            return false;
        }
        if (object.protocol == Protocol::FtpData)
            nameTransfer(object, m_capture, m_transfers);
        object.size = static_cast<quint64>(bytes.size());
        object.sha256 = hashOf(bytes);
        object.type = m_types.mimeTypeForData(bytes).name();
        m_found.objects.push_back(std::move(object));
        return true;
    }

    const CaptureSnapshot &m_capture;
    JobState &m_job;
    QMimeDatabase m_types;
    std::vector<FtpTransfer> m_transfers;
    FoundObjects m_found;
};

} // namespace

bool mayCarryObjects(Protocol protocol)
{
    return readerOf(protocol) != nullptr;
}

Result<FoundObjects> findObjects(const CaptureSnapshot &capture, const std::vector<ConversationId> &conversations,
                                 JobState &job)
{
    std::vector<ConversationId> all = conversations;
    for (quint32 i = 0; conversations.empty() && i < capture.conversations->size(); ++i)
        all.push_back(ConversationId{i});
    return Finder(capture, job).find(all);
}

Result<std::vector<Error>> writeObjects(const CaptureSnapshot &capture, const std::vector<ObjectTarget> &targets,
                                        const QStringList &evidence, JobState &job)
{
    std::map<ConversationId, std::map<quint32, const ObjectTarget *>> wanted;
    for (const ObjectTarget &target : targets)
        wanted[target.object.conversation][target.object.ordinal] = &target;
    std::vector<Error> errors;
    job.total = static_cast<qint64>(targets.size());
    for (auto &[conversation, mine] : wanted) {
        const auto read =
            visitObjects(capture, conversation, job, [&](const NetworkObject &object, const QByteArray &bytes) {
                const auto target = mine.find(object.ordinal);
                if (target == mine.end() || hashOf(bytes) != target->second->object.sha256)
                    return true;
                if (const Status written = writeBytes(bytes, target->second->path, evidence); !written)
                    errors.push_back(written.error());
                mine.erase(target);
                ++job.done;
                return !mine.empty();
            });
        if (!read && read.error().code == Error::Code::Cancelled)
            return read.error();
        for (const auto &[ordinal, target] : mine)
            errors.push_back(
                {Error::Code::Format, Text::tr("The evidence does not give this object any more."), target->path, -1});
    }
    return errors;
}

std::vector<ObjectTarget> targetsIn(const QString &folder, const std::vector<NetworkObject> &objects)
{
    const QDir dir(folder);
    FreeNames names(dir.entryList(QDir::AllEntries | QDir::Hidden | QDir::System));
    std::vector<ObjectTarget> targets;
    for (const NetworkObject &object : objects) {
        const QString name = names.next(safeName(object.name, static_cast<quint32>(targets.size()) + 1));
        targets.push_back({object, dir.filePath(name)});
    }
    return targets;
}

} // namespace wirecase
