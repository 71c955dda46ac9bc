#pragma once

#include "models/exposure/objects/objectreaders.h"

#include <string>

namespace wirecase {

/// Finds the attachments of a message (RFC 2045, RFC 2046) as its lines go by: every part that has a name or says that
/// it is attached, also in parts of parts and in messages that are attached. One message each.
class MimeParts
{
public:
    explicit MimeParts(const StreamSide &side)
        : m_side(side)
    {
    }

    /// The next line: its text, where its bytes begin (behind a dot that only protects it) and where the next begins.
    void take(std::string_view line, std::size_t begin, std::size_t next);
    /// The parts, once the last line was taken.
    [[nodiscard]] std::vector<FoundObject> finish();

private:
    struct Head
    {
        std::string type; ///< values of the headers, folded lines joined
        std::string disposition;
        std::string encoding;
        std::string *last = nullptr; ///< the one that a folded line goes on with
    };

    void takeHeader(std::string_view line);
    void endHead();
    /// Whether the line is a boundary: then the part before it ends, and perhaps others around it.
    bool takeBoundary(std::string_view line);
    void keepLine(std::size_t begin, std::size_t end, std::size_t next);
    void flush();
    void endPart();

    const StreamSide &m_side;
    std::vector<std::string> m_boundaries; ///< of the parts around, outermost first
    Head m_head;
    bool m_isInHead = true;
    bool m_isInPart = false; ///< of those that are kept
    FoundObject m_part;
    // Bytes of it that are not in its runs yet. The end of the last line belongs to the boundary that follows.
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_endOfText = 0;
    std::vector<FoundObject> m_found;
};

/// Adds what stands between two places of `side` to the object.
void appendBytes(FoundObject &object, const StreamSide &side, std::size_t begin, std::size_t end);

} // namespace wirecase
