#include "models/activity/tablerecordreader.h"

#include "models/activity/jsonwriting.h"
#include "models/activity/namedmembers.h"
#include "models/evidence/csvtext.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::TableRecordReader)
};

} // namespace

TableRecordReader::TableRecordReader(const ByteSource &source, RecordReader::Consumer consumer, ImportReport &report,
                                     JobState &job)
    : m_window(source)
    , m_name(source.name())
    , m_consumer(std::move(consumer))
    , m_report(report)
    , m_job(job)
{
}

void TableRecordReader::read()
{
    const qint64 doneBefore = m_job.done;
    const bool hasMark = m_window.at(0) == 0xef && m_window.at(1) == 0xbb && m_window.at(2) == 0xbf;
    m_offset = hasMark ? 3 : 0;
    for (int c = m_window.at(m_offset); c >= 0 && !m_job.cancelled; c = m_window.at(m_offset)) {
        if (m_offset % 65'536 == 0)
            m_job.done = doneBefore + static_cast<qint64>(m_offset);
        if (!m_rowAt && !m_columnsAt)
            m_window.forget(m_offset);
        const JsonScanner::Step step = m_scanner.feed(static_cast<char>(c));
        if (step == JsonScanner::Step::Failed) {
            fail(Text::tr("the JSON is damaged"));
            continue;
        }
        if (step == JsonScanner::Step::Opened)
            opened(static_cast<char>(c));
        else if (step == JsonScanner::Step::Closed)
            closed();
        ++m_offset;
    }
    if (!m_job.cancelled && !m_scanner.isBetweenDocuments()) {
        const quint64 place = m_rowAt.value_or(m_offset);
        m_report.add(
            Error{Error::Code::Format, Text::tr("the text ends inside a table"), m_name, static_cast<qint64>(place)});
        m_report.lostBytes += m_offset - place;
    }
    m_job.done = doneBefore + static_cast<qint64>(m_offset);
    if (!m_window.status())
        m_report.add(m_window.status().error());
}

void TableRecordReader::opened(char c)
{
    if (c != '[' || m_columnsAt)
        return;
    if (!m_rowsOpen.empty()) {
        if (m_scanner.depth() == m_rowsOpen.size() + 1)
            m_rowAt = m_offset;
        return;
    }
    const std::string key = foldedName(m_scanner.key());
    if (key == "columns")
        m_columnsAt = m_offset;
    else if (key == "rows")
        m_rowsOpen = m_scanner.open();
}

void TableRecordReader::closed()
{
    if (m_columnsAt && m_scanner.depth() < 4 && m_window.at(m_offset) == ']') {
        takeColumns(m_window.view(*m_columnsAt, m_offset + 1));
        m_columnsAt.reset();
    } else if (m_rowAt && m_scanner.depth() == m_rowsOpen.size()) {
        takeRow(*m_rowAt, m_offset + 1);
        m_rowAt.reset();
    } else if (!m_rowsOpen.empty() && m_scanner.depth() < m_rowsOpen.size()) {
        m_rowsOpen.clear();
    }
}

void TableRecordReader::takeColumns(std::string_view json)
{
    m_columns.clear();
    simdjson::dom::array columns;
    if (m_parser.parse(json.data(), json.size()).get(columns) != simdjson::SUCCESS)
        return;
    for (const simdjson::dom::element column : columns)
        m_columns.push_back(NamedMembers(column).text({"name", "columnname"}));
}

bool TableRecordReader::writeRow(std::string_view json)
{
    simdjson::dom::array cells;
    if (m_parser.parse(json.data(), json.size()).get(cells) != simdjson::SUCCESS || cells.size() != m_columns.size())
        return false;
    m_json.clear();
    ObjectWriter out(m_json);
    std::size_t column = 0;
    for (const simdjson::dom::element cell : cells) {
        const std::string &name = m_columns[column++];
        if (!cell.is_null() && !(cell.is_string() && std::string_view(cell).empty()))
            out.raw(name, std::string(simdjson::minify(cell)));
    }
    out.end();
    return true;
}

void TableRecordReader::takeRow(quint64 begin, quint64 end)
{
    ++m_ordinal;
    if (!writeRow(m_window.view(begin, end))) {
        m_report.add(Error{Error::Code::Format, Text::tr("a row does not have the cells that its table's columns name"),
                           m_name, static_cast<qint64>(begin)});
        m_report.lostBytes += end - begin;
        return;
    }
    const std::size_t length = m_json.size();
    m_json.append(TextWindow::padding, ' ');
    m_consumer({begin, m_ordinal, std::string_view(m_json).substr(0, length), false, true});
}

void TableRecordReader::fail(const QString &message)
{
    const quint64 place = m_rowAt.value_or(m_offset);
    m_ordinal += m_rowAt ? 1 : 0;
    m_report.add(Error{Error::Code::Format, message, m_name, static_cast<qint64>(place)});
    m_rowAt.reset();
    m_columnsAt.reset();
    recover(m_offset);
    m_report.lostBytes += m_offset - place;
}

void TableRecordReader::recover(quint64 from)
{
    // Rows are told from arrays inside of cells by what they have in them: as many cells as there are columns.
    for (quint64 at = from; !m_job.cancelled; ++at) {
        m_window.forget(at);
        m_offset = at;
        const int c = m_window.at(at);
        if (c < 0)
            break;
        if (c != '[' || m_columns.empty() || m_rowsOpen.empty())
            continue;
        const auto end = endOfArray(at);
        if (!end || !writeRow(m_window.view(at, *end)))
            continue;
        takeRow(at, *end);
        m_offset = *end;
        m_scanner.restart(m_rowsOpen);
        return;
    }
    m_scanner = JsonScanner();
}

std::optional<quint64> TableRecordReader::endOfArray(quint64 begin)
{
    JsonScanner scanner;
    for (quint64 at = begin; at - begin < RecordReader::longestRecord; ++at) {
        const int c = m_window.at(at);
        if (c < 0 || scanner.feed(static_cast<char>(c)) == JsonScanner::Step::Failed)
            return std::nullopt;
        if (scanner.depth() == 0)
            return at + 1;
    }
    return std::nullopt;
}

bool isTableAnswer(std::string_view head)
{
    JsonScanner scanner;
    for (std::size_t i = head.starts_with("\xef\xbb\xbf") ? 3 : 0; i < head.size(); ++i) {
        const JsonScanner::Step step = scanner.feed(head[i]);
        const bool isTables = scanner.depth() == 2 && foldedName(scanner.key()) == "tables";
        if (step == JsonScanner::Step::Opened && head[i] == '[' && isTables)
            return true;
        if (step == JsonScanner::Step::Failed || scanner.depth() > 2)
            return false;
    }
    return false;
}

} // namespace wirecase
