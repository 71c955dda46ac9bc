#pragma once

#include "models/base/timerange.h"
#include "models/flowlog/flowindex.h"

#include <QByteArray>
#include <QHash>

#include <compare>
#include <limits>
#include <vector>

namespace wirecase {

/// Texts that many tuples share, by number; 0 is the empty text.
class TextTable
{
public:
    TextTable() { number(QByteArray()); }

    quint32 number(const QByteArray &text)
    {
        const auto found = m_numbers.constFind(text);
        if (found != m_numbers.constEnd())
            return *found;
        const auto next = static_cast<quint32>(m_texts.size());
        m_numbers.insert(text, next);
        m_texts.push_back(text);
        return next;
    }
    [[nodiscard]] const QByteArray &bytes(quint32 number) const { return m_texts[number]; }
    [[nodiscard]] QString text(quint32 number) const { return QString::fromUtf8(m_texts[number]); }
    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_texts.size()); }

private:
    std::vector<QByteArray> m_texts;
    QHash<QByteArray, quint32> m_numbers;
};

/// Who talks to whom, as which observer tells it: tuples of one key can be one flow.
struct FlowKey
{
    IpAddress sourceAddress;
    IpAddress destinationAddress;
    quint16 sourcePort = 0;
    quint16 destinationPort = 0;
    quint32 mac = 0;      ///< text number
    quint32 observer = 0; ///< text number of the NSG; 0 in VNet logs, whose aclID may change within a flow
    quint8 ipProtocol = 0;
    FlowLogKind kind = FlowLogKind::NsgV2;
    bool denied = false;

    bool operator==(const FlowKey &) const = default;
};

size_t qHash(const FlowKey &key, size_t seed = 0);

enum CounterBit : quint8
{
    HasPacketsOut = 1,
    HasBytesOut = 2,
    HasPacketsIn = 4,
    HasBytesIn = 8
};

/// A tuple as it is stored: 64 bytes.
struct TupleRow
{
    qint64 timeNs = 0;
    quint64 packetsOut = 0;
    quint64 bytesOut = 0;
    quint64 packetsIn = 0;
    quint64 bytesIn = 0;
    quint32 key = 0;
    quint32 rule = 0;       ///< text number
    quint32 acl = 0;        ///< text number
    quint32 ordinal = 0;    ///< in its file, 1-based
    quint32 record = 0;     ///< in its file, 1-based
    quint16 encryption = 0; ///< text number among encryptions
    char state = 0;
    quint8 counters : 4 = 0; ///< CounterBit
    quint8 direction : 2 = 0;
    quint8 repeated : 1 = 0;
};

inline constexpr quint32 noFlow = std::numeric_limits<quint32>::max();

/// A flow as it is stored. Its tuples stand in FlowColumns::members from firstMember on.
struct FlowRow
{
    qint64 beginNs = 0;
    qint64 endNs = 0;
    quint64 packetsOut = 0;
    quint64 bytesOut = 0;
    quint64 packetsIn = 0;
    quint64 bytesIn = 0;
    quint32 key = 0;
    quint32 firstMember = 0;
    quint32 members = 0;
    quint32 duplicateOf = noFlow;
    quint8 counters = 0; ///< CounterBit
    bool hasBegin = false;
    bool hasEnd = false;
};

/// Everything a FlowIndex is made of. Built once, then only read.
struct FlowColumns
{
    std::vector<FlowLogFile> files;
    std::vector<quint32> firstTuple; ///< per file: position of its first tuple in `tuples`
    std::vector<TupleRow> tuples;    ///< in file order
    std::vector<FlowKey> keys;
    TextTable texts;
    TextTable encryptions;

    std::vector<FlowRow> flows;   ///< in the order of FlowId
    std::vector<quint32> members; ///< tuple positions, grouped by flow, each group in order of time
    std::vector<quint32> flowOf;  ///< per tuple
    std::vector<FlowBin> minutes;
    TimeRange time;
};

[[nodiscard]] quint64 saturatingSum(quint64 a, quint64 b);

} // namespace wirecase
