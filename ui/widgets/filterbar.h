#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>

class QCompleter;
class QStringListModel;

namespace wirecase {

class FilterEdit;

/// The KQL line: green while the query can be applied, red with the place of the first error while it cannot. Knows no
/// language: checking and completing are handed in. Return applies, Esc gives the applied text back, Up/Down walk
/// through what was applied before, Ctrl+Space completes.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    enum class State
    {
        Empty,
        Valid,
        Invalid
    };

    struct Problem
    {
        qsizetype offset = 0;
        QString message;
    };
    using Validate = std::function<std::optional<Problem>(const QString &)>;
    using FieldsFor = std::function<QStringList(const QString &prefix)>;
    using ValuesFor = std::function<QStringList(const QString &field, const QString &prefix)>;

    explicit FilterBar(QWidget *parent = nullptr);

    void setValidate(Validate validate);
    void setCompletion(FieldsFor fields, ValuesFor values);
    void setPlaceholder(const QString &text);

    /// Shows `text` as the applied query. Emits nothing.
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] std::optional<Problem> problem() const { return m_problem; }

    void setHistory(const QStringList &history); ///< newest first
    [[nodiscard]] QStringList history() const { return m_history; }

    [[nodiscard]] FilterEdit *edit() const { return m_edit; }

signals:
    void textApplied(const QString &text); ///< Return on a valid or empty line
    void textEdited(const QString &text);
    void stateChanged(wirecase::FilterBar::State state);
    void historyChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void check();
    void apply();
    void restore();
    void showHistory(int step);
    void offerCompletions(bool asked);
    void insertCompletion(const QString &completion);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);

    FilterEdit *m_edit;
    QCompleter *m_completer;
    QStringListModel *m_completions;
    Validate m_validate;
    FieldsFor m_fields;
    ValuesFor m_values;
    QString m_applied;
    QString m_typed; ///< what stood there before the history was entered
    QStringList m_history;
    int m_historyAt = -1; ///< -1 is the line being typed
    State m_state = State::Empty;
    std::optional<Problem> m_problem;
};

} // namespace wirecase
