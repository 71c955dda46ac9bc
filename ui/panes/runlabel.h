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
    /// One line, cut in its middle where it does not fit; the whole text is in the tooltip and the copy.
    void setSingleLine(bool single);
    [[nodiscard]] QString plainText() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void render();
    void copy() const;

    TextRuns m_runs;
    bool m_single = false;
    bool m_rendering = false;
};

/// A fact's value as the design shows it: its leading count stands out; all that matters of an alarming one is red.
[[nodiscard]] TextRuns countRuns(const QString &value, bool alarming);
/// Text in which `code` stands between back-ticks, as guides have it.
[[nodiscard]] TextRuns codeRuns(const QString &text, ColorRole color);

} // namespace wirecase
