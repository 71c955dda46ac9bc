#include "models/activity/activitycolumns.h"
#include "models/activity/coarsejoining.h"
#include "models/kql/wildcardpattern.h"

#include <QCryptographicHash>

#include <algorithm>
#include <tuple>

namespace wirecase {

namespace {

QByteArray folded(const std::string &text)
{
    return QByteArray::fromStdString(foldedCase(text));
}

class EventFolder
{
public:
    explicit EventFolder(const ActivityGathering &gathered)
        : m_gathered(gathered)
        , m_sets(gathered.rows.size())
    {
    }

    void fold();
    /// The events: rows of each, the main one first, with their keys, in the order of time and key.
    struct Event
    {
        qint64 timeNs = noTime;
        QByteArray key;
        std::vector<quint32> rows;
        bool isJoined = false;
    };
    std::vector<Event> events();

private:
    [[nodiscard]] const std::string &fact(quint32 row, Fact fact) const
    {
        return m_gathered.texts.at(m_gathered.rows[row].facts[fact]);
    }
    [[nodiscard]] QByteArray identityOf(quint32 row) const;
    [[nodiscard]] QByteArray whatOf(quint32 row) const;
    void giveKeys(std::vector<Event> &events) const;
    void uniteSameIdentity(const std::vector<quint32> &rows);
    void tellRepeatsApart();

