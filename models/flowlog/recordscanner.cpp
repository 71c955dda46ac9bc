#include "models/flowlog/recordscanner.h"

namespace wirecase {

namespace {

// Enough to hold a brace, some indentation and the longest key of a record, across the border of two windows.
constexpr std::size_t seekOverlap = 256;
// What is looked at in one step while seeking: bytes after the record that is found are looked at again.
constexpr std::size_t seekStep = 4096;

bool isBetweenRecords(char byte)
{
    switch (byte) {
    case ' ':
    case '\n':
    case '\r':
    case '\t':
    case ',':
    case '[':
    case ']':
    case '}':
    case '\0': // a page that the copying program preallocated
        return true;
    default:
        return false;
    }
}

bool isByteOrderMark(char byte, quint64 offset)
{
    constexpr std::string_view mark = "\xef\xbb\xbf";
    return offset < mark.size() && byte == mark[offset];
}

} // namespace

RecordScanner::RecordScanner(OnRecord onRecord, OnDamage onDamage)
    : m_onRecord(std::move(onRecord))
    , m_onDamage(std::move(onDamage))
{
}

Status RecordScanner::scan(const ByteSource &source, JobState &job)
{
    std::vector<std::byte> window(windowBytes);
    quint64 offset = 0;
    while (!job.cancelled) {
        const auto read = source.readAt(offset, window);
        if (!read) {
            atEnd();
            return read.error();
        }
        if (*read == 0)
            break;
        feed(textOf(ByteView(window.data(), *read)));
        offset += *read;
        job.done += static_cast<qint64>(*read);
    }
    if (!job.cancelled)
        atEnd();
    return {};
}

void RecordScanner::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        std::size_t used = 0;
        switch (m_mode) {
        case Mode::Between:
            used = feedBetween(bytes);
            break;
        case Mode::Inside:
            used = feedInside(bytes);
            break;
        case Mode::Seeking:
            used = feedSeeking(bytes);
            break;
        }
        bytes.remove_prefix(used);
    }
}

std::size_t RecordScanner::feedBetween(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size() && (isBetweenRecords(bytes[at]) || isByteOrderMark(bytes[at], m_offset + at)))
        ++at;
    m_offset += at;
    if (at == bytes.size())
        return at;
    if (bytes[at] == '{') {
        startRecord(m_offset);
    } else {
        m_mode = Mode::Seeking;
        m_record.clear();
        m_skipped = {ScanDamage::Kind::Junk, m_offset, 0};
    }
    return at;
}

void RecordScanner::startRecord(quint64 offset)
{
    m_mode = Mode::Inside;
    m_record.clear();
    m_recordBegin = offset;
    m_depth = 0;
    m_inString = false;
    m_escaped = false;
    m_wrapperStage = 0;
}

/// Answers whether `byte` closes the record.
bool RecordScanner::countStructure(char byte)
{
    switch (byte) {
    case '"':
        m_inString = true;
        return false;
    case '{':
    case '[':
        ++m_depth;
        return false;
    case '}':
    case ']':
        return --m_depth <= 0;
    default:
        return false;
    }
}

/// Watches for `"records" : [` among the keys of the outermost object: then it is the wrapper, not a record.
bool RecordScanner::opensWrapper(char byte)
{
    constexpr std::string_view key = "\"records\"";
    const std::string_view text = m_record;
    switch (byte) {
    case '"':
        m_wrapperStage = text.ends_with(key) && !text.substr(0, text.size() - key.size()).ends_with('\\') ? 1 : 0;
        return false;
    case ':':
        m_wrapperStage = m_wrapperStage == 1 ? 2 : 0;
        return false;
    case '[':
        return m_wrapperStage == 2;
    case ' ':
    case '\n':
    case '\r':
    case '\t':
        return false;
    default:
        m_wrapperStage = 0;
        return false;
    }
}

std::size_t RecordScanner::feedInside(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const char byte = bytes[at];
        m_record.push_back(byte);
        ++m_offset;
        if (m_inString) {
            if (m_escaped)
                m_escaped = false;
            else if (byte == '\\')
                m_escaped = true;
            else if (byte == '"')
                m_inString = false;
            if (m_inString || m_depth != 1)
                continue;
        } else if (countStructure(byte)) {
            finishRecord();
            return at + 1;
        }
        // A wrapper's bracket makes the depth 2 before it is looked at.
        if (m_depth <= 2 && !m_inString && opensWrapper(byte)) {
            m_mode = Mode::Between;
            return at + 1;
        }
        if (m_record.size() >= recordLimit) {
            splitDamaged(false);
            return at + 1;
        }
    }
    return bytes.size();
}

