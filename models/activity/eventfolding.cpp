#include "models/activity/eventfolding.h"

#include "models/activity/coarsejoining.h"
#include "models/kql/wildcardpattern.h"

#include <QtEndian>

#include <openssl/evp.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <tuple>

namespace wirecase {

namespace {

/// Makes keys of texts. Keeps what OpenSSL would look up anew for each.
class KeyHash
{
public:
    ActivityKey operator()(const std::string &text)
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
        EVP_DigestInit_ex(m_context.get(), m_sha256.get(), nullptr);
        EVP_DigestUpdate(m_context.get(), text.data(), text.size());
        EVP_DigestFinal_ex(m_context.get(), hash.data(), nullptr);
        ActivityKey key{};
        std::copy_n(hash.begin(), key.size(), key.begin());
        return key;
    }

private:
    std::unique_ptr<EVP_MD, void (*)(EVP_MD *)> m_sha256{EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free};
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> m_context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

/// Numbers and what they are of, in groups of the same number.
using Grouped = std::vector<std::pair<quint64, quint32>>;

template <typename Use>
void forEachGroup(Grouped &grouped, const Use &use)
{
    std::sort(grouped.begin(), grouped.end());
    for (auto first = grouped.begin(); first != grouped.end();) {
        const auto last =
            std::find_if(first, grouped.end(), [first](const auto &next) { return next.first != first->first; });
        use(first, last);
        first = last;
    }
}

class EventFolder
{
public:
    explicit EventFolder(const ActivityGathering &gathered)
        : m_gathered(gathered)
        , m_identities(gathered)
        , m_sets(gathered.rows.size())
    {
    }

    void fold()
    {
        uniteSameIdentities();
        uniteSameDataIds();
        m_joined = joinCoarseRows(m_gathered, m_sets);
        gatherSets();
        makeKeys();
    }
    void write(ActivityColumns &columns);

private:
    void uniteSameIdentities();
    void uniteAlike(std::vector<quint32> &rows);
    void uniteSameDataIds();
    void gatherSets();
    void makeKeys();
    [[nodiscard]] quint32 namingRow(quint32 set) const;
    [[nodiscard]] std::string keyText(quint32 row) const
    {
        std::string text;
        m_identities.appendKeyText(row, text);
        return text;
    }
    [[nodiscard]] quint32 largestDataId(quint32 set) const;

