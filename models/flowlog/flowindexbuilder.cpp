#include "models/flowlog/flowindexbuilder.h"

#include "models/flowlog/flowcolumns.h"
#include "models/flowlog/flowduplicates.h"
#include "models/flowlog/flowfolding.h"
#include "models/flowlog/flowhistogram.h"
#include "models/flowlog/flowrecordreader.h"
#include "models/flowlog/recordscanner.h"

#include <QCoreApplication>

namespace wirecase {

struct FlowIndexBuilder::State
{
    FlowColumns columns; ///< only what tuples need: flows are made by build()
    QHash<FlowKey, quint32> keys;
};

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::FlowIndexBuilder)

public:
    static QString damage(ScanDamage::Kind kind)
    {
        switch (kind) {
        case ScanDamage::Kind::Junk:
            return tr("These bytes belong to no record.");
        case ScanDamage::Kind::Cut:
            return tr("The record is cut short; its complete entries were read.");
        case ScanDamage::Kind::Unreadable:
            return tr("The record is not valid JSON.");
        case ScanDamage::Kind::TooLong:
            return tr("The record is longer than a flow log writes; it was skipped.");
        }
        return {};
    }
    static QString flaw(RecordFlaw value)
    {
        switch (value) {
        case RecordFlaw::NoFlows:
            return tr("The record holds no flows of a kind that is known.");
        case RecordFlaw::WrongType:
            return tr("A part of the record is not what a flow log writes there.");
        }
        return {};
    }
    static QString tuple() { return tr("The flow entry cannot be read."); }
    static QString tooMany() { return tr("The file holds more flow entries than can be numbered."); }
};

quint8 counterBits(const FlowCounters &counters)
{
    const int bits = (counters.packetsOut ? HasPacketsOut : 0) | (counters.bytesOut ? HasBytesOut : 0)
                     | (counters.packetsIn ? HasPacketsIn : 0) | (counters.bytesIn ? HasBytesIn : 0);
    return static_cast<quint8>(bits);
}

/// Reads one file into the columns.
class FileReader
{
public:
    FileReader(FlowColumns &columns, QHash<FlowKey, quint32> &keys, FlowLogFile &file, ImportReport &report)
        : m_columns(columns)
        , m_keys(keys)
        , m_file(file)
        , m_report(report)
    {
    }

    Status read(const ByteSource &source, JobState &job)
    {
        RecordScanner scanner(
            [this](std::string_view json, quint64 offset, bool completed) { return record(json, offset, completed); },
            [this](const ScanDamage &damage) {
                problem(Words::damage(damage.kind), damage.offset);
                m_report.lostBytes += damage.lostBytes;
            });
        return scanner.scan(source, job);
    }

private:
    bool record(std::string_view json, quint64 offset, bool completed)
    {
        const std::size_t before = m_columns.tuples.size();
        const bool isJson = m_reader.read(
            json, [&](const TupleSite &site, std::string_view text) { tuple(site, text, json, offset); },
            [&](RecordFlaw flaw) {
                if (!completed)
                    problem(Words::flaw(flaw), offset);
            });
        if (isJson && (!completed || m_columns.tuples.size() > before))
            ++m_file.records;
        return isJson;
    }

    void tuple(const TupleSite &site, std::string_view text, std::string_view record, quint64 offset)
    {
        if (m_ordinal == std::numeric_limits<quint32>::max() || m_columns.tuples.size() >= noFlow - 1)
            return problem(Words::tooMany(), offset);
        ++m_ordinal;
        const auto parsed = parseTuple(text, site.family);
        if (!parsed) {
            const std::size_t at = m_report.places.size() < ImportReport::placesKept ? record.find(text) : 0;
            return problem(Words::tuple(), offset + (at == std::string_view::npos ? 0 : at));
        }
        store(site, *parsed);
    }