std::size_t RecordScanner::feedSeeking(std::string_view bytes)
{
    bytes = bytes.substr(0, seekStep);
    const std::size_t carried = m_record.size();
    m_record.append(bytes);
    m_offset += bytes.size();
    const auto starts = recordStarts(m_record);
    if (starts.empty()) {
        const std::size_t dropped = m_record.size() > seekOverlap ? m_record.size() - seekOverlap : 0;
        m_record.erase(0, dropped);
        m_skipped.lostBytes += dropped;
        return bytes.size();
    }
    const std::size_t start = starts.front();
    m_skipped.lostBytes += start;
    m_onDamage(m_skipped);
    // The bytes from the start on are looked at again, as a record; those carried over come from m_record.
    const std::string again = m_record.substr(start, start < carried ? carried - start : 0);
    const std::size_t used = start < carried ? 0 : start - carried;
    m_offset -= bytes.size() - used;
    startRecord(m_offset - again.size());
    m_offset -= again.size();
    feed(again);
    return used;
}

void RecordScanner::finishRecord()
{
    m_mode = Mode::Between;
    const std::size_t size = m_record.size();
    m_record.append(padding, ' ');
    if (m_onRecord(std::string_view(m_record).substr(0, size), m_recordBegin, false)) {
        m_record.clear();
        return;
    }
    m_record.resize(size);
    splitDamaged(true);
}

/// The record is no JSON, has no end, or is too long. Perhaps one was cut and others follow it: each place where a
/// record seems to begin is tried by itself.
void RecordScanner::splitDamaged(bool atEnd)
{
    m_mode = Mode::Between;
    std::vector<std::size_t> starts = recordStarts(m_record);
    if (starts.empty() || starts.front() != 0)
        starts.insert(starts.begin(), 0);
    const std::string text = std::exchange(m_record, {}) + std::string(padding, ' ');
    const std::size_t end = text.size() - padding;
    const std::size_t whole = atEnd ? starts.size() : starts.size() - 1;
    const quint64 begin = m_recordBegin;
    for (std::size_t i = 0; i < whole; ++i) {
        const std::size_t next = i + 1 < starts.size() ? starts[i + 1] : end;
        takePiece(std::string_view(text).substr(starts[i], next - starts[i]), begin + starts[i]);
    }
    if (atEnd)
        return;
    if (starts.size() == 1) { // nothing in it to start from: skip to the next record
        m_mode = Mode::Seeking;
        m_skipped = {ScanDamage::Kind::TooLong, begin, end};
        return;
    }
    startRecord(begin + starts.back());
    m_offset = m_recordBegin;
    feed(std::string_view(text).substr(starts.back(), end - starts.back()));
}

/// `piece` begins with a brace and ends where the next record, or the file, does.
void RecordScanner::takePiece(std::string_view piece, quint64 offset)
{
    startRecord(offset);
    std::size_t length = 0;
    bool closed = false;
    for (; length < piece.size() && !closed; ++length) {
        const char byte = piece[length];
        if (!m_inString)
            closed = countStructure(byte);
        else if (m_escaped)
            m_escaped = false;
        else if (byte == '\\')
            m_escaped = true;
        else if (byte == '"')
            m_inString = false;
    }
    m_mode = Mode::Between;
    if (closed && m_onRecord(piece.substr(0, length), offset, false))
        return;
    if (closed) {
        m_onDamage({ScanDamage::Kind::Unreadable, offset, piece.size()});
        return;
    }
    std::size_t kept = 0;
    std::string completed = completedRecord(piece, kept);
    const std::size_t size = completed.size();
    completed.append(padding, ' ');
    if (size == 0 || !m_onRecord(std::string_view(completed).substr(0, size), offset, true))
        kept = 0;
    m_onDamage({ScanDamage::Kind::Cut, offset, piece.size() - kept});
}

void RecordScanner::atEnd()
{
    if (m_mode == Mode::Inside) {
        splitDamaged(true);
    } else if (m_mode == Mode::Seeking) {
        m_skipped.lostBytes += m_record.size();
        m_onDamage(m_skipped);
    }
    m_mode = Mode::Between;
}

} // namespace wirecase
