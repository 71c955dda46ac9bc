#include "models/exposure/objects/objectreaders.h"

namespace wirecase {

namespace {

/// Reads one message, whose text begins at `begin`, and takes off the dot that stands before lines that begin with one.
class MessageReader
{
public:
    MessageReader(const StreamSide &side, std::size_t begin)
        : m_side(side)
        , m_text(side.text())
        , m_at(begin)
    {
        m_object.fromClient = true;
        m_object.at = begin;
        m_object.claimedType = QStringLiteral("message/rfc822");
    }

    FoundObject read()
    {
        std::size_t begin = m_at;
        while (m_at < m_text.size()) {
            const TextLine line = lineAt(m_text, m_at);
            const std::string_view text = line.text.in(m_text);
            if (text == "." && line.complete)
                break;
            noteSubject(text);
            if (text.starts_with('.')) {
                add(begin, m_at);
                begin = m_at + 1;
            }
            m_at = line.next;
        }
        add(begin, m_at);
        if (m_object.name.isEmpty())
            m_object.name = QStringLiteral("message");
        m_object.name += QStringLiteral(".eml");
        return std::move(m_object);
    }

    /// Where the dialogue goes on.
    [[nodiscard]] std::size_t end() const { return m_at; }

private:
    void noteSubject(std::string_view line)
    {
        constexpr std::string_view subject = "Subject:";
        m_isInHead = m_isInHead && !line.empty();
        if (m_isInHead && m_object.name.isEmpty() && startsWithFolded(line, subject))
            m_object.name =
                QString::fromUtf8(line.data() + subject.size(), static_cast<qsizetype>(line.size() - subject.size()))
                    .trimmed();
    }

    void add(std::size_t begin, std::size_t end)
    {
        quint64 length = 0;
        for (StreamSide::Run run : m_side.runsBetween(begin, end, length)) {
            run.offset += m_object.length;
            m_object.runs.push_back(run);
        }
        m_object.length += length;
    }

    const StreamSide &m_side;
    std::string_view m_text;
    std::size_t m_at;
    bool m_isInHead = true;
    FoundObject m_object;
};

} // namespace

std::vector<FoundObject> mailObjects(const Dialogue &dialogue)
{
    constexpr int goOn = 354;
    std::vector<FoundObject> objects;
    const std::string_view client = dialogue.client().text();
    const std::string_view server = dialogue.server().text();
    bool asked = false;
    std::size_t after = 0; // where the client goes on behind DATA, or behind the message before
    for (const DialogueLine &line : dialogue.lines()) {
        if (line.fromClient && line.span.begin >= after) {
            asked = equalsFolded(line.span.in(client), "DATA");
            after = line.next;
        } else if (!line.fromClient && asked && replyCode(line.span.in(server)) == goOn) {
            MessageReader reader(dialogue.client(), after);
            objects.push_back(reader.read());
            after = reader.end();
            asked = false;
        }
    }
    std::erase_if(objects, [](const FoundObject &object) { return object.length == 0; });
    return objects;
}

} // namespace wirecase
