#pragma once

#include "models/kql/fieldsource.h"

#include <type_traits>
#include <utility>
#include <vector>

namespace wirecase {

/// Remembers what a test says of small whole numbers: columns have the same few again and again.
class NumberVerdicts
{
public:
    NumberVerdicts(const ValueTest &test, quint32 rows)
        : m_test(test)
        , m_known(rows < 4096 ? 0 : 65'536, Verdict::None)
    {
    }

    template <typename Number>
    [[nodiscard]] bool accepts(Number value)
    {
        if constexpr (std::is_unsigned_v<Number>) {
            if (value < m_known.size()) {
                Verdict &known = m_known[value];
                if (known == Verdict::None)
                    known = m_test.acceptsNumber(static_cast<long double>(value)) ? Verdict::Yes : Verdict::No;
                return known == Verdict::Yes;
            }
        }
        return m_test.acceptsNumber(static_cast<long double>(value));
    }

private:
    enum class Verdict : quint8
    {
        None,
        No,
        Yes
    };

    const ValueTest &m_test;
    std::vector<Verdict> m_known;
};

/// A column over a function: `visit(row, accept)` calls `accept(value)` for each value of the row until it returns
/// true. The type of the value (string_view, IpAddress, double, qint64 time, bool) goes with `Type`.
template <FieldType Type, typename Visit>
class FunctionColumn final : public FieldColumn
{
public:
    FunctionColumn(quint32 rows, Visit visit)
        : m_rows(rows)
        , m_visit(std::move(visit))
    {
    }

    [[nodiscard]] FieldType type() const override { return Type; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        NumberVerdicts numbers(test, Type == FieldType::Number ? m_rows : 0);
        const auto accept = [&test, &numbers](const auto &value) {
            if constexpr (Type == FieldType::Ip)
                return test.acceptsIp(value);
            else if constexpr (Type == FieldType::Number)
                return numbers.accepts(value);
            else if constexpr (Type == FieldType::Date)
                return test.acceptsTime(value);
            else if constexpr (Type == FieldType::Boolean)
                return test.acceptsBool(value);
            else
                return test.acceptsText(value);
        };
        for (quint32 row = 0; row < m_rows; ++row) {
            if (row % 4096 == 0 && job.cancelled)
                return;
            bool accepted = false;
            m_visit(row, [&](const auto &value) { return accepted = accepted || accept(value); });
            if (accepted)
                rows.set(row);
        }
    }

private:
    quint32 m_rows;
    Visit m_visit;
};

template <FieldType Type, typename Visit>
FieldColumnPtr makeFunctionColumn(quint32 rows, Visit visit)
{
    return std::make_unique<FunctionColumn<Type, Visit>>(rows, std::move(visit));
}

} // namespace wirecase