    const ActivityGathering &m_gathered;
    RowIdentities m_identities;
    RowSets m_sets;
    KeyHash m_keyOf;
    std::set<quint32> m_joined;      ///< sets that were joined by a guess
    std::vector<quint32> m_rows;     ///< set by set, the main one first
    std::vector<quint32> m_firstRow; ///< by set, in m_rows; one more than there are sets
    std::vector<ActivityKey> m_keys; ///< by set
    std::vector<bool> m_isJoined;    ///< by set
};

void EventFolder::uniteSameIdentities()
{
    Grouped rows;
    rows.reserve(m_gathered.rows.size());
    for (quint32 row = 0; row < m_gathered.rows.size(); ++row)
        rows.emplace_back(hashOf(m_identities.of(row)), row);
    forEachGroup(rows, [this](auto first, auto last) {
        if (last - first == 1)
            return;
        // Different ones may have the same hash.
        std::map<RowIdentity, std::vector<quint32>> alike;
        for (auto row = first; row != last; ++row)
            alike[m_identities.of(row->second)].push_back(row->second);
        for (auto &[identity, same] : alike)
            uniteAlike(same);
    });
}

void EventFolder::uniteAlike(std::vector<quint32> &rows)
{
    // Several events with data ids of their own can look alike; a record without one then belongs to the first of them.
    const auto idOf = [this](quint32 row) { return m_identities.text(m_identities.dataId(row)); };
    quint32 first = rows.front();
    for (const quint32 row : rows) {
        if (!idOf(row).empty() && (idOf(first).empty() || idOf(row) < idOf(first)))
            first = row;
    }
    for (const quint32 row : rows) {
        if (idOf(row).empty() || idOf(row) == idOf(first))
            m_sets.unite(first, row);
    }
}

void EventFolder::uniteSameDataIds()
{
    Grouped rows;
    for (quint32 row = 0; row < m_gathered.rows.size(); ++row) {
        if (m_identities.dataId(row) != 0)
            rows.emplace_back(m_identities.dataId(row), row);
    }
    forEachGroup(rows, [this](auto first, auto last) {
        // Operation and status have to agree too: exports with blanked out ids exist.
        std::map<std::pair<quint32, quint32>, quint32> firstOf;
        if (last - first == 1)
            return;
        for (auto row = first; row != last; ++row) {
            const RowIdentity &identity = m_identities.of(row->second);
            const auto [known, isNew] = firstOf.try_emplace({identity.operation, identity.status}, row->second);
            if (!isNew)
                m_sets.unite(known->second, row->second);
        }
    });
}

void EventFolder::gatherSets()
{
    const auto count = static_cast<quint32>(m_gathered.rows.size());
    std::vector<quint32> setOf(count); ///< by row; sets are numbered by their smallest row
    m_firstRow.assign(1, 0);
    for (quint32 row = 0; row < count; ++row) {
        const quint32 root = m_sets.find(row);
        if (root == row) {
            setOf[row] = static_cast<quint32>(m_firstRow.size() - 1);
            m_firstRow.push_back(0);
            m_isJoined.push_back(m_joined.contains(root));
        } else {
            setOf[row] = setOf[root];
        }
        ++m_firstRow[setOf[row] + 1];
    }
    std::partial_sum(m_firstRow.begin(), m_firstRow.end(), m_firstRow.begin());
    std::vector<quint32> next(m_firstRow.begin(), m_firstRow.end() - 1);
    m_rows.resize(count);
    for (quint32 row = 0; row < count; ++row)
        m_rows[next[setOf[row]]++] = row;
    const auto order = [this](quint32 a, quint32 b) {
        const ActivityRow &first = m_gathered.rows[a];
        const ActivityRow &second = m_gathered.rows[b];
        return std::tuple(first.isCoarse, first.form, first.source, a)
               < std::tuple(second.isCoarse, second.form, second.source, b);
    };
    for (std::size_t set = 0; set + 1 < m_firstRow.size(); ++set) {
        if (m_firstRow[set + 1] - m_firstRow[set] > 1)
            std::sort(m_rows.begin() + m_firstRow[set], m_rows.begin() + m_firstRow[set + 1], order);
    }
}

/// The row whose identity the event has: the smallest. It keeps its key when a coarse row joins it.
quint32 EventFolder::namingRow(quint32 set) const
{
    quint32 naming = m_rows[m_firstRow[set]];
    for (quint32 at = m_firstRow[set] + 1; at < m_firstRow[set + 1]; ++at) {
        const quint32 row = m_rows[at];
        const bool counts = !m_gathered.rows[row].isCoarse || m_gathered.rows[naming].isCoarse;
        const bool differs = m_identities.of(row) != m_identities.of(naming);
        if (counts && differs && keyText(row) < keyText(naming))
            naming = row;
    }
    return naming;
}

quint32 EventFolder::largestDataId(quint32 set) const
{
    quint32 largest = 0;
    for (quint32 at = m_firstRow[set]; at < m_firstRow[set + 1]; ++at) {
        const quint32 id = m_identities.dataId(m_rows[at]);
        if (m_identities.text(id) > m_identities.text(largest))
            largest = id;
    }
    return largest;
}

void EventFolder::makeKeys()
{
    const auto count = static_cast<quint32>(m_firstRow.size() - 1);
    m_keys.resize(count);
    Grouped sets;
    std::string text;
    sets.reserve(count);
    for (quint32 set = 0; set < count; ++set) {
        const quint32 row = namingRow(set);
        text.clear();
        m_identities.appendKeyText(row, text);
        m_keys[set] = m_keyOf(text);
        sets.emplace_back(hashOf(m_identities.of(row)), set);
    }
    forEachGroup(sets, [this](auto first, auto last) {
        if (last - first == 1)
            return;
        // The first of those that look alike has the key that it would have alone.
        std::map<ActivityKey, std::vector<quint32>> alike;
        for (auto set = first; set != last; ++set)
            alike[m_keys[set->second]].push_back(set->second);
        for (auto &[key, same] : alike) {
            std::stable_sort(same.begin(), same.end(), [this](quint32 a, quint32 b) {
                return m_identities.text(largestDataId(a)) < m_identities.text(largestDataId(b));
            });
            for (std::size_t i = 1; i < same.size(); ++i) {
                const std::string id(m_identities.text(largestDataId(same[i])));
                m_keys[same[i]] = m_keyOf(keyText(namingRow(same[i])) + '\n' + id);
            }
        }
    });
}

void EventFolder::write(ActivityColumns &columns)
{
    const auto count = static_cast<quint32>(m_keys.size());
    std::vector<std::pair<qint64, quint32>> order;
    order.reserve(count);
    for (quint32 set = 0; set < count; ++set)
        order.emplace_back(m_gathered.rows[m_rows[m_firstRow[set]]].timeNs, set);
    std::sort(order.begin(), order.end(), [this](const auto &a, const auto &b) {
        if (a.first != b.first)
            return a.first < b.first;
        return std::tie(m_keys[a.second], a.second) < std::tie(m_keys[b.second], b.second);
    });
    columns.eventOf.resize(m_rows.size());
    columns.rows.reserve(m_rows.size());
    columns.keys.reserve(count);
    columns.timeNs.reserve(count);
    columns.firstRow.reserve(count + 1);
    for (quint32 event = 0; event < count; ++event) {
        const auto [timeNs, set] = order[event];
        columns.firstRow.push_back(static_cast<quint32>(columns.rows.size()));
        columns.timeNs.push_back(timeNs);
        columns.keys.push_back(m_keys[set]);
        columns.isJoined.push_back(m_isJoined[set]);
        std::string_view correlation;
        for (quint32 at = m_firstRow[set]; at < m_firstRow[set + 1]; ++at) {
            columns.rows.push_back(m_rows[at]);
            columns.eventOf[m_rows[at]] = event;
            if (correlation.empty())
                correlation = m_identities.text(m_identities.of(m_rows[at]).correlation);
        }
        if (!correlation.empty())
            columns.eventsByCorrelation.emplace_back(std::hash<std::string_view>()(correlation), event);
    }
    columns.firstRow.push_back(static_cast<quint32>(columns.rows.size()));
}

std::vector<quint32> sortedByKey(const std::vector<ActivityKey> &keys)
{
    // By the first bytes, which stand beside one another here; the rest decides where these are the same.
    std::vector<std::pair<quint64, quint32>> order;
    order.reserve(keys.size());
    for (quint32 event = 0; event < keys.size(); ++event)
        order.emplace_back(qFromBigEndian<quint64>(keys[event].data()), event);
    std::sort(order.begin(), order.end(), [&keys](const auto &a, const auto &b) {
        return a.first != b.first ? a.first < b.first : keys[a.second] < keys[b.second];
    });
    std::vector<quint32> events;
    events.reserve(order.size());
    for (const auto &[prefix, event] : order)
        events.push_back(event);
    return events;
}

std::vector<FileRows> filesOf(const ActivityGathering &gathered)
{
    std::vector<FileRows> files;
    for (quint32 row = 0; row < gathered.rows.size(); ++row) {
        const EvidenceRef &source = gathered.rows[row].source;
        const bool goesOn =
            !files.empty() && files.back().file == source.file && gathered.rows[row - 1].source.record < source.record;
        if (!goesOn)
            files.push_back({source.file, row, row});
        files.back().end = row + 1;
    }
    return files;
}

} // namespace

std::unique_ptr<ActivityColumns> foldEvents(std::shared_ptr<const ActivityGathering> gathered)
{
    auto columns = std::make_unique<ActivityColumns>();
    EventFolder folder(*gathered);
    folder.fold();
    folder.write(*columns);
    std::sort(columns->eventsByCorrelation.begin(), columns->eventsByCorrelation.end());
    columns->eventsByKey = sortedByKey(columns->keys);
    columns->files = filesOf(*gathered);
    columns->gathered = std::move(gathered);
    return columns;
}

} // namespace wirecase
