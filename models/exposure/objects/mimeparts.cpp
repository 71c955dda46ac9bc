#include "models/exposure/objects/mimeparts.h"

#include "models/exposure/objects/mimeheader.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr std::size_t mostParts = 1000; ///< of one message
constexpr std::size_t mostDepth = 16;
constexpr std::size_t mostHeaderBytes = 8192; ///< a longer one is cut

} // namespace

void appendBytes(FoundObject &object, const StreamSide &side, std::size_t begin, std::size_t end)
{
    quint64 length = 0;
    for (StreamSide::Run run : side.runsBetween(begin, end, length)) {
        run.offset += object.length;
        object.runs.push_back(run);
    }
    object.length += length;
}

void MimeParts::take(std::string_view line, std::size_t begin, std::size_t next)
{
    if (takeBoundary(line))
        return;
    if (m_isInHead && line.empty())
        endHead();
    else if (m_isInHead)
        takeHeader(line);
    else if (m_isInPart)
        keepLine(begin, begin + line.size(), next);
}

std::vector<FoundObject> MimeParts::finish()
{
    endPart();
    std::erase_if(m_found, [](const FoundObject &part) { return part.length == 0; });
    return std::move(m_found);
}

void MimeParts::takeHeader(std::string_view line)
{
    const bool isFolded = line.front() == ' ' || line.front() == '\t';
    if (!isFolded) {
        m_head.last = nullptr;
        const auto begins = [&](std::string_view name, std::string &value) {
            if (!startsWithFolded(line, name))
                return;
            line.remove_prefix(name.size());
            m_head.last = &value;
        };
        begins("Content-Type:", m_head.type);
        begins("Content-Disposition:", m_head.disposition);
        begins("Content-Transfer-Encoding:", m_head.encoding);
    }
    if (m_head.last && m_head.last->size() + line.size() <= mostHeaderBytes)
        *m_head.last += line;
}

void MimeParts::endHead()
{
    const Head head = std::exchange(m_head, {});
    m_isInHead = false;
    const QString type = headerToken(head.type);
    if (type.startsWith(QLatin1String("multipart/"))) {
        const std::string boundary = headerParameter(head.type, "boundary").toStdString();
        if (!boundary.empty() && m_boundaries.size() < mostDepth)
            m_boundaries.push_back("--" + boundary);
        return;
    }
    if (type == QLatin1String("message/rfc822")) { // its own head follows
        m_isInHead = true;
        return;
    }
    QString name = headerParameter(head.disposition, "filename");
    if (name.isEmpty())
        name = headerParameter(head.type, "name");
    const bool isAttached = headerToken(head.disposition) == QLatin1String("attachment");
    m_isInPart = (isAttached || !name.isEmpty()) && m_found.size() < mostParts;
    if (!m_isInPart)
        return;
    m_part = {};
    m_part.fromClient = true;
    m_part.name = name;
    m_part.claimedType = type;
    const QString encoding = headerToken(head.encoding);
    if (encoding == QLatin1String("base64") || encoding == QLatin1String("quoted-printable"))
        m_part.coding = encoding;
}

bool MimeParts::takeBoundary(std::string_view line)
{
    if (!line.starts_with("--"))
        return false;
    const std::string_view trimmed = line.substr(0, line.find_last_not_of(" \t") + 1);
    for (std::size_t depth = m_boundaries.size(); depth > 0; --depth) {
        const std::string &boundary = m_boundaries[depth - 1];
        if (!trimmed.starts_with(boundary))
            continue;
        const std::string_view rest = trimmed.substr(boundary.size());
        if (!rest.empty() && rest != "--")
            continue;
        endPart();
        m_boundaries.resize(rest.empty() ? depth : depth - 1);
        m_isInHead = rest.empty();
        m_head = {};
        return true;
    }
    return false;
}

void MimeParts::keepLine(std::size_t begin, std::size_t end, std::size_t next)
{
    if (m_part.runs.empty() && m_begin == m_end)
        m_part.at = begin;
    if (begin != m_end) {
        flush();
        m_begin = begin;
    }
    m_endOfText = end;
    m_end = next;
}

void MimeParts::flush()
{
    if (m_begin < m_end)
        appendBytes(m_part, m_side, m_begin, m_end);
    m_begin = m_end;
}

void MimeParts::endPart()
{
    if (!std::exchange(m_isInPart, false))
        return;
    m_end = std::min(m_end, m_endOfText);
    flush();
    m_begin = m_end = m_endOfText = 0;
    m_found.push_back(std::move(m_part));
}

} // namespace wirecase
