#pragma once

#include "models/report/references.h"
#include "models/report/reportdocument.h"

namespace wirecase {

// Names of places that the report leads to.
[[nodiscard]] QString alertAnchor(std::size_t number);
[[nodiscard]] QString evidenceAnchor(int number);
[[nodiscard]] QString referenceAnchor(int number);

/// What the parts of the report have in common when they put their content into blocks.
class BlockBuilder
{
public:
    /// Both must outlive the builder.
    BlockBuilder(const ReportContent &content, References &references)
        : m_content(content)
        , m_references(references)
    {
    }

    [[nodiscard]] std::vector<ReportBlock> takeBlocks() { return std::move(m_blocks); }

protected:
    [[nodiscard]] const ReportContent &content() const { return m_content; }
    [[nodiscard]] References &references() { return m_references; }

    void add(ReportBlock block) { m_blocks.push_back(std::move(block)); }
    void append(std::vector<ReportBlock> blocks);
    void heading(int level, const QString &text, const QString &anchor = {}) { add(HeadingBlock{level, text, anchor}); }
    void paragraph(const QString &text, Run::Style style = Run::Style::Plain);

    [[nodiscard]] static TableBlock factTable(); ///< two columns without a head: what, and its value
    static void addRow(TableBlock &table, const QString &label, const QString &value); ///< not when the value is empty
    [[nodiscard]] QString time(qint64 timeNs) const; ///< with its zone; empty for none
    [[nodiscard]] QString ranges(const std::vector<TimeRange> &ranges) const;
    [[nodiscard]] static QString alertName(const ReportAlert &alert);
    [[nodiscard]] static Run verdictRun(Verdict verdict);
    [[nodiscard]] static Run answerRun(Answer answer, const QString &section);
    [[nodiscard]] Runs cited(const std::vector<Citation> &sources);  ///< "[12]", which leads to the cited records
    [[nodiscard]] Runs pinRuns(const std::vector<Citation> &pins);   ///< one a line, in the words of the analyst
    [[nodiscard]] static Runs placeRuns(const RecordStretch &place); ///< "E3 #5", which leads to the evidence
    [[nodiscard]] static Run recordRun(const RecordStretch &place);  ///< "#5-9", of a file named before
    static void addLine(Runs &runs, const Runs &line);               ///< not when the line is empty
    [[nodiscard]] ListBlock noteList(const std::vector<ReportNote> &notes) const;

private:
    const ReportContent &m_content;
    References &m_references;
    std::vector<ReportBlock> m_blocks;
};

} // namespace wirecase
