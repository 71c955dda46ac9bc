#pragma once

#include <QtGlobal>

#include <algorithm>
#include <numeric>
#include <vector>

namespace wirecase {

/// Sets of rows that are one event. The smallest row stands for its set.
class RowSets
{
public:
    explicit RowSets(std::size_t rows)
        : m_parents(rows)
    {
        std::iota(m_parents.begin(), m_parents.end(), 0U);
    }
    quint32 find(quint32 row)
    {
        while (m_parents[row] != row)
            row = m_parents[row] = m_parents[m_parents[row]];
        return row;
    }
    void unite(quint32 a, quint32 b)
    {
        const quint32 first = find(a);
        const quint32 second = find(b);
        m_parents[std::max(first, second)] = std::min(first, second);
    }

private:
    std::vector<quint32> m_parents;
};

} // namespace wirecase
