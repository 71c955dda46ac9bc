#pragma once

#include "ui/theme/painting.h"

#include <QStyledItemDelegate>

#include <functional>

namespace wirecase {

/// What a pane says about a cell, from the roles of its model. Widgets know no roles of a domain.
using ToneOf = std::function<Tone(const QModelIndex &)>;
using MarkOf = std::function<Mark(const QModelIndex &)>;

/// Paints every table cell: selection, hairline, text in the cell's tone. The other delegates change its middle.
/// Numbers that are right-aligned get digits of one width. A cell with CheckStateRole has a box before its text. A text
/// that is cut is whole in the tooltip; tooltips are never read as markup, because evidence may be in them.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(QObject *parent = nullptr);

    void setTone(ToneOf tone) { m_tone = std::move(tone); }
    /// Where text that does not fit is cut; at its end unless said.
    void setElideMode(Qt::TextElideMode mode) { m_elide = mode; }
    /// A quiet line under the cells of a row, between the edges of `place` in the view. It goes on from cell to cell:
    /// each paints its part. Rows must be high enough for it. An empty place means no line now.
    void setSecondLine(std::function<QString(const QModelIndex &)> text, std::function<QRect()> place);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    /// What the tooltip says, as it is: the model's, else the cell's text where it does not fit into `width`.
    [[nodiscard]] QString tipText(const QStyleOptionViewItem &option, const QModelIndex &index, int width) const;

protected:
    /// The part of the cell that is not ground, hairline or focus. `box` has the cell's margins taken off.
    virtual void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                              const QModelIndex &index) const;
    [[nodiscard]] virtual QFont cellFont(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    [[nodiscard]] Tone toneOf(const QModelIndex &index) const { return m_tone ? m_tone(index) : Tone::Neutral; }

private:
    /// The right edge of what was painted.
    int paintCheck(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    void paintSecondLine(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    ToneOf m_tone;
    std::function<QString(const QModelIndex &)> m_secondLine;
    std::function<QRect()> m_secondPlace;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

/// Text in the fixed font: addresses, times, bytes.
class MonoDelegate : public CellDelegate
{
    Q_OBJECT

public:
    using CellDelegate::CellDelegate;

protected:
    [[nodiscard]] QFont cellFont(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The severity mark of a row. The words stay in DisplayRole for the tooltip, the copy and a screen reader.
class SeverityDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit SeverityDelegate(MarkOf mark, QObject *parent = nullptr);
    void setTextShown(bool shown) { m_textShown = shown; } ///< mark and word

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                      const QModelIndex &index) const override;

private:
    MarkOf m_mark;
    bool m_textShown = false;
};

/// The cell's text as a badge in its tone. With setDotted(): a dot and the text, without a ground ("● 2").
class BadgeDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit BadgeDelegate(ToneOf tone, QObject *parent = nullptr);
    void setDotted(bool dotted) { m_dotted = dotted; }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                      const QModelIndex &index) const override;

private:
    bool m_dotted = false;
};

} // namespace wirecase
