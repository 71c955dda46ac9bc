#include "models/activity/coarsejoining.h"

#include "models/kql/wildcardpattern.h"

#include <map>
#include <unordered_map>

namespace wirecase {

namespace {

class CoarseJoiner
{
public:
    CoarseJoiner(const ActivityGathering &gathered, RowSets &sets)
        : m_gathered(gathered)
        , m_sets(sets)
    {
    }

    std::set<quint32> join()
    {
        const auto count = static_cast<quint32>(m_gathered.rows.size());
        std::map<quint32, std::vector<quint32>> coarse; ///< sets without an exact row
        std::set<quint32> exact;
        for (quint32 row = 0; row < count; ++row) {
            if (m_gathered.rows[row].isCoarse)
                coarse[m_sets.find(row)].push_back(row);
        }
        if (coarse.empty())
            return {};
        for (quint32 row = 0; row < count; ++row) {
            if (m_gathered.rows[row].isCoarse)
                continue;
            exact.insert(m_sets.find(row));
            if (const std::string place = placeOf(row); !place.empty())
                m_exact[place].push_back(row);
        }
        std::map<quint32, std::vector<std::vector<quint32>>> wanted;
        for (auto &[set, rows] : coarse) {
            const auto event = exact.contains(set) ? std::nullopt : onlyMatch(rows.front());
            if (event)
                wanted[*event].push_back(std::move(rows));
        }
        return unite(wanted);
    }

private:
    [[nodiscard]] std::string fact(quint32 row, Fact fact) const
    {
        return foldedCase(m_gathered.texts.at(m_gathered.rows[row].facts[fact]));
    }

    /// Correlation, status and second; empty where they do not tell events apart.
    [[nodiscard]] std::string placeOf(quint32 row) const
    {
        const ActivityRow &facts = m_gathered.rows[row];
        const std::string correlation = fact(row, CorrelationFact);
        if (correlation.empty() || facts.timeNs == noTime)
            return {};
        std::string status = std::to_string(static_cast<int>(facts.statusClass));
        if (facts.statusClass == StatusClass::Other)
            status += fact(row, StatusFact);
        const qint64 second = facts.timeNs / nsPerSecond - (facts.timeNs % nsPerSecond < 0 ? 1 : 0);
        return correlation + '\n' + status + '\n' + std::to_string(second);
    }

    [[nodiscard]] std::optional<quint32> onlyMatch(quint32 row)
    {
        std::optional<quint32> match;
        const std::string place = placeOf(row);
        const auto candidates = m_exact.find(place);
        if (place.empty() || candidates == m_exact.end())
            return std::nullopt;
        for (const quint32 candidate : candidates->second) {
            const quint32 set = m_sets.find(candidate);
            if (contradicts(row, candidate))
                continue;
            if (match && *match != set)
                return std::nullopt;
            match = set;
        }
        return match;
    }

    [[nodiscard]] bool contradicts(quint32 coarse, quint32 exact) const
    {
        const std::string operation = fact(coarse, OperationFact);
        if (operation.find('/') != std::string::npos && operation != fact(exact, OperationFact))
            return true;
        // The resource may be named by the last part of its id only, and its type by the words between.
        const std::string id = fact(exact, ResourceFact);
        const std::string resource = fact(coarse, ResourceFact);
        const bool isId = resource.starts_with('/');
        if (isId ? resource != id : !resource.empty() && !id.ends_with('/' + resource))
            return true;
        const std::string type = fact(coarse, ResourceTypeFact);
        return type.find('/') != std::string::npos && typeOf(id) != type;
    }

    /// "microsoft.network/networkwatchers/packetcaptures" of ".../providers/microsoft.network/networkwatchers/w/
    /// packetcaptures/c".
    [[nodiscard]] static std::string typeOf(const std::string &id)
    {
        static constexpr std::string_view mark = "/providers/";
        const std::size_t begin = id.rfind(mark);
        if (begin == std::string::npos)
            return {};
        std::string type;
        std::size_t part = 0;
        for (std::size_t at = begin + mark.size(); at <= id.size(); ++part) {
            const std::size_t end = std::min(id.find('/', at), id.size());
            if (part == 0 || part % 2 == 1)
                type += (type.empty() ? "" : "/") + id.substr(at, end - at);
            at = end + 1;
        }
        return type;
    }

    std::set<quint32> unite(const std::map<quint32, std::vector<std::vector<quint32>>> &wanted)
    {
        std::set<quint32> joined;
        for (const auto &[event, sets] : wanted) {
            std::set<EvidenceId> files;
            bool isSure = true;
            for (const std::vector<quint32> &rows : sets) {
                std::set<EvidenceId> own;
                for (const quint32 row : rows)
                    own.insert(m_gathered.rows[row].source.file);
                for (const EvidenceId file : own)
                    isSure = files.insert(file).second && isSure;
            }
            if (!isSure)
                continue;
            for (const std::vector<quint32> &rows : sets)
                m_sets.unite(event, rows.front());
            joined.insert(m_sets.find(event));
        }
        return joined;
    }

    const ActivityGathering &m_gathered;
    RowSets &m_sets;
    std::unordered_map<std::string, std::vector<quint32>> m_exact; ///< rows by place
};

} // namespace

std::set<quint32> joinCoarseRows(const ActivityGathering &gathered, RowSets &sets)
{
    return CoarseJoiner(gathered, sets).join();
}

} // namespace wirecase
