// The part of CaseFile that keeps the identity of evidence.
#include "models/casefile/casedatabase.h"
#include "models/casefile/casefields.h"
#include "models/casefile/casefile.h"

#include <QJsonDocument>

#include <algorithm>

namespace wirecase {

namespace {

QJsonObject identityOf(const CaseEvidence &evidence)
{
    CaseEvidence identity;
    identity.id = evidence.id;
    identity.path = evidence.path;
    identity.name = evidence.name;
    identity.size = evidence.size;
    identity.mtimeNs = evidence.mtimeNs;
    identity.sha256 = evidence.sha256;
    return JsonOut::objectOf(identity);
}

bool holdsOtherBytes(const CaseEvidence &known, const EvidenceCandidate &candidate)
{
    const bool hashesKnown = !known.sha256.isEmpty() && !candidate.sha256.isEmpty();
    return hashesKnown ? known.sha256 != candidate.sha256 : known.size != candidate.size;
}

} // namespace

EvidenceId CaseFile::registerEvidence(const EvidenceCandidate &candidate)
{
    std::vector<CaseEvidence> likely;
    for (const EvidenceId id : m_evidenceIndex.likely(candidate))
        likely.push_back(*m_state.evidenceOf(id));
    const auto match = matchEvidence(likely, candidate, m_present);
    CaseEvidence evidence;
    if (match)
        evidence = *m_state.evidenceOf(*match);
    else
        evidence.id =
            EvidenceId(m_state.evidence.empty() ? 1U : static_cast<quint32>(indexOf(m_state.evidence.back().id)) + 1U);
    const CaseEvidence before = evidence;
    evidence.path = candidate.path;
    evidence.name = candidate.name;
    evidence.kind = candidate.kind;
    const bool changedNow = match && holdsOtherBytes(before, candidate);
    evidence.changed = changedNow || (before.changed && (candidate.sha256.isEmpty() || before.sha256.isEmpty()));
    // The recorded size, time and hash stay those of the bytes that were added.
    if (!match) {
        evidence.size = candidate.size;
        evidence.sha256 = candidate.sha256;
    }
    if (!evidence.changed)
        evidence.mtimeNs = candidate.mtimeNs;
    m_present.insert(evidence.id);
    if (evidence == before)
        return evidence.id;
    putEvidence(evidence);
    if (!match) {
        tell(ActKind::AddEvidence, evidence.name, identityOf(evidence));
    } else if (changedNow && !before.changed) {
        CaseEvidence found = evidence;
        found.size = candidate.size;
        found.mtimeNs = candidate.mtimeNs;
        found.sha256 = candidate.sha256;
        tell(ActKind::ChangeEvidence, evidence.name, identityOf(found));
    }
    return evidence.id;
}

void CaseFile::setEvidenceHash(EvidenceId id, const QByteArray &sha256)
{
    const CaseEvidence *known = m_state.evidenceOf(id);
    if (!known || sha256.isEmpty())
        return;
    CaseEvidence evidence = *known;
    const bool first = evidence.sha256.isEmpty();
    if (first)
        evidence.sha256 = sha256;
    else
        evidence.changed = evidence.sha256 != sha256;
    if (evidence == *known)
        return;
    const bool changedNow = evidence.changed && !known->changed;
    putEvidence(evidence);
    if (first) {
        tell(ActKind::HashEvidence, evidence.name, identityOf(evidence));
    } else if (changedNow) {
        CaseEvidence found = evidence;
        found.sha256 = sha256;
        tell(ActKind::ChangeEvidence, evidence.name, identityOf(found));
    }
}

void CaseFile::setEvidenceOutcome(const CaseEvidence &outcome)
{
    const CaseEvidence *known = m_state.evidenceOf(outcome.id);
    if (!known)
        return;
    CaseEvidence evidence = outcome;
    evidence.path = known->path;
    evidence.name = known->name;
    evidence.size = known->size;
    evidence.mtimeNs = known->mtimeNs;
    evidence.sha256 = known->sha256;
    evidence.changed = known->changed;
    if (evidence != *known)
        putEvidence(evidence);
}

EvidenceId CaseFile::presentEvidence(EvidenceId id) const
{
    const CaseEvidence *known = m_state.evidenceOf(id);
    if (m_present.contains(id) || !known || known->sha256.isEmpty())
        return id;
    const auto same = std::ranges::find_if(m_state.evidence, [&](const CaseEvidence &file) {
        return m_present.contains(file.id) && file.sha256 == known->sha256;
    });
    return same == m_state.evidence.end() ? id : same->id;
}

void CaseFile::putEvidence(const CaseEvidence &evidence)
{
    const auto place = std::ranges::lower_bound(m_state.evidence, evidence.id, {}, &CaseEvidence::id);
    if (place != m_state.evidence.end() && place->id == evidence.id)
        *place = evidence;
    else
        m_state.evidence.insert(place, evidence);
    m_evidenceIndex.put(evidence);
    const QByteArray body = QJsonDocument(JsonOut::objectOf(evidence)).toJson(QJsonDocument::Compact);
    queue({0, {{DocumentWrite::Place::Evidence, {}, QString::number(indexOf(evidence.id)), body}}, {}});
    emit evidenceChanged();
}

} // namespace wirecase
