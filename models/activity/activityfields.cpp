#include "models/activity/activityfields.h"

namespace wirecase {

namespace {

/// Tests each distinct text once.
class DictionaryColumn final : public FieldColumn
{
public:
    DictionaryColumn(const EcsColumn &column, const TextPool &texts, const std::vector<quint32> &rowOf, quint32 hidden)
        : m_column(column)
        , m_texts(texts)
        , m_rowOf(rowOf)
        , m_hidden(hidden)
    {
    }

    [[nodiscard]] FieldType type() const override { return m_column.type; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        enum class Answer : quint8
        {
            Unknown,
            No,
            Yes
        };
        std::vector<Answer> answers(m_texts.size(), Answer::Unknown);
        for (std::size_t i = 0; i < m_column.records.size(); ++i) {
            if (i % 4096 == 0 && job.cancelled)
                return;
            if ((m_column.texts[i] & m_hidden) != 0)
                continue;
            const quint32 text = m_column.texts[i] & ~(EcsColumn::faithfulOnly | EcsColumn::normalisedOnly);
            if (answers[text] == Answer::Unknown)
                answers[text] = accepts(test, m_texts.at(text)) ? Answer::Yes : Answer::No;
            if (answers[text] == Answer::Yes)
                rows.set(m_rowOf[m_column.records[i]]);
        }
    }

    void visit(const SeeValue &see, JobState &job) const override
    {
        for (std::size_t i = 0; i < m_column.records.size(); ++i) {
            if (i % 4096 == 0 && job.cancelled)
                return;
            if ((m_column.texts[i] & m_hidden) == 0)
                see(m_rowOf[m_column.records[i]],
                    m_texts.at(m_column.texts[i] & ~(EcsColumn::faithfulOnly | EcsColumn::normalisedOnly)));
        }
    }

private:
    [[nodiscard]] bool accepts(const ValueTest &test, const std::string &text) const
    {
        switch (m_column.type) {
        case FieldType::Keyword:
        case FieldType::Text:
        case FieldType::Flattened:
            return test.acceptsText(text);
        case FieldType::Boolean:
            return test.acceptsBool(text == "true");
        case FieldType::Date:
            return test.acceptsTime(QByteArray::fromStdString(text).toLongLong());
        case FieldType::Number:
            return test.acceptsNumber(QByteArray::fromStdString(text).toDouble());
        case FieldType::Ip:
            if (const auto address = IpAddress::parse(std::string_view(text)))
                return test.acceptsIp(*address);
            return false;
        }
        return false;
    }

    const EcsColumn &m_column;
    const TextPool &m_texts;
    const std::vector<quint32> &m_rowOf;
    quint32 m_hidden; ///< mark of values that this view does not have
};

} // namespace

FieldColumnPtr ActivityFields::column(const QString &field) const
{
    const QByteArray name = field.toUtf8();
    const EcsColumn *column =
        m_gathered.ecs.find(std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
    if (column == nullptr || !(m_normalised ? column->inNormalised : column->inFaithful))
        return nullptr;
    const quint32 hidden = m_normalised ? EcsColumn::faithfulOnly : EcsColumn::normalisedOnly;
    return std::make_unique<DictionaryColumn>(*column, m_gathered.texts, m_rowOf, hidden);
}

} // namespace wirecase
