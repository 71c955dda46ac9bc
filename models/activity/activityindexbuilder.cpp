#include "models/activity/activityindexbuilder.h"

#include "models/activity/activitycolumns.h"
#include "models/activity/csvrecordreader.h"
#include "models/activity/recordreader.h"
#include "models/activity/resourceid.h"
#include "models/activity/tablerecordreader.h"
#include "models/evidence/activityshape.h"
#include "models/evidence/formatsniffer.h"
#include "models/evidence/utf16text.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ActivityIndexBuilder)
};

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

std::string lowered(std::string text)
{
    for (char &c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string callerKindOf(const ActivityRecord &record, const std::string &caller)
{
    // xms_mirid names the resource whose managed identity it is; idtyp tells applications apart in newer tokens.
    if (!memberText(record.claims, "xms_mirid").empty())
        return "managed identity";
    const std::string type = lowered(memberText(memberOf(record.authorization, "evidence"), "principalType"));
    if (type == "user")
        return "user";
    if (type == "serviceprincipal")
        return "service principal";
    if (type == "msi" || type == "managedidentity")
        return "managed identity";
    if (memberText(record.claims, "idtyp") == "app")
        return "service principal";
    if (caller.find('@') != std::string::npos)
        return "user";
    if (isGuid(caller) && isObject(record.claims))
        return "service principal";
    return {};
}

std::string firstText(std::initializer_list<std::string> texts)
{
    for (const std::string &text : texts) {
        if (!text.empty())
            return text;
    }
    return {};
}

/// A managed identity is called like its resource, anybody else as the token says.
std::string callerNameOf(const ActivityRecord &record)
{
    const std::string identity = memberText(record.claims, "xms_mirid");
    return firstText({identity.substr(identity.rfind('/') + 1), memberText(record.claims, "name"),
                      memberText(record.claims, "app_displayname"), record.identityName});
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

ActivityRow rowOf(const ActivityRecord &record, EvidenceRef source, TextPool &texts)
{
    const ResourceParts parts = resourceParts(record.resourceId, false);
    const JsonElement evidence = memberOf(record.authorization, "evidence");
    const std::string caller = callerOf(record);
    ActivityRow row;
    row.timeNs = record.time.ns;
    row.source = source;
    row.form = record.form;
    row.guesses = guessesOf(record);
    row.isCoarse = record.form == RecordForm::Portal || !record.time.isExact();
    row.statusClass = statusClassOf(QString::fromStdString(record.status));
    const auto set = [&row, &texts](Fact fact, const std::string &text) { row.facts[fact] = texts.intern(text); };
    set(OperationFact, record.operation);
    set(StatusFact, record.status);
    set(SubStatusFact, record.subStatus);
    set(CallerFact, caller);
    set(CallerNameFact, callerNameOf(record));
    set(CallerKindFact, callerKindOf(record, caller));
    set(CallerIdFact,
        firstText({memberText(record.claims, "http://schemas.microsoft.com/identity/claims/objectidentifier"),
                   memberText(record.claims, "oid"), memberText(evidence, "principalId"),
                   memberText(record.claims, "appid")}));
    set(AddressFact, callerAddressOf(record));
    set(CorrelationFact, record.correlationId);
    set(OperationIdFact, record.operationId);
    set(EventDataFact, record.eventDataId);
    set(ResourceFact, firstText({record.resourceId, memberText(record.authorization, "scope")}));
    set(GroupFact, firstText({record.resourceGroup, parts.group}));
    set(SubscriptionFact, firstText({record.subscriptionId, parts.subscription}));
    set(TenantFact, record.tenantId);
    set(LevelFact, record.level);
    set(CategoryFact, firstText({record.category, memberText(record.properties, "eventCategory")}));
    set(ResourceTypeFact, record.resourceType);
    set(RoleFact, firstText({memberText(evidence, "role"), memberText(record.authorization, "role")}));
    return row;
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

/// Takes the records of one file into the gathering.
class ActivityIndexBuilder::Gatherer
{
public:
    Gatherer(ActivityGathering &gathering, EvidenceId evidence, const QString &name, ImportReport &report)
        : m_gathering(gathering)
        , m_evidence(evidence)
        , m_name(name)
        , m_report(report)
    {
    }

    bool take(const RawRecord &raw)
    {
        const auto record = m_parser.parse(raw.bytes);
        if (!record) {
            if (!raw.isGuess) {
                note(raw, record.error().message);
                m_report.lostBytes += raw.bytes.size();
            }
            return false;
        }
        if (record->wasNotUtf8)
            note(raw, Text::tr("a record holds bytes that are not UTF-8"));
        if (record->time.ns == noTime)
            note(raw, Text::tr("the time of a record is missing or cannot be read"));
        const auto row = static_cast<quint32>(m_gathering.rows.size());
        m_gathering.rows.push_back(rowOf(*record, {m_evidence, raw.ordinal}, m_gathering.texts));
        m_gathering.raw.add(raw.bytes);
        ColumnSink sink(m_gathering.ecs, m_gathering.texts, row);
        emitEcs(*record, sink);
        ++m_report.records;
        return true;
    }

private:
    void note(const RawRecord &raw, const QString &message)
    {
        m_report.add(Error{Error::Code::Format, message, m_name, static_cast<qint64>(raw.offset)});
    }

    ActivityGathering &m_gathering;
    EvidenceId m_evidence;
    QString m_name;
    ImportReport &m_report;
    ActivityRecordParser m_parser;
};

ActivityIndexBuilder::ActivityIndexBuilder()
    : m_gathering(std::make_shared<ActivityGathering>())
{
}

ActivityIndexBuilder::~ActivityIndexBuilder() = default;

ImportReport ActivityIndexBuilder::add(const ByteSource &source, EvidenceId evidence, JobState &job)
{
    if (m_gathering.use_count() > 1)
        m_gathering = std::make_shared<ActivityGathering>(*m_gathering);
    ImportReport report;
    const auto head = source.bytesAt(0, sniffLength);
    if (!head) {
        report.add(head.error());
        return report;
    }
    if (!isUtf16(bytesOf(*head))) {
        addText(source, *head, evidence, job, report);
        return report;
    }
    const auto utf8 = utf8FromUtf16(source, job);
    if (!utf8) {
        if (utf8.error().code != Error::Code::Cancelled)
            report.add(utf8.error());
        return report;
    }
    if (const auto text = (*utf8)->bytesAt(0, sniffLength))
        addText(**utf8, *text, evidence, job, report);
    giveUtf16Places(**utf8, report);
    return report;
}

void ActivityIndexBuilder::addText(const ByteSource &source, const QByteArray &head, EvidenceId evidence, JobState &job,
                                   ImportReport &report)
{
    Gatherer gatherer(*m_gathering, evidence, source.name(), report);
    const auto take = [&gatherer](const RawRecord &raw) { return gatherer.take(raw); };
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
