#include "ui/widgets/fieldtree.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fielddelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>

namespace wirecase {

namespace {

/// "Internet Protocol" of "Internet Protocol, 10.1.4.20 -> 10.1.5.11": what is the same from packet to packet.
QString layerName(const QModelIndex &index)
{
    const QString text = index.data().toString();
    qsizetype end = 0;
    while (end < text.size() && text.at(end) != u',' && text.at(end) != u':')
        ++end;
    const QString own = text.left(end);
    return index.parent().isValid() ? layerName(index.parent()) + u'\n' + own : own;
}

} // namespace

FieldTree::FieldTree(QWidget *parent)
    : QTreeView(parent)
    , m_fields(new FieldTreeModel(this))
{
    setModel(m_fields);
    setItemDelegate(new FieldDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(16);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setAccessibleName(tr("Fields"));
    setHorizontalScrollMode(ScrollPerPixel);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { keepFolding(index, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { keepFolding(index, false); });
}

void FieldTree::keepFolding(const QModelIndex &index, bool open)
{
    if (m_unfoldsItself)
        return;
    const QString name = layerName(index);
    if (open) {
        m_open.insert(name);
        m_folded.remove(name);
    } else {
        m_open.remove(name);
        m_folded.insert(name);
    }
}

void FieldTree::setFields(std::vector<FieldItem> fields)
{
    const QString chosen = currentIndex().isValid() ? layerName(currentIndex()) : QString();
    m_fields->setFields(std::move(fields));
    restoreOpen({});
    const QModelIndex again = chosen.isEmpty() ? QModelIndex() : named(chosen, {});
    if (again.isValid())
        setCurrentIndex(again);
}

QModelIndex FieldTree::named(const QString &path, const QModelIndex &parent) const
{
    for (int row = 0; row < m_fields->rowCount(parent); ++row) {
        const QModelIndex index = m_fields->index(row, 0, parent);
        const QString name = layerName(index);
        if (name == path)
            return index;
        if (path.startsWith(name + u'\n')) {
            if (const QModelIndex found = named(path, index); found.isValid())
                return found;
        }
    }
    return {};
}

void FieldTree::openForNow(const QModelIndex &layer)
{
    if (m_folded.contains(layerName(layer)))
        return;
    const QScopedValueRollback itself(m_unfoldsItself, true);
    setExpanded(layer, true);
}

void FieldTree::restoreOpen(const QModelIndex &parent)
{
    for (int row = 0; row < m_fields->rowCount(parent); ++row) {
        const QModelIndex index = m_fields->index(row, 0, parent);
        if (m_fields->rowCount(index) == 0 || !m_open.contains(layerName(index)))
            continue;
        setExpanded(index, true);
        restoreOpen(index);
    }
}

void FieldTree::revealByte(qsizetype position)
{
    const QModelIndex index = position < 0 ? QModelIndex() : m_fields->fieldAt(static_cast<quint32>(position));
    if (!index.isValid() || index == currentIndex())
        return;
    m_quiet = true;
    setCurrentIndex(index);
    scrollTo(index);
    m_quiet = false;
}

void FieldTree::pointAt(const QModelIndex &field)
{
    QModelIndex shown = field;
    for (QModelIndex above = field.parent(); above.isValid(); above = above.parent()) {
        if (!isExpanded(above))
            shown = above;
    }
    if (shown == currentIndex())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    setCurrentIndex(shown);
    if (shown.isValid())
        scrollTo(shown);
}

void FieldTree::showSecret(quint32 id, const QString &value)
{
    m_fields->showSecret(id, value);
}

void FieldTree::hideSecret(quint32 id)
{
    m_fields->hideSecret(id);
}

void FieldTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        emit fieldSelected(current.data(FieldTreeModel::BeginRole).toUInt(),
                           current.data(FieldTreeModel::LengthRole).toUInt());
}

void FieldTree::toggleSecret(const QModelIndex &index)
{
    const quint32 id = index.data(FieldTreeModel::IdRole).toUInt();
    if (index.data(FieldTreeModel::RevealedRole).toString().isEmpty())
        emit revealRequested(id);
    else
        emit hideRequested(id);
}

void FieldTree::copyText() const
{
    // The masked text, also while the secret is shown: a reveal is for the eyes.
    if (currentIndex().isValid())
        QApplication::clipboard()->setText(currentIndex().data().toString());
}

void FieldTree::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    QMenu menu(this);
    if (index.data(FieldTreeModel::SecretRole).toBool()) {
        const bool shown = !index.data(FieldTreeModel::RevealedRole).toString().isEmpty();
        menu.addAction(shown ? tr("Hide secret") : tr("Reveal secret (recorded in the case log)"), this,
                       [this, index = QPersistentModelIndex(index)] { toggleSecret(index); });
    }
    if (m_menuHook)
        m_menuHook(index, menu);
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, [this] { copyText(); });
    if (const QString name = index.data(FieldTreeModel::FilterNameRole).toString(); !name.isEmpty())
        menu.addAction(tr("Copy field name"), this, [name] { QApplication::clipboard()->setText(name); });
    const QPoint below = viewport()->mapToGlobal(visualRect(index).bottomLeft());
    menu.exec(event->reason() == QContextMenuEvent::Keyboard ? below : event->globalPos());
}

void FieldTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copyText();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().data(FieldTreeModel::SecretRole).toBool())
        return toggleSecret(currentIndex());
    if (enter && currentIndex().isValid())
        return setExpanded(currentIndex(), !isExpanded(currentIndex()));
    QTreeView::keyPressEvent(event);
}

void FieldTree::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    if (event->button() == Qt::LeftButton && FieldDelegate::linkBox(visualRect(index), font(), index).contains(at))
        toggleSecret(index);
}

void FieldTree::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    const bool onLink = FieldDelegate::linkBox(visualRect(index), font(), index).contains(at);
    viewport()->setCursor(onLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FieldTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (selectionModel()->isSelected(index))
        painter->fillRect(QRect(0, option.rect.top(), viewport()->width(), option.rect.height()),
                          Theme::of(this).color(ColorRole::Selection));
    QTreeView::drawRow(painter, option, index);
}

void FieldTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (m_fields->rowCount(index) == 0)
        return;
    const QPointF center(rect.right() - indentation() / 2.0 + 1, rect.center().y() + 0.5);
    const qreal half = fontMetrics().height() * 0.24;
    QPolygonF triangle({{-half * 0.7, -half}, {half * 0.8, 0}, {-half * 0.7, half}});
    if (isExpanded(index))
        triangle = QPolygonF({{-half, -half * 0.7}, {half, -half * 0.7}, {0, half * 0.8}});
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::of(this).color(ColorRole::Muted));
    painter->drawPolygon(triangle.translated(center));
    painter->restore();
}

} // namespace wirecase
