#include "models/report/markdowntext.h"

#include <QTest>

#include <cmark.h>

#include <cstdlib>

using namespace wirecase;

class TstMarkdownText : public QObject
{
    Q_OBJECT

private slots:
    void text_isShownAsItIs_data();
    void text_isShownAsItIs();
    void text_makesNoBareLinks();
    void table_barsStayInTheirCell();
    void code_holdsAnyBackticks();
    void codeBlock_holdsAnyFence();
};

namespace {

QString rendered(const QString &markdown)
{
    const QByteArray utf8 = markdown.toUtf8();
    char *html = cmark_markdown_to_html(utf8.constData(), static_cast<size_t>(utf8.size()), CMARK_OPT_UNSAFE);
    const QString result = QString::fromUtf8(html);
    std::free(html); // NOLINT: cmark allocates with malloc
    return result;
}

} // namespace

void TstMarkdownText::text_isShownAsItIs_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"plain",
                             "*a* _b_ **c** __d__",
                             "[x](http://evil.example)",
                             "![x](http://evil.example/p.png)",
                             "<script>alert(1)</script>",
                             "<http://evil.example>",
                             "# heading",
                             "####### seven",
                             "- item",
                             "+ item",
                             "1. one",
                             "12) twelve",
                             "> quoted",
                             "---",
                             "===",
                             "```",
                             "~~~",
                             "    indented",
                             "a `code` b",
                             "&lt;b&gt; &#60;",
                             "\\*",
                             "back\\slash\\",
                             "a\\\\",
                             "| a | b |",
                             "{x}",
                             "$x$",
                             "[ref]: http://evil.example",
                             "~~gone~~",
                             "<!-- c -->",
                             "!",
                             "* * *",
                             "_ _ _"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TstMarkdownText::text_isShownAsItIs()
{
    QFETCH(QString, text);
    const QString shown = text.simplified().toHtmlEscaped();
    QCOMPARE(rendered(markdownLine(text)), QStringLiteral("<p>%1</p>\n").arg(shown));
    // Lines of a paragraph are each at the start of a line.
    QCOMPARE(rendered(markdownText(QStringLiteral("x\n") + text + QStringLiteral("\ny"), QStringLiteral("  \n"))),
             QStringLiteral("<p>x<br />\n%1<br />\ny</p>\n").arg(shown));
}

void TstMarkdownText::text_makesNoBareLinks()
{
    const QString text = markdownLine(QStringLiteral("see http://evil.example, WWW.evil.example and a@evil.example"));
    QCOMPARE(text, QStringLiteral("see http\\://evil.example, WWW\\.evil.example and a\\@evil.example"));
}

void TstMarkdownText::table_barsStayInTheirCell()
{
    QCOMPARE(markdownLine(QStringLiteral("a|b")), QStringLiteral("a\\|b"));
    QCOMPARE(markdownCode(QStringLiteral("a|b")), QStringLiteral("`a\\|b`"));
    QCOMPARE(markdownText(QStringLiteral("a\n|b"), QStringLiteral("<br>")), QStringLiteral("a<br>\\|b"));
}

void TstMarkdownText::code_holdsAnyBackticks()
{
    QCOMPARE(rendered(markdownCode(QStringLiteral("a `` ` b"))), QStringLiteral("<p><code>a `` ` b</code></p>\n"));
    QCOMPARE(rendered(markdownCode(QStringLiteral("`"))), QStringLiteral("<p><code>`</code></p>\n"));
    QCOMPARE(markdownCode(QStringLiteral("  ")), QString());
}

void TstMarkdownText::codeBlock_holdsAnyFence()
{
    QCOMPARE(rendered(markdownCodeBlock(QStringLiteral("````\n# x"))),
             QStringLiteral("<pre><code>````\n# x\n</code></pre>\n"));
}

QTEST_GUILESS_MAIN(TstMarkdownText)
#include "tst_markdowntext.moc"
