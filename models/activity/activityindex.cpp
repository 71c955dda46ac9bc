#include "models/activity/activityindex.h"

#include "models/activity/activitycolumns.h"
#include "models/activity/activityfields.h"
#include "models/activity/ecsjson.h"
#include "models/activity/textwindow.h"
#include "models/kql/query.h"
#include "models/kql/wildcardpattern.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <functional>
#include <numeric>

namespace wirecase {

struct ActivityIndex::Sources
{
    explicit Sources(const ActivityColumns &columns)
        : same(columns.eventOf.size())
        , events(columns.size())
        , records(static_cast<quint32>(columns.eventOf.size()))
        , faithful(*columns.gathered, columns.eventOf, events, false)
        , normalised(*columns.gathered, columns.eventOf, events, true)
        , faithfulRecords(*columns.gathered, same, records, false)
        , normalisedRecords(*columns.gathered, same, records, true)
    {
        std::iota(same.begin(), same.end(), 0U);
    }

    std::vector<quint32> same;
    quint32 events;
    quint32 records;
    ActivityFields faithful;
    ActivityFields normalised;
    ActivityFields faithfulRecords;
    ActivityFields normalisedRecords;
};

namespace {

quint32 rowOf(const ActivityColumns &columns, EventId id, int representation)
{
    return columns.rows[columns.firstRow[indexOf(id)] + static_cast<quint32>(representation)];
}

/// The first representation's text that is not empty.
QString factOf(const ActivityColumns &columns, EventId id, Fact fact)
{
    for (quint32 at = columns.firstRow[indexOf(id)]; at < columns.firstRow[indexOf(id) + 1]; ++at) {
        const std::string_view text = columns.text(columns.rows[at], fact);
        if (!text.empty())
            return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    return {};
}

quint8 guessesOf(const ActivityColumns &columns, EventId id)
{
    const quint8 joined = columns.isJoined[indexOf(id)] ? JoinGuess : 0;
    return static_cast<quint8>(columns.gathered->rows[rowOf(columns, id, 0)].guesses | joined);
}

/// Says in a document of an event what of it is a guess.
void addGuesses(QJsonObject &document, quint8 guesses)
{
    if (guesses == 0)
        return;
    QJsonObject own = document.value(QLatin1String("wirecase")).toObject();
    own.insert(QStringLiteral("guesses"), QJsonArray::fromStringList(guessNames(guesses)));
    document.insert(QStringLiteral("wirecase"), own);
}

QByteArray hexText(const ActivityKey &key)
{
    return QByteArray(reinterpret_cast<const char *>(key.data()), static_cast<qsizetype>(key.size())).toHex();
}

/// Parses again what was parsed before; `use` gets the record.
template <typename Use>
auto withRecord(const QByteArray &json, Use use)
{
    QByteArray padded = json;
    padded.append(static_cast<qsizetype>(TextWindow::padding), ' ');
    ActivityRecordParser parser;
    const auto record = parser.parse({padded.constData(), static_cast<std::size_t>(json.size())});
    return record ? use(*record) : decltype(use(*record)){};
}

/// The member of the properties called so, whatever its case: text with JSON in it, or an object.
QJsonObject bodyIn(const ActivityRecord &record, QLatin1StringView name)
{
    if (!isObject(record.properties))
        return {};
    for (const auto [key, value] : simdjson::dom::object(*record.properties)) {
        const auto keyText = QLatin1StringView(key.data(), static_cast<qsizetype>(key.size()));
        if (keyText.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        const QJsonObject body = value.is_string()
                                     ? QJsonDocument::fromJson(QByteArray::fromStdString(scalarText(value))).object()
                                     : jsonValueOf(value).toObject();
        if (!body.isEmpty())
            return body;
    }
    return {};
}

QJsonObject bodyOf(const ActivityIndex &index, EventId id, QLatin1StringView name)
{
    for (int representation = 0; representation < index.representations(id); ++representation) {
        const QJsonObject body = withRecord(index.rawJson(id, representation),
                                            [name](const ActivityRecord &record) { return bodyIn(record, name); });
        if (!body.isEmpty())
            return body;
    }
    return {};
}

} // namespace

ActivityIndex::ActivityIndex()
    : ActivityIndex(foldEvents(std::make_shared<const ActivityGathering>()))
{
}

ActivityIndex::ActivityIndex(std::unique_ptr<const ActivityColumns> columns)
    : m_columns(std::move(columns))
    , m_sources(std::make_unique<const Sources>(*m_columns))
{
}

ActivityIndex::~ActivityIndex() = default;

quint32 ActivityIndex::size() const
{
    return m_columns->size();
}

ActivityEvent ActivityIndex::event(EventId id) const
{
    const auto text = [this, id](Fact fact) { return factOf(*m_columns, id, fact); };
    ActivityEvent event;
    event.id = id;
    event.key = QString::fromLatin1(hexText(m_columns->keys[indexOf(id)]));
    event.timeNs = timeNs(id);
    event.operation = text(OperationFact);
    event.status = text(StatusFact);
    event.statusClass = statusClass(id);
    event.subStatus = text(SubStatusFact);
    event.caller = text(CallerFact);
    event.callerName = text(CallerNameFact);
    event.callerKind = text(CallerKindFact);
    event.callerId = text(CallerIdFact);
    event.callerAddressText = text(AddressFact);
    const std::string address = event.callerAddressText.toStdString();
    event.callerAddress = IpAddress::parse(splitAddress(address).address);
    event.correlationId = text(CorrelationFact);
    event.operationId = text(OperationIdFact);
    event.eventDataId = text(EventDataFact);
    event.resourceId = text(ResourceFact);
    event.resourceGroup = text(GroupFact);
    event.subscriptionId = text(SubscriptionFact);
    event.tenantId = text(TenantFact);
    event.level = text(LevelFact);
    event.category = text(CategoryFact);
    event.role = text(RoleFact);
    event.guesses = guessesOf(*m_columns, id);
    for (int representation = 0; representation < representations(id); ++representation)
        event.sources.push_back(source(id, representation));
    return event;
}

qint64 ActivityIndex::timeNs(EventId id) const
{
    return m_columns->timeNs[indexOf(id)];
}

QString ActivityIndex::operation(EventId id) const
{
    return factOf(*m_columns, id, OperationFact);
}

StatusClass ActivityIndex::statusClass(EventId id) const
{
    return m_columns->gathered->rows[rowOf(*m_columns, id, 0)].statusClass;
}

QString ActivityIndex::correlationId(EventId id) const
{
    return factOf(*m_columns, id, CorrelationFact);
}

const FieldSource &ActivityIndex::fields(bool normalised) const
{
    return normalised ? m_sources->normalised : m_sources->faithful;
}

const FieldSource &ActivityIndex::representationFields(bool normalised) const
{
    return normalised ? m_sources->normalisedRecords : m_sources->faithfulRecords;
}

EventId ActivityIndex::eventOf(quint32 representationRow) const
{
    return EventId{m_columns->eventOf[representationRow]};
}

int ActivityIndex::representations(EventId id) const
{
    return static_cast<int>(m_columns->firstRow[indexOf(id) + 1] - m_columns->firstRow[indexOf(id)]);
}

EvidenceRef ActivityIndex::source(EventId id, int representation) const
{
    return m_columns->gathered->rows[rowOf(*m_columns, id, representation)].source;
}

QByteArray ActivityIndex::rawJson(EventId id, int representation) const
{
    return m_columns->gathered->raw.bytes(rowOf(*m_columns, id, representation));
}

QJsonObject ActivityIndex::ecs(EventId id, int representation, bool normalised) const
{
    const QByteArray json = rawJson(id, representation);
    QJsonObject document =
        withRecord(json, [normalised](const ActivityRecord &record) { return ecsDocument(record, normalised); });
    if (normalised)
        addGuesses(document, guessesOf(*m_columns, id));
    if (m_columns->gathered->rows[rowOf(*m_columns, id, representation)].form == RecordForm::Elastic)
        return document; // it has its own, or was stored without
    QJsonObject event = document.value(QLatin1String("event")).toObject();
    event.insert(QStringLiteral("original"), QString::fromUtf8(json));
    document.insert(QStringLiteral("event"), event);
    return document;
}

std::vector<EventId> ActivityIndex::withCorrelation(const QString &correlationId) const
{
    std::vector<EventId> events;
    const std::string wanted = foldedCase(correlationId.toStdString());
    const quint64 hash = std::hash<std::string_view>()(wanted);
    const auto &byHash = m_columns->eventsByCorrelation;
    for (auto event = std::lower_bound(byHash.begin(), byHash.end(), std::pair(hash, quint32{0}));
         event != byHash.end() && event->first == hash; ++event) {
        const EventId id{event->second};
        if (foldedCase(factOf(*m_columns, id, CorrelationFact).toStdString()) == wanted)
            events.push_back(id);
    }
    return events;
}

std::vector<EventId> ActivityIndex::inRange(const TimeRange &range) const
{
    const auto &times = m_columns->timeNs;
    const auto first = std::lower_bound(times.begin(), times.end(), range.beginNs);
    const auto last = std::lower_bound(first, times.end(), range.endNs);
    std::vector<EventId> events;
    for (auto time = first; time < last; ++time)
        events.push_back(EventId{static_cast<quint32>(time - times.begin())});
    return events;
}

std::optional<EventId> ActivityIndex::byKey(const QString &key) const
{
    const QByteArray wanted = key.toLatin1();
    const auto &sorted = m_columns->eventsByKey;
    const auto event =
        std::lower_bound(sorted.begin(), sorted.end(), wanted,
                         [this](quint32 id, const QByteArray &text) { return hexText(m_columns->keys[id]) < text; });
    const bool isIt = event != sorted.end() && hexText(m_columns->keys[*event]) == wanted;
    return isIt ? std::optional(EventId{*event}) : std::nullopt;
}

std::optional<EventId> ActivityIndex::bySource(EvidenceRef source) const
{
    const std::vector<ActivityRow> &rows = m_columns->gathered->rows;
    for (const FileRows &file : m_columns->files) {
        if (file.file != source.file)
            continue;
        const auto end = rows.begin() + file.end;
        const auto row =
            std::lower_bound(rows.begin() + file.first, end, source.record,
                             [](const ActivityRow &at, quint64 record) { return at.source.record < record; });
        if (row != end && row->source == source)
            return eventOf(static_cast<quint32>(row - rows.begin()));
    }
    return std::nullopt;
}

QJsonObject ActivityIndex::requestBody(EventId id) const
{
    return bodyOf(*this, id, QLatin1StringView("requestbody"));
}

QJsonObject ActivityIndex::responseBody(EventId id) const
{
    return bodyOf(*this, id, QLatin1StringView("responsebody"));
}

Result<RowBits> matchEvents(const ActivityIndex &index, const KqlQuery &query, bool normalised, JobState &job)
{
    KqlOptions options;
    options.foldCase = normalised;
    const auto matching = query.evaluate(index.representationFields(normalised), options, job);
    if (!matching)
        return matching.error();
    RowBits events(index.size());
    for (const quint32 row : matching->rows())
        events.set(static_cast<quint32>(index.eventOf(row)));
    return events;
}

} // namespace wirecase
