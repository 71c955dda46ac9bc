#pragma once

#include "models/base/job.h"
#include "models/context/pivot.h"
#include "models/investigation/snapshot.h"
#include "ui/widgets/filterbar.h"

namespace wirecase {

class Investigation;
class InvestigationContext;

/// What the KQL line knows of the evidence: its fields and their values, and what is wrong with a query or reads
/// otherwise than it will be meant, be it that no pane of the view would apply it. GUI thread; values are gathered on a
/// worker.
class QueryAssistant : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostValues = 100;

    QueryAssistant(const InvestigationContext &context, const Investigation &investigation, QObject *parent);

    [[nodiscard]] std::optional<FilterBar::Problem> problemOf(const QString &query) const;
    /// Fields with `part` in their names, those that begin with it first; else the one that may be meant.
    [[nodiscard]] QStringList fieldsWith(const QString &part) const;
    void findValues(const QString &field, const QString &prefix);

signals:
    void valuesFound(const QString &field, const QString &prefix, const QStringList &values);

private:
    const InvestigationContext &m_context;
    const Investigation &m_investigation;
    Job m_job;
};

} // namespace wirecase
