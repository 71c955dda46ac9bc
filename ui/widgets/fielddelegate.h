#pragma once

#include <QStyledItemDelegate>

namespace wirecase {

/// Paints a field: text, and behind a secret the link that reveals or hides it.
class FieldDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FieldDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Where the link stands when the row is painted into `row`; empty without a secret.
    [[nodiscard]] static QRect linkBox(const QRect &row, const QFont &font, const QModelIndex &index);
    /// What the row says, with the clear value of a revealed secret.
    [[nodiscard]] static QString shownText(const QModelIndex &index);
};

} // namespace wirecase
