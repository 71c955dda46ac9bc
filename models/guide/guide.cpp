#include "models/guide/guide.h"

#include "models/guide/guideintent.h"
#include "models/guide/guidemarkdownreader.h"
#include "models/guide/guidesection.h"

#include <QCryptographicHash>
#include <QHash>
#include <QRegularExpression>

namespace wirecase {

namespace {

constexpr qsizetype maxTitleLength = 56;

QString sectionName(GuideSectionKind kind)
{
    switch (kind) {
    case GuideSectionKind::Introduction:
        return QStringLiteral("introduction");
    case GuideSectionKind::Steps:
        return QStringLiteral("steps");
    case GuideSectionKind::FalsePositives:
        return QStringLiteral("false_positives");
    case GuideSectionKind::Responses:
        return QStringLiteral("responses");
    case GuideSectionKind::Setup:
        return QStringLiteral("setup");
    case GuideSectionKind::Other:
        return QStringLiteral("other");
    }
    return {};
}

void appendLine(QString &text, const QString &line)
{
    if (!text.isEmpty() && !line.isEmpty())
        text += u'\n';
    text += line;
}

/// Cuts a sentence down to a title: its first clause, or as many whole words as fit.
QString firstClause(const QString &text)
{
    static const QRegularExpression clauseEnd(QStringLiteral("[.?!:;](?=\\s|$)|, | \\(| - | \\x{2013} | \\x{2014} "));
    QString line = text.section(u'\n', 0, 0);
    const auto end = clauseEnd.match(line);
    if (end.hasMatch() && end.capturedStart() <= maxTitleLength)
        return line.left(end.capturedStart() + (end.captured().startsWith(u'?') ? 1 : 0));
    if (line.size() <= maxTitleLength)
        return line;
    line.truncate(line.lastIndexOf(u' ', maxTitleLength) > 0 ? line.lastIndexOf(u' ', maxTitleLength) : maxTitleLength);
    return line + QChar(0x2026);
}

QString withoutEndMarks(QString title)
{
    while (title.endsWith(u':') || title.endsWith(u'.') || title.endsWith(u',') || title.endsWith(u' '))
        title.chop(1);
    return title;
}

bool isTeamHeading(const QString &heading)
{
    static const QRegularExpression team(
        QStringLiteral("^((our|team|own|local|soc|house|additional team)('?s)? .*(steps|checklist|guide)"
                       "|.*\\b(playbook|runbook)\\b.*|(steps|checklist) of (our|the) team.*)$"),
        QRegularExpression::CaseInsensitiveOption);
    return team.match(heading.simplified()).hasMatch();
}

/// "Rule: Odd logins" names the rule of that name.
bool isSameName(const QString &heading, const QString &name)
{
    static const QRegularExpression prefix(QStringLiteral("^(for |rule:? )\\s*"),
                                           QRegularExpression::CaseInsensitiveOption);
    QString text = heading.simplified();
    return !name.isEmpty() && text.remove(prefix).compare(name.simplified(), Qt::CaseInsensitive) == 0;
}

/// Turns what the Markdown says into a Guide. One use each.
class GuideBuilder
{
public:
    explicit GuideBuilder(const QString &ruleId) { m_guide.ruleId = ruleId; }

    void add(const GuideBlock &block);
    void addFalsePositives(const QStringList &texts);
    void addSetup(const QString &markdown);
    void addTeamSteps(const QString &markdown, const QString &ruleName);
    Guide finish();

private:
    void open(const GuideBlock &heading);
    void addProse(const GuideBlock &block);
    std::vector<GuideStep> *list();
    GuideSection &otherSection();
    GuideStep step(const MarkdownPoint &point, GuideSectionKind kind);
    QString key(GuideSectionKind kind, const QString &text);
    void addActions(const std::vector<GuideAction> &actions);
    void takeStepsFromElsewhere();

