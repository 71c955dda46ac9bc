#pragma once

#include "models/activity/jsonscanner.h"
#include "models/activity/textwindow.h"
#include "models/base/job.h"
#include "models/evidence/importreport.h"

#include <functional>
#include <optional>

namespace wirecase {

/// The text of one JSON object that stands where a record can stand.
struct RawRecord
{
    quint64 offset = 0;
    quint64 ordinal = 0;    ///< 1-based in the file; damaged records count too
    std::string_view bytes; ///< TextWindow::padding more bytes can be read behind them
    bool isGuess = false;   ///< may be a part of a record, or something else
    bool isMade = false;    ///< the file has it in another way: a row of a table
};

/// Finds the records in every form of JSON: lines, arrays, objects with a `value` or `records` array, answers of
/// searches, several of them in a row, with a byte order mark or without. Damage costs the record in which it is: in
/// JSON Lines the next line is read as if nothing had been, elsewhere the next object that is a record is searched for.
/// Memory is bounded by the longest record.
class RecordReader
{
public:
    /// Takes the text if it is one sound record, and answers whether it is. Says itself what is wrong with it, unless
    /// it is a guess: that may be anything.
    using Consumer = std::function<bool(const RawRecord &)>;

    static constexpr quint64 longestRecord = 64ULL << 20U;

    RecordReader(const ByteSource &source, Consumer consumer, ImportReport &report, JobState &job);

    /// Reads to the end or until cancelled.
    void read();

private:
    /// A place where records stand: a document, or an array inside one.
    struct Level
    {
        std::string open;        ///< the brackets around a record
        std::size_t outside = 0; ///< at this depth the array and what holds it are over
    };

    /// Takes the line at the place in one go if it is one sound record.
    [[nodiscard]] bool takeLine();
    /// The same of the object at the place, which is one of an array.
    [[nodiscard]] bool takeElement();
    [[nodiscard]] std::optional<quint64> quickEndOfObject(quint64 begin);
    [[nodiscard]] bool findLines();
    [[nodiscard]] bool isWholeLine(quint64 begin, quint64 &end, JsonScanner &scanner);
    void step(char c);
    void opened(char c);
    /// Whether the array that opens is one of records, `depth` levels below what could be a record itself.
    [[nodiscard]] bool holdsRecords(std::size_t depth) const;
    void closed();
    void endLine();
    void endOfText();
    void fail(Error::Code code, const QString &message);
    void skipLine();
    void recover(quint64 from);
    [[nodiscard]] bool canStart(quint64 offset);
    [[nodiscard]] std::optional<quint64> endOfObject(quint64 begin);
    [[nodiscard]] bool isFirstInLine(quint64 offset);
    void problem(Error::Code code, const QString &message, quint64 offset);
    void startOver();

    TextWindow m_window;
    QString m_name;
    Consumer m_consumer;
    ImportReport &m_report;
    JobState &m_job;
    JsonScanner m_scanner;
    std::vector<Level> m_levels{Level{}};
    std::string m_parentKey;         ///< of the object read last, one level below the record
    std::optional<quint64> m_record; ///< where the object began that may be a record
    quint64 m_offset = 0;
    quint64 m_ordinal = 0;
    qint64 m_searchable; ///< bytes that may be looked through behind damage
    bool m_arrayEnded = false;
    bool m_isLines = false;
};

} // namespace wirecase
