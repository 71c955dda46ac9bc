#pragma once

#include "models/base/job.h"
#include "models/evidence/bytesource.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace wirecase {

/// Bytes that should have been a record and are not, or not wholly.
struct ScanDamage
{
    enum class Kind
    {
        Junk,       ///< bytes between records
        Cut,        ///< a record without its end; what is complete of it was kept
        Unreadable, ///< braces match, but it is not JSON
        TooLong,    ///< longer than RecordScanner::recordLimit
    };
    Kind kind = Kind::Junk;
    quint64 offset = 0;    ///< where the record or the junk begins in the file
    quint64 lostBytes = 0; ///< of it that nobody could read
};

/// Finds the records of a flow-log file in windows of bounded memory, whatever stands around them: a "records" wrapper
/// complete or cut, an array, a leading comma, lines, a byte order mark (azure.md 1.4). It counts braces outside
/// strings and nothing more; what a record means is for its consumer.
class RecordScanner
{
public:
    static constexpr std::size_t windowBytes = 512 * 1024;
    static constexpr std::size_t recordLimit = 8 * 1024 * 1024; ///< Azure writes about 32 kB at most
    static constexpr std::size_t padding = 64;                  ///< readable bytes after the text, for simdjson

    /// Gets the text of one record and its offset in the file; answers false when it is not JSON. A record that was cut
    /// comes completed after its last whole element; its damage is reported after it.
    using OnRecord = std::function<bool(std::string_view json, quint64 offset, bool completed)>;
    using OnDamage = std::function<void(const ScanDamage &)>;

    RecordScanner(OnRecord onRecord, OnDamage onDamage);

    /// Reads `source` to its end or until the job is cancelled; `job.done` grows by the bytes read.
    Status scan(const ByteSource &source, JobState &job);

private:
    enum class Mode
    {
        Between,
        Inside,
        Seeking
    };

    void feed(std::string_view bytes);
    std::size_t feedBetween(std::string_view bytes);
    std::size_t feedInside(std::string_view bytes);
    std::size_t feedSeeking(std::string_view bytes);
    bool countStructure(char byte);
    [[nodiscard]] bool opensWrapper(char byte);
    void startRecord(quint64 offset);
    void finishRecord();
    void splitDamaged(bool atEnd);
    void takePiece(std::string_view piece, quint64 offset);
    void atEnd();

    OnRecord m_onRecord;
    OnDamage m_onDamage;
    Mode m_mode = Mode::Between;
    quint64 m_offset = 0; ///< of the byte to be looked at next
    std::string m_record; ///< the record being read, or while seeking the last bytes that may begin one
    quint64 m_recordBegin = 0;
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    int m_wrapperStage = 0; ///< how much of `"records" : [` at depth 1 has been seen
    ScanDamage m_skipped;   ///< what is skipped while seeking
};

/// Positions in `text` at which a flow record seems to begin: a brace, then a key that only records have.
[[nodiscard]] std::vector<std::size_t> recordStarts(std::string_view text);

/// A record that was cut, closed after its last complete element; `kept` is how many bytes of it remain. Empty when
/// nothing can be kept.
[[nodiscard]] std::string completedRecord(std::string_view cut, std::size_t &kept);

} // namespace wirecase
