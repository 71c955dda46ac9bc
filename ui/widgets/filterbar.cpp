#include "ui/widgets/filterbar.h"

#include "ui/widgets/filteredit.h"
#include "ui/widgets/querytoken.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStringListModel>

namespace wirecase {

namespace {

constexpr qsizetype maxHistory = 50;
constexpr int shownCompletions = 12;

QString stateName(FilterBar::State state)
{
    switch (state) {
    case FilterBar::State::Empty:
        return QStringLiteral("empty");
    case FilterBar::State::Valid:
        return QStringLiteral("valid");
    case FilterBar::State::Partial:
        return QStringLiteral("partial");
    case FilterBar::State::Invalid:
        return QStringLiteral("invalid");
    }
    return {};
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new FilterEdit(this))
    , m_completer(new QCompleter(this))
    , m_completions(new QStringListModel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit);
    setFocusProxy(m_edit);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->installEventFilter(this);

    m_completer->setModel(m_completions);
    m_completer->setWidget(m_edit);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(shownCompletions);
    m_completer->popup()->setProperty("popup", true);
    m_completer->popup()->installEventFilter(this); // before the completer's own
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterBar::insertCompletion);
    connect(m_edit, &FilterEdit::noteClicked, this, &FilterBar::repair);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::check);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_historyAt = -1;
        offerCompletions(false);
        emit textEdited(text);
    });
}

void FilterBar::setValidate(Validate validate)
{
    m_validate = std::move(validate);
    check();
}

void FilterBar::setCompletion(FieldsFor fields, AskValues askValues)
{
    m_fields = std::move(fields);
    m_askValues = std::move(askValues);
}