    const ActivityGathering &m_gathered;
    RowSets m_sets;
    std::vector<QByteArray> m_identities; ///< by row
    std::vector<QByteArray> m_dataIds;    ///< by row, folded
    std::set<quint32> m_joined;           ///< sets that were joined by a guess
};

QByteArray EventFolder::whatOf(quint32 row) const
{
    const ActivityRow &facts = m_gathered.rows[row];
    QByteArray status = QByteArray::number(static_cast<int>(facts.statusClass));
    if (facts.statusClass == StatusClass::Other)
        status += folded(fact(row, StatusFact));
    return folded(fact(row, OperationFact)) + '\n' + status;
}

QByteArray EventFolder::identityOf(quint32 row) const
{
    const ActivityRow &facts = m_gathered.rows[row];
    QByteArray resource = folded(fact(row, ResourceFact));
    while (resource.endsWith('/'))
        resource.chop(1);
    // Without a time nothing tells events of one operation apart but their text.
    const QByteArray time =
        facts.timeNs != noTime
            ? QByteArray::number(facts.timeNs / nsPerMs)
            : QCryptographicHash::hash(m_gathered.raw.bytes(row), QCryptographicHash::Sha256).toHex();
    return resource + '\n' + whatOf(row) + '\n' + folded(fact(row, CorrelationFact)) + '\n' + time;
}

void EventFolder::uniteSameIdentity(const std::vector<quint32> &rows)
{
    // Several events with data ids of their own can look alike; a record without one then belongs to the first of them.
    quint32 first = rows.front();
    for (const quint32 row : rows) {
        const bool hasId = !m_dataIds[row].isEmpty();
        if (hasId && (m_dataIds[first].isEmpty() || m_dataIds[row] < m_dataIds[first]))
            first = row;
    }
    for (const quint32 row : rows) {
        if (m_dataIds[row].isEmpty() || m_dataIds[row] == m_dataIds[first])
            m_sets.unite(first, row);
    }
}

void EventFolder::tellRepeatsApart()
{
    // Two rows of one file that look alike to the second are two events; a second export has both again.
    QHash<QByteArray, int> seen;
    for (quint32 row = 0; row < m_identities.size(); ++row) {
        if (!m_gathered.rows[row].isCoarse)
            continue;
        const QByteArray file = QByteArray::number(static_cast<quint32>(m_gathered.rows[row].source.file));
        if (const int before = seen[file + '\n' + m_identities[row]]++; before > 0)
            m_identities[row] += '\n' + QByteArray::number(before);
    }
}

void EventFolder::fold()
{
    const auto count = static_cast<quint32>(m_gathered.rows.size());
    QHash<QByteArray, std::vector<quint32>> alike;
    QHash<QByteArray, quint32> firstOfDataId;
    for (quint32 row = 0; row < count; ++row)
        m_identities.push_back(identityOf(row));
    tellRepeatsApart();
    for (quint32 row = 0; row < count; ++row) {
        m_dataIds.push_back(folded(fact(row, EventDataFact)));
        alike[m_identities[row]].push_back(row);
        if (m_dataIds.back().isEmpty())
            continue;
        // Operation and status have to agree too: exports with blanked out ids exist.
        const QByteArray id = m_dataIds.back() + '\n' + whatOf(row);
        if (const auto first = firstOfDataId.constFind(id); first != firstOfDataId.constEnd())
            m_sets.unite(*first, row);
        else
            firstOfDataId.insert(id, row);
    }
    // The order of a hash does not matter here: what is united does not depend on it.
    for (const std::vector<quint32> &rows : std::as_const(alike))
        uniteSameIdentity(rows);
    m_joined = joinCoarseRows(m_gathered, m_sets);
}

void EventFolder::giveKeys(std::vector<Event> &events) const
{
    struct Name
    {
        QByteArray identity; ///< the smallest of the event's
        QByteArray dataId;
        std::size_t event = 0;
        auto operator<=>(const Name &other) const
        {
            return std::tie(identity, dataId, event) <=> std::tie(other.identity, other.dataId, other.event);
        }
        bool operator==(const Name &) const = default;
    };
    std::vector<Name> names;
    for (std::size_t i = 0; i < events.size(); ++i) {
        Name name{m_identities[events[i].rows.front()], m_dataIds[events[i].rows.front()], i};
        for (const quint32 row : events[i].rows) {
            if (m_gathered.rows[row].isCoarse && !m_gathered.rows[events[i].rows.front()].isCoarse)
                continue; // an event keeps its key when such a row joins it
            name.identity = std::min(name.identity, m_identities[row]);
            name.dataId = std::max(name.dataId, m_dataIds[row]);
        }
        names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    for (std::size_t i = 0; i < names.size(); ++i) {
        // The first of those that look alike has the key that it would have alone.
        const bool isFirst = i == 0 || names[i - 1].identity != names[i].identity;
        const QByteArray text = isFirst ? names[i].identity : names[i].identity + '\n' + names[i].dataId;
        events[names[i].event].key = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(40);
    }
}

std::vector<EventFolder::Event> EventFolder::events()
{
    std::map<quint32, Event> bySet;
    for (quint32 row = 0; row < m_gathered.rows.size(); ++row)
        bySet[m_sets.find(row)].rows.push_back(row);
    std::vector<Event> events;
    for (auto &[set, event] : bySet) {
        std::sort(event.rows.begin(), event.rows.end(), [this](quint32 a, quint32 b) {
            const ActivityRow &first = m_gathered.rows[a];
            const ActivityRow &second = m_gathered.rows[b];
            return std::tuple(first.isCoarse, first.form, first.source, a)
                   < std::tuple(second.isCoarse, second.form, second.source, b);
        });
        event.isJoined = m_joined.contains(set);
        event.timeNs = m_gathered.rows[event.rows.front()].timeNs;
        events.push_back(std::move(event));
    }
    giveKeys(events);
    std::sort(events.begin(), events.end(),
              [](const Event &a, const Event &b) { return std::tie(a.timeNs, a.key) < std::tie(b.timeNs, b.key); });
    return events;
}

} // namespace

std::unique_ptr<ActivityColumns> foldEvents(std::shared_ptr<const ActivityGathering> gathered)
{
    auto columns = std::make_unique<ActivityColumns>();
    EventFolder folder(*gathered);
    folder.fold();
    columns->eventOf.resize(gathered->rows.size());
    for (const EventFolder::Event &event : folder.events()) {
        const auto id = static_cast<quint32>(columns->keys.size());
        columns->firstRow.push_back(static_cast<quint32>(columns->rows.size()));
        columns->timeNs.push_back(event.timeNs);
        columns->keys.push_back(event.key);
        columns->isJoined.push_back(event.isJoined);
        columns->eventOfKey.insert(event.key, id);
        QByteArray correlation;
        for (const quint32 row : event.rows) {
            columns->rows.push_back(row);
            columns->eventOf[row] = id;
            columns->rowOfSource.emplace(gathered->rows[row].source, row);
            if (correlation.isEmpty())
                correlation = folded(gathered->texts.at(gathered->rows[row].facts[CorrelationFact]));
        }
        if (!correlation.isEmpty())
            columns->eventsOfCorrelation[correlation].push_back(id);
    }
    columns->firstRow.push_back(static_cast<quint32>(columns->rows.size()));
    columns->gathered = std::move(gathered);
    return columns;
}

} // namespace wirecase
