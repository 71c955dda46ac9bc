#pragma once

#include <QString>

class QMenu;
class QModelIndex;

namespace wirecase {

class InvestigationContext;

/// `query` narrowed by `term`, which has to hold too; `query` may be empty.
[[nodiscard]] QString withTerm(const QString &query, const QString &term);
/// `query` without what `term` matches.
[[nodiscard]] QString withoutTerm(const QString &query, const QString &term);

/// Adds include, exclude and only for a term, and its copy; where the term is empty, one action that is disabled and
/// says why.
void addTermActions(QMenu &menu, const QString &term, const QString &whyNot, InvestigationContext &context);
/// The same for what the cell stands for (FilterRole).
void addFilterActions(QMenu &menu, const QModelIndex &cell, InvestigationContext &context);

} // namespace wirecase
