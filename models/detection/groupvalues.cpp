#include "models/detection/groupvalues.h"

#include "models/base/timeformat.h"
#include "models/kql/wildcardpattern.h"

#include <algorithm>
#include <limits>

namespace wirecase {

GroupValues::GroupValues(const FieldSource &source, QStringList fields, std::span<const quint32> rows, bool foldCase,
                         JobState &job)
    : m_fields(std::move(fields))
{
    constexpr quint32 none = std::numeric_limits<quint32>::max();
    std::vector<quint32> positionOf(m_fields.isEmpty() ? 0 : source.rowCount(), none);
    for (std::size_t i = 0; i < rows.size() && !positionOf.empty(); ++i)
        positionOf[rows[i]] = static_cast<quint32>(i);
    for (const QString &field : m_fields) {
        std::vector<Pair> pairs;
        if (const FieldColumnPtr column = source.column(field)) {
            const FieldType type = column->type();
            column->visit(
                [&](quint32 row, std::string_view text) {
                    if (positionOf[row] != none)
                        pairs.emplace_back(positionOf[row], intern(text, type, foldCase));
                },
                job);
        }
        m_columns.push_back(columnOf(std::move(pairs), rows.size()));
    }
}

std::span<const quint32> GroupValues::values(std::size_t position, qsizetype field) const
{
    const Column &column = m_columns[static_cast<std::size_t>(field)];
    return std::span(column.values)
        .subspan(column.first[position], column.first[position + 1] - column.first[position]);
}

GroupValues::Column GroupValues::columnOf(std::vector<Pair> pairs, std::size_t rows)
{
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    Column column;
    column.first.assign(rows + 1, 0);
    column.values.reserve(pairs.size());
    for (const auto &[position, value] : pairs) {
        ++column.first[position + 1];
        column.values.push_back(value);
    }
    for (std::size_t i = 0; i < rows; ++i)
        column.first[i + 1] += column.first[i];
    return column;
}

quint32 GroupValues::intern(std::string_view text, FieldType type, bool foldCase)
{
    const auto [known, isNew] =
        m_ids.try_emplace(foldCase ? foldedCase(text) : std::string(text), static_cast<quint32>(m_texts.size()));
    if (isNew && type == FieldType::Date)
        m_texts.push_back(
            isoTime(QByteArray(text.data(), static_cast<qsizetype>(text.size())).toLongLong(), 3).toStdString());
    else if (isNew)
        m_texts.emplace_back(text);
    return known->second;
}

} // namespace wirecase
