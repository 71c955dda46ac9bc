#pragma once

#include "ui/widgets/fieldtreemodel.h"

#include <QSet>
#include <QTreeView>

namespace wirecase {

/// The fields of a packet, linked with its bytes. Which layers stood open is kept when the next packet is shown.
class FieldTree : public QTreeView
{
    Q_OBJECT

public:
    explicit FieldTree(QWidget *parent = nullptr);

    void setFields(std::vector<FieldItem> fields);
    /// Makes the field that holds this byte current and visible. Emits nothing.
    void revealByte(qsizetype position);
    void showSecret(quint32 id, const QString &value);
    void hideSecret(quint32 id);
    [[nodiscard]] FieldTreeModel *fields() const { return m_fields; }

signals:
    void fieldSelected(qsizetype begin, qsizetype length);
    void revealRequested(quint32 id); ///< by the link behind a secret, or its context menu
    void hideRequested(quint32 id);
    void filterRequested(const QString &filterName, const QString &text);

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

    FieldTreeModel *m_fields;
    QSet<QString> m_open; ///< layers by the words before their first comma or colon
    bool m_quiet = false;
};

} // namespace wirecase