    Guide m_guide;
    GuideSectionKind m_kind = GuideSectionKind::Introduction;
    int m_level = 0; ///< of the heading that opened the section, which deeper headings do not close
    QString m_heading;
    bool m_otherOpen = false; ///< whether the last of m_guide.others belongs to m_heading
    std::vector<std::pair<GuideSectionKind, MarkdownPoint>> m_prose; ///< paragraphs of sections that should hold points
    std::vector<std::pair<GuideSectionKind, std::vector<MarkdownPoint>>> m_unsorted; ///< lists of no known section
    std::vector<MarkdownPoint> m_introduction;
    bool m_hasKnownHeading = false;
    QHash<QString, int> m_seen;
};

void GuideBuilder::add(const GuideBlock &block)
{
    if (block.kind == GuideBlock::Kind::Heading)
        return open(block);
    if (block.kind != GuideBlock::Kind::List) {
        addActions(block.text.actions);
        return block.text.text.isEmpty() ? void() : addProse(block);
    }
    std::vector<GuideStep> *into = list();
    if (!into)
        m_unsorted.emplace_back(m_kind, block.points);
    for (const MarkdownPoint &point : block.points)
        (into ? *into : otherSection().points).push_back(step(point, m_kind));
}

void GuideBuilder::open(const GuideBlock &heading)
{
    const QString &text = heading.text.text;
    const auto kind = guideSectionKind(text);
    m_heading = text;
    m_otherOpen = false;
    if (m_guide.title.isEmpty())
        m_guide.title = guideTitle(text);
    const bool isInsideKnown = m_kind != GuideSectionKind::Introduction && heading.level > m_level;
    if (!kind && isInsideKnown)
        return;
    m_kind = kind.value_or(GuideSectionKind::Other);
    m_level = heading.level;
    m_hasKnownHeading = m_hasKnownHeading || (kind && kind != GuideSectionKind::Introduction);
}

void GuideBuilder::addProse(const GuideBlock &block)
{
    if (block.kind == GuideBlock::Kind::Quote)
        return appendLine(otherSection().text, block.text.text);
    switch (m_kind) {
    case GuideSectionKind::Introduction:
        m_introduction.push_back(block.text);
        return appendLine(m_guide.introduction, block.text.text);
    case GuideSectionKind::Setup:
        return m_guide.setup.push_back(step(block.text, m_kind));
    case GuideSectionKind::Other:
        return appendLine(otherSection().text, block.text.text);
    case GuideSectionKind::Steps:
    case GuideSectionKind::FalsePositives:
    case GuideSectionKind::Responses:
        m_prose.emplace_back(m_kind, block.text);
    }
}

std::vector<GuideStep> *GuideBuilder::list()
{
    switch (m_kind) {
    case GuideSectionKind::Steps:
        return &m_guide.steps;
    case GuideSectionKind::FalsePositives:
        return &m_guide.falsePositives;
    case GuideSectionKind::Responses:
        return &m_guide.responses;
    case GuideSectionKind::Setup:
        return &m_guide.setup;
    case GuideSectionKind::Introduction:
    case GuideSectionKind::Other:
        return nullptr;
    }
    return nullptr;
}

GuideSection &GuideBuilder::otherSection()
{
    if (!m_otherOpen)
        m_guide.others.push_back({m_heading, {}, {}});
    m_otherOpen = true;
    return m_guide.others.back();
}

GuideStep GuideBuilder::step(const MarkdownPoint &point, GuideSectionKind kind)
{
    GuideStep result;
    result.text = point.text;
    result.actions = point.actions;
    result.key = key(kind, point.text);
    if (point.lead.isEmpty()) {
        result.title = withoutEndMarks(firstClause(point.text));
        result.question = point.text;
    } else {
        static const QRegularExpression joint(QStringLiteral("^[\\s:.,;\\x{2013}\\x{2014}-]+"));
        result.title = withoutEndMarks(point.lead);
        result.question = point.text.mid(point.lead.size()).remove(joint);
    }
    for (const QString &code : point.codes) {
        if (isFieldName(code) && !result.fields.contains(code))
            result.fields << code;
    }
    if (kind == GuideSectionKind::Steps)
        result.intent = isKnownIntent(point.intent) ? point.intent : recognisedIntent(point.text);
    for (const MarkdownPoint &child : point.children)
        result.children.push_back(step(child, kind));
    return result;
}

/// Equal texts within a section are told apart by their order.
QString GuideBuilder::key(GuideSectionKind kind, const QString &text)
{
    const QString identity = m_guide.ruleId + u'\n' + sectionName(kind) + u'\n' + text.simplified();
    const int repeat = m_seen[identity]++;
    const QString counted = repeat == 0 ? identity : identity + u'\n' + QString::number(repeat);
    const QByteArray hash = QCryptographicHash::hash(counted.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(32));
}

/// A plugin beside a list belongs to the point before it; one that has none before it is a point itself.
void GuideBuilder::addActions(const std::vector<GuideAction> &actions)
{
    std::vector<GuideStep> &points = list() ? *list() : m_guide.steps;
    for (const GuideAction &action : actions) {
        if (list() && !points.empty()) {
            points.back().actions.push_back(action);
        } else {
            points.push_back(step({action.label, {}, {}, {}, {}, {}}, GuideSectionKind::Steps));
            points.back().actions.push_back(action);
        }
    }
}

void GuideBuilder::addSetup(const QString &markdown)
{
    if (markdown.trimmed() == QLatin1String("None"))
        return;
    m_kind = GuideSectionKind::Setup;
    m_level = 0;
    for (const GuideBlock &block : readGuideMarkdown(markdown)) {
        if (block.kind == GuideBlock::Kind::Heading)
            continue;
        add(block);
    }
    m_kind = GuideSectionKind::Introduction;
}

void GuideBuilder::addTeamSteps(const QString &markdown, const QString &ruleName)
{
    bool isForUs = true;
    m_kind = GuideSectionKind::Steps;
    for (const GuideBlock &block : readGuideMarkdown(markdown)) {
        const QString text = block.text.text;
        if (block.kind == GuideBlock::Kind::Heading)
            isForUs = isTeamHeading(text) || isSameName(text, ruleName) || isSameName(text, m_guide.ruleId);
        else if (isForUs)
            add(block);
    }
}

void GuideBuilder::addFalsePositives(const QStringList &texts)
{
    const auto isOfSection = [](const auto &prose) { return prose.first == GuideSectionKind::FalsePositives; };
    if (!m_guide.falsePositives.empty() || std::any_of(m_prose.begin(), m_prose.end(), isOfSection))
        return;
    for (const QString &text : texts) {
        if (const QString plain = text.simplified(); !plain.isEmpty())
            m_guide.falsePositives.push_back(step({plain, {}, {}, {}, {}, {}}, GuideSectionKind::FalsePositives));
    }
}

/// Prose beside points explains them; prose without points stands in for them.
Guide GuideBuilder::finish()
{
    for (const auto kind : {GuideSectionKind::Steps, GuideSectionKind::FalsePositives, GuideSectionKind::Responses}) {
        m_kind = kind;
        std::vector<GuideStep> &points = *list();
        const bool hasPoints = !points.empty();
        for (const auto &[section, point] : m_prose) {
            if (section == kind && !hasPoints)
                points.push_back(step(point, kind));
            else if (section == kind)
                appendLine(m_guide.introduction, point.text);
        }
    }
    if (m_guide.steps.empty())
        takeStepsFromElsewhere();
    return std::move(m_guide);
}

/// Without a list of steps, what is listed before the known sections is to be done; without those, what is listed
/// anywhere, or else what is written.
void GuideBuilder::takeStepsFromElsewhere()
{
    for (const auto &[kind, points] : m_unsorted) {
        if (kind != GuideSectionKind::Introduction && m_hasKnownHeading)
            continue;
        for (const MarkdownPoint &point : points)
            m_guide.steps.push_back(step(point, GuideSectionKind::Steps));
    }
    const auto isStep = [this](const GuideStep &point) {
        return std::any_of(m_guide.steps.begin(), m_guide.steps.end(),
                           [&point](const GuideStep &step) { return step.text == point.text; });
    };
    for (GuideSection &section : m_guide.others)
        std::erase_if(section.points, isStep);
    std::erase_if(m_guide.others, [](const GuideSection &s) { return s.points.empty() && s.text.isEmpty(); });
    if (!m_guide.steps.empty() || m_hasKnownHeading)
        return;
    for (const MarkdownPoint &paragraph : m_introduction)
        m_guide.steps.push_back(step(paragraph, GuideSectionKind::Steps));
    if (!m_guide.steps.empty())
        m_guide.introduction.clear();
}

void flatten(const std::vector<GuideStep> &steps, std::vector<const GuideStep *> &result)
{
    for (const GuideStep &step : steps) {
        result.push_back(&step);
        flatten(step.children, result);
    }
}

void markAsTeams(GuideStep &step)
{
    step.isTeams = true;
    step.key[0] = u't'; // a rule may have the same step under its own key
    for (GuideStep &child : step.children)
        markAsTeams(child);
}

} // namespace

Guide parseGuide(const QString &markdown, const QString &ruleId, const QStringList &falsePositives,
                 const QString &setup)
{
    GuideBuilder builder(ruleId);
    builder.addSetup(setup);
    for (const GuideBlock &block : readGuideMarkdown(markdown))
        builder.add(block);
    builder.addFalsePositives(falsePositives);
    return builder.finish();
}

bool isTeamSteps(const QString &markdown)
{
    for (const GuideBlock &block : readGuideMarkdown(markdown)) {
        if (block.kind == GuideBlock::Kind::Heading)
            return isTeamHeading(block.text.text);
    }
    return false;
}

void addTeamSteps(Guide &guide, const QString &markdown, const QString &ruleName)
{
    GuideBuilder builder(guide.ruleId);
    builder.addTeamSteps(markdown, ruleName);
    std::vector<GuideStep> steps = builder.finish().steps;
    for (GuideStep &step : steps)
        markAsTeams(step);
    guide.steps.insert(guide.steps.begin(), std::make_move_iterator(steps.begin()),
                       std::make_move_iterator(steps.end()));
}

std::vector<const GuideStep *> flattened(const std::vector<GuideStep> &steps)
{
    std::vector<const GuideStep *> result;
    flatten(steps, result);
    return result;
}

} // namespace wirecase
