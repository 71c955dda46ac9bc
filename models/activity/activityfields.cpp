#include "models/activity/activityfields.h"

#include "models/activity/exporttime.h"

#include <numeric>

namespace wirecase {

namespace {

std::optional<qint64> timeIn(std::string_view text)
{
    const ExportTime time = parseExportTime(text);
    return time.ns == noTime ? std::nullopt : std::optional(time.ns);
}

/// Tests each distinct text once, and each set of a group.
class DictionaryColumn final : public FieldColumn
{
public:
    DictionaryColumn(const EcsField &field, const ActivityGathering &gathered, const std::vector<quint32> &rowOf,
                     quint32 hidden)
        : m_field(field)
        , m_gathered(gathered)
        , m_rowOf(rowOf)
        , m_hidden(hidden)
    {
    }

    [[nodiscard]] FieldType type() const override { return m_field.type; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        enum class Answer : quint8
        {
            Unknown,
            No,
            Yes
        };
        std::vector<Answer> answers(m_gathered.texts.size(), Answer::Unknown);
        const auto isAccepted = [&](quint32 text) {
            if (answers[text] == Answer::Unknown)
                answers[text] = accepts(test, m_gathered.texts.at(text)) ? Answer::Yes : Answer::No;
            return answers[text] == Answer::Yes;
        };
        for (const EcsColumn &column : m_field.columns) {
            std::vector<bool> accepted(setsOf(column));
            forEachValue(column, job, [&](quint32 set, quint32 text) {
                if (isAccepted(text))
                    accepted[set] = true;
            });
            forEachRecord(column, job, [&](quint32 row, quint32 set) {
                if (accepted[set])
                    rows.set(row);
            });
        }
    }

    void visit(const SeeValue &see, JobState &job) const override
    {
        for (const EcsColumn &column : m_field.columns) {
            // Values are in the order of their sets: those of set n are texts[first[n]] up to texts[first[n + 1]].
            std::vector<quint32> first(std::size_t{setsOf(column)} + 1, 0);
            std::vector<quint32> texts;
            forEachValue(column, job, [&](quint32 set, quint32 text) {
                ++first[set + 1];
                texts.push_back(text);
            });
            std::partial_sum(first.begin(), first.end(), first.begin());
            forEachRecord(column, job, [&](quint32 row, quint32 set) {
                for (quint32 value = first[set]; value < first[set + 1]; ++value)
                    show(see, row, m_gathered.texts.at(texts[value]));
            });
        }
    }

private:
    [[nodiscard]] quint32 setsOf(const EcsColumn &column) const
    {
        return column.group == EcsColumns::ownGroup ? static_cast<quint32>(m_gathered.rows.size())
                                                    : m_gathered.ecs.group(column.group).sets();
    }

    template <typename Use>
    void forEachValue(const EcsColumn &column, JobState &job, const Use &use) const
    {
        for (std::size_t i = 0; i < column.size(); ++i) {
            if (i % 4096 == 0 && job.cancelled)
                return;
            if (column.mark(i) != m_hidden)
                use(column.set(i), column.text(i));
        }
    }

    template <typename Use>
    void forEachRecord(const EcsColumn &column, JobState &job, const Use &use) const
    {
        const bool isOwn = column.group == EcsColumns::ownGroup;
        const std::size_t count = isOwn ? m_rowOf.size() : m_gathered.ecs.group(column.group).setOf().size();
        const quint32 *setOf = isOwn ? nullptr : m_gathered.ecs.group(column.group).setOf().data();
        for (std::size_t record = 0; record < count; ++record) {
            if (record % 4096 == 0 && job.cancelled)
                return;
            const quint32 set = isOwn ? static_cast<quint32>(record) : setOf[record];
            if (set != EcsGroup::none)
                use(m_rowOf[record], set);
        }
    }

    void show(const SeeValue &see, quint32 row, std::string_view text) const
    {
        const auto time = m_field.type == FieldType::Date ? timeIn(text) : std::nullopt;
        see(row, time ? std::string_view(std::to_string(*time)) : text);
    }

    [[nodiscard]] bool accepts(const ValueTest &test, std::string_view text) const
    {
        switch (m_field.type) {
        case FieldType::Keyword:
        case FieldType::Text:
        case FieldType::Flattened:
            return test.acceptsText(text);
        case FieldType::Boolean:
            return test.acceptsBool(text == "true");
        case FieldType::Date:
            if (const auto time = timeIn(text))
                return test.acceptsTime(*time);
            return false;
        case FieldType::Number:
            return test.acceptsNumber(
                QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())).toDouble());
        case FieldType::Ip:
            if (const auto address = IpAddress::parse(text))
                return test.acceptsIp(*address);
            return false;
        }
        return false;
    }

    const EcsField &m_field;
    const ActivityGathering &m_gathered;
    const std::vector<quint32> &m_rowOf;
    quint32 m_hidden; ///< mark of values that this view does not have
};

/// The times of the records, which stand with them.
class TimeColumn final : public FieldColumn
{
public:
    TimeColumn(const std::vector<ActivityRow> &records, const std::vector<quint32> &rowOf)
        : m_records(records)
        , m_rowOf(rowOf)
    {
    }

    [[nodiscard]] FieldType type() const override { return FieldType::Date; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        forEachTime(job, [&](quint32 row, qint64 timeNs) {
            if (test.acceptsTime(timeNs))
                rows.set(row);
        });
    }

    void visit(const SeeValue &see, JobState &job) const override
    {
        forEachTime(job, [&](quint32 row, qint64 timeNs) { see(row, std::to_string(timeNs)); });
    }

private:
    template <typename Use>
    void forEachTime(JobState &job, const Use &use) const
    {
        for (std::size_t record = 0; record < m_records.size(); ++record) {
            if (record % 4096 == 0 && job.cancelled)
                return;
            if (m_records[record].timeNs != noTime)
                use(m_rowOf[record], m_records[record].timeNs);
        }
    }

    const std::vector<ActivityRow> &m_records;
    const std::vector<quint32> &m_rowOf;
};

} // namespace

FieldColumnPtr ActivityFields::column(const QString &field) const
{
    const QByteArray name = field.toUtf8();
    const EcsField *known =
        m_gathered.ecs.find(std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
    if (known == nullptr || !known->isIn(m_normalised))
        return nullptr;
    if (name == "@timestamp")
        return std::make_unique<TimeColumn>(m_gathered.rows, m_rowOf);
    const quint32 hidden = m_normalised ? EcsColumn::faithfulOnly : EcsColumn::normalisedOnly;
    return std::make_unique<DictionaryColumn>(*known, m_gathered, m_rowOf, hidden);
}

} // namespace wirecase
