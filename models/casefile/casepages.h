#pragma once

#include "models/evidence/bytesource.h"

#include <map>
#include <vector>

namespace wirecase {

/// The pages of a case file as SQLite stores them, with those of the log beside it in their place. Reads what is there
/// whether or not SQLite would accept it, and never writes. The format is that of sqlite.org/fileformat2.html.
class CasePages
{
public:
    /// `log` may be null.
    CasePages(ByteSourcePtr file, ByteSourcePtr log);

    [[nodiscard]] quint32 pageSize() const { return m_pageSize; }
    /// Bytes of a page that hold content.
    [[nodiscard]] quint32 usableSize() const { return m_pageSize - m_reserved; }
    /// Numbers begin with 1; the last page may be cut short.
    [[nodiscard]] quint32 count() const { return m_count; }
    /// The bytes of a page as far as there are any; empty for a number that no page has.
    [[nodiscard]] QByteArray page(quint32 number) const;
    /// Where the page lies in the case file, for messages.
    [[nodiscard]] qint64 offsetOf(quint32 number) const { return static_cast<qint64>(number - 1) * m_pageSize; }
    /// Pages of the log that a damage leaves without the end of their transaction: nothing tells whether they count,
    /// but rows may be in them. The newest first.
    [[nodiscard]] std::size_t strayCount() const { return m_strays.size(); }
    [[nodiscard]] QByteArray stray(std::size_t index) const;

private:
    void readHeader();
    void readLog();

    ByteSourcePtr m_file;
    ByteSourcePtr m_log;
    quint32 m_pageSize = 4096; ///< of every case that Wirecase wrote, for when the header cannot be read
    quint32 m_reserved = 0;
    quint32 m_count = 0;
    std::map<quint32, quint64> m_logged; ///< page number: offset in the log of its newest committed content
    std::vector<quint64> m_strays;       ///< offsets in the log, the last first
};

} // namespace wirecase
