#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

/// One condition of an investigation query. `value` may hold `{{field}}`, which stands for the alert's value.
struct GuideFilter
{
    enum class Test
    {
        Phrase,
        Range, ///< `value` is JSON: {"gte": 1, "lt": 5}
        Exists
    };

    QString field;
    Test test = Test::Phrase;
    QString value;
    bool excluded = false;

    bool operator==(const GuideFilter &) const = default;
};

/// Something a guide lets the analyst run: a plugin in its Markdown.
struct GuideAction
{
    QString kind; ///< investigate, osquery, insight
    QString label;
    QString description;
    QString query;                                   ///< of osquery: its SQL
    std::vector<std::vector<GuideFilter>> providers; ///< any of the lists, all conditions of it
    QString relativeFrom;                            ///< date math around the time of the alert
    QString relativeTo;
    QString raw; ///< as it stood in the guide

    bool operator==(const GuideAction &) const = default;
};

/// Markdown without its plugins, at whose places stand marks that Markdown leaves alone.
struct GuidePlugins
{
    QString markdown;
    std::vector<GuideAction> actions;
};

/// Takes `!{investigate{...}}`, `!{osquery{...}}` and `!{insight{...}}` out. What is not closed, or no JSON, stays
/// text.
[[nodiscard]] GuidePlugins takeGuidePlugins(const QString &markdown);

/// Takes the marks out of a text; gives the numbers of the actions they stand for, in order.
[[nodiscard]] std::vector<std::size_t> takeActionMarks(QString &text);

} // namespace wirecase
