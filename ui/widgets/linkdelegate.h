#pragma once

#include "ui/widgets/celldelegate.h"

namespace wirecase {

/// A verb in a cell that leads somewhere. `whyNot` gives the reason when it cannot, which the tooltip says; empty when
/// it can. Mouse here; by key the table's Return activates the current row.
class LinkDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using WhyNot = std::function<QString(const QModelIndex &)>;

    explicit LinkDelegate(WhyNot whyNot, QObject *parent = nullptr);

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

signals:
    void linkActivated(const QModelIndex &index);

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                      const QModelIndex &index) const override;

private:
    [[nodiscard]] bool isPossible(const QModelIndex &index) const;
    [[nodiscard]] QRect textBox(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    WhyNot m_whyNot;
};

} // namespace wirecase
