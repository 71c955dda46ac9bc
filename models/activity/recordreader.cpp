#include "models/activity/recordreader.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RecordReader)
};

constexpr std::size_t deepestLevels = 4;
/// A guess behind damage that is longer than this is none.
constexpr quint64 longestGuess = 4ULL << 20U;
/// A record of an array that is longer than this is gone through byte by byte.
constexpr quint64 longestQuickRecord = 1ULL << 20U;
/// Sources beyond this are searched behind damage as if they were no longer.
constexpr quint64 farthestSearch = 1ULL << 40U;
/// Indentation that may stand in front of a record.
constexpr quint64 farthestLook = 256;

bool isBlank(int c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

RecordReader::RecordReader(const ByteSource &source, Consumer consumer, ImportReport &report, JobState &job)
    : m_window(source)
    , m_name(source.name())
    , m_consumer(std::move(consumer))
    , m_report(report)
    , m_job(job)
    , m_searchable(static_cast<qint64>(8 * std::min(source.size(), farthestSearch) + longestGuess))
{
}

void RecordReader::read()
{
    const qint64 doneBefore = m_job.done;
    const bool hasMark = m_window.at(0) == 0xef && m_window.at(1) == 0xbb && m_window.at(2) == 0xbf;
    m_offset = hasMark ? 3 : 0;
    m_isLines = findLines();
    quint64 reported = 0;
    while (!m_job.cancelled) {
        const int c = m_window.at(m_offset);
        if (c < 0)
            break;
        if (m_offset - reported >= 65'536) {
            reported = m_offset;
            m_job.done = doneBefore + static_cast<qint64>(m_offset);
            if (!m_record)
                m_window.forget(m_offset);
        }
        if (m_isLines && m_scanner.isFresh() && takeLine())
            continue;
        step(static_cast<char>(c));
    }
    if (!m_job.cancelled)
        endOfText();
    m_job.done = doneBefore + static_cast<qint64>(m_offset);
    if (!m_window.status())
        m_report.add(m_window.status().error());
}

bool RecordReader::takeLine()
{
    const auto end = m_window.at(m_offset) == '{' ? m_window.find('\n', m_offset, longestRecord) : std::nullopt;
    if (!end)
        return false;
    if (!m_consumer({m_offset, m_ordinal + 1, m_window.view(m_offset, *end), true}))
        return false;
    ++m_ordinal;
    m_offset = *end + 1;
    m_window.forget(m_offset);
    return true;
}

bool RecordReader::takeElement()
{
    const auto end = quickEndOfObject(m_offset);
    if (!end || !m_consumer({m_offset, m_ordinal + 1, m_window.view(m_offset, *end), true}))
        return false;
    ++m_ordinal;
    m_offset = *end;
    m_window.forget(m_offset);
    m_scanner.restart(m_levels.back().open);
    return true;
}

std::optional<quint64> RecordReader::quickEndOfObject(quint64 begin)
{
    int depth = 0;
    bool inText = false;
    for (quint64 from = begin; from - begin < longestQuickRecord;) {
        const std::string_view bytes = m_window.loaded(from);
        if (bytes.empty())
            break;
        std::size_t i = 0;
        for (; i < bytes.size(); ++i) {
            const char c = bytes[i];
            if (inText) {
                if (c == '\\')
                    ++i; // what it stands before may be in the bytes to come
                else
                    inText = c != '"';
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return from + i + 1;
            }
        }
        from += i;
    }
    return std::nullopt;
}

bool RecordReader::isWholeLine(quint64 begin, quint64 &end, JsonScanner &scanner)
{
    bool isWhole = true;
    int last = 0;
    int c = 0;
    for (end = begin; (c = m_window.at(end)) >= 0 && c != '\n' && end - begin < longestRecord; ++end) {
        isWhole = isWhole && scanner.feed(static_cast<char>(c)) != JsonScanner::Step::Failed;
        last = isBlank(c) ? last : c;
    }
    return isWhole && c == '\n' && scanner.isBetweenDocuments() && (last == '}' || last == ']');
}

bool RecordReader::findLines()
{
    quint64 begin = m_offset;
    while (isBlank(m_window.at(begin)))
        ++begin;
    quint64 end = begin;
    JsonScanner first;
    if (isWholeLine(begin, end, first))
        return true;
    // The first line may be the damaged one; or it is no line of its own, and opens what the next one continues.
    const std::string_view line = m_window.view(begin, end);
    const bool namesArray = line.find("\"records\"") != line.npos || line.find("\"value\"") != line.npos;
    const bool opensMore = line.find_last_not_of(" \t\r") == line.find_last_of("{[");
    if (opensMore || first.open() == "[" || (first.open() == "{[" && namesArray))
        return false;
    JsonScanner second;
    return m_window.at(end + 1) == '{' && isWholeLine(end + 1, end, second);
}

void RecordReader::step(char c)
{
    if (m_isLines && c == '\n')
        return endLine();
    switch (m_scanner.feed(c)) {
    case JsonScanner::Step::Inside:
        break;
    case JsonScanner::Step::Opened: {
        const bool isElement = c == '{' && !m_record && !m_arrayEnded && m_levels.size() > 1
                               && m_scanner.depth() - 1 == m_levels.back().open.size();
        if (isElement && takeElement())
            return;
        opened(c);
        break;
    }
    case JsonScanner::Step::Closed:
        closed();
        break;
    case JsonScanner::Step::Scalar:
        if (!m_record && m_scanner.open() == m_levels.back().open) {
            if (m_levels.size() == 1)
                return fail(Error::Code::Format, Text::tr("the text is not JSON"));
            ++m_ordinal;
            problem(Error::Code::Format, Text::tr("a record is not an object"), m_offset);
        }
        break;
    case JsonScanner::Step::Failed:
        return fail(Error::Code::Format, Text::tr("the JSON is damaged"));
    }
    ++m_offset;
    if (m_record && m_offset - *m_record > longestRecord)
        fail(Error::Code::Limit, Text::tr("a record is longer than 64 MiB"));
}

void RecordReader::opened(char c)
{
    const std::size_t outside = m_scanner.depth() - 1;
    if (m_record) {
        if (c == '[' && holdsRecords(outside - m_levels.back().open.size()) && m_levels.size() < deepestLevels) {
            m_levels.push_back({m_scanner.open(), m_levels.back().open.size()});
            m_record.reset();
        } else if (c == '{' && outside == m_levels.back().open.size() + 1) {
            m_parentKey = m_scanner.key();
        }
    } else if (!m_arrayEnded && outside == m_levels.back().open.size()) {
        if (c == '{') {
            m_record = m_offset;
            m_window.forget(m_offset);
        } else if (m_levels.size() < deepestLevels) {
            m_levels.push_back({m_scanner.open(), outside});
        }
    }
}

bool RecordReader::holdsRecords(std::size_t depth) const
{
    const std::string_view key = m_scanner.key();
    if (depth == 1)
        return key == "value" || key == "records";
    // The answer of a search; a message of an event hub with what stands around its body.
    const bool isBody = m_parentKey == "body" || m_parentKey == "Body";
    return depth == 2 && ((key == "hits" && m_parentKey == "hits") || (key == "records" && isBody));
}

void RecordReader::closed()
{
    const std::size_t depth = m_scanner.depth();
    if (m_record) {
        if (depth > m_levels.back().open.size())
            return;
        m_consumer({*m_record, ++m_ordinal, m_window.view(*m_record, m_offset + 1), false});
        m_record.reset();
        m_window.forget(m_offset + 1);
        return;
    }
    m_arrayEnded = m_arrayEnded || depth < m_levels.back().open.size();
    while (m_levels.size() > 1 && depth <= m_levels.back().outside) {
        m_levels.pop_back();
        m_arrayEnded = false;
    }
}

void RecordReader::endLine()
{
    if (!m_scanner.isBetweenDocuments()) {
        m_ordinal += m_record ? 1 : 0;
        const quint64 place = m_record.value_or(m_offset);
        problem(Error::Code::Format, Text::tr("the line ends inside a record"), place);
        m_report.lostBytes += m_offset - place;
    }
    startOver();
    m_window.forget(++m_offset);
}

void RecordReader::endOfText()
{
    // Cut off records are looked through for whole ones a few times only, as each look may go to the end.
    for (int look = 0; look < 16 && !m_scanner.isBetweenDocuments(); ++look) {
        m_ordinal += m_record ? 1 : 0;
        const quint64 place = m_record.value_or(m_offset);
        problem(Error::Code::Format, Text::tr("the text ends inside a record"), place);
        m_report.lostBytes += m_offset - place;
        if (!m_record || m_isLines)
            return;
        recover(place + 1);
        while (!m_job.cancelled && m_window.at(m_offset) >= 0)
            step(static_cast<char>(m_window.at(m_offset)));
    }
}

void RecordReader::fail(Error::Code code, const QString &message)
{
    const quint64 place = m_record.value_or(m_offset);
    m_ordinal += m_record ? 1 : 0;
    problem(code, message, place);
    if (m_isLines) {
        skipLine();
    } else if (!m_record && m_window.at(m_offset) == '{' && isFirstInLine(m_offset)) {
        startOver(); // the next document, where the one before it was not over
    } else {
        recover(m_offset);
    }
    m_report.lostBytes += m_offset - place;
}

void RecordReader::skipLine()
{
    for (int c = m_window.at(m_offset); c >= 0 && c != '\n'; c = m_window.at(m_offset)) {
        m_window.forget(m_offset);
        ++m_offset;
    }
    startOver();
}

void RecordReader::startOver()
{
    m_scanner = JsonScanner();
    m_levels.resize(1);
    m_arrayEnded = false;
    m_record.reset();
}

void RecordReader::recover(quint64 from)
{
    m_record.reset();
    for (quint64 at = from; m_searchable > 0 && !m_job.cancelled; ++at, --m_searchable) {
        m_window.forget(at < farthestLook ? 0 : at - farthestLook);
        const int c = m_window.at(at);
        m_offset = at;
        if (c < 0)
            break;
        if (c != '{' || !canStart(at))
            continue;
        const auto end = endOfObject(at);
        if (!end || !m_consumer({at, m_ordinal + 1, m_window.view(at, *end), true}))
            continue;
        ++m_ordinal;
        m_offset = *end;
        m_arrayEnded = false;
        m_scanner.restart(m_levels.back().open);
        return;
    }
    while (m_window.at(m_offset) >= 0) { // given up: the rest is lost
        m_window.forget(m_offset);
        ++m_offset;
    }
    startOver();
}

bool RecordReader::isFirstInLine(quint64 offset)
{
    return offset == 0 || m_window.at(offset - 1) == '\n';
}

bool RecordReader::canStart(quint64 offset)
{
    quint64 next = offset + 1;
    while (isBlank(m_window.at(next)))
        ++next;
    if (m_window.at(next) != '"')
        return false;
    quint64 before = offset;
    while (before > 0 && offset - before < farthestLook && isBlank(m_window.at(before - 1)))
        --before;
    const int c = before > 0 ? m_window.at(before - 1) : ',';
    return isFirstInLine(offset) || c == ',' || c == '[';
}

std::optional<quint64> RecordReader::endOfObject(quint64 begin)
{
    JsonScanner scanner;
    for (quint64 at = begin; at - begin < longestGuess && m_searchable > 0; ++at, --m_searchable) {
        const int c = m_window.at(at);
        if (c < 0 || scanner.feed(static_cast<char>(c)) == JsonScanner::Step::Failed)
            return std::nullopt;
        if (scanner.depth() == 0)
            return at + 1;
    }
    return std::nullopt;
}

void RecordReader::problem(Error::Code code, const QString &message, quint64 offset)
{
    m_report.add(Error{code, message, m_name, static_cast<qint64>(offset)});
}

} // namespace wirecase
