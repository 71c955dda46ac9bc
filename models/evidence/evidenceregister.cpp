#include "models/evidence/evidenceregister.h"

#include <algorithm>
#include <numeric>

namespace wirecase {

const EvidenceFile *EvidenceRegister::find(EvidenceId id) const
{
    const auto found = std::find_if(m_files.begin(), m_files.end(), [id](const EvidenceFile &f) { return f.id == id; });
    return found == m_files.end() ? nullptr : &*found;
}

EvidenceFile *EvidenceRegister::find(EvidenceId id)
{
    const auto found = std::find_if(m_files.begin(), m_files.end(), [id](const EvidenceFile &f) { return f.id == id; });
    return found == m_files.end() ? nullptr : &*found;
}

QString EvidenceRegister::nameOf(EvidenceId id) const
{
    const EvidenceFile *file = find(id);
    return file ? file->name : QStringLiteral("?");
}

quint64 EvidenceRegister::problemCount() const
{
    return std::accumulate(m_files.begin(), m_files.end(), quint64{0},
                           [](quint64 sum, const EvidenceFile &file) { return sum + file.report.problems; });
}

} // namespace wirecase
