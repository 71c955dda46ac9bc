#pragma once

#include <QPlainTextEdit>

#include <vector>

namespace wirecase {

/// A place in a query that something is to be said about.
struct QueryMark
{
    qsizetype offset = 0;
    qsizetype length = 0;
    QString message;

    bool operator==(const QueryMark &) const = default;
};

/// A query to be read and copied: syntax in colours, marked places underlined with their message as tooltip. As high as
/// its text up to a limit, behind which it scrolls.
class QueryView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit QueryView(QWidget *parent = nullptr);

    /// A query in a language with other rules is shown without colours.
    void setQuery(const QString &text, bool coloured);
    void setMarks(std::vector<QueryMark> marks);
    [[nodiscard]] const std::vector<QueryMark> &marks() const { return m_marks; }
    /// Empty where nothing is marked.
    [[nodiscard]] QString messageAt(qsizetype offset) const;
    void revealMark(std::size_t mark); ///< selects it

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Colours;

    void underline();
    void grow();

    Colours *m_colours;
    std::vector<QueryMark> m_marks;
    int m_lines = 1;
};

} // namespace wirecase
