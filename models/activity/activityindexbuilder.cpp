#include "models/activity/activityindexbuilder.h"

#include "models/activity/activitycolumns.h"
#include "models/activity/columnwriter.h"
#include "models/activity/csvrecordreader.h"
#include "models/activity/recordreader.h"
#include "models/activity/resourceid.h"
#include "models/activity/tablerecordreader.h"
#include "models/evidence/activityshape.h"
#include "models/evidence/formatsniffer.h"
#include "models/evidence/utf16text.h"

#include <QCoreApplication>

#include <unordered_map>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ActivityIndexBuilder)
};

/// Smaller files are packed: each file that is kept is an open one.
constexpr quint64 smallestKept = 8ULL << 20U;
constexpr int mostKept = 128;

bool isGuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0)
            return false;
    }
    return true;
}

bool isWord(std::string_view text, QLatin1StringView word)
{
    return QLatin1StringView(text.data(), static_cast<qsizetype>(text.size())).compare(word, Qt::CaseInsensitive) == 0;
}

std::string_view callerKindOf(const ActivityRecord &record, std::string_view caller)
{
    // xms_mirid names the resource whose managed identity it is; idtyp tells applications apart in newer tokens.
    if (!record.claim.managedIdentity.empty())
        return "managed identity";
    const std::string_view type = record.principalType;
    if (isWord(type, QLatin1StringView("user")))
        return "user";
    if (isWord(type, QLatin1StringView("serviceprincipal")))
        return "service principal";
    if (isWord(type, QLatin1StringView("msi")) || isWord(type, QLatin1StringView("managedidentity")))
        return "managed identity";
    if (record.claim.tokenType == "app")
        return "service principal";
    if (caller.find('@') != std::string_view::npos)
        return "user";
    if (isGuid(caller) && isObject(record.claims))
        return "service principal";
    return {};
}

std::string_view firstText(std::initializer_list<std::string_view> texts)
{
    for (const std::string_view text : texts) {
        if (!text.empty())
            return text;
    }
    return {};
}

/// A managed identity is called like its resource, anybody else as the token says.
std::string_view callerNameOf(const ActivityRecord &record)
{
    const std::string_view identity = record.claim.managedIdentity;
    return firstText({identity.substr(identity.rfind('/') + 1), record.claim.name, record.claim.applicationName,
                      record.identityName});
}

quint8 guessesOf(const ActivityRecord &record)
{
    const bool hasName = record.operation.find('/') != std::string::npos;
    int guesses = record.time.zoneAssumed ? ZoneGuess : 0;
    guesses |= record.time.orderAssumed ? DayGuess : 0;
    guesses |= record.time.toTheSecond ? SecondGuess : 0;
    guesses |= record.operationIsOfAuthorization ? OperationGuess : 0;
    guesses |= record.form == RecordForm::Portal && !hasName ? TitleGuess : 0;
    return static_cast<quint8>(guesses);
}

using CallerTexts = std::array<std::string_view, FirstOtherFact>;
using CallerFacts = std::array<quint32, FirstOtherFact>;

/// What follows from the caller's part of the record (callerPart).
CallerTexts callerFactsOf(const ActivityRecord &record)
{
    CallerTexts facts;
    const std::string_view caller = callerOf(record);
    facts[CallerFact] = caller;
    facts[CallerNameFact] = callerNameOf(record);
    facts[CallerKindFact] = callerKindOf(record, caller);
    facts[CallerIdFact] =
        firstText({record.claim.objectId, record.claim.shortObjectId, record.principalId, record.claim.applicationId});
    facts[AddressFact] = callerAddressOf(record);
    return facts;
}

/// The other texts of a record that are kept apart. The group and the subscription follow from the resource.
std::array<std::string_view, FactCount> factsOf(const ActivityRecord &record)
{
    std::array<std::string_view, FactCount> facts;
    facts[OperationFact] = record.operation;
    facts[StatusFact] = record.status;
    facts[SubStatusFact] = record.subStatus;
    facts[CorrelationFact] = record.correlationId;
    facts[OperationIdFact] = record.operationId;
    facts[EventDataFact] = record.eventDataId;
    facts[ResourceFact] = firstText({record.resourceId, record.authorizationScope});
    facts[GroupFact] = record.resourceGroup;
    facts[SubscriptionFact] = record.subscriptionId;
    facts[TenantFact] = record.tenantId;
    facts[LevelFact] = record.level;
    facts[CategoryFact] = firstText({record.category, record.eventCategory});
    facts[ResourceTypeFact] = record.resourceType;
    facts[RoleFact] = record.role;
    return facts;
}

