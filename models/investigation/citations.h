#pragma once

#include "models/evidence/evidenceref.h"

#include <QString>

#include <vector>

namespace wirecase {

/// The records that a fact cites. A long list is cut, and the fact says so.
class Citations
{
public:
    static constexpr std::size_t most = 100;

    void add(const EvidenceRef &ref)
    {
        if (m_sources.size() < most)
            m_sources.push_back(ref);
        ++m_all;
    }
    /// Records that are not cited one by one.
    void addUncited(std::size_t records) { m_all += records; }

    [[nodiscard]] const std::vector<EvidenceRef> &sources() const { return m_sources; }
    [[nodiscard]] std::size_t all() const { return m_all; }
    [[nodiscard]] std::size_t uncited() const { return m_all - m_sources.size(); }
    /// "cites the first 100 of 148 records"; empty when all are cited.
    [[nodiscard]] QString cutText() const;

private:
    std::vector<EvidenceRef> m_sources;
    std::size_t m_all = 0;
};

} // namespace wirecase
