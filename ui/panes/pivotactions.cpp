#include "ui/panes/pivotactions.h"

#include "models/context/investigationcontext.h"

#include <QMenu>

namespace wirecase {

void addPivotActions(QMenu &menu, const std::vector<Pivot> &pivots, InvestigationContext &context)
{
    menu.setToolTipsVisible(true);
    for (const Pivot &pivot : pivots) {
        QAction *action = menu.addAction(pivot.text);
        action->setEnabled(pivot.isPossible());
        action->setToolTip(pivot.isPossible() ? pivot.text : pivot.whyNot);
        action->setStatusTip(pivot.whyNot);
        QObject::connect(action, &QAction::triggered, &context, [&context, pivot] { context.follow(pivot); });
    }
}

} // namespace wirecase
