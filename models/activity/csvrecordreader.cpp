#include "models/activity/csvrecordreader.h"

#include "models/activity/jsonwriting.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CsvRecordReader)
};

constexpr quint64 headBytes = 64ULL * 1024;

} // namespace

CsvRecordReader::CsvRecordReader(const ByteSource &source, RecordReader::Consumer consumer, ImportReport &report,
                                 JobState &job)
    : m_window(source)
    , m_name(source.name())
    , m_consumer(std::move(consumer))
    , m_report(report)
    , m_job(job)
    , m_size(source.size())
{
}

void CsvRecordReader::readHeader()
{
    quint64 end = 0;
    while (end < headBytes && m_window.at(end) >= 0)
        ++end;
    m_layout = csvLayout(m_window.view(0, end));
    for (std::string &name : m_layout.names) {
        // An apostrophe keeps spreadsheets from taking "@timestamp" for a formula.
        if (name.starts_with("'"))
            name.erase(0, 1);
        m_isKibana = m_isKibana || name.starts_with("azure.activitylogs.");
    }
    const auto at = [this](quint64 offset) { return m_window.at(offset); };
    readCsvRecord(at, m_layout.header, m_layout.separator, headBytes, m_row);
    m_offset = m_row.end;
}

bool CsvRecordReader::readRow(quint64 offset)
{
    const auto at = [this](quint64 place) { return m_window.at(place); };
    readCsvRecord(at, offset, m_layout.separator, RecordReader::longestRecord, m_row);
    return m_row.isWhole();
}

void CsvRecordReader::read()
{
    const qint64 doneBefore = m_job.done;
    readHeader();
    quint64 damagedAt = m_size; ///< where the damage began that is being skipped
    while (!m_job.cancelled && m_window.at(m_offset) >= 0) {
        m_window.forget(m_offset);
        m_job.done = doneBefore + static_cast<qint64>(m_offset);
        const quint64 begin = m_offset;
        const bool isWhole = readRow(begin);
        const bool fits = isWhole && m_row.fields.size() == m_layout.names.size();
        const bool isSkipping = damagedAt < m_size;
        if (fits && isSkipping)
            m_report.lostBytes += begin - damagedAt;
        if (fits) {
            damagedAt = m_size;
            m_offset = m_row.end;
            take(begin);
        } else if (isWhole && m_row.isBlank()) {
            m_offset = m_row.end;
        } else if (isWhole && !isSkipping) {
            lose(begin,
                 Text::tr("a row has %1 cells, the header has %2").arg(m_row.fields.size()).arg(m_layout.names.size()));
            m_report.lostBytes += m_row.end - begin;
            m_offset = m_row.end;
        } else {
            if (!isSkipping) {
                damagedAt = begin;
                lose(begin, m_row.how == CsvRecord::End::Open ? Text::tr("the text ends inside a quoted cell")
                                                              : Text::tr("a quoted cell does not end with its quote"));
            }
            m_offset = behindLine(begin);
        }
    }
    if (damagedAt < m_size)
        m_report.lostBytes += m_size - damagedAt;
    m_job.done = doneBefore + static_cast<qint64>(m_offset);
    if (!m_window.status())
        m_report.add(m_window.status().error());
}

quint64 CsvRecordReader::behindLine(quint64 offset)
{
    int c = m_window.at(offset);
    while (c >= 0 && c != '\n')
        c = m_window.at(++offset);
    return c < 0 ? offset : offset + 1;
}

void CsvRecordReader::take(quint64 offset)
{
    m_json.clear();
    ObjectWriter out(m_json);
    for (std::size_t i = 0; i < m_row.fields.size(); ++i) {
        if (!m_isKibana || m_row.fields[i] != "-")
            out.optional(m_layout.names[i], m_row.fields[i]);
    }
    out.end();
    const std::size_t length = m_json.size();
    m_json.append(TextWindow::padding, ' ');
    m_consumer({offset, ++m_ordinal, std::string_view(m_json).substr(0, length), false, true});
}

void CsvRecordReader::lose(quint64 offset, const QString &message)
{
    ++m_ordinal;
    m_report.add(Error{Error::Code::Format, message, m_name, static_cast<qint64>(offset)});
}

} // namespace wirecase
