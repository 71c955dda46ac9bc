#include "models/activity/eventfolding.h"
#include "models/kql/wildcardpattern.h"

#include <QCryptographicHash>

#include <map>

namespace wirecase {

namespace {

std::string contentHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace

RowIdentities::RowIdentities(const ActivityGathering &gathered)
    : m_gathered(gathered)
    , m_foldedOf(gathered.texts.size(), 0)
{
    for (std::size_t i = 0; i < m_statusClasses.size(); ++i)
        m_statusClasses[i] = m_folded.intern(std::to_string(i));
    const auto count = static_cast<quint32>(gathered.rows.size());
    m_identities.reserve(count);
    m_dataIds.reserve(count);
    for (quint32 row = 0; row < count; ++row) {
        m_identities.push_back(identityOf(row));
        m_dataIds.push_back(folded(row, EventDataFact));
    }
    tellRepeatsApart();
}

quint32 RowIdentities::folded(quint32 row, Fact fact)
{
    const quint32 text = m_gathered.rows[row].facts[fact];
    quint32 &known = m_foldedOf[text];
    if (known == 0) {
        std::string folded = foldedCase(m_gathered.texts.at(text));
        while (fact == ResourceFact && folded.ends_with('/'))
            folded.pop_back();
        known = m_folded.intern(folded) + 1;
    }
    return known - 1;
}

RowIdentity RowIdentities::identityOf(quint32 row)
{
    const ActivityRow &facts = m_gathered.rows[row];
    RowIdentity identity;
    identity.resource = folded(row, ResourceFact);
    identity.operation = folded(row, OperationFact);
    identity.correlation = folded(row, CorrelationFact);
    identity.status = statusOf(row);
    // Without a time nothing tells events of one operation apart but their text.
    if (facts.timeNs == noTime)
        identity.extra = m_folded.intern(contentHash(m_gathered.raw.bytes(row)));
    else
        identity.ms = facts.timeNs / nsPerMs;
    return identity;
}

quint32 RowIdentities::statusOf(quint32 row)
{
    const StatusClass statusClass = m_gathered.rows[row].statusClass;
    const auto number = static_cast<std::size_t>(statusClass);
    if (statusClass != StatusClass::Other)
        return m_statusClasses[number];
    return m_folded.intern(std::to_string(number) + std::string(text(folded(row, StatusFact))));
}

void RowIdentities::tellRepeatsApart()
{
    // Two rows of one file that look alike to the second are two events; a second export has both again.
    std::map<std::pair<EvidenceId, RowIdentity>, int> seen;
    for (quint32 row = 0; row < m_identities.size(); ++row) {
        if (!m_gathered.rows[row].isCoarse || m_gathered.rows[row].timeNs == noTime)
            continue;
        const int before = seen[{m_gathered.rows[row].source.file, m_identities[row]}]++;
        if (before > 0)
            m_identities[row].extra = m_folded.intern('\n' + std::to_string(before));
    }
}

void RowIdentities::appendKeyText(quint32 row, std::string &result) const
{
    const RowIdentity &identity = of(row);
    for (const quint32 part : {identity.resource, identity.operation, identity.status, identity.correlation}) {
        result += text(part);
        result += '\n';
    }
    if (m_gathered.rows[row].timeNs != noTime)
        result += std::to_string(identity.ms);
    result += text(identity.extra);
}

quint64 hashOf(const RowIdentity &identity)
{
    const auto mixed = [](quint64 hash, quint64 value) {
        hash ^= value + 0x9e3779b97f4a7c15ULL;
        hash *= 0xbf58476d1ce4e5b9ULL;
        return hash ^ (hash >> 31U);
    };
    quint64 hash = mixed(identity.resource, static_cast<quint64>(identity.ms));
    hash = mixed(hash, identity.correlation);
    hash = mixed(hash, quint64{identity.operation} << 32U | identity.status);
    return mixed(hash, identity.extra);
}

} // namespace wirecase
