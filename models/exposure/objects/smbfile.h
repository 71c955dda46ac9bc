#pragma once

#include "models/exposure/objects/objectreaders.h"

#include <QtEndian>

namespace wirecase {

/// A file that an SMB connection opened, and what it read and wrote of it.
struct SmbFile
{
    QString name;
    quint64 size = 0;    ///< when it was opened
    bool isPipe = false; ///< calls go through it, which are no file
    std::vector<StreamSide::Run> written;
    std::vector<StreamSide::Run> read;
};

/// Little-endian numbers of one message; what is not there reads as 0.
class SmbMessage
{
public:
    SmbMessage(std::string_view text, std::size_t begin, std::size_t end)
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
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    [[nodiscard]] std::size_t begin() const { return m_begin; } ///< in the text of its side

private:
    std::string_view m_text;
    std::size_t m_begin;
};

/// Calls `visit` with each frame of one side that begins with `magic`, as far as its first run goes, and with its runs.
/// After a gap it goes on where a frame can be told again.
template <typename Visit>
void forEachSmbFrame(const StreamSide &side, std::string_view magic, const Visit &visit)
{
    constexpr std::size_t frameHeader = 4; // RFC 1002 4.3.1: type and length
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
        const SmbMessage message(text, at + frameHeader, runs.empty() ? at + frameHeader : runs.front().span.end());
        if (message.text().starts_with(magic))
            visit(message, runs);
        at = std::max(next, at + 1);
    }
}

/// The parts of `runs` that lie in the range, as parts of a file from `fileOffset` on.
void addSmbPart(std::vector<StreamSide::Run> &parts, const std::vector<StreamSide::Run> &runs, quint64 offset,
                quint64 length, quint64 fileOffset);

/// What was written and read of the file, unless it is a pipe.
void addSmbObjects(std::vector<FoundObject> &objects, SmbFile &file);

/// The pipes of Windows' own services, for captures that begin behind the connection to the share of pipes.
[[nodiscard]] bool isKnownPipe(const QString &name);

/// The files of SMB 1 ([MS-CIFS]).
[[nodiscard]] std::vector<FoundObject> smbOneObjects(const Dialogue &dialogue);

} // namespace wirecase
