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

Result<RowBits> ask(const KqlQuery &query, const ActivityIndex &events, bool normalised, JobState &job)
{
    return query.evaluate(events.representationFields(normalised), {.foldCase = normalised, .nowNs = 0}, job);
}

void collect(const QJsonValue &value, QStringList &texts)
{
    if (value.isArray()) {
        for (const QJsonValue element : value.toArray())
            collect(element, texts);
    } else if (value.isString() || value.isDouble() || value.isBool()) {
        texts << value.toVariant().toString();
    }
}

} // namespace

QStringList valuesAt(const QJsonObject &document, const QString &field)
{
    QStringList texts;
    if (const QJsonValue whole = document.value(field); !whole.isUndefined())
        collect(whole, texts);
    for (qsizetype dot = field.indexOf(u'.'); dot > 0; dot = field.indexOf(u'.', dot + 1)) {
        const QJsonValue inner = document.value(field.left(dot));
        if (inner.isObject())
            texts << valuesAt(inner.toObject(), field.mid(dot + 1));
    }
    return texts;
}

Result<ModeDifference> ModeDifference::between(const ActivityIndex &events, const KqlQuery &query, JobState &job)
{
    ModeDifference difference(events);
    auto whole = ask(query, events, true, job);
    if (!whole)
        return whole.error();
    difference.m_normalised = *std::move(whole);
    for (const QString &field : query.fields()) {
        const KqlQuery part = query.restrictedTo(OneField(events.representationFields(true), field), nullptr);
        if (part.isEmpty())
            continue;
        auto faithful = ask(part, events, false, job);
        auto normalised = ask(part, events, true, job);
        if (!faithful || !normalised)
            return faithful ? normalised.error() : faithful.error();
        difference.m_fields.push_back({field, *std::move(faithful), *std::move(normalised)});
    }
    difference.m_rowsOfEvent.resize(events.size());
    for (quint32 row = 0; row < difference.m_normalised.size(); ++row)
        difference.m_rowsOfEvent[indexOf(events.eventOf(row))].push_back(row);
    return difference;
}

QString ModeDifference::note(EventId event) const
{
    const QString head = tr("Elastic would not raise this alert from the evidence as it is.");
    const std::vector<quint32> &rows = m_rowsOfEvent[indexOf(event)];
    std::optional<std::size_t> best;
    std::vector<const FieldAnswer *> fewest;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!m_normalised.test(rows[i]))
            continue;
        if (auto found = reasons(rows[i]); !found.empty() && (!best || found.size() < fewest.size())) {
            best = i;
            fewest = std::move(found);
        }
    }
    if (!best)
        return head + u' '
               + tr("Its values satisfy the query only when they are read without regard to case and wording.");
    QStringList sentences{head};
    const int representation = static_cast<int>(*best);
    const QJsonObject faithful = m_events->ecs(event, representation, false);
    const QJsonObject normalised = m_events->ecs(event, representation, true);
    for (const FieldAnswer *answer : fewest)
        sentences << sentence(answer->field, faithful, normalised);
    return sentences.join(u' ');
}

std::vector<const ModeDifference::FieldAnswer *> ModeDifference::reasons(quint32 representationRow) const
{
    std::vector<const FieldAnswer *> result;
    for (const FieldAnswer &answer : m_fields) {
        if (answer.normalised.test(representationRow) && !answer.faithful.test(representationRow))
            result.push_back(&answer);
    }
    return result;
}

QString ModeDifference::sentence(const QString &field, const QJsonObject &faithful, const QJsonObject &normalised) const
{
    const QString written = valuesAt(faithful, field).join(QLatin1String(", "));
    const QString read = valuesAt(normalised, field).join(QLatin1String(", "));
    if (written.isEmpty() && field == QLatin1String("event.outcome")) {
        const QString result = valuesAt(faithful, QStringLiteral("azure.activitylogs.result_type")).join(u' ');
        return tr("The result is written “%1”; Elastic sets event.outcome only for Success and Failure.").arg(result);
    }
    if (written.isEmpty())
        return tr("Elastic finds no %1 in this form of export; here it is read as “%2”.").arg(field, read);
    if (read.isEmpty() || written.compare(read, Qt::CaseInsensitive) == 0)
        return tr("%1 is written “%2”, and Elastic tells upper from lower case.").arg(field, written);
    return tr("%1 is written “%2”; here it is read as “%3”.").arg(field, written, read);
}

} // namespace wirecase