/// The places of problems as they are in the file, which is twice as long as the text that was read.
void giveUtf16Places(const ByteSource &utf8, ImportReport &report)
{
    for (Error &place : report.places) {
        const auto before = place.offset > 0 ? utf8.bytesAt(0, static_cast<std::size_t>(place.offset)) : QByteArray();
        if (place.offset >= 0 && before)
            place.offset = utf16Offset(bytesOf(*before), place.offset);
    }
    report.lostBytes *= 2;
}

} // namespace

/// Takes records into the gathering.
class ActivityIndexBuilder::Gatherer
{
public:
    explicit Gatherer(ActivityGathering &gathering)
        : m_gathering(gathering)
        , m_columns(gathering.ecs, gathering.texts)
    {
    }

    /// Raw records of the file are packed when it has no `kept`.
    void beginFile(EvidenceId evidence, const QString &name, ImportReport &report, const ByteSourcePtr &kept)
    {
        m_kept = kept;
        m_evidence = evidence;
        m_name = name;
        m_report = &report;
    }

    bool take(const RawRecord &raw)
    {
        const auto record = m_parser.parse(raw.bytes);
        if (!record) {
            if (!raw.isGuess) {
                note(raw, record.error().message);
                m_report->lostBytes += raw.bytes.size();
            }
            return false;
        }
        if (record->wasNotUtf8)
            note(raw, Text::tr("a record holds bytes that are not UTF-8"));
        if (record->time.ns == noTime)
            note(raw, Text::tr("the time of a record is missing or cannot be read"));
        const auto row = static_cast<quint32>(m_gathering.rows.size());
        addRow(*record, {m_evidence, raw.ordinal}, m_columns.write(*record, row));
        if (m_kept && !raw.isMade)
            m_gathering.raw.add(m_kept, raw.offset, raw.bytes.size());
        else
            m_gathering.raw.add(raw.bytes);
        ++m_report->records;
        return true;
    }

private:
    void addRow(const ActivityRecord &record, EvidenceRef source, quint32 caller)
    {
        ActivityRow row;
        row.timeNs = record.time.ns;
        row.source = source;
        row.form = record.form;
        row.guesses = guessesOf(record);
        row.isCoarse = record.form == RecordForm::Portal || !record.time.isExact();
        const quint32 statusBefore = m_last.facts[StatusFact];
        addFacts(record);
        addCallerFacts(record, caller);
        if (statusBefore != m_last.facts[StatusFact]) {
            const auto [known, isNew] = m_statusClasses.try_emplace(m_last.facts[StatusFact], StatusClass::Other);
            if (isNew)
                known->second = statusClassOf(textOf(record.status));
            m_last.statusClass = known->second;
        }
        row.facts = m_last.facts;
        row.statusClass = m_last.statusClass;
        m_gathering.rows.push_back(row);
    }

    void addFacts(const ActivityRecord &record)
    {
        std::array<std::string_view, FactCount> facts = factsOf(record);
        addPlace(record.resourceId, facts);
        for (std::size_t fact = FirstOtherFact; fact < FactCount; ++fact)
            addFact(fact, facts[fact]);
    }

    void addCallerFacts(const ActivityRecord &record, quint32 caller)
    {
        if (caller != EcsGroup::none && caller < m_callers.size()) {
            std::copy(m_callers[caller].begin(), m_callers[caller].end(), m_last.facts.begin());
            return;
        }
        const CallerTexts facts = callerFactsOf(record);
        for (std::size_t fact = 0; fact < facts.size(); ++fact)
            addFact(fact, facts[fact]);
        if (caller == EcsGroup::none)
            return;
        // Callers are numbered in the order in which they come.
        CallerFacts &known = m_callers.emplace_back();
        std::copy_n(m_last.facts.begin(), known.size(), known.begin());
    }

