#pragma once

#include "models/activity/activitycolumns.h"

namespace wirecase {

/// What makes two records one event (DESIGN 7). Texts are numbers in a pool of folded texts.
struct RowIdentity
{
    quint32 resource = 0;
    quint32 operation = 0;
    quint32 status = 0;
    quint32 correlation = 0;
    quint32 extra = 0; ///< what else tells it apart where there is no time, or none that is exact
    qint64 ms = 0;

    auto operator<=>(const RowIdentity &) const = default;
};

/// The identities of all rows of a gathering.
class RowIdentities
{
public:
    explicit RowIdentities(const ActivityGathering &gathered);

    [[nodiscard]] const RowIdentity &of(quint32 row) const { return m_identities[row]; }
    /// The folded event data id; 0 where there is none.
    [[nodiscard]] quint32 dataId(quint32 row) const { return m_dataIds[row]; }
    [[nodiscard]] std::string_view text(quint32 folded) const { return m_folded.at(folded); }
    /// The text that a key is made of; it depends on nothing but the record.
    void appendKeyText(quint32 row, std::string &text) const;

private:
    [[nodiscard]] quint32 folded(quint32 row, Fact fact);
    [[nodiscard]] RowIdentity identityOf(quint32 row);
    [[nodiscard]] quint32 statusOf(quint32 row);
    void tellRepeatsApart();

    const ActivityGathering &m_gathered;
    TextPool m_folded;
    std::array<quint32, 4> m_statusClasses{}; ///< folded texts of the ones that have words
    std::vector<quint32> m_foldedOf;          ///< by text of the gathering, plus one; 0 where not known yet
    std::vector<RowIdentity> m_identities;
    std::vector<quint32> m_dataIds;
};

[[nodiscard]] quint64 hashOf(const RowIdentity &identity);

} // namespace wirecase
