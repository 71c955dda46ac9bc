#pragma once

#include "models/base/ids.h"
#include "models/base/result.h"
#include "models/kql/query.h"
#include "models/kql/rowbits.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <vector>

namespace wirecase {

class ActivityIndex;

/// Says in words why an event satisfies a query in normalised mode only. It asks each field's part of the query in both
/// modes, so that only what really differs is named. One per rule; borrows the index.
class ModeDifference
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ModeDifference)

public:
    static Result<ModeDifference> between(const ActivityIndex &events, const KqlQuery &query, JobState &job);

    [[nodiscard]] QString note(EventId event) const;

private:
    struct FieldAnswer
    {
        QString field;
        RowBits faithful; ///< representations that satisfy the field's part of the query
        RowBits normalised;
    };

    explicit ModeDifference(const ActivityIndex &events)
        : m_events(&events)
    {
    }

    [[nodiscard]] std::vector<const FieldAnswer *> reasons(quint32 representationRow) const;
    [[nodiscard]] QString sentence(const QString &field, const QJsonObject &faithful,
                                   const QJsonObject &normalised) const;

    const ActivityIndex *m_events;
    RowBits m_normalised; ///< representations that satisfy the whole query in normalised mode
    std::vector<FieldAnswer> m_fields;
    std::vector<std::vector<quint32>> m_rowsOfEvent; ///< representation rows by event
};

/// The values at a dotted field name in a document that may nest objects, use dotted keys, or both.
[[nodiscard]] QStringList valuesAt(const QJsonObject &document, const QString &field);

} // namespace wirecase
