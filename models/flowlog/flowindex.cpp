#include "models/flowlog/flowindex.h"

#include "models/flowlog/flowcolumns.h"
#include "models/flowlog/flowfields.h"

#include <algorithm>

namespace wirecase {

namespace {

const FlowKey &keyOf(const FlowColumns &columns, FlowId flow)
{
    return columns.keys[columns.flows[indexOf(flow)].key];
}

FlowCounters countersOf(quint8 bits, quint64 packetsOut, quint64 bytesOut, quint64 packetsIn, quint64 bytesIn)
{
    FlowCounters counters;
    if (bits & HasPacketsOut)
        counters.packetsOut = packetsOut;
    if (bits & HasBytesOut)
        counters.bytesOut = bytesOut;
    if (bits & HasPacketsIn)
        counters.packetsIn = packetsIn;
    if (bits & HasBytesIn)
        counters.bytesIn = bytesIn;
    return counters;
}

EvidenceRef refOf(const FlowColumns &columns, quint32 tuple)
{
    const auto next = std::upper_bound(columns.firstTuple.begin(), columns.firstTuple.end(), tuple);
    const auto file = static_cast<std::size_t>(next - columns.firstTuple.begin()) - 1;
    return {columns.files[file].id, columns.tuples[tuple].ordinal};
}

} // namespace

size_t qHash(const FlowKey &key, size_t seed)
{
    return qHashMulti(seed, key.sourceAddress, key.destinationAddress, key.sourcePort, key.destinationPort, key.mac,
                      key.observer, key.ipProtocol, static_cast<quint8>(key.kind), key.denied);
}

FlowIndex::FlowIndex()
    : FlowIndex(std::make_shared<const FlowColumns>())
{
}

FlowIndex::FlowIndex(std::shared_ptr<const FlowColumns> columns)
    : m_columns(std::move(columns))
    , m_fields(flowFields(m_columns))
{
}

FlowIndex::~FlowIndex() = default;

quint32 FlowIndex::size() const
{
    return static_cast<quint32>(m_columns->flows.size());
}

Flow FlowIndex::at(FlowId flow) const
{
    const FlowColumns &columns = *m_columns;
    const FlowRow &row = columns.flows[indexOf(flow)];
    const FlowKey &key = columns.keys[row.key];
    const quint32 firstTuple = columns.members[row.firstMember];
    const TupleRow &first = columns.tuples[firstTuple];
    Flow result;
    static_cast<FlowCounters &>(result) =
        countersOf(row.counters, row.packetsOut, row.bytesOut, row.packetsIn, row.bytesIn);
    result.id = flow;
    result.client = {key.sourceAddress, key.sourcePort};
    result.server = {key.destinationAddress, key.destinationPort};
    result.ipProtocol = key.ipProtocol;
    result.beginNs = row.beginNs;
    result.endNs = row.endNs;
    result.denied = key.denied;
    result.hasBegin = row.hasBegin;
    result.hasEnd = row.hasEnd;
    result.mac = columns.texts.text(key.mac);
    result.rule = columns.texts.text(first.rule);
    result.acl = columns.texts.text(first.acl);
    result.encryption = columns.encryptions.text(first.encryption);
    result.direction = static_cast<FlowDirection>(first.direction);
    result.kind = key.kind;
    result.tuples = row.members;
    result.source = refOf(columns, firstTuple);
    if (row.duplicateOf != noFlow)
        result.duplicateOf = FlowId{row.duplicateOf};
    return result;
}

std::vector<FlowTuple> FlowIndex::tuples(FlowId flow) const
{
    const FlowRow &row = m_columns->flows[indexOf(flow)];
    std::vector<FlowTuple> result;
    result.reserve(row.members);
    for (quint32 i = row.firstMember; i < row.firstMember + row.members; ++i)
        result.push_back(tuple(m_columns->members[i]));
    return result;
}

quint32 FlowIndex::tupleCount() const
{
    return static_cast<quint32>(m_columns->tuples.size());
}

FlowTuple FlowIndex::tuple(quint32 ordinal) const
{
    const FlowColumns &columns = *m_columns;
    const TupleRow &row = columns.tuples[ordinal];
    const FlowKey &key = columns.keys[row.key];
    FlowTuple result;
    static_cast<FlowCounters &>(result) =
        countersOf(row.counters, row.packetsOut, row.bytesOut, row.packetsIn, row.bytesIn);
    result.ref = refOf(columns, ordinal);
    result.recordInFile = row.record;
    result.timeNs = row.timeNs;
    result.source = {key.sourceAddress, key.sourcePort};
    result.destination = {key.destinationAddress, key.destinationPort};
    result.ipProtocol = key.ipProtocol;
    result.direction = static_cast<FlowDirection>(row.direction);
    result.denied = key.denied;
    result.state = row.state;
    result.encryption = columns.encryptions.text(row.encryption);
    result.rule = columns.texts.text(row.rule);
    result.acl = columns.texts.text(row.acl);
    result.mac = columns.texts.text(key.mac);
    result.kind = key.kind;
    result.repeated = row.repeated != 0;
    return result;
}

qint64 FlowIndex::beginNs(FlowId flow) const
{
    return m_columns->flows[indexOf(flow)].beginNs;
}

qint64 FlowIndex::endNs(FlowId flow) const
{
    return m_columns->flows[indexOf(flow)].endNs;
}

Endpoint FlowIndex::client(FlowId flow) const
{
    const FlowKey &key = keyOf(*m_columns, flow);
    return {key.sourceAddress, key.sourcePort};
}

Endpoint FlowIndex::server(FlowId flow) const
{
    const FlowKey &key = keyOf(*m_columns, flow);
    return {key.destinationAddress, key.destinationPort};
}

quint8 FlowIndex::ipProtocol(FlowId flow) const
{
    return keyOf(*m_columns, flow).ipProtocol;
}

bool FlowIndex::isDenied(FlowId flow) const
{
    return keyOf(*m_columns, flow).denied;
}

bool FlowIndex::isDuplicate(FlowId flow) const
{
    return m_columns->flows[indexOf(flow)].duplicateOf != noFlow;
}

std::optional<FlowId> FlowIndex::byRef(EvidenceRef ref) const
{
    const FlowColumns &columns = *m_columns;
    for (std::size_t file = 0; file < columns.files.size(); ++file) {
        if (columns.files[file].id != ref.file)
            continue;
        const auto begin = columns.tuples.begin() + columns.firstTuple[file];
        const auto end = begin + static_cast<std::ptrdiff_t>(columns.files[file].tuples);
        const auto found =
            std::partition_point(begin, end, [&](const TupleRow &tuple) { return tuple.ordinal < ref.record; });
        if (found != end && found->ordinal == ref.record)
            return FlowId{columns.flowOf[static_cast<std::size_t>(found - columns.tuples.begin())]};
    }
    return std::nullopt;
}

std::vector<FlowId> FlowIndex::ofMac(const QString &mac) const
{
    const QByteArray wanted = normalisedMac(mac).toLatin1();
    std::vector<FlowId> result;
    if (wanted.isEmpty())
        return result;
    for (quint32 flow = 0; flow < size(); ++flow) {
        if (m_columns->texts.bytes(keyOf(*m_columns, FlowId{flow}).mac) == wanted)
            result.push_back(FlowId{flow});
    }
    return result;
}

const std::vector<FlowLogFile> &FlowIndex::files() const
{
    return m_columns->files;
}

TimeRange FlowIndex::time() const
{
    return m_columns->time;
}

const std::vector<FlowBin> &FlowIndex::minutes() const
{
    return m_columns->minutes;
}

const FieldSource &FlowIndex::fields() const
{
    return *m_fields;
}

QString normalisedMac(QStringView text)
{
    constexpr qsizetype digits = 12;
    QString mac;
    for (const QChar letter : text) {
        const QChar upper = letter.toUpper();
        if ((upper >= u'0' && upper <= u'9') || (upper >= u'A' && upper <= u'F'))
            mac += upper;
        else if (letter != u'-' && letter != u':' && letter != u'.')
            return {};
    }
    return mac.size() == digits ? mac : QString();
}

} // namespace wirecase
