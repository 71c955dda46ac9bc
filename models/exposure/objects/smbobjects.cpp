#include "models/exposure/objects/smbfile.h"

#include <QStringDecoder>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace wirecase {

namespace {

constexpr std::size_t smbHeader = 64;
constexpr std::string_view magic = "\xfeSMB";
constexpr std::size_t mostFiles = 100'000;

enum Command : quint16
{
    TreeConnect = 3,
    Create = 5,
    Read = 8,
    Write = 9,
};

class Message : public SmbMessage
{
public:
    using SmbMessage::SmbMessage;

    [[nodiscard]] quint16 command() const { return number<quint16>(12); }
    [[nodiscard]] quint32 status() const { return number<quint32>(8); }
    [[nodiscard]] quint64 id() const { return number<quint64>(24); }
    [[nodiscard]] quint32 tree() const { return number<quint32>(36); }
    [[nodiscard]] quint32 next() const { return number<quint32>(20); }
};

/// Calls `visit` with each message of one side. Messages may be chained in a frame; only the data of the last one may
/// go past what is there.
template <typename Visit>
void forEachMessage(const StreamSide &side, const Visit &visit)
{
    forEachSmbFrame(side, magic, [&](const SmbMessage &frame, const std::vector<StreamSide::Run> &runs) {
        const std::size_t end = frame.begin() + frame.size();
        for (std::size_t begin = frame.begin(); begin < end;) {
            const Message message(side.text(), begin, end);
            if (!message.text().starts_with(magic))
                break;
            visit(message, runs);
            if (message.next() < smbHeader || message.next() >= message.size())
                break;
            begin += message.next();
        }
    });
}

class SmbFiles
{
public:
    explicit SmbFiles(const Dialogue &dialogue)
        : m_dialogue(dialogue)
    {
    }

    std::vector<FoundObject> read()
    {
        forEachMessage(m_dialogue.server(), [this](const Message &message, const auto &) { takeCreated(message); });
        forEachMessage(m_dialogue.client(),
                       [this](const Message &message, const auto &runs) { takeRequest(message, runs); });
        forEachMessage(m_dialogue.server(),
                       [this](const Message &message, const auto &runs) { takeRead(message, runs); });
        std::vector<FoundObject> objects;
        for (auto &[id, file] : m_files)
            addSmbObjects(objects, file);
        return objects;
    }

private:
    using FileId = QByteArray;
    static constexpr std::size_t fileIdBytes = 16;

    struct Created
    {
        FileId id;
        quint64 size = 0;
    };
    struct Asked
    {
        FileId id;
        quint64 offset = 0;
    };

    void takeCreated(const Message &message)
    {
        constexpr quint8 pipeShare = 2; // [MS-SMB2] 2.2.10
        if (message.command() == TreeConnect && message.number<quint8>(smbHeader + 2) == pipeShare)
            m_pipeTrees.insert(message.tree());
        if (message.command() == Create && message.status() == 0 && message.size() >= smbHeader + 80)
            m_created[message.id()] = {message.bytes(smbHeader + 64, fileIdBytes),
                                       message.number<quint64>(smbHeader + 48)};
    }

    void takeRequest(const Message &message, const std::vector<StreamSide::Run> &runs)
    {
        switch (message.command()) {
        case Create:
            return takeCreate(message);
        case Read: {
            const FileId id = idIn(message);
            if (m_asked.size() < mostFiles * 100)
                m_asked[message.id()] = {id, message.number<quint64>(smbHeader + 8)};
            return;
        }
        case Write:
            return takeWrite(message, runs);
        default:
            return;
        }
    }

    void takeCreate(const Message &message)
    {
        const auto created = m_created.find(message.id());
        if (created == m_created.end() || m_files.size() >= mostFiles)
            return;
        m_lastCreated = created->second.id;
        const QByteArray name =
            message.bytes(message.number<quint16>(smbHeader + 44), message.number<quint16>(smbHeader + 46));
        SmbFile &file = m_files[m_lastCreated];
        file.name = QStringDecoder(QStringDecoder::Utf16LE)(name);
        file.isPipe = m_pipeTrees.contains(message.tree()) || isKnownPipe(file.name);
        file.size = created->second.size;
    }

    /// All ones stand for the file that the chain has opened.
    [[nodiscard]] FileId idIn(const Message &message) const
    {
        const FileId id = message.bytes(smbHeader + 16, fileIdBytes);
        return id == FileId(fileIdBytes, '\xff') ? m_lastCreated : id;
    }

    SmbFile *fileOf(const FileId &id)
    {
        const auto found = m_files.find(id);
        if (found != m_files.end())
            return &found->second;
        return m_files.size() < mostFiles && id.size() == fileIdBytes ? &m_files[id] : nullptr;
    }

    void takeWrite(const Message &message, const std::vector<StreamSide::Run> &runs)
    {
        SmbFile *file = fileOf(idIn(message));
        if (!file || runs.empty())
            return;
        const quint64 inRuns = message.begin() - runs.front().span.begin;
        addSmbPart(file->written, runs, inRuns + message.number<quint16>(smbHeader + 2),
                   message.number<quint32>(smbHeader + 4), message.number<quint64>(smbHeader + 8));
    }

    void takeRead(const Message &message, const std::vector<StreamSide::Run> &runs)
    {
        const auto asked = m_asked.find(message.id());
        if (message.command() != Read || message.status() != 0 || asked == m_asked.end() || runs.empty())
            return;
        SmbFile *file = fileOf(asked->second.id);
        if (!file)
            return;
        const quint64 inRuns = message.begin() - runs.front().span.begin;
        addSmbPart(file->read, runs, inRuns + message.number<quint8>(smbHeader + 2),
                   message.number<quint32>(smbHeader + 4), asked->second.offset);
    }

    const Dialogue &m_dialogue;
    std::map<quint64, Created> m_created; ///< by message id
    std::map<quint64, Asked> m_asked;
    std::map<FileId, SmbFile> m_files;
    std::set<quint32> m_pipeTrees;
    FileId m_lastCreated;
};

} // namespace

std::vector<FoundObject> smbObjects(const Dialogue &dialogue)
{
    std::vector<FoundObject> objects = SmbFiles(dialogue).read();
    std::ranges::move(smbOneObjects(dialogue), std::back_inserter(objects));
    std::ranges::stable_sort(objects, {}, &FoundObject::at);
    return objects;
}

} // namespace wirecase
