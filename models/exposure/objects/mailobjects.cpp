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

/// Whether the server said to go on before the client spoke again.
bool isLetGoOn(const Dialogue &dialogue, std::size_t turn)
{
    constexpr int goOn = 354;
    const std::string_view server = dialogue.server().text();
    for (++turn; turn < dialogue.turns().size() && !dialogue.turns()[turn].fromClient; ++turn) {
        const TextSpan said = dialogue.turns()[turn].span;
        for (std::size_t at = said.begin; at < said.end();) {
            const TextLine line = lineAt(server, at);
            if (replyCode(line.text.in(server)) == goOn)
                return true;
            at = line.next;
        }
    }
    return false;
}

} // namespace

std::vector<FoundObject> mailObjects(const Dialogue &dialogue)
{
    std::vector<FoundObject> objects;
    const std::string_view client = dialogue.client().text();
    for (std::size_t at = 0; at < client.size();) {
        const TextLine line = lineAt(client, at);
        at = line.next;
        if (!equalsFolded(line.text.in(client), "DATA") || !isLetGoOn(dialogue, dialogue.turnAt(true, line.text.begin)))
            continue;
        MessageReader reader(dialogue.client(), at);
        objects.push_back(reader.read());
        at = reader.end();
    }
    std::erase_if(objects, [](const FoundObject &object) { return object.length == 0; });
    return objects;
}

} // namespace wirecase
