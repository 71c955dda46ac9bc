#include "models/context/investigationcontext.h"

#include <algorithm>
#include <utility>

namespace wirecase {

namespace {

constexpr std::size_t longestHistory = 200;

} // namespace

void InvestigationContext::narrow(const Scope &scope)
{
    if (scope == m_current.scope)
        return;
    remember();
    Place place = m_current;
    place.scope = scope;
    moveTo(place);
}

void InvestigationContext::pointAt(const Focus &focus)
{
    if (focus == m_current.focus)
        return;
    m_current.focus = focus;
    m_current.focusNumber = ++m_focusNumbers;
    emit focusChanged();
}

void InvestigationContext::show(View view)
{
    if (view == m_current.view)
        return;
    remember();
    Place place = m_current;
    place.view = view;
    moveTo(place);
}

void InvestigationContext::follow(const Pivot &pivot)
{
    if (!pivot.isPossible())
        return;
    const bool sameFocus = pivot.focus == m_current.focus;
    const Place place{pivot.view, pivot.scope, pivot.focus, sameFocus ? m_current.focusNumber : ++m_focusNumbers};
    if (place != m_current) {
        remember();
        moveTo(place);
    }
    emit followed(pivot);
}

void InvestigationContext::back()
{
    if (m_past.empty())
        return;
    m_future.push_back(m_current);
    const Place place = m_past.back();
    m_past.pop_back();
    moveTo(place);
    emit historyChanged();
}

void InvestigationContext::forward()
{
    if (m_future.empty())
        return;
    m_past.push_back(m_current);
    const Place place = m_future.back();
    m_future.pop_back();
    moveTo(place);
    emit historyChanged();
}

void InvestigationContext::renumberFocus(const std::function<Focus(quint64 number, const Focus &focus)> &renumber)
{
    const auto apply = [&renumber](Place &place) { place.focus = renumber(place.focusNumber, place.focus); };
    apply(m_current);
    std::ranges::for_each(m_past, apply);
    std::ranges::for_each(m_future, apply);
}

void InvestigationContext::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    emit timeFormatChanged();
}

void InvestigationContext::setQueryProblem(const QString &problem)
{
    if (problem == m_queryProblem)
        return;
    m_queryProblem = problem;
    emit queryProblemChanged();
}

void InvestigationContext::remember()
{
    if (m_past.size() == longestHistory)
        m_past.erase(m_past.begin());
    m_past.push_back(m_current);
    m_future.clear();
    emit historyChanged();
}

void InvestigationContext::moveTo(const Place &place)
{
    const Place before = std::exchange(m_current, place);
    // The focus is announced last: a pane first has the rows, then the row.
    if (before.view != place.view)
        emit viewChanged();
    if (before.scope != place.scope)
        emit scopeChanged();
    if (before.focus != place.focus)
        emit focusChanged();
}

} // namespace wirecase
