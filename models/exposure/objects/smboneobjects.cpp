#include "models/exposure/objects/smbfile.h"

#include <QStringDecoder>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

namespace wirecase {

namespace {

constexpr std::string_view magic = "\xffSMB";
constexpr std::size_t words = 33; ///< behind the header and the count of words ([MS-CIFS] 2.2.3)
constexpr std::size_t mostFiles = 100'000;
constexpr std::size_t mostWaiting = 100'000;

enum Command : quint8
{
    Open = 0x02,
    Read = 0x0a,
    Write = 0x0b,
    OpenAndX = 0x2d,
    ReadAndX = 0x2e,
    WriteAndX = 0x2f,
    TreeConnectAndX = 0x75,
    NtCreateAndX = 0xa2,
};

class Message : public SmbMessage
{
public:
    Message(const SmbMessage &message, std::vector<StreamSide::Run> runs)
        : SmbMessage(message)
        , m_runs(std::move(runs))
    {
    }

    [[nodiscard]] quint8 command() const { return number<quint8>(4); }
    [[nodiscard]] quint32 status() const { return number<quint32>(5); }
    [[nodiscard]] bool isUnicode() const { return (number<quint16>(10) & 0x8000U) != 0; }
    [[nodiscard]] quint16 tree() const { return number<quint16>(24); }
    /// What a request and its answer share: the process and its number, which is used again and again.
    [[nodiscard]] quint32 id() const { return quint32{number<quint16>(26)} << 16U | number<quint16>(30); }
    [[nodiscard]] quint8 wordCount() const { return number<quint8>(words - 1); }
    [[nodiscard]] std::size_t bytesAt() const { return words + 2UL * wordCount() + 2; }
    [[nodiscard]] const std::vector<StreamSide::Run> &runs() const { return m_runs; }

    /// A text in the message's own encoding that ends in a zero or with the message.
    [[nodiscard]] QString nameAt(std::size_t offset) const
    {
        constexpr std::size_t longest = 2048;
        if (!isUnicode()) {
            const QByteArray name = bytes(offset, longest);
            return QString::fromLatin1(name.left(std::max<qsizetype>(0, name.indexOf('\0'))));
        }
        const QString name = QStringDecoder(QStringDecoder::Utf16LE)(bytes(offset + offset % 2, longest));
        return name.section(QChar(0), 0, 0);
    }

private:
    std::vector<StreamSide::Run> m_runs;
};

/// A stretch of a file, and where in the message its bytes are.
struct Stretch
{
    quint16 file = 0;
    quint64 offset = 0;
    std::size_t at = 0;
    quint64 length = 0;
};

quint64 withUpperHalf(const Message &message, quint8 wordCount, std::size_t upper, std::size_t lower)
{
    const quint64 high = message.wordCount() >= wordCount ? message.number<quint32>(upper) : 0;
    return high << 32U | message.number<quint32>(lower);
}

std::optional<Stretch> writtenBy(const Message &request)
{
    switch (request.command()) {
    case Write: // [MS-CIFS] 2.2.4.12.1
        return Stretch{request.number<quint16>(words), request.number<quint32>(words + 4), words + 15,
                       request.number<quint16>(words + 13)};
    case WriteAndX: // 2.2.4.43.1
        return Stretch{request.number<quint16>(words + 4), withUpperHalf(request, 14, words + 24, words + 6),
                       request.number<quint16>(words + 22),
                       quint64{request.number<quint16>(words + 18)} << 16U | request.number<quint16>(words + 20)};
    default:
        return std::nullopt;
    }
}

std::optional<Stretch> readBy(const Message &request, const Message &answer)
{
    switch (request.command()) {
    case Read: // 2.2.4.11
        return Stretch{request.number<quint16>(words), request.number<quint32>(words + 4), words + 15,
                       answer.number<quint16>(words + 13)};
    case ReadAndX: // 2.2.4.42
        return Stretch{request.number<quint16>(words + 4), withUpperHalf(request, 12, words + 20, words + 6),
                       answer.number<quint16>(words + 12),
                       quint64{answer.number<quint16>(words + 14)} << 16U | answer.number<quint16>(words + 10)};
    default:
        return std::nullopt;
    }
}

struct Opened
{
    quint16 file = 0;
    QString name;
    quint64 size = 0;
    bool isPipe = false;
};

std::optional<Opened> openedBy(const Message &request, const Message &answer)
{
    switch (request.command()) {
    case Open: // 2.2.4.3
        return Opened{answer.number<quint16>(words), request.nameAt(request.bytesAt() + 1),
                      answer.number<quint32>(words + 8), false};
    case OpenAndX: // 2.2.4.41
        return Opened{answer.number<quint16>(words + 4), request.nameAt(request.bytesAt()),
                      answer.number<quint32>(words + 12), answer.number<quint16>(words + 18) != 0};
    case NtCreateAndX: // 2.2.4.64
        return Opened{answer.number<quint16>(words + 5), request.nameAt(request.bytesAt()),
                      answer.number<quint64>(words + 55), answer.number<quint16>(words + 63) != 0};
    default:
        return std::nullopt;
    }
}

class SmbOneFiles
{
public:
    explicit SmbOneFiles(const Dialogue &dialogue)
        : m_dialogue(dialogue)
    {
    }

