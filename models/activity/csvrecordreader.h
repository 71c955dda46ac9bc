#pragma once

#include "models/activity/recordreader.h"
#include "models/evidence/csvtext.h"

namespace wirecase {

/// Finds the records of a CSV export, each as a JSON object of its cells under their columns' names; empty cells are no
/// members. A row that breaks the grammar or has another number of cells than the header is counted and skipped; after
/// a broken one the next line is searched that is a whole row.
class CsvRecordReader
{
public:
    CsvRecordReader(const ByteSource &source, RecordReader::Consumer consumer, ImportReport &report, JobState &job);

    /// Reads to the end or until cancelled.
    void read();

private:
    void readHeader();
    void take(quint64 offset);
    void lose(quint64 offset, const QString &message);
    [[nodiscard]] quint64 behindLine(quint64 offset);
    [[nodiscard]] bool readRow(quint64 offset);

    TextWindow m_window;
    QString m_name;
    RecordReader::Consumer m_consumer;
    ImportReport &m_report;
    JobState &m_job;
    CsvLayout m_layout;
    CsvRecord m_row;
    std::string m_json;
    quint64 m_size;
    quint64 m_offset = 0;
    quint64 m_ordinal = 0;
    bool m_isKibana = false; ///< there "-" is how an empty cell is written
};

} // namespace wirecase
