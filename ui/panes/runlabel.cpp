#include "ui/panes/runlabel.h"

#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>

namespace wirecase {

namespace {

constexpr QChar breakHere(0x200b);

/// Lets long names and ids wrap where a reader would break them.
QString breakable(const QString &text)
{
    QString result;
    int sinceSpace = 0;
    for (const QChar c : text) {
        result += c;
        sinceSpace = c.isSpace() ? 0 : sinceSpace + 1;
        const bool seam = c == u'/' || c == u'-' || c == u'_' || c == u'.' || c == u':' || c == u'@' || c == u',';
        if ((seam && sinceSpace > 12) || sinceSpace >= 28) {
            result += breakHere;
            sinceSpace = 0;
        }
    }
    return result;
}

} // namespace

RunLabel::RunLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse); // by the keyboard as well, a caret would stand in it
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void RunLabel::setRuns(TextRuns runs)
{
    m_runs = std::move(runs);
    setAccessibleName(plainText());
    render();
}

QString RunLabel::plainText() const
{
    QString text;
    for (const TextRun &run : m_runs)
        text += run.text;
    return text;
}

void RunLabel::setSingleLine(bool single)
{
    m_single = single;
    setWordWrap(!single);
    render();
}

QSize RunLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 10, fontMetrics().height()};
}

void RunLabel::render()
{
    const Theme &theme = Theme::of(this);
    m_rendering = true;
    QString html;
    TextRuns shown = m_runs;
    if (m_single && !shown.empty()) {
        const QString whole = plainText();
        shown = {shown.front()};
        shown.front().text = fontMetrics().elidedText(whole, Qt::ElideMiddle, width() - 2);
        setToolTip(shown.front().text == whole ? QString() : whole);
    }
    for (const TextRun &run : shown) {
        QString style = QStringLiteral("color:%1;").arg(theme.color(run.color).name());
        if (run.strong)
            style += QStringLiteral("font-weight:600;");
        if (run.fixed) {
            const QFont fixed = fixedFont(font());
            style += QStringLiteral("font-family:'%1';font-size:%2pt;")
                         .arg(fixed.families().join(QStringLiteral("','")))
                         .arg(fixed.pointSizeF());
        }
        html += QStringLiteral("<span style=\"%1\">%2</span>")
                    .arg(style, (m_single ? run.text : breakable(run.text)).toHtmlEscaped());
    }
    setText(html);
    m_rendering = false;
}

void RunLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    const auto type = event->type();
    if (!m_rendering && (type == QEvent::PaletteChange || type == QEvent::FontChange))
        render();
}

void RunLabel::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    if (!showsFocus(this))
        return;
    QPainter painter(this);
    paintFocusFrame(painter, rect(), 3, Theme::of(this));
}

void RunLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_single && event->size().width() != event->oldSize().width())
        render();
}

void RunLabel::copy() const
{
    QString text = hasSelectedText() && !m_single ? selectedText() : plainText();
    text.remove(breakHere);
    QApplication::clipboard()->setText(text);
}

void RunLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    QLabel::keyPressEvent(event);
}

void RunLabel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *action = menu.addAction(hasSelectedText() ? tr("Copy selection") : tr("Copy"));
    connect(action, &QAction::triggered, this, &RunLabel::copy);
    menu.exec(event->globalPos());
}

TextRuns codeRuns(const QString &text, ColorRole color)
{
    TextRuns runs;
    const QStringList parts = text.split(u'`');
    const bool paired = parts.size() % 2 == 1;
    for (qsizetype i = 0; paired && i < parts.size(); ++i) {
        if (!parts.at(i).isEmpty())
            runs.push_back({parts.at(i), color, false, i % 2 == 1});
    }
    return paired ? runs : TextRuns{{text, color, false, false}};
}

TextRuns countRuns(const QString &value, bool alarming)
{
    // Digits with their group separators, a unit of per cent, and for what alarms the word that is counted.
    static const QRegularExpression count(QStringLiteral("^[0-9][0-9\\x{202f}\\x{00a0}.,]*([ \\x{202f}\\x{00a0}]%)?"));
    static const QRegularExpression counted(
        QStringLiteral("^[0-9][0-9\\x{202f}\\x{00a0}.,]*[ \\x{202f}\\x{00a0}]\\S+"));
    const qsizetype length = (alarming ? counted : count).match(value).capturedLength();
    const ColorRole color = alarming ? ColorRole::High : ColorRole::Text;
    if (length <= 0)
        return {{value, color, false, false}};
    return {{value.left(length), color, true, false}, {value.mid(length), ColorRole::Text, false, false}};
}

} // namespace wirecase
