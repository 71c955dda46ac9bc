#include "models/casefile/evidenceindex.h"

#include <algorithm>

namespace wirecase {

namespace {

/// Content, place, name, and the name of the file with size and time: what the rules of matchEvidence() ask for.
template <typename Evidence>
QList<QByteArray> keysOf(const Evidence &evidence)
{
    const QStringView name = QStringView(evidence.name).mid(evidence.name.lastIndexOf(u'/') + 1);
    QList<QByteArray> keys{'p' + evidence.path.toUtf8(), 'n' + evidence.name.toUtf8(),
                           'f' + QByteArray::number(evidence.size) + ' ' + QByteArray::number(evidence.mtimeNs) + ' '
                               + name.toUtf8()};
    if (!evidence.sha256.isEmpty())
        keys << 'h' + evidence.sha256;
    return keys;
}

} // namespace

void EvidenceIndex::put(const CaseEvidence &evidence)
{
    for (const QByteArray &key : keysOf(evidence)) {
        if (!m_ids.contains(key, evidence.id))
            m_ids.insert(key, evidence.id);
    }
}

std::vector<EvidenceId> EvidenceIndex::likely(const EvidenceCandidate &candidate) const
{
    std::vector<EvidenceId> ids;
    for (const QByteArray &key : keysOf(candidate)) {
        for (auto found = m_ids.constFind(key); found != m_ids.constEnd() && found.key() == key; ++found)
            ids.push_back(*found);
    }
    std::ranges::sort(ids);
    const auto twice = std::ranges::unique(ids);
    ids.erase(twice.begin(), twice.end());
    return ids;
}

} // namespace wirecase
