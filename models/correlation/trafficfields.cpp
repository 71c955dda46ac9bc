#include "models/correlation/trafficfields.h"

#include "models/correlation/trafficcolumns.h"
#include "models/kql/functioncolumn.h"

#include <map>

namespace wirecase {

namespace {

using Columns = std::shared_ptr<const TrafficColumns>;
using MakeColumn = FieldColumnPtr (*)(const Columns &);
using Table = std::map<QString, MakeColumn>;

std::string_view view(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

/// A column over visit(columns, row, accept).
template <FieldType Type, typename Visit>
FieldColumnPtr column(const Columns &columns, Visit visit)
{
    const auto rows = static_cast<quint32>(columns->rows.size());
    return makeFunctionColumn<Type>(
        rows, [columns, visit](quint32 row, const auto &accept) { visit(*columns, columns->rows[row], accept); });
}

template <typename TextOf>
FieldColumnPtr text(const Columns &columns, TextOf textOf)
{
    return column<FieldType::Keyword>(columns, [textOf](const auto &all, const StoredTraffic &row, const auto &accept) {
        const QByteArray value = textOf(all, row);
        if (!value.isEmpty())
            accept(view(value));
    });
}

template <FieldType Type, auto Member>
FieldColumnPtr member(const Columns &columns)
{
    return column<Type>(columns,
                        [](const auto &, const StoredTraffic &row, const auto &accept) { accept(row.*Member); });
}

template <auto Side>
FieldColumnPtr address(const Columns &columns)
{
    return column<FieldType::Ip>(
        columns, [](const auto &, const StoredTraffic &row, const auto &accept) { accept((row.*Side).address); });
}

template <auto Side>
FieldColumnPtr port(const Columns &columns)
{
    return column<FieldType::Number>(columns, [](const auto &, const StoredTraffic &row, const auto &accept) {
        if ((row.*Side).port != 0)
            accept((row.*Side).port);
    });
}

/// A counter of the captures; no value where no capture saw the row.
template <auto Member>
FieldColumnPtr captured(const Columns &columns)
{
    return column<FieldType::Number>(columns, [](const auto &, const StoredTraffic &row, const auto &accept) {
        if (row.conversation != noRow)
            accept(row.*Member);
    });
}

template <auto Member, auto Has>
FieldColumnPtr logged(const Columns &columns)
{
    return column<FieldType::Number>(columns, [](const auto &, const StoredTraffic &row, const auto &accept) {
        if (row.*Has)
            accept(row.*Member);
    });
}

template <auto Captured, auto Logged, auto Has>
FieldColumnPtr either(const Columns &columns)
{
    return column<FieldType::Number>(columns, [](const auto &, const StoredTraffic &row, const auto &accept) {
        if (row.conversation != noRow)
            accept(row.*Captured);
        else if (row.*Has)
            accept(row.*Logged);
    });
}

FieldColumnPtr related(const Columns &columns)
{
    return column<FieldType::Ip>(columns, [](const auto &, const StoredTraffic &row, const auto &accept) {
        accept(row.client.address);
        accept(row.server.address);
    });
}

FieldColumnPtr decision(const Columns &columns)
{
    return column<FieldType::Keyword>(columns, [](const auto &, const StoredTraffic &row, const auto &accept) {
        if (row.allowed)
            accept(std::string_view("allowed"));
        if (row.denied)
            accept(std::string_view("denied"));
    });
}

template <auto Text>
FieldColumnPtr conversationText(const Columns &columns)
{
    return text(columns, [](const TrafficColumns &all, const StoredTraffic &row) {
        return row.conversation == noRow
                   ? QByteArray()
                   : (all.capture.conversations->at(ConversationId{row.conversation}).*Text).toUtf8();
    });
}

/// Each distinct text of the row's flows; duplicates tell rules and interfaces of their own.
template <auto Text>
FieldColumnPtr flowTexts(const Columns &columns)
{
    return column<FieldType::Keyword>(columns,
                                      [](const TrafficColumns &all, const StoredTraffic &row, const auto &accept) {
                                          for (quint32 i = row.firstFlow; i < row.firstFlow + row.flows; ++i) {
                                              const QByteArray value = (all.flowIndex->at(all.flows[i]).*Text).toUtf8();
                                              if (!value.isEmpty())
                                                  accept(view(value));
                                          }
                                      });
}

const Table &networkFields()
{
    static const Table table{
        {QStringLiteral("@timestamp"), member<FieldType::Date, &StoredTraffic::firstNs>},
        {QStringLiteral("event.start"), member<FieldType::Date, &StoredTraffic::firstNs>},
        {QStringLiteral("event.end"), member<FieldType::Date, &StoredTraffic::lastNs>},
        {QStringLiteral("event.type"), decision},
        {QStringLiteral("source.ip"), address<&StoredTraffic::client>},
        {QStringLiteral("source.port"), port<&StoredTraffic::client>},
        {QStringLiteral("destination.ip"), address<&StoredTraffic::server>},
        {QStringLiteral("destination.port"), port<&StoredTraffic::server>},
        {QStringLiteral("destination.domain"), conversationText<&Conversation::serverName>},
        {QStringLiteral("related.ip"), related},
        {QStringLiteral("network.packets"),
         either<&StoredTraffic::packets, &StoredTraffic::logPackets, &StoredTraffic::hasLogPackets>},
        {QStringLiteral("network.bytes"),
         either<&StoredTraffic::capturedBytes, &StoredTraffic::logBytes, &StoredTraffic::hasLogBytes>},
        {QStringLiteral("network.transport"),
         [](const Columns &c) {
             return text(c, [](const auto &, const auto &row) { return transportKey(row.ipProtocol).toLatin1(); });
         }},
        {QStringLiteral("network.iana_number"),
         [](const Columns &c) {
             return text(c, [](const auto &, const auto &row) { return QByteArray::number(row.ipProtocol); });
         }},
        {QStringLiteral("network.protocol"),
         [](const Columns &c) {
             return text(c, [](const auto &, const auto &row) { return protocolKey(row.protocol).toLatin1(); });
         }},
        {QStringLiteral("tls.version"), conversationText<&Conversation::tlsVersion>},
    };
    return table;
}

const Table &sourceFields()
{
    static const Table table{
        {QStringLiteral("rule.name"), flowTexts<&Flow::rule>},
        {QStringLiteral("observer.mac"), flowTexts<&Flow::mac>},
        {QStringLiteral("wirecase.seen_in"),
         [](const Columns &c) {
             return text(c, [](const auto &, const StoredTraffic &row) { return seenInKey(row.seenIn()).toLatin1(); });
         }},
        {QStringLiteral("wirecase.encryption"),
         [](const Columns &c) {
             return text(c, [](const auto &, const auto &row) { return encryptionKey(row.encryption).toLatin1(); });
         }},
        {QStringLiteral("wirecase.secrets"), member<FieldType::Number, &StoredTraffic::secrets>},
        {QStringLiteral("wirecase.pcap.packets"), captured<&StoredTraffic::packets>},
        {QStringLiteral("wirecase.pcap.bytes"), captured<&StoredTraffic::capturedBytes>},
        {QStringLiteral("wirecase.log.packets"), logged<&StoredTraffic::logPackets, &StoredTraffic::hasLogPackets>},
        {QStringLiteral("wirecase.log.bytes"), logged<&StoredTraffic::logBytes, &StoredTraffic::hasLogBytes>},
    };
    return table;
}

/// A field of the captured conversations, for the rows that have one.
class ConversationColumn final : public FieldColumn
{
public:
    ConversationColumn(Columns columns, FieldColumnPtr conversations)
        : m_columns(std::move(columns))
        , m_conversations(std::move(conversations))
    {
    }

    [[nodiscard]] FieldType type() const override { return m_conversations->type(); }
    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        RowBits matching(m_columns->capture.conversations->size());
        m_conversations->select(test, matching, job);
        for (quint32 row = 0; row < m_columns->rows.size(); ++row) {
            const quint32 conversation = m_columns->rows[row].conversation;
            if (conversation != noRow && matching.test(conversation))
                rows.set(row);
        }
    }

private:
    Columns m_columns;
    FieldColumnPtr m_conversations;
};

class TrafficFields final : public FieldSource
{
public:
    explicit TrafficFields(Columns columns)
        : m_columns(std::move(columns))
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return static_cast<quint32>(m_columns->rows.size()); }
    [[nodiscard]] FieldColumnPtr column(const QString &field) const override
    {
        for (const Table *table : {&networkFields(), &sourceFields()}) {
            const auto found = table->find(field);
            if (found != table->end())
                return found->second(m_columns);
        }
        auto ofConversations = m_columns->capture.conversations->fields().column(field);
        return ofConversations ? std::make_unique<ConversationColumn>(m_columns, std::move(ofConversations)) : nullptr;
    }
    [[nodiscard]] QStringList fields() const override
    {
        QStringList names = m_columns->capture.conversations->fields().fields();
        for (const Table *table : {&networkFields(), &sourceFields()}) {
            for (const auto &[name, make] : *table)
                names.append(name);
        }
        names.sort();
        names.removeDuplicates();
        return names;
    }

private:
    Columns m_columns;
};

} // namespace

std::unique_ptr<const FieldSource> trafficFields(std::shared_ptr<const TrafficColumns> columns)
{
    return std::make_unique<TrafficFields>(std::move(columns));
}

} // namespace wirecase
