#pragma once

#include "models/guide/guideaction.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

/// A paragraph or list item of a guide as plain text, with what its marks said.
struct MarkdownPoint
{
    QString text;      ///< code spans kept as `x`, one line per paragraph
    QString lead;      ///< the bold words at its beginning, empty when none
    QStringList codes; ///< contents of its code spans
    QString intent;    ///< of a comment <!-- intent: x -->, which is not shown
    std::vector<GuideAction> actions;
    std::vector<MarkdownPoint> children;
};

/// A block of a guide, in reading order.
struct GuideBlock
{
    enum class Kind
    {
        Heading,
        Paragraph,
        Quote,
        List
    };

    Kind kind = Kind::Paragraph;
    int level = 0;                     ///< of a heading, 1 to 6
    MarkdownPoint text;                ///< of all but lists
    std::vector<MarkdownPoint> points; ///< of a list, without items that say nothing
};

/// Reads Markdown. A plugin is an action of the paragraph or item it stands in; an item that is only a plugin has its
/// label as text. Lists that are indented as a whole, which CommonMark takes for code, are read as lists.
[[nodiscard]] std::vector<GuideBlock> readGuideMarkdown(const QString &markdown);

} // namespace wirecase