    std::vector<FoundObject> read()
    {
        std::vector<Spoken> all;
        collect(true, all);
        collect(false, all);
        std::ranges::stable_sort(all, {}, &Spoken::turn);
        for (const Spoken &spoken : all) {
            if (spoken.fromClient)
                takeRequest(spoken.message);
            else
                takeAnswer(spoken.message);
        }
        std::vector<FoundObject> objects;
        for (SmbFile &file : m_files)
            addSmbObjects(objects, file);
        return objects;
    }

private:
    struct Spoken
    {
        std::size_t turn = 0;
        bool fromClient = false;
        Message message;
    };

    void collect(bool fromClient, std::vector<Spoken> &all) const
    {
        const StreamSide &side = fromClient ? m_dialogue.client() : m_dialogue.server();
        forEachSmbFrame(side, magic, [&](const SmbMessage &frame, const std::vector<StreamSide::Run> &runs) {
            all.push_back({m_dialogue.turnAt(fromClient, frame.begin()), fromClient, Message(frame, runs)});
        });
    }

    void takeRequest(const Message &request)
    {
        if (m_waiting.size() < mostWaiting)
            m_waiting.insert_or_assign(request.id(), request);
        if (const auto stretch = writtenBy(request)) {
            if (SmbFile *file = fileOf(stretch->file, request.tree()))
                addSmbPart(file->written, request.runs(), stretch->at, stretch->length, stretch->offset);
        }
    }

    void takeAnswer(const Message &answer)
    {
        const auto waiting = m_waiting.find(answer.id());
        if (answer.command() == TreeConnectAndX && answer.bytes(answer.bytesAt(), 3) == "IPC")
            m_pipeTrees.insert(answer.tree());
        if (waiting == m_waiting.end() || waiting->second.command() != answer.command() || answer.status() != 0)
            return;
        if (const auto opened = openedBy(waiting->second, answer)) {
            open(*opened, answer.tree());
        } else if (const auto stretch = readBy(waiting->second, answer)) {
            if (SmbFile *file = fileOf(stretch->file, answer.tree()))
                addSmbPart(file->read, answer.runs(), stretch->at, stretch->length, stretch->offset);
        }
        m_waiting.erase(waiting);
    }

    /// Numbers of files are used again once they are closed.
    SmbFile *open(const Opened &opened, quint16 tree)
    {
        if (m_files.size() >= mostFiles)
            return nullptr;
        SmbFile &file = m_files.emplace_back();
        file.name = opened.name;
        file.size = opened.size;
        file.isPipe = opened.isPipe || m_pipeTrees.contains(tree) || isKnownPipe(QString(file.name).remove(u'\\'));
        m_open[opened.file] = &file;
        return &file;
    }

    SmbFile *fileOf(quint16 id, quint16 tree)
    {
        const auto found = m_open.find(id);
        return found != m_open.end() ? found->second : open({id, {}, 0, false}, tree);
    }

    const Dialogue &m_dialogue;
    std::map<quint32, Message> m_waiting; ///< requests without an answer so far
    std::deque<SmbFile> m_files;
    std::map<quint16, SmbFile *> m_open;
    std::set<quint16> m_pipeTrees;
};

} // namespace

std::vector<FoundObject> smbOneObjects(const Dialogue &dialogue)
{
    return SmbOneFiles(dialogue).read();
}

} // namespace wirecase
