#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>
#include <limits>
#include <optional>

class QCompleter;
class QStringListModel;

namespace wirecase {

class FilterEdit;

/// The KQL line: green while the query can be applied, amber while only a part of it can, red with the place of the
/// first error while it cannot. Knows no language: checking and completing are handed in. Return applies, Esc gives the
/// applied text back, Up walks through what was applied before, Down in the empty line lists it, Ctrl+Space completes.
/// A query is wrong most of the time while it is typed: its error is told when it is tried, or left standing.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    enum class State
    {
        Empty,
        Valid,
        Partial,
        Invalid
    };

    struct Problem
    {
        qsizetype offset = 0; ///< -1 when it has no place
        QString message{};
        qsizetype length = std::numeric_limits<qsizetype>::max(); ///< up to the end
        bool blocks = true;                                       ///< else the rest can be applied
        QString note{};                                           ///< of one that does not block: for the line itself
        QString replacement{};                                    ///< what a click on the note puts in the place
        bool isSaid = false;                                      ///< elsewhere already, so not told
    };
    using Validate = std::function<std::optional<Problem>(const QString &)>;
    using FieldsFor = std::function<QStringList(const QString &prefix)>;
    using AskValues = std::function<void(const QString &field, const QString &prefix)>;

    explicit FilterBar(QWidget *parent = nullptr);

    void setValidate(Validate validate);
    /// Values may take their time: they are asked for, and come with offerValues().
    void setCompletion(FieldsFor fields, AskValues askValues);
    /// Ignored when something else is being typed by now.
    void offerValues(const QString &field, const QString &prefix, const QStringList &values);
    void setPlaceholder(const QString &text);

    /// Shows `text` as the applied query. Emits nothing.
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] std::optional<Problem> problem() const { return m_problem; }

    void setHistory(const QStringList &history); ///< newest first
    [[nodiscard]] QStringList history() const { return m_history; }

    [[nodiscard]] FilterEdit *edit() const { return m_edit; }

public slots:
    void check(); ///< again, when what is known has changed

signals:
    void textApplied(const QString &text); ///< Return on a valid or empty line
    void textEdited(const QString &text);
    void stateChanged(wirecase::FilterBar::State state);
    void historyChanged();
    /// What is wrong and where, when the user tried a wrong query or left one; empty when that is over. `blocks` as in
    /// the problem.
    void problemTold(const QString &text, bool blocks);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showProblem();
    void repair();
    void apply();
    void tell(bool wanted);
    [[nodiscard]] QString problemText() const;
    void restore();
    void showHistory(int step);
    void offerCompletions(bool asked);
    void offerHistory();
    void offer(const QStringList &completions, qsizetype at);
    void insertCompletion(const QString &completion);
    void replaceText(const QString &text, qsizetype cursor);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    bool handlePopupKey(int key);

    FilterEdit *m_edit;
    QCompleter *m_completer;
    QStringListModel *m_completions;
    Validate m_validate;
    FieldsFor m_fields;
    AskValues m_askValues;
    bool m_awaitsValues = false;
    QString m_offeredField;       ///< whose values are offered, empty while others are
    bool m_offersHistory = false; ///< else completions of the word at the cursor
    QString m_applied;
    QString m_typed; ///< what stood there before the history was entered
    QStringList m_history;
    int m_historyAt = -1; ///< -1 is the line being typed
    State m_state = State::Empty;
    std::optional<Problem> m_problem;
    QString m_told; ///< of the problem; empty while it is nobody's business
    bool m_toldBlocks = false;
};

} // namespace wirecase
