#include "models/guide/guidemarkdownreader.h"

#include <QRegularExpression>

#include <cmark.h>

#include <memory>

namespace wirecase {

namespace {

// Items nested deeper than this become points of the level above; it bounds the recursion on hostile input.
constexpr int maxDepth = 16;

using NodePtr = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;

NodePtr parsed(const QByteArray &utf8)
{
    return {cmark_parse_document(utf8.constData(), static_cast<std::size_t>(utf8.size()), CMARK_OPT_VALIDATE_UTF8),
            &cmark_node_free};
}

QString literal(cmark_node *node)
{
    return QString::fromUtf8(cmark_node_get_literal(node));
}

bool startsBoldLead(cmark_node *strong)
{
    cmark_node *parent = cmark_node_parent(strong);
    return cmark_node_previous(strong) == nullptr && cmark_node_previous(parent) == nullptr;
}

void readComment(const QString &html, MarkdownPoint &point)
{
    static const QRegularExpression intent(QStringLiteral("<!--\\s*intent:\\s*([a-z]+)\\s*-->"));
    if (const auto match = intent.match(html); match.hasMatch())
        point.intent = match.captured(1);
}

void readLeaf(cmark_node *node, MarkdownPoint &point, QString &text)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        text += literal(node);
        break;
    case CMARK_NODE_CODE:
        point.codes << literal(node);
        text += u'`' + literal(node) + u'`';
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        text += u' ';
        break;
    case CMARK_NODE_HTML_INLINE:
        readComment(literal(node), point);
        break;
    default: // containers are handled by who walks them
        break;
    }
}

/// The inline content of a paragraph or heading, as one line.
void readInlines(cmark_node *block, MarkdownPoint &point)
{
    QString text;
    qsizetype strongBegin = -1;
    const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> iter(cmark_iter_new(block), &cmark_iter_free);
    for (auto event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter.get())) {
        cmark_node *node = cmark_iter_get_node(iter.get());
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_STRONG && startsBoldLead(node)) {
            if (event == CMARK_EVENT_ENTER)
                strongBegin = text.size();
            else
                point.lead = text.mid(strongBegin).simplified();
        } else if (type == CMARK_NODE_LINK && event == CMARK_EVENT_EXIT) {
            const QString url = QString::fromUtf8(cmark_node_get_url(node));
            if (!url.isEmpty() && !text.endsWith(url))
                text += QStringLiteral(" (%1)").arg(url);
        } else if (event == CMARK_EVENT_ENTER) {
            readLeaf(node, point, text);
        }
    }
    text = text.simplified();
    if (text.isEmpty())
        return;
    if (!point.text.isEmpty())
        point.text += u'\n';
    point.text += text;
}

void readBlocks(cmark_node *parent, int depth, std::vector<GuideBlock> &blocks);

MarkdownPoint readItem(cmark_node *item, int depth)
{
    MarkdownPoint point;
    std::vector<GuideBlock> nested;
    for (cmark_node *node = cmark_node_first_child(item); node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
            readInlines(node, point);
        else if (depth < maxDepth)
            readBlocks(node, depth + 1, nested);
    }
    for (GuideBlock &block : nested) {
        if (block.kind == GuideBlock::Kind::List)
            std::move(block.points.begin(), block.points.end(), std::back_inserter(point.children));
        else if (!block.text.text.isEmpty())
            point.text += (point.text.isEmpty() ? QString() : QStringLiteral("\n")) + block.text.text;
    }
    return point;
}

GuideBlock readList(cmark_node *list, int depth)
{
    GuideBlock block{GuideBlock::Kind::List, 0, {}, {}};
    for (cmark_node *node = cmark_node_first_child(list); node; node = cmark_node_next(node)) {
        MarkdownPoint point = readItem(node, depth);
        if (!point.text.isEmpty())
            block.points.push_back(std::move(point));
        else // an item that only holds another list says nothing itself
            std::move(point.children.begin(), point.children.end(), std::back_inserter(block.points));
    }
    return block;
}

/// Code that begins with a list marker is a list whose author indented all of it; other code is text.
void readCode(cmark_node *code, int depth, std::vector<GuideBlock> &blocks)
{
    static const QRegularExpression marker(QStringLiteral("^\\s*(?:[-*+]|\\d{1,9}[.)])\\s"));
    const QString text = literal(code);
    const bool isIndented = depth == 0 && cmark_node_get_start_column(code) > 4; // a fence begins before column 5
    if (isIndented && marker.match(text).hasMatch()) {
        const NodePtr inner = parsed(text.toUtf8());
        readBlocks(inner.get(), depth + 1, blocks);
        return;
    }
    GuideBlock block;
    block.text.text = text.trimmed();
    blocks.push_back(std::move(block));
}

void readBlock(cmark_node *node, int depth, std::vector<GuideBlock> &blocks)
{
    GuideBlock block;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LIST:
        blocks.push_back(readList(node, depth));
        return;
    case CMARK_NODE_CODE_BLOCK:
        readCode(node, depth, blocks);
        return;
    case CMARK_NODE_HEADING:
        block.kind = GuideBlock::Kind::Heading;
        block.level = cmark_node_get_heading_level(node);
        break;
    case CMARK_NODE_BLOCK_QUOTE: {
        std::vector<GuideBlock> quoted;
        if (depth < maxDepth)
            readBlocks(node, depth + 1, quoted);
        for (GuideBlock &inner : quoted) {
            if (inner.kind == GuideBlock::Kind::Paragraph)
                inner.kind = GuideBlock::Kind::Quote;
            blocks.push_back(std::move(inner));
        }
        return;
    }
    case CMARK_NODE_PARAGRAPH:
        break;
    default: // rules and HTML have nothing to say in a checklist
        return;
    }
    readInlines(node, block.text);
    if (!block.text.text.isEmpty())
        blocks.push_back(std::move(block));
}

/// The blocks in `parent`, or `parent` itself when it is a block that stands alone.
void readBlocks(cmark_node *parent, int depth, std::vector<GuideBlock> &blocks)
{
    const cmark_node_type type = cmark_node_get_type(parent);
    if (type != CMARK_NODE_DOCUMENT && type != CMARK_NODE_BLOCK_QUOTE) {
        readBlock(parent, depth, blocks);
        return;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        readBlock(node, depth, blocks);
}

void takeActions(MarkdownPoint &point, const std::vector<GuideAction> &actions)
{
    for (const std::size_t number : takeActionMarks(point.text)) {
        if (number < actions.size())
            point.actions.push_back(actions[number]);
    }
    (void) takeActionMarks(point.lead);
    for (MarkdownPoint &child : point.children) {
        takeActions(child, actions);
        if (child.text.isEmpty() && !child.actions.empty())
            child.text = child.actions.front().label;
    }
}

} // namespace

std::vector<GuideBlock> readGuideMarkdown(const QString &markdown)
{
    std::vector<GuideBlock> blocks;
    const GuidePlugins plugins = takeGuidePlugins(markdown);
    const NodePtr document = parsed(plugins.markdown.toUtf8());
    readBlocks(document.get(), 0, blocks);
    for (GuideBlock &block : blocks) {
        takeActions(block.text, plugins.actions);
        MarkdownPoint list{{}, {}, {}, {}, {}, std::move(block.points)};
        takeActions(list, plugins.actions);
        block.points = std::move(list.children);
    }
    return blocks;
}

} // namespace wirecase
