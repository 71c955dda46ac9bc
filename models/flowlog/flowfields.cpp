#include "models/flowlog/flowfields.h"

#include "models/flowlog/flowcolumns.h"
#include "models/kql/functioncolumn.h"

#include <map>

namespace wirecase {

namespace {

using Columns = std::shared_ptr<const FlowColumns>;
using MakeColumn = FieldColumnPtr (*)(const Columns &);

std::string_view view(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

quint32 rows(const Columns &columns)
{
    return static_cast<quint32>(columns->flows.size());
}

/// A column whose value is `valueOf(columns, flow, key)`.
template <FieldType Type, typename ValueOf>
FieldColumnPtr one(const Columns &columns, ValueOf valueOf)
{
    return makeFunctionColumn<Type>(rows(columns), [columns, valueOf](quint32 row, const auto &accept) {
        const FlowRow &flow = columns->flows[row];
        accept(valueOf(*columns, flow, columns->keys[flow.key]));
    });
}

/// A text that may be empty, which is no value.
template <typename TextOf>
FieldColumnPtr text(const Columns &columns, TextOf textOf)
{
    return makeFunctionColumn<FieldType::Keyword>(rows(columns), [columns, textOf](quint32 row, const auto &accept) {
        const FlowRow &flow = columns->flows[row];
        const QByteArray value = textOf(*columns, flow, columns->keys[flow.key]);
        if (!value.isEmpty())
            accept(view(value));
    });
}

const TupleRow &firstTuple(const FlowColumns &columns, const FlowRow &flow)
{
    return columns.tuples[columns.members[flow.firstMember]];
}

template <quint8 OutBit, quint8 InBit>
FieldColumnPtr counter(const Columns &columns, quint64 FlowRow::*out, quint64 FlowRow::*in)
{
    return makeFunctionColumn<FieldType::Number>(rows(columns), [columns, out, in](quint32 row, const auto &accept) {
        const FlowRow &flow = columns->flows[row];
        if ((flow.counters & (OutBit | InBit)) == 0)
            return;
        const quint64 value = saturatingSum(OutBit ? flow.*out : 0, InBit ? flow.*in : 0);
        accept(static_cast<double>(value));
    });
}

FieldColumnPtr beginColumn(const Columns &columns)
{
    return one<FieldType::Date>(columns, [](const auto &, const FlowRow &flow, const auto &) { return flow.beginNs; });
}

FieldColumnPtr decisionColumn(const Columns &columns)
{
    return text(columns,
                [](const auto &, const auto &, const FlowKey &key) { return flowDecisionKey(key.denied).toLatin1(); });
}

FieldColumnPtr directionColumn(const Columns &columns)
{
    return text(columns, [](const FlowColumns &all, const FlowRow &flow, const auto &) {
        return flowDirectionKey(static_cast<FlowDirection>(firstTuple(all, flow).direction)).toLatin1();
    });
}

FieldColumnPtr ruleColumn(const Columns &columns)
{
    return text(columns, [](const FlowColumns &all, const FlowRow &flow, const auto &) {
        return all.texts.bytes(firstTuple(all, flow).rule);
    });
}

FieldColumnPtr macColumn(const Columns &columns)
{
    return text(columns,
                [](const FlowColumns &all, const auto &, const FlowKey &key) { return all.texts.bytes(key.mac); });
}

QByteArray stateOf(const FlowColumns &, const FlowRow &row, const FlowKey &key)
{
    Flow flow;
    flow.denied = key.denied;
    flow.kind = key.kind;
    flow.hasBegin = row.hasBegin;
    flow.hasEnd = row.hasEnd;
    return flowStateKey(flow).toLatin1();
}

FieldColumnPtr relatedColumn(const Columns &columns)
{
    return makeFunctionColumn<FieldType::Ip>(rows(columns), [columns](quint32 row, const auto &accept) {
        const FlowKey &key = columns->keys[columns->flows[row].key];
        accept(key.sourceAddress);
        accept(key.destinationAddress);
    });
}

const std::map<QString, MakeColumn> &addressColumns()
{
    static const std::map<QString, MakeColumn> table{
        {QStringLiteral("@timestamp"), beginColumn},
        {QStringLiteral("event.start"), beginColumn},
        {QStringLiteral("event.end"),
         [](const Columns &c) {
             return one<FieldType::Date>(c, [](const auto &, const FlowRow &f, const auto &) { return f.endNs; });
         }},
        {QStringLiteral("source.ip"),
         [](const Columns &c) {
             return one<FieldType::Ip>(c, [](const auto &, const auto &, const FlowKey &k) { return k.sourceAddress; });
         }},
        {QStringLiteral("destination.ip"),
         [](const Columns &c) {
             return one<FieldType::Ip>(
                 c, [](const auto &, const auto &, const FlowKey &k) { return k.destinationAddress; });
         }},
        {QStringLiteral("related.ip"), relatedColumn},
        {QStringLiteral("source.port"),
         [](const Columns &c) {
             return one<FieldType::Number>(c,
                                           [](const auto &, const auto &, const FlowKey &k) { return k.sourcePort; });
         }},
        {QStringLiteral("destination.port"),
         [](const Columns &c) {
             return one<FieldType::Number>(
                 c, [](const auto &, const auto &, const FlowKey &k) { return k.destinationPort; });
         }},
        {QStringLiteral("network.transport"),
         [](const Columns &c) {
             return text(
                 c, [](const auto &, const auto &, const FlowKey &k) { return transportKey(k.ipProtocol).toLatin1(); });
         }},
        {QStringLiteral("network.iana_number"),
         [](const Columns &c) {
             return text(c,
                         [](const auto &, const auto &, const FlowKey &k) { return QByteArray::number(k.ipProtocol); });
         }},
    };
    return table;
}

const std::map<QString, MakeColumn> &counterColumns()
{
    static const std::map<QString, MakeColumn> table{
        {QStringLiteral("source.packets"),
         [](const Columns &c) { return counter<HasPacketsOut, 0>(c, &FlowRow::packetsOut, &FlowRow::packetsIn); }},
        {QStringLiteral("source.bytes"),
         [](const Columns &c) { return counter<HasBytesOut, 0>(c, &FlowRow::bytesOut, &FlowRow::bytesIn); }},
        {QStringLiteral("destination.packets"),
         [](const Columns &c) { return counter<0, HasPacketsIn>(c, &FlowRow::packetsOut, &FlowRow::packetsIn); }},
        {QStringLiteral("destination.bytes"),
         [](const Columns &c) { return counter<0, HasBytesIn>(c, &FlowRow::bytesOut, &FlowRow::bytesIn); }},
        {QStringLiteral("network.packets"),
         [](const Columns &c) {
             return counter<HasPacketsOut, HasPacketsIn>(c, &FlowRow::packetsOut, &FlowRow::packetsIn);
         }},
        {QStringLiteral("network.bytes"),
         [](const Columns &c) { return counter<HasBytesOut, HasBytesIn>(c, &FlowRow::bytesOut, &FlowRow::bytesIn); }},
    };
    return table;
}

const std::map<QString, MakeColumn> &logColumns()
{
    static const std::map<QString, MakeColumn> table{
        {QStringLiteral("network.direction"), directionColumn},
        {QStringLiteral("direction"), directionColumn},
        {QStringLiteral("event.type"), decisionColumn},
        {QStringLiteral("decision"), decisionColumn},
        {QStringLiteral("rule.name"), ruleColumn},
        {QStringLiteral("rule"), ruleColumn},
        {QStringLiteral("observer.mac"), macColumn},
        {QStringLiteral("mac"), macColumn},
        {QStringLiteral("state"), [](const Columns &c) { return text(c, stateOf); }},
        {QStringLiteral("acl"),
         [](const Columns &c) {
             return text(c, [](const FlowColumns &all, const FlowRow &f, const auto &) {
                 return all.texts.bytes(firstTuple(all, f).acl);
             });
         }},
        {QStringLiteral("encryption"),
         [](const Columns &c) {
             return text(c, [](const FlowColumns &all, const FlowRow &f, const auto &) {
                 return all.encryptions.bytes(firstTuple(all, f).encryption);
             });
         }},
        {QStringLiteral("version"),
         [](const Columns &c) {
             return one<FieldType::Number>(
                 c, [](const auto &, const auto &, const FlowKey &k) { return flowLogVersion(k.kind); });
         }},
        {QStringLiteral("duplicate"),
         [](const Columns &c) {
             return one<FieldType::Boolean>(
                 c, [](const auto &, const FlowRow &f, const auto &) { return f.duplicateOf != noFlow; });
         }},
    };
    return table;
}

class FlowFields final : public FieldSource
{
public:
    explicit FlowFields(Columns columns)
        : m_columns(std::move(columns))
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return rows(m_columns); }
    [[nodiscard]] FieldColumnPtr column(const QString &field) const override
    {
        for (const auto *table : {&addressColumns(), &counterColumns(), &logColumns()}) {
            const auto found = table->find(field);
            if (found != table->end())
                return found->second(m_columns);
        }
        return nullptr;
    }
    [[nodiscard]] QStringList fields() const override
    {
        QStringList names;
        for (const auto *table : {&addressColumns(), &counterColumns(), &logColumns()}) {
            for (const auto &[name, make] : *table)
                names.append(name);
        }
        names.sort();
        return names;
    }

private:
    Columns m_columns;
};

} // namespace

std::unique_ptr<const FieldSource> flowFields(std::shared_ptr<const FlowColumns> columns)
{
    return std::make_unique<FlowFields>(std::move(columns));
}

} // namespace wirecase
