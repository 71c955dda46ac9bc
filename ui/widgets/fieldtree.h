#pragma once

#include "ui/widgets/fieldtreemodel.h"

#include <QSet>
#include <QTreeView>

#include <functional>

class QMenu;

namespace wirecase {

/// The fields of a packet, linked with its bytes. Which layers stood open, and which field is chosen, is kept when the
/// next packet is shown.
class FieldTree : public QTreeView
{
    Q_OBJECT

public:
    using MenuHook = std::function<void(const QModelIndex &, QMenu &)>;

    explicit FieldTree(QWidget *parent = nullptr);

    /// Fills the context menu of a field before Copy is added.
    void setMenuHook(MenuHook hook) { m_menuHook = std::move(hook); }

    /// Emits fieldSelected() where the next packet has the field that was chosen.
    void setFields(std::vector<FieldItem> fields);
    /// Opens a layer for this packet alone, unless it was folded by hand.
    void openForNow(const QModelIndex &layer);
    /// Makes the field that holds this byte current and visible. Emits nothing.
    void revealByte(qsizetype position);
    /// Makes the field current, or the layer in which it is folded away. Opens nothing and emits nothing.
    void pointAt(const QModelIndex &field);
    void showSecret(quint32 id, const QString &value);
    void hideSecret(quint32 id);
    [[nodiscard]] FieldTreeModel *fields() const { return m_fields; }

signals:
    void fieldSelected(qsizetype begin, qsizetype length);
    void revealRequested(quint32 id); ///< by the link behind a secret, or its context menu
    void hideRequested(quint32 id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;

private:
    void toggleSecret(const QModelIndex &index);
    void copyText() const;
    void restoreOpen(const QModelIndex &parent);
    [[nodiscard]] QModelIndex named(const QString &path, const QModelIndex &parent) const;
    void keepFolding(const QModelIndex &index, bool open);

    FieldTreeModel *m_fields;
    MenuHook m_menuHook;
    QSet<QString> m_open;   ///< layers by the words before their first comma or colon
    QSet<QString> m_folded; ///< by hand
    bool m_quiet = false;
    bool m_unfoldsItself = false;
};

} // namespace wirecase