void FilterBar::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void FilterBar::setText(const QString &text)
{
    m_applied = text;
    m_historyAt = -1;
    if (m_edit->text() == text)
        return;
    m_edit->setText(text);
    if (!m_edit->hasFocus()) // its beginning says most
        m_edit->setCursorPosition(0);
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setHistory(const QStringList &history)
{
    m_history = history.mid(0, maxHistory);
    m_historyAt = -1;
}

void FilterBar::check()
{
    const QString text = m_edit->text();
    const bool empty = text.trimmed().isEmpty();
    m_problem = empty || !m_validate ? std::nullopt : m_validate(text);
    const State problematic = m_problem && m_problem->blocks ? State::Invalid : State::Partial;
    const State state = empty ? State::Empty : m_problem ? problematic : State::Valid;
    showProblem();
    m_edit->setQueryState(stateName(state));
    const bool changed = state != m_state;
    m_state = state;
    tell(!m_told.isEmpty());
    if (changed)
        emit stateChanged(state);
}

void FilterBar::showProblem()
{
    if (!m_problem) {
        m_edit->setMark(-1, 0);
        m_edit->setNote({}, {}, false);
        m_edit->setToolTip(m_edit->placeholderText());
        m_edit->setAccessibleDescription({});
        return;
    }
    const QString place = problemText();
    m_edit->setMark(m_problem->offset, m_problem->length);
    m_edit->setNote(m_problem->note, place, !m_problem->replacement.isEmpty());
    m_edit->setToolTip(place);
    m_edit->setAccessibleDescription(place);
}

void FilterBar::repair()
{
    if (!m_problem || m_problem->replacement.isEmpty() || m_problem->offset < 0)
        return;
    const Problem problem = *m_problem;
    QString repaired = text();
    repaired.replace(problem.offset, qMin(problem.length, repaired.size()), problem.replacement);
    m_edit->setFocus();
    replaceText(repaired, problem.offset + problem.replacement.size());
}

void FilterBar::replaceText(const QString &text, qsizetype cursor)
{
    m_edit->setText(text);
    m_edit->setCursorPosition(static_cast<int>(cursor));
    emit textEdited(text);
}

QString FilterBar::problemText() const
{
    if (!m_problem->blocks || m_problem->offset < 0)
        return m_problem->message;
    //: %1 is a number, %2 what is wrong there: "Character 20: expected a value, but the query ends"
    return tr("Character %1: %2").arg(m_problem->offset + 1).arg(m_problem->message);
}

void FilterBar::tell(bool wanted)
{
    const QString text = wanted && m_problem && !m_problem->isSaid ? problemText() : QString();
    const bool blocks = m_problem && m_problem->blocks;
    if (text == m_told && (text.isEmpty() || blocks == m_toldBlocks))
        return;
    m_told = text;
    m_toldBlocks = blocks;
    emit problemTold(text, blocks);
}

void FilterBar::apply()
{
    m_awaitsValues = false;
    m_completer->popup()->hide();
    if (m_state == State::Invalid) {
        m_edit->setCursorPosition(static_cast<int>(qBound(qsizetype(0), m_problem->offset, text().size())));
        tell(true);
        return;
    }
    m_applied = text().trimmed();
    if (!m_applied.isEmpty() && m_history.value(0) != m_applied) {
        m_history.removeAll(m_applied);
        m_history.prepend(m_applied);
        m_history = m_history.mid(0, maxHistory);
        emit historyChanged();
    }
    m_historyAt = -1;
    emit textApplied(m_applied);
    tell(true);
}

void FilterBar::restore()
{
    m_historyAt = -1;
    m_awaitsValues = false;
    m_edit->setText(m_applied);
}

void FilterBar::showHistory(int step)
{
    const int to = qBound(-1, m_historyAt + step, int(m_history.size()) - 1);
    if (to == m_historyAt)
        return;
    if (m_historyAt < 0)
        m_typed = text();
    m_historyAt = to;
    m_edit->setText(to < 0 ? m_typed : m_history.at(to));
}

void FilterBar::offerCompletions(bool asked)
{
    const QueryToken token = queryTokenAt(text(), m_edit->cursorPosition());
    m_awaitsValues = !token.field.isEmpty() && m_askValues;
    m_offersHistory = false;
    if (m_awaitsValues) {
        if (m_offeredField != token.field)
            m_completer->popup()->hide();
        return m_askValues(token.field, token.prefix);
    }
    QStringList offered;
    if (token.field.isEmpty() && m_fields && (asked || !token.prefix.isEmpty()))
        offered = m_fields(token.prefix);
    offered.removeAll(text().mid(token.begin, token.length));
    m_offeredField.clear();
    offer(offered, token.begin);
}

void FilterBar::offerValues(const QString &field, const QString &prefix, const QStringList &values)
{
    const QueryToken token = queryTokenAt(text(), m_edit->cursorPosition());
    if (!m_awaitsValues || token.field != field || token.prefix != prefix)
        return;
    m_offeredField = field;
    QStringList offered = values;
    offered.removeAll(text().mid(token.begin, token.length));
    offer(offered, token.begin);
}

void FilterBar::offerHistory()
{
    m_awaitsValues = false;
    m_offersHistory = true;
    offer(m_history, 0);
}

void FilterBar::offer(const QStringList &completions, qsizetype at)
{
    m_completions->setStringList(completions);
    if (completions.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    QRect below = m_edit->rect();
    below.setLeft(qMax(0, m_edit->xOfPosition(at)));
    below.setWidth(qMin(m_edit->width(), m_completer->popup()->sizeHintForColumn(0) + 48));
    m_completer->complete(below);
    m_completer->popup()->setCurrentIndex({}); // Return applies the line until something is chosen
}

void FilterBar::insertCompletion(const QString &completion)
{
    if (m_offersHistory)
        return replaceText(completion, completion.size());
    const QueryToken token = queryTokenAt(text(), m_edit->cursorPosition());
    QString replaced = text();
    const QString tail = token.field.isEmpty() ? QStringLiteral(" : ") : QStringLiteral(" ");
    const QString inserted =
        completion + (replaced.mid(token.begin + token.length).startsWith(u' ') ? QString() : tail);
    replaced.replace(token.begin, token.length, inserted);
    replaceText(replaced, token.begin + inserted.size());
    if (token.field.isEmpty())
        offerCompletions(true);
}

bool FilterBar::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        apply();
        return true;
    case Qt::Key_Escape:
        if (text() == m_applied)
            return false;
        restore();
        return true;
    case Qt::Key_Up:
        showHistory(1);
        return true;
    case Qt::Key_Down:
        if (m_historyAt >= 0)
            showHistory(-1);
        else if (text().isEmpty() && !m_history.isEmpty())
            offerHistory();
        else
            offerCompletions(true);
        return true;
    case Qt::Key_Space:
        if (modifiers != Qt::ControlModifier)
            return false;
        offerCompletions(true);
        return true;
    default:
        return false;
    }
}

bool FilterBar::handlePopupKey(int key)
{
    QAbstractItemView *popup = m_completer->popup();
    const bool chosen = popup->currentIndex().isValid();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !chosen) {
        apply();
        return true;
    }
    if (key != Qt::Key_Tab)
        return false;
    const QString completion = m_completions->stringList().value(chosen ? popup->currentIndex().row() : 0);
    popup->hide();
    insertCompletion(completion);
    return true;
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_completer->popup() && event->type() == QEvent::KeyPress) {
        if (handlePopupKey(static_cast<QKeyEvent *>(event)->key()))
            return true;
    }
    const bool leaves = watched == m_edit && event->type() == QEvent::FocusOut;
    if (leaves && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        m_awaitsValues = false;
        tell(true);
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (handleKey(key->key(), key->modifiers()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace wirecase
