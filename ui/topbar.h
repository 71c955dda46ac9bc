#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace wirecase {

class FilterBar;
class Investigation;
class InvestigationContext;
class QueryAssistant;
class ScopeChips;
class Settings;

/// The bar over everything: menu, case name, back and forward, the scope as removable chips, the KQL line, and the two
/// things that are wanted most.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    TopBar(InvestigationContext &context, const Investigation &investigation, Settings &settings, QWidget *parent);

    void setMenu(QMenu *menu);
    void setHistoryActions(QAction *back, QAction *forward);
    void setMainActions(QAction *addEvidence, QAction *exportReport);
    void setCaseName(const QString &name);
    [[nodiscard]] FilterBar *filter() const { return m_filter; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showScope();
    void showProblem(const QString &text, bool blocks);
    void removeChip(const QString &id);
    void setUpFilter();

    InvestigationContext &m_context;
    Settings &m_settings;
    QueryAssistant *m_assistant;
    QToolButton *m_menu;
    QLabel *m_name;
    QToolButton *m_back;
    QToolButton *m_forward;
    ScopeChips *m_chips;
    FilterBar *m_filter;
    QLabel *m_problem; ///< below the line that it is about
    QPushButton *m_add;
    QPushButton *m_export;
};

} // namespace wirecase
