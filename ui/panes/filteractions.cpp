#include "ui/panes/filteractions.h"

#include "models/context/investigationcontext.h"
#include "models/context/pivotroles.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::FilterActions)
};

constexpr qsizetype longestShown = 60;

QString shortened(const QString &term)
{
    QString shown = term.size() <= longestShown ? term : term.left(longestShown - 1) + u'…';
    return shown.replace(u'&', QStringLiteral("&&")); // a lone one would underline a letter
}

void addAction(QMenu &menu, const QString &text, const QString &kql, InvestigationContext &context)
{
    QAction *action = menu.addAction(text);
    QObject::connect(action, &QAction::triggered, &context, [&context, kql] {
        Scope scope = context.scope();
        scope.kql = kql;
        context.narrow(scope);
    });
}

} // namespace

QString withTerm(const QString &query, const QString &term)
{
    const QString trimmed = query.trimmed();
    return trimmed.isEmpty() ? term : QStringLiteral("(%1) and (%2)").arg(trimmed, term);
}

QString withoutTerm(const QString &query, const QString &term)
{
    const QString trimmed = query.trimmed();
    const QString negated = QStringLiteral("not (%1)").arg(term);
    return trimmed.isEmpty() ? negated : QStringLiteral("(%1) and %2").arg(trimmed, negated);
}

void addTermActions(QMenu &menu, const QString &term, const QString &whyNot, InvestigationContext &context)
{
    menu.setToolTipsVisible(true);
    menu.addSeparator();
    if (term.isEmpty()) {
        QAction *none = menu.addAction(Text::tr("Filter on this"));
        none->setEnabled(false);
        none->setToolTip(whyNot);
        return;
    }
    const QString &now = context.scope().kql;
    const QString shown = shortened(term);
    //: %1 is a condition: source.port : 443
    addAction(menu, Text::tr("Include %1").arg(shown), withTerm(now, term), context);
    addAction(menu, Text::tr("Exclude %1").arg(shown), withoutTerm(now, term), context);
    addAction(menu, Text::tr("Only %1").arg(shown), term, context);
    menu.addSeparator();
    menu.addAction(Text::tr("Copy as filter"), &menu, [term] { QApplication::clipboard()->setText(term); });
}

void addFilterActions(QMenu &menu, const QModelIndex &cell, InvestigationContext &context)
{
    const QString title = cell.model()->headerData(cell.column(), Qt::Horizontal).toString();
    addTermActions(menu, cell.data(FilterRole).toString(),
                   //: %1 is the title of a column
                   Text::tr("No filter can be made of “%1” in this row.").arg(title), context);
}

} // namespace wirecase