    void store(const TupleSite &site, const TupleText &parsed)
    {
        TupleRow row;
        row.timeNs = parsed.timeNs;
        row.packetsOut = parsed.packetsOut.value_or(0);
        row.bytesOut = parsed.bytesOut.value_or(0);
        row.packetsIn = parsed.packetsIn.value_or(0);
        row.bytesIn = parsed.bytesIn.value_or(0);
        row.counters = static_cast<quint8>(counterBits(parsed) & 0xFU);
        row.rule = number(site.rule);
        row.acl = number(site.acl);
        row.key = keyOf(site, parsed, row.acl);
        row.ordinal = m_ordinal;
        row.record = static_cast<quint32>(m_file.records + 1);
        row.encryption = static_cast<quint16>(encryption(parsed.encryption));
        row.state = parsed.state;
        row.direction = static_cast<quint8>(static_cast<quint8>(parsed.direction) & 0x3U);
        m_columns.tuples.push_back(row);
        m_file.time = m_file.time.united({row.timeNs, row.timeNs + 1});
    }

    quint32 keyOf(const TupleSite &site, const TupleText &parsed, quint32 acl)
    {
        FlowKey key;
        key.sourceAddress = parsed.source.address;
        key.destinationAddress = parsed.destination.address;
        key.sourcePort = parsed.source.port;
        key.destinationPort = parsed.destination.port;
        key.mac = m_columns.texts.number(
            normalisedMac(QString::fromUtf8(site.mac.data(), static_cast<qsizetype>(site.mac.size()))).toLatin1());
        key.observer = site.family == FlowLogFamily::Nsg ? m_columns.texts.number(folded(acl)) : 0;
        key.ipProtocol = parsed.ipProtocol;
        key.kind = parsed.kind;
        key.denied = parsed.denied;
        const auto found = m_keys.constFind(key);
        if (found != m_keys.constEnd())
            return *found;
        const auto next = static_cast<quint32>(m_columns.keys.size());
        m_keys.insert(key, next);
        m_columns.keys.push_back(key);
        return next;
    }

    [[nodiscard]] QByteArray folded(quint32 text) const { return m_columns.texts.bytes(text).toLower(); }

    quint32 number(std::string_view text)
    {
        return m_columns.texts.number(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    }

    /// The vocabulary has a dozen words; whatever a hostile file adds beyond the column's range becomes the empty one.
    quint32 encryption(std::string_view text)
    {
        if (m_columns.encryptions.size() >= std::numeric_limits<quint16>::max())
            return 0;
        return m_columns.encryptions.number(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    }

    void problem(const QString &message, quint64 offset)
    {
        m_report.add({Error::Code::Format, message, m_file.name, static_cast<qint64>(offset)});
    }

    FlowColumns &m_columns;
    QHash<FlowKey, quint32> &m_keys;
    FlowLogFile &m_file;
    ImportReport &m_report;
    FlowRecordReader m_reader;
    quint32 m_ordinal = 0;
};

} // namespace

FlowIndexBuilder::FlowIndexBuilder()
    : m_state(std::make_unique<State>())
{
}

FlowIndexBuilder::~FlowIndexBuilder() = default;

ImportReport FlowIndexBuilder::add(const ByteSource &source, EvidenceId id, JobState &job)
{
    ImportReport report;
    FlowColumns &columns = m_state->columns;
    FlowLogFile file{id, source.name(), 0, 0, {}};
    columns.firstTuple.push_back(static_cast<quint32>(columns.tuples.size()));
    const Status read = FileReader(columns, m_state->keys, file, report).read(source, job);
    if (!read)
        report.add(read.error());
    file.tuples = columns.tuples.size() - columns.firstTuple.back();
    report.records = file.tuples;
    columns.files.push_back(file);
    return report;
}

FlowIndexPtr FlowIndexBuilder::build() const
{
    auto columns = std::make_shared<FlowColumns>(m_state->columns);
    for (const FlowLogFile &file : columns->files)
        columns->time = columns->time.united(file.time);
    markRepeatedTuples(*columns);
    foldFlows(*columns);
    markDuplicates(*columns);
    columns->minutes = minuteHistogram(*columns);
    return std::make_shared<const FlowIndex>(std::move(columns));
}

} // namespace wirecase
