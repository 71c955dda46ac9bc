#pragma once

#include "models/report/reportcontent.h"
#include "models/report/reportdocument.h"

namespace wirecase {

/// What the parts of the report have in common when they put their content into blocks.
class BlockBuilder
{
public:
    explicit BlockBuilder(const ReportContent &content)
        : m_content(content)
    {
    }

    [[nodiscard]] std::vector<ReportBlock> takeBlocks() { return std::move(m_blocks); }

protected:
    [[nodiscard]] const ReportContent &content() const { return m_content; }

    void add(ReportBlock block) { m_blocks.push_back(std::move(block)); }
    void append(std::vector<ReportBlock> blocks);
    void heading(int level, const QString &text) { add(HeadingBlock{level, text}); }
    void paragraph(const QString &text, Run::Style style = Run::Style::Plain);

    [[nodiscard]] static TableBlock factTable(); ///< two columns without a head: what, and its value
    static void addRow(TableBlock &table, const QString &label, const QString &value); ///< not when the value is empty
    [[nodiscard]] QString time(qint64 timeNs) const; ///< with its zone; empty for none
    [[nodiscard]] QString ranges(const std::vector<TimeRange> &ranges) const;
    [[nodiscard]] static Run verdictRun(Verdict verdict);
    [[nodiscard]] static Run answerRun(Answer answer, const QString &section);
    [[nodiscard]] static Runs citationRuns(const std::vector<Citation> &citations);
    [[nodiscard]] ListBlock noteList(const std::vector<ReportNote> &notes) const;

private:
    const ReportContent &m_content;
    std::vector<ReportBlock> m_blocks;
};

} // namespace wirecase
