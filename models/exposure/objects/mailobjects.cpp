#include "models/exposure/objects/mimeheader.h"
#include "models/exposure/objects/mimeparts.h"

#include <algorithm>
#include <iterator>

namespace wirecase {

namespace {

/// Reads one message, whose text begins at `begin`, and its attachments. Takes off the dot that stands before lines
/// that begin with one.
class MessageReader
{
public:
    MessageReader(const StreamSide &side, std::size_t begin)
        : m_side(side)
        , m_text(side.text())
        , m_at(begin)
        , m_parts(side)
    {
        m_object.fromClient = true;
        m_object.at = begin;
        m_object.claimedType = QStringLiteral("message/rfc822");
    }

    /// The message and what is attached to it.
    std::vector<FoundObject> read()
    {
        std::size_t begin = m_at;
        while (m_at < m_text.size()) {
            const TextLine line = lineAt(m_text, m_at);
            const std::string_view text = line.text.in(m_text);
            if (text == "." && line.complete)
                break;
            noteSubject(text);
            const std::size_t dot = text.starts_with('.') ? 1 : 0;
            if (dot > 0) {
                appendBytes(m_object, m_side, begin, m_at);
                begin = m_at + dot;
            }
            m_parts.take(text.substr(dot), m_at + dot, line.next);
            m_at = line.next;
        }
        appendBytes(m_object, m_side, begin, m_at);
        if (m_object.name.isEmpty())
            m_object.name = QStringLiteral("message");
        m_object.name += QStringLiteral(".eml");
        std::vector<FoundObject> objects = m_parts.finish();
        objects.insert(objects.begin(), std::move(m_object));
        return objects;
    }

    /// Where the dialogue goes on.
    [[nodiscard]] std::size_t end() const { return m_at; }

private:
    void noteSubject(std::string_view line)
    {
        constexpr std::string_view subject = "Subject:";
        m_isInHead = m_isInHead && !line.empty();
        if (m_isInHead && m_object.name.isEmpty() && startsWithFolded(line, subject))
            m_object.name = decodedWords(line.substr(subject.size())).trimmed();
    }

    const StreamSide &m_side;
    std::string_view m_text;
    std::size_t m_at;
    bool m_isInHead = true;
    FoundObject m_object;
    MimeParts m_parts;
};

/// Whether the server said to go on before the client spoke again. Where nothing that it said was captured, it did.
bool isLetGoOn(const Dialogue &dialogue, std::size_t turn)
{
    constexpr int goOn = 354;
    const std::string_view server = dialogue.server().text();
    if (server.empty())
        return true;
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
        std::ranges::move(reader.read(), std::back_inserter(objects));
        at = reader.end();
    }
    std::erase_if(objects, [](const FoundObject &object) { return object.length == 0; });
    return objects;
}

} // namespace wirecase
