#pragma once

#include "models/base/ids.h"
#include "models/base/result.h"
#include "models/kql/jsonfieldsource.h"
#include "models/kql/query.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <span>
#include <vector>

namespace wirecase {

class ActivityIndex;

/// Says in words why events satisfy a query in normalised mode only. It asks each field's part of the query in both
/// modes, so that only what really differs is named. Borrows the index.
class ModeDifference
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ModeDifference)

public:
    ModeDifference(const ActivityIndex &events, KqlQuery query);

    /// A note for each of `ids`. Fails only when cancelled.
    [[nodiscard]] Result<std::vector<QString>> notes(std::span<const EventId> ids, JobState &job) const;

private:
    struct Part
    {
        QString field;
        KqlQuery query; ///< what is left of the query when it knows this field only
    };
    struct Batch;

    Status addNotes(std::span<const EventId> ids, JobState &job, std::vector<QString> &notes) const;
    [[nodiscard]] QString note(const Batch &batch, std::size_t firstRow, std::size_t endRow) const;
    [[nodiscard]] QString sentence(const QString &field, const QJsonObject &faithful,
                                   const QJsonObject &normalised) const;

    const ActivityIndex &m_events;
    KqlQuery m_query;
    JsonFieldSource::Mapping m_types;
    std::vector<Part> m_parts;
};

/// The values at a dotted field name in a document that may nest objects, use dotted keys, or both.
[[nodiscard]] QJsonArray valuesAt(const QJsonObject &document, const QString &field);

} // namespace wirecase
