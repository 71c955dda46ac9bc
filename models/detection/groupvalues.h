#pragma once

#include "models/base/job.h"
#include "models/kql/fieldsource.h"

#include <QStringList>

#include <deque>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace wirecase {

/// The values of some fields over some rows of a source, as numbers: equal values have equal numbers, also across
/// fields. What grouping, counting and mapping are done with.
class GroupValues
{
public:
    /// `foldCase`: values that differ in case only are equal; their text is the one met first.
    GroupValues(const FieldSource &source, QStringList fields, std::span<const quint32> rows, bool foldCase,
                JobState &job);

    [[nodiscard]] qsizetype fieldIndex(const QString &field) const { return m_fields.indexOf(field); }
    /// Of the row at `position` among the rows given, each once.
    [[nodiscard]] std::span<const quint32> values(std::size_t position, qsizetype field) const;
    [[nodiscard]] QString text(quint32 value) const { return QString::fromStdString(m_texts[value]); }

private:
    struct Column
    {
        std::vector<quint32> first; ///< by position, one more than there are
        std::vector<quint32> values;
    };
    using Pair = std::pair<quint32, quint32>; ///< position and value

    [[nodiscard]] static Column columnOf(std::vector<Pair> pairs, std::size_t rows);
    quint32 intern(std::string_view text, FieldType type, bool foldCase);

    QStringList m_fields;
    std::vector<Column> m_columns;
    std::deque<std::string> m_texts;
    std::unordered_map<std::string, quint32> m_ids;
};

} // namespace wirecase