    void addFact(std::size_t fact, std::string_view text)
    {
        // Neighbours are parts of one operation as a rule, and alike but for a little.
        if (m_gathering.texts.at(m_last.facts[fact]) != text)
            m_last.facts[fact] = m_recent[fact].intern(m_gathering.texts, text);
    }

    void addPlace(std::string_view resource, std::array<std::string_view, FactCount> &facts)
    {
        if (m_resource != resource) {
            m_resource = resource;
            m_place = resourceParts(m_resource, false);
        }
        if (facts[GroupFact].empty())
            facts[GroupFact] = m_place.group;
        if (facts[SubscriptionFact].empty())
            facts[SubscriptionFact] = m_place.subscription;
    }

    static QString textOf(std::string_view utf8)
    {
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    }

    void note(const RawRecord &raw, const QString &message)
    {
        m_report->add(Error{Error::Code::Format, message, m_name, static_cast<qint64>(raw.offset)});
    }

    ActivityGathering &m_gathering;
    ColumnWriter m_columns;
    ActivityRecordParser m_parser;
    std::array<RecentTexts, FactCount> m_recent;
    std::vector<CallerFacts> m_callers;                       ///< by number of the caller
    std::unordered_map<quint32, StatusClass> m_statusClasses; ///< by text
    ActivityRow m_last;                                       ///< the facts of the record before
    std::string m_resource;
    ResourceParts m_place; ///< of m_resource
    ByteSourcePtr m_kept;
    EvidenceId m_evidence{};
    QString m_name;
    ImportReport *m_report = nullptr;
};

ActivityIndexBuilder::ActivityIndexBuilder()
    : m_gathering(std::make_shared<ActivityGathering>())
    , m_gatherer(std::make_unique<Gatherer>(*m_gathering))
{
}

ActivityIndexBuilder::~ActivityIndexBuilder() = default;

ImportReport ActivityIndexBuilder::add(const ByteSourcePtr &source, EvidenceId evidence, JobState &job)
{
    const bool isKept = source->size() >= smallestKept && m_kept < mostKept;
    m_kept += isKept ? 1 : 0;
    return addFile(*source, isKept ? source : nullptr, evidence, job);
}

ImportReport ActivityIndexBuilder::add(const ByteSource &source, EvidenceId evidence, JobState &job)
{
    return addFile(source, nullptr, evidence, job);
}

ImportReport ActivityIndexBuilder::addFile(const ByteSource &source, const ByteSourcePtr &kept, EvidenceId evidence,
                                           JobState &job)
{
    if (m_gathering.use_count() > 1) {
        m_gathering = std::make_shared<ActivityGathering>(*m_gathering);
        m_gatherer = std::make_unique<Gatherer>(*m_gathering);
    }
    ImportReport report;
    const auto head = source.bytesAt(0, sniffLength);
    if (!head) {
        report.add(head.error());
        return report;
    }
    if (!isUtf16(bytesOf(*head))) {
        m_gatherer->beginFile(evidence, source.name(), report, kept);
        addText(source, *head, job, report);
        return report;
    }
    const auto utf8 = utf8FromUtf16(source, job);
    if (!utf8) {
        if (utf8.error().code != Error::Code::Cancelled)
            report.add(utf8.error());
        return report;
    }
    m_gatherer->beginFile(evidence, source.name(), report, nullptr);
    if (const auto text = (*utf8)->bytesAt(0, sniffLength))
        addText(**utf8, *text, job, report);
    giveUtf16Places(**utf8, report);
    return report;
}

void ActivityIndexBuilder::addText(const ByteSource &source, const QByteArray &head, JobState &job,
                                   ImportReport &report)
{
    const auto take = [this](const RawRecord &raw) { return m_gatherer->take(raw); };
    const std::string_view text = textOf(bytesOf(head));
    if (isTableAnswer(text))
        TableRecordReader(source, take, report, job).read();
    else if (!jsonShape(bytesOf(head)).isJson && isActivityShape(csvLayout(text)))
        CsvRecordReader(source, take, report, job).read();
    else
        RecordReader(source, take, report, job).read();
}

ActivityIndexPtr ActivityIndexBuilder::build() const
{
    return std::make_shared<const ActivityIndex>(foldEvents(m_gathering));
}

} // namespace wirecase
