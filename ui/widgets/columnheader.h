#pragma once

#include <QHeaderView>

#include <optional>
#include <vector>

class QMenu;
class QToolButton;

namespace wirecase {

/// How wide a column wants to be, in characters of the table's font, and how soon it goes where there is no room for
/// all: the highest rank first, rank 0 never.
struct ColumnPlan
{
    int least = 0;
    int chars = 0;
    int rank = 0;
};

/// The header of a DataTable: which columns are shown, and how wide. Without a plan a column is as it is set. With one
/// the columns share the room that there is; a width, an order or a visibility that the user chose wins over it.
class ColumnHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit ColumnHeader(QWidget *parent);

    /// Widths in column order; 0 leaves a column as it is.
    void setChars(const std::vector<int> &chars);
    void setPlan(std::vector<ColumnPlan> plan);
    /// Whether a column is shown while the user has chosen nothing.
    void setOffered(int column, bool offered);
    /// The user's choice. The last column that is left cannot be hidden.
    void setShown(int column, bool shown);
    /// What the user chose is forgotten.
    void resetChoices();
    /// In the order in which they stand: all but those that the user hid or that are not offered. One for which there
    /// is no room now is among them.
    [[nodiscard]] std::vector<int> chosenColumns() const;
    /// One checkable action per column, and with a plan one that resets.
    void fillMenu(QMenu &menu);

    /// What the user chose; false when the bytes are of another table.
    [[nodiscard]] QByteArray columnState() const;
    bool restoreColumnState(const QByteArray &state);

    /// Widths follow the width of a digit in the table's font.
    void setDigitWidth(int pixels);

signals:
    void columnsChanged(); ///< width, order or visibility, by the user
    void roomChanged();    ///< a column went for lack of room, or came back

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;
    void initStyleOptionForIndex(QStyleOptionHeader *option, int column) const override;

private:
    enum class Choice : qint8
    {
        None,
        Shown,
        Hidden
    };
    struct Column
    {
        Choice choice = Choice::None;
        double chars = 0; ///< chosen width, 0 when none is
        bool offered = true;
    };
    struct StoredColumn
    {
        int column = -1;
        Column chosen;
    };

    [[nodiscard]] Column &at(int column);
    [[nodiscard]] bool isChosen(int column) const;
    [[nodiscard]] int pixels(double chars) const;
    [[nodiscard]] std::optional<std::vector<StoredColumn>> parsed(const QByteArray &state) const;
    void apply(const Column &chosen, int column);
    /// Shares the room. While an edge is dragged only the columns behind it give way, and none goes.
    void fit(int draggedColumn = -1);
    void shareRoom(int draggedColumn);
    void onResized(int column, int pixels);
    /// Says how many columns have no room, at the right end.
    void tellLeftOut();
    void showMenu(const QPoint &place);
    [[nodiscard]] bool isSortedAndRight(int column) const;
    void paintSortBefore(QPainter *painter, const QRect &section, int column) const;

    std::vector<ColumnPlan> m_plan; ///< empty without one
    std::vector<Column> m_columns;  ///< by column; may be shorter than the columns there are
    QToolButton *m_leftOut;
    int m_digitWidth;
    bool m_fitting = false;
};

} // namespace wirecase
