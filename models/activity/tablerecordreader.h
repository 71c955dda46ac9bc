#pragma once

#include "models/activity/jsonscanner.h"
#include "models/activity/jsontext.h"
#include "models/activity/recordreader.h"

#include <optional>

namespace wirecase {

/// Finds the rows of the answer of a Log Analytics query, `{"tables":[{"columns":[...],"rows":[[...]]}]}`, each as a
/// JSON object of its cells under their columns' names. Damage costs the row in which it is.
class TableRecordReader
{
public:
    TableRecordReader(const ByteSource &source, RecordReader::Consumer consumer, ImportReport &report, JobState &job);

    /// Reads to the end or until cancelled.
    void read();

private:
    void opened(char c);
    void closed();
    void takeColumns(std::string_view json);
    void takeRow(quint64 begin, quint64 end);
    [[nodiscard]] bool writeRow(std::string_view json);
    void fail(const QString &message);
    void recover(quint64 from);
    [[nodiscard]] std::optional<quint64> endOfArray(quint64 begin);

    TextWindow m_window;
    QString m_name;
    RecordReader::Consumer m_consumer;
    ImportReport &m_report;
    JobState &m_job;
    JsonScanner m_scanner;
    simdjson::dom::parser m_parser;
    std::vector<std::string> m_columns;
    std::string m_json;
    std::string m_rowsOpen;             ///< the brackets around a row; empty outside of "rows"
    std::optional<quint64> m_columnsAt; ///< where the array of columns began that is being read
    std::optional<quint64> m_rowAt;
    quint64 m_offset = 0;
    quint64 m_ordinal = 0;
};

/// Whether the beginning of a text is that of such an answer.
[[nodiscard]] bool isTableAnswer(std::string_view head);

} // namespace wirecase
