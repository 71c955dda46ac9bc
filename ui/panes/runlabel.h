#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

#include <vector>

namespace wirecase {

/// A piece of text in one look. Text may come from evidence: it is never read as markup.
struct TextRun
{
    QString text;
    ColorRole color = ColorRole::Text;
    bool strong = false;
    bool fixed = false;
};
using TextRuns = std::vector<TextRun>;

/// Text of several looks that wraps anywhere, can be selected, and is copied as it is: Ctrl+C copies the selection, or
/// everything when nothing is selected.
class RunLabel : public QLabel
{
    Q_OBJECT

public:
    explicit RunLabel(QWidget *parent = nullptr);

    void setRuns(TextRuns runs);
    [[nodiscard]] QString plainText() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void render();
    void copy() const;

    TextRuns m_runs;
    bool m_rendering = false;
};

/// A fact's value as the design shows it: its leading count stands out; all that matters of an alarming one is red.
[[nodiscard]] TextRuns countRuns(const QString &value, bool alarming);

} // namespace wirecase
