#include "models/evidence/evidenceregister.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace wirecase {

const EvidenceFile *EvidenceRegister::find(EvidenceId id) const
{
    // Ids are given from 1 on, so that a file mostly stands at the place of its number.
    const std::size_t place = indexOf(id) - std::size_t{1};
    if (place < m_files.size() && m_files[place].id == id)
        return &m_files[place];
    const auto found = std::find_if(m_files.begin(), m_files.end(), [id](const EvidenceFile &f) { return f.id == id; });
    return found == m_files.end() ? nullptr : &*found;
}

EvidenceFile *EvidenceRegister::find(EvidenceId id)
{
    return const_cast<EvidenceFile *>(std::as_const(*this).find(id));
}

QString EvidenceRegister::nameOf(EvidenceId id) const
{
    const EvidenceFile *file = find(id);
    return file ? file->name : QStringLiteral("?");
}

EvidenceTally EvidenceRegister::tally() const
{
    EvidenceTally tally;
    for (const EvidenceFile &file : m_files) {
        ++tally.files;
        if (!file.changed.isEmpty())
            ++tally.changed;
        else if (file.state == EvidenceFile::State::Failed)
            ++tally.unreadable;
        else if (file.isReadInPart())
            ++tally.inPart;
        else if (file.isVerified())
            ++tally.verified;
    }
    return tally;
}

quint64 EvidenceRegister::problemCount() const
{
    return std::accumulate(m_files.begin(), m_files.end(), quint64{0},
                           [](quint64 sum, const EvidenceFile &file) { return sum + file.report.problems; });
}

} // namespace wirecase
