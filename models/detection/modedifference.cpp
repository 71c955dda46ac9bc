#include "models/detection/modedifference.h"

#include "models/activity/activityindex.h"

#include <QJsonArray>

namespace wirecase {

namespace {

/// A source that knows one field only: what is left of a query restricted to it is that field's part.
class OneField final : public FieldSource
{
public:
    OneField(const FieldSource &source, QString field)
        : m_source(source)
        , m_field(std::move(field))
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return m_source.rowCount(); }
    [[nodiscard]] FieldColumnPtr column(const QString &field) const override
    {
        return field == m_field ? m_source.column(field) : nullptr;
    }
    [[nodiscard]] QStringList fields() const override { return {m_field}; }

private:
    const FieldSource &m_source;
    QString m_field;
};

void collect(const QJsonValue &value, QJsonArray &values)
{
    if (value.isArray()) {
        for (const QJsonValue element : value.toArray())
            collect(element, values);
    } else if (value.isString() || value.isDouble() || value.isBool()) {
        values.append(value);
    }
}

/// The document with the given fields only, by their dotted names: what is asked several times is kept small.
QJsonObject withOnly(const QJsonObject &document, const QStringList &fields)
{
    QJsonObject result;
    for (const QString &field : fields)
        result.insert(field, valuesAt(document, field));
    return result;
}

QString textOf(const QJsonValue &values)
{
    QStringList texts;
    for (const QJsonValue value : values.toArray())
        texts << value.toVariant().toString();
    return texts.join(QLatin1String(", "));
}

QString resultField()
{
    return QStringLiteral("azure.activitylogs.result_type");
}

} // namespace

QJsonArray valuesAt(const QJsonObject &document, const QString &field)
{
    QJsonArray values;
    collect(document.value(field), values);
    for (qsizetype dot = field.indexOf(u'.'); dot > 0; dot = field.indexOf(u'.', dot + 1)) {
        const QJsonValue inner = document.value(field.left(dot));
        if (inner.isObject())
            collect(valuesAt(inner.toObject(), field.mid(dot + 1)), values);
    }
    return values;
}

/// The representations of some events as documents of both views, with the fields of the query, and which of them
/// satisfy what.
struct ModeDifference::Batch
{
    struct Answer
    {
        RowBits faithful;
        RowBits normalised;
    };

    std::vector<QJsonObject> faithful; ///< by row
    std::vector<QJsonObject> normalised;
    RowBits whole;               ///< rows that satisfy the whole query in normalised mode
    std::vector<Answer> answers; ///< by part of the query

    /// The parts that a row satisfies in normalised mode only.
    [[nodiscard]] std::vector<std::size_t> reasons(std::size_t row) const
    {
        std::vector<std::size_t> result;
        for (std::size_t part = 0; part < answers.size(); ++part) {
            const auto bit = static_cast<quint32>(row);
            if (answers[part].normalised.test(bit) && !answers[part].faithful.test(bit))
                result.push_back(part);
        }
        return result;
    }
};

ModeDifference::ModeDifference(const ActivityIndex &events, KqlQuery query)
    : m_events(events)
    , m_query(std::move(query))
{
    const FieldSource &fields = events.representationFields(true);
    for (const QString &field : m_query.fields()) {
        const FieldColumnPtr column = fields.column(field);
        if (!column)
            continue;
        m_types.insert(field, column->type());
        if (KqlQuery part = m_query.restrictedTo(OneField(fields, field), nullptr); !part.isEmpty())
            m_parts.push_back({field, std::move(part)});
    }
}

Result<std::vector<QString>> ModeDifference::notes(std::span<const EventId> ids, JobState &job) const
{
    constexpr std::size_t batchSize = 256; // bounds the documents in memory and the time between looks at the job
    std::vector<QString> result;
    result.reserve(ids.size());
    for (std::size_t begin = 0; begin < ids.size(); begin += batchSize) {
        if (job.cancelled)
            return Error::cancelled();
        const Status added = addNotes(ids.subspan(begin, std::min(batchSize, ids.size() - begin)), job, result);
        if (!added)
            return added.error();
    }
    return result;
}

Status ModeDifference::addNotes(std::span<const EventId> ids, JobState &job, std::vector<QString> &notes) const
{
    Batch batch;
    QStringList fields = m_types.keys();
    if (!fields.contains(resultField()))
        fields << resultField(); // for the words of the note
    std::vector<std::size_t> ends;
    for (const EventId id : ids) {
        for (int i = 0; i < m_events.representations(id); ++i) {
            batch.faithful.push_back(withOnly(m_events.ecs(id, i, false), fields));
            batch.normalised.push_back(withOnly(m_events.ecs(id, i, true), fields));
        }
        ends.push_back(batch.faithful.size());
    }
    const JsonFieldSource faithful(batch.faithful, m_types);
    const JsonFieldSource normalised(batch.normalised, m_types);
    auto whole = m_query.evaluate(normalised, {.foldCase = true, .nowNs = 0}, job);
    if (!whole)
        return whole.error();
    batch.whole = *std::move(whole);
    for (const Part &part : m_parts) {
        auto strict = part.query.evaluate(faithful, {.foldCase = false, .nowNs = 0}, job);
        auto folded = part.query.evaluate(normalised, {.foldCase = true, .nowNs = 0}, job);
        if (!strict || !folded)
            return strict ? folded.error() : strict.error();
        batch.answers.push_back({*std::move(strict), *std::move(folded)});
    }
    std::size_t row = 0;
    for (const std::size_t end : ends) {
        notes.push_back(note(batch, row, end));
        row = end;
    }
    return {};
}

/// Of several representations, the one that misses the least speaks.
QString ModeDifference::note(const Batch &batch, std::size_t firstRow, std::size_t endRow) const
{
    QStringList sentences{tr("Elastic would not raise this alert from the evidence as it is.")};
    std::optional<std::size_t> best;
    std::vector<std::size_t> fewest;
    for (std::size_t row = firstRow; row < endRow; ++row) {
        if (!batch.whole.test(static_cast<quint32>(row)))
            continue;
        if (auto found = batch.reasons(row); !found.empty() && (!best || found.size() < fewest.size())) {
            best = row;
            fewest = std::move(found);
        }
    }
    if (!best)
        sentences << tr("Its values satisfy the query only when they are read without regard to case and wording.");
    for (const std::size_t part : fewest)
        sentences << sentence(m_parts[part].field, batch.faithful[*best], batch.normalised[*best]);
    return sentences.join(u' ');
}

QString ModeDifference::sentence(const QString &field, const QJsonObject &faithful, const QJsonObject &normalised) const
{
    const QString written = textOf(faithful.value(field));
    const QString read = textOf(normalised.value(field));
    if (written.isEmpty() && field == QLatin1String("event.outcome")) {
        return tr("The result is written “%1”; Elastic sets event.outcome only for Success and Failure.")
            .arg(textOf(faithful.value(resultField())));
    }
    if (written.isEmpty())
        return tr("Elastic finds no %1 in this form of export; here it is read as “%2”.").arg(field, read);
    if (read.isEmpty() || written.compare(read, Qt::CaseInsensitive) == 0)
        return tr("%1 is written “%2”, and Elastic tells upper from lower case.").arg(field, written);
    return tr("%1 is written “%2”; here it is read as “%3”.").arg(field, written, read);
}

} // namespace wirecase
