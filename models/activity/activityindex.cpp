#include "models/activity/activityindex.h"

#include "models/activity/activitycolumns.h"
#include "models/activity/activityfields.h"
#include "models/activity/ecsjson.h"
#include "models/activity/textwindow.h"
#include "models/kql/query.h"

#include <QJsonDocument>

#include <algorithm>
#include <numeric>

namespace wirecase {

struct ActivityIndex::Sources
{
    explicit Sources(const ActivityColumns &columns)
        : same(columns.eventOf.size())
        , events(static_cast<quint32>(columns.keys.size()))
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
        const quint32 text = columns.gathered->rows[columns.rows[at]].facts[fact];
        if (text != 0)
            return QString::fromStdString(columns.gathered->texts.at(text));
    }
    return {};
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
    return static_cast<quint32>(m_columns->keys.size());
}

ActivityEvent ActivityIndex::event(EventId id) const
{
    const auto text = [this, id](Fact fact) { return factOf(*m_columns, id, fact); };
    ActivityEvent event;
    event.id = id;
    event.key = QString::fromLatin1(m_columns->keys[indexOf(id)]);
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
    event.callerAddress =
        IpAddress::parse(std::string_view(splitAddress(event.callerAddressText.toStdString()).address));
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
    const quint8 joined = m_columns->isJoined[indexOf(id)] ? JoinGuess : 0;
    event.guesses = static_cast<quint8>(m_columns->gathered->rows[rowOf(*m_columns, id, 0)].guesses | joined);
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
    for (const quint32 event : m_columns->eventsOfCorrelation.value(correlationId.toCaseFolded().toUtf8()))
        events.push_back(EventId{event});
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
    const auto event = m_columns->eventOfKey.constFind(key.toLatin1());
    return event == m_columns->eventOfKey.constEnd() ? std::nullopt : std::optional(EventId{*event});
}

std::optional<EventId> ActivityIndex::bySource(EvidenceRef source) const
{
    const auto row = m_columns->rowOfSource.find(source);
    return row == m_columns->rowOfSource.end() ? std::nullopt : std::optional(eventOf(row->second));
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
