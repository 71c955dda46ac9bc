#pragma once

#include "ui/theme/painting.h"

#include <QWidget>

class QAction;
class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace wirecase {

class ChipButton;
class EmptyState;
class FlowLayout;
class HeaderTabs;
class MessageBar;

/// What every pane stands in: title, counts and filters as chips, actions at the right, a message bar when there is
/// something to say, and the body or the sentence that says what would be here.
class PaneFrame : public QWidget
{
    Q_OBJECT

public:
    explicit PaneFrame(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    [[nodiscard]] QString title() const;
    void setHeaderShown(bool shown);
    /// Shows the titles of the panes that share this one's place instead of its title; fewer than two show the title.
    void setTabs(const QStringList &titles, int own);

    /// A chip that only says something. Belongs to the frame; hide it or change its text as the pane changes.
    ChipButton *addCountChip(const QString &text = {}, Tone tone = Tone::Neutral);
    /// A chip that toggles: connect to its toggled().
    ChipButton *addFilterChip(const QString &text, Tone tone = Tone::Neutral);
    /// A chip at the right that triggers `action`; follows its text, tooltip, checked and enabled state.
    ChipButton *addHeaderAction(QAction *action);
    /// Anything else at the right of the header.
    void addHeaderWidget(QWidget *widget);

    /// The frame takes the widget.
    void setBody(QWidget *body);
    /// A widget between header and body, for example a progress strip or a filter line.
    void addTopWidget(QWidget *widget);

    /// A quiet line under the header, for what holds for the body as a whole; empty hides it.
    void setNote(const QString &text);
    void showMessage(const QString &text, Tone tone = Tone::Warning, QAction *action = nullptr);
    void clearMessage();

    /// One sentence and at most one button, shown instead of the body while isEmptyShown().
    void setEmptyState(const QString &sentence, QAction *action = nullptr);
    void setEmptyShown(bool empty);
    [[nodiscard]] bool isEmptyShown() const;

signals:
    void tabChosen(int index); ///< of those given to setTabs(), not this pane's own

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateHeader();
    void addLeft(QWidget *widget);

    QWidget *m_header;
    FlowLayout *m_headerLayout;
    QLabel *m_title;
    HeaderTabs *m_tabs = nullptr; ///< made when they are first needed
    QStringList m_tabTitles;      ///< what they show, or would
    int m_ownTab = -1;
    QVBoxLayout *m_top;
    QLabel *m_note;
    MessageBar *m_message;
    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QWidget *m_body = nullptr;
};

} // namespace wirecase
