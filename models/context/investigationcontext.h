#pragma once

#include "models/base/timeformat.h"
#include "models/context/pivot.h"

#include <QObject>

#include <functional>
#include <vector>

namespace wirecase {

/// The only thing that panes share: the scope (what remains), the focus (what is pointed at), the view and the zone of
/// shown times. Lives in the GUI thread, owned by the composition root. Setting an equal value does nothing, which
/// alone stops echoes between panes.
class InvestigationContext : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const Scope &scope() const { return m_current.scope; }
    [[nodiscard]] const Focus &focus() const { return m_current.focus; }
    [[nodiscard]] View view() const { return m_current.view; }
    [[nodiscard]] const TimeFormat &timeFormat() const { return m_timeFormat; }

    /// Changes what remains; the place before can be gone back to.
    void narrow(const Scope &scope);
    void pointAt(const Focus &focus);
    void show(View view);
    /// Scope, focus and view at once: one step for back(). Nothing happens when the pivot is not possible.
    void follow(const Pivot &pivot);

    [[nodiscard]] bool canGoBack() const { return !m_past.empty(); }
    [[nodiscard]] bool canGoForward() const { return !m_future.empty(); }
    void back();
    void forward();

    /// Replaces every focus, of here and of the history, by what `renumber` answers for it. Ids belong to one snapshot,
    /// and this is to be called with each new one, before panes show it. Not announced: the same things are pointed at,
    /// and panes read all anew. The number is the same as long as the focus was not changed by other means.
    void renumberFocus(const std::function<Focus(quint64 number, const Focus &focus)> &renumber);

    void setTimeFormat(const TimeFormat &format);

    /// What is wrong with a query that was to become part of the scope, which stays as it was; empty when nothing is.
    [[nodiscard]] const QString &queryProblem() const { return m_queryProblem; }
    void setQueryProblem(const QString &problem);

signals:
    void followed(const wirecase::Pivot &pivot);
    void scopeChanged();
    void focusChanged();
    void viewChanged();
    void historyChanged();
    void timeFormatChanged();
    void queryProblemChanged();

private:
    struct Place
    {
        View view = View::Triage;
        Scope scope;
        Focus focus;
        quint64 focusNumber = 0; ///< another with each change of the focus
        bool operator==(const Place &other) const
        {
            return view == other.view && scope == other.scope && focus == other.focus;
        }
    };

    void moveTo(const Place &place);
    void remember();

    Place m_current;
    std::vector<Place> m_past;
    std::vector<Place> m_future;
    quint64 m_focusNumbers = 0;
    TimeFormat m_timeFormat;
    QString m_queryProblem;
};

} // namespace wirecase
