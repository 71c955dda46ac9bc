#include "ui/widgets/commandpalette.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int actionRole = Qt::UserRole;

constexpr int keysRole = Qt::UserRole + 1;

/// A command at the left, its keys at the right.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.palette);
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        if (selected)
            painter->fillRect(option.rect, theme.color(ColorRole::Selection));
        const QRect box = option.rect.adjusted(gridStep, 0, -gridStep, 0);
        painter->setFont(option.font);
        painter->setPen(theme.color(index.flags() & Qt::ItemIsEnabled ? ColorRole::Text : ColorRole::Muted));
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->setFont(fixedFont(option.font));
        painter->setPen(theme.color(ColorRole::Muted));
        painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, index.data(keysRole).toString());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, rowHeight(option.fontMetrics)};
    }
};

QString nameOf(const QAction &action)
{
    QString name = action.text();
    name.remove(u'&');
    return name;
}

} // namespace

std::optional<int> fuzzyScore(const QString &typed, const QString &text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        // The start of a word is what people type; a letter elsewhere is taken only when no word begins with it.
        qsizetype found = -1;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (text.at(i).toLower() != wanted.toLower())
                continue;
            const bool wordStart = i == 0 || !text.at(i - 1).isLetterOrNumber();
            if (found < 0 || (wordStart && found != last + 1))
                found = i;
            if (wordStart || found == last + 1)
                break;
        }
        if (found < 0)
            return std::nullopt;
        const bool wordStart = found == 0 || !text.at(found - 1).isLetterOrNumber();
        score += found == last + 1 ? 12 : wordStart ? 10 : 1;
        last = found;
        at = found + 1;
    }
    return score * 100 - int(qMin<qsizetype>(text.size(), 99));
}

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(tr("Commands"));
    for (QAction *action : actions) {
        if (!action->isSeparator() && action->isVisible() && !action->text().isEmpty())
            m_actions.append(action);
    }
    m_edit->setPlaceholderText(tr("Type the name of a command"));
    m_edit->setAccessibleName(tr("Command"));
    m_edit->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->setSpacing(gridStep);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    const int character = fontMetrics().averageCharWidth();
    resize(qMin(character * 80, 900), rowHeight(fontMetrics()) * 14);
    fill();
}

void CommandPalette::fill()
{
    struct Found
    {
        QAction *action;
        int score;
    };
    std::vector<Found> found;
    for (const auto &action : std::as_const(m_actions)) {
        if (!action)
            continue;
        if (const auto score = fuzzyScore(m_edit->text(), nameOf(*action)))
            found.push_back({action, *score});
    }
    const bool typed = !m_edit->text().trimmed().isEmpty();
    std::stable_sort(found.begin(), found.end(), [typed](const Found &a, const Found &b) {
        if (a.action->isEnabled() != b.action->isEnabled())
            return a.action->isEnabled();
        return typed && a.score > b.score;
    });
    m_list->clear();
    for (const Found &entry : found) {
        auto *item = new QListWidgetItem(nameOf(*entry.action), m_list);
        item->setData(keysRole, entry.action->shortcut().toString(QKeySequence::NativeText));
        item->setData(actionRole, QVariant::fromValue<QObject *>(entry.action));
        item->setToolTip(entry.action->toolTip());
        if (!entry.action->isEnabled())
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
    m_list->setCurrentRow(0);
}

QStringList CommandPalette::shownTexts() const
{
    QStringList texts;
    for (int row = 0; row < m_list->count(); ++row)
        texts += m_list->item(row)->text();
    return texts;
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const QPointer<QAction> action = qobject_cast<QAction *>(item->data(actionRole).value<QObject *>());
    accept();
    if (action) // may have gone with what accept() closed
        action->trigger();
}

void CommandPalette::moveCurrent(int step)
{
    const int rows = m_list->count();
    if (rows > 0)
        m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, rows - 1));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        moveCurrent(1);
        return true;
    case Qt::Key_Up:
        moveCurrent(-1);
        return true;
    case Qt::Key_PageDown:
        moveCurrent(10);
        return true;
    case Qt::Key_PageUp:
        moveCurrent(-10);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return false;
    }
}

} // namespace wirecase
