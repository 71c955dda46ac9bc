#include "models/report/pagebreaks.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace wirecase {

namespace {

class Pages
{
public:
    explicit Pages(const QTextDocument &text)
        : m_layout(*text.documentLayout())
        , m_height(text.pageSize().height())
    {
    }

    [[nodiscard]] bool standsAlone(const QTextBlock &heading) const
    {
        // A chapter whose first lines alone would fit begins on the next page.
        constexpr qreal lowest = 0.88;
        const qreal top = m_layout.blockBoundingRect(heading).top();
        if (heading.blockFormat().headingLevel() <= 2 && top - pageOf(top) * m_height > lowest * m_height)
            return true;
        // Headings in a row go together: what counts is the first text below them.
        QTextBlock below = heading.next();
        while (below.isValid() && (below.blockFormat().headingLevel() > 0 || below.length() <= 1))
            below = below.next();
        return below.isValid() && pageOf(top) < pageOf(m_layout.blockBoundingRect(below).center().y());
    }

    [[nodiscard]] bool isCut(QTextTable *table) const
    {
        const QRectF place = m_layout.frameBoundingRect(table);
        return place.height() < m_height && pageOf(place.top()) < pageOf(place.bottom() - 1);
    }

private:
    [[nodiscard]] int pageOf(qreal y) const { return static_cast<int>(y / m_height); }

    QAbstractTextDocumentLayout &m_layout;
    qreal m_height;
};

bool breaksBefore(const QTextFormat &format)
{
    return format.intProperty(QTextFormat::PageBreakPolicy) & QTextFormat::PageBreak_AlwaysBefore;
}

void breakBefore(const QTextBlock &heading)
{
    QTextCursor cursor(heading);
    QTextBlockFormat format = heading.blockFormat();
    format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
    cursor.setBlockFormat(format);
}

// The first of the headings right above the block; invalid when there is none.
QTextBlock headingAbove(const QTextBlock &block)
{
    QTextBlock found;
    for (QTextBlock above = block.previous(); above.isValid(); above = above.previous()) {
        if (above.blockFormat().headingLevel() > 0)
            found = above;
        else if (above.length() > 1)
            break;
    }
    return found;
}

// The headings of a table go with it.
void breakBefore(QTextTable *table, const QTextBlock &first)
{
    if (const QTextBlock heading = headingAbove(first); heading.isValid())
        return breakBefore(heading);
    QTextTableFormat format = table->format();
    format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
    table->setFormat(format);
}

} // namespace

// Qt has no "keep with next". From the front to the back, since each break moves what follows.
void keepTogether(QTextDocument &text)
{
    constexpr int mostBreaks = 500; // of a long report; beyond it a lonely heading is the lesser evil
    if (text.pageSize().height() <= 0)
        return;
    const Pages pages(text);
    int breaks = 0;
    for (QTextBlock block = text.firstBlock(); block.isValid() && breaks < mostBreaks; block = block.next()) {
        QTextTable *table = QTextCursor(block).currentTable();
        if (table && block.position() == table->firstPosition() && table->format().boolProperty(KeepWholeProperty)
            && !breaksBefore(table->format()) && pages.isCut(table)) {
            breakBefore(table, block);
            ++breaks;
        } else if (block.blockFormat().headingLevel() > 0 && !breaksBefore(block.blockFormat())
                   && pages.standsAlone(block)) {
            breakBefore(block);
            ++breaks;
        }
    }
}

} // namespace wirecase
