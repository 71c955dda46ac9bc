#include "models/exposure/objects/objectreaders.h"

#include <QStringDecoder>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace wirecase {

namespace {

constexpr std::size_t frameHeader = 4; // RFC 1002 4.3.1: type and length
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

/// Little-endian numbers of one message; what is not there reads as 0.
class Message
{
public:
    Message(std::string_view text, std::size_t begin, std::size_t end)
        : m_text(text.substr(begin, end - begin))
        , m_begin(begin)
    {
    }

    template <typename Number>
    [[nodiscard]] Number number(std::size_t offset) const
    {
        return offset + sizeof(Number) <= m_text.size() ? qFromLittleEndian<Number>(m_text.data() + offset) : 0;
    }
    [[nodiscard]] QByteArray bytes(std::size_t offset, std::size_t length) const
    {
        if (offset > m_text.size())
            return {};
        const std::string_view part = m_text.substr(offset, length);
        return {part.data(), static_cast<qsizetype>(part.size())};
    }
    [[nodiscard]] bool isTwo() const { return m_text.starts_with(magic); }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    [[nodiscard]] std::size_t begin() const { return m_begin; } ///< in the text
    [[nodiscard]] quint16 command() const { return number<quint16>(12); }
    [[nodiscard]] quint32 status() const { return number<quint32>(8); }
    [[nodiscard]] quint64 id() const { return number<quint64>(24); }
    [[nodiscard]] quint32 tree() const { return number<quint32>(36); }
    [[nodiscard]] quint32 next() const { return number<quint32>(20); }

private:
    std::string_view m_text;
    std::size_t m_begin;
};

/// The pipes of Windows' own services, for captures that begin behind the connection to the share of pipes.
bool isKnownPipe(const QString &name)
{
    static constexpr std::array pipes{"srvsvc", "wkssvc", "lsarpc",  "lsass",    "samr",  "netlogon",
                                      "svcctl", "winreg", "spoolss", "epmapper", "atsvc", "browser"};
    return std::any_of(pipes.begin(), pipes.end(), [&name](const char *pipe) {
        return name.compare(QLatin1String(pipe), Qt::CaseInsensitive) == 0;
    });
}

/// Calls `visit` with each message of one side. After a gap it goes on where a message can be told again.
template <typename Visit>
void forEachMessage(const StreamSide &side, const Visit &visit)
{
    const std::string_view text = side.text();
    std::size_t at = 0;
    while (at + frameHeader + magic.size() <= text.size()) {
        const auto head = qFromBigEndian<quint32>(text.data() + at);
        const bool isFrame = head >> 24U == 0 && head > 0;
        if (!isFrame) {
            const std::size_t found = text.find(magic, at + frameHeader + 1);
            if (found == std::string_view::npos)
                return;
            at = found - frameHeader;
            continue;
        }
        std::size_t next = at;
        const auto runs = side.runsFrom(at + frameHeader, head, next);
        // A chain of messages; only the data of the last one may go past what is there.
        std::size_t begin = at + frameHeader;
        const std::size_t end = runs.empty() ? begin : runs.front().span.end();
        while (begin < end) {
            const Message message(text, begin, end);
            if (!message.isTwo())
                break;
            visit(message, runs);
            if (message.next() < smbHeader || message.next() >= message.size())
                break;
            begin += message.next();
        }
        at = std::max(next, at + 1);
    }
}

/// The parts of `runs` that lie in the range, as parts of a file from `fileOffset` on.
void addPart(std::vector<StreamSide::Run> &parts, const std::vector<StreamSide::Run> &runs, quint64 offset,
             quint64 length, quint64 fileOffset)
{
    for (const StreamSide::Run &run : runs) {
        const quint64 from = std::max(offset, run.offset);
        const quint64 to = std::min(offset + length, run.offset + run.span.length);
        if (from < to)
            parts.push_back(
                {{run.span.begin + static_cast<std::size_t>(from - run.offset), static_cast<std::size_t>(to - from)},
                 fileOffset + (from - offset)});
    }
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
        for (auto &[id, file] : m_files) {
            if (file.isPipe)
                continue;
            addObject(objects, file, file.written, true);
            addObject(objects, file, file.read, false);
        }
        std::ranges::stable_sort(objects, {}, &FoundObject::at);
        return objects;
    }

private:
    using FileId = QByteArray;
    static constexpr std::size_t fileIdBytes = 16;

    struct File
    {
        QString name;
        quint64 size = 0;    ///< when it was opened
        bool isPipe = false; ///< calls go through it, which are no file
        std::vector<StreamSide::Run> written;
        std::vector<StreamSide::Run> read;
    };
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
        File &file = m_files[m_lastCreated];
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

    File *fileOf(const FileId &id)
    {
        const auto found = m_files.find(id);
        if (found != m_files.end())
            return &found->second;
        return m_files.size() < mostFiles && id.size() == fileIdBytes ? &m_files[id] : nullptr;
    }

    void takeWrite(const Message &message, const std::vector<StreamSide::Run> &runs)
    {
        File *file = fileOf(idIn(message));
        if (!file || runs.empty())
            return;
        const quint64 inRuns = message.begin() - runs.front().span.begin;
        addPart(file->written, runs, inRuns + message.number<quint16>(smbHeader + 2),
                message.number<quint32>(smbHeader + 4), message.number<quint64>(smbHeader + 8));
    }

    void takeRead(const Message &message, const std::vector<StreamSide::Run> &runs)
    {
        const auto asked = m_asked.find(message.id());
        if (message.command() != Read || message.status() != 0 || asked == m_asked.end() || runs.empty())
            return;
        File *file = fileOf(asked->second.id);
        if (!file)
            return;
        const quint64 inRuns = message.begin() - runs.front().span.begin;
        addPart(file->read, runs, inRuns + message.number<quint8>(smbHeader + 2),
                message.number<quint32>(smbHeader + 4), asked->second.offset);
    }

    static void addObject(std::vector<FoundObject> &objects, const File &file, std::vector<StreamSide::Run> &parts,
                          bool fromClient)
    {
        if (parts.empty())
            return;
        FoundObject object;
        object.fromClient = fromClient;
        object.at = parts.front().span.begin;
        object.path = QString(file.name).replace(u'\\', u'/');
        object.name = object.path.section(u'/', -1);
        std::ranges::stable_sort(parts, {}, &StreamSide::Run::offset);
        quint64 end = 0;
        for (StreamSide::Run &part : parts) { // what was sent twice counts once
            const quint64 known = std::min<quint64>(end > part.offset ? end - part.offset : 0, part.span.length);
            part.offset += known;
            part.span.begin += static_cast<std::size_t>(known);
            part.span.length -= static_cast<std::size_t>(known);
            end = std::max(end, part.offset + part.span.length);
            if (part.span.length > 0)
                object.runs.push_back(part);
        }
        object.length = fromClient ? end : std::max(end, file.size);
        objects.push_back(std::move(object));
    }

    const Dialogue &m_dialogue;
    std::map<quint64, Created> m_created; ///< by message id
    std::map<quint64, Asked> m_asked;
    std::map<FileId, File> m_files;
    std::set<quint32> m_pipeTrees;
    FileId m_lastCreated;
};

} // namespace

std::vector<FoundObject> smbObjects(const Dialogue &dialogue)
{
    return SmbFiles(dialogue).read();
}

} // namespace wirecase
