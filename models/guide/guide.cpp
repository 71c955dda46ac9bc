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

/// Turns what the Markdown says into a Guide. One use each.
class GuideBuilder
{
public:
    explicit GuideBuilder(const QString &ruleId) { m_guide.ruleId = ruleId; }

    void add(const GuideBlock &block);
    void addFalsePositives(const QStringList &texts);
    Guide finish(const QString &setup);

private:
    void open(const GuideBlock &heading);
    void addProse(const GuideBlock &block);
    std::vector<GuideStep> *list();
    GuideSection &otherSection();
    GuideStep step(const GuidePoint &point, GuideSectionKind kind);
    QString key(GuideSectionKind kind, const QString &text);
    void addSetup(const std::vector<GuidePoint> &points, int depth);

    Guide m_guide;
    GuideSectionKind m_kind = GuideSectionKind::Introduction;
    int m_level = 0; ///< of the heading that opened the section, which deeper headings do not close
    QString m_heading;
    bool m_otherOpen = false; ///< whether the last of m_guide.others belongs to m_heading
    std::vector<std::pair<GuideSectionKind, GuidePoint>> m_prose; ///< paragraphs of sections that should hold points
    QHash<QString, int> m_seen;
};

void GuideBuilder::add(const GuideBlock &block)
{
    if (block.kind == GuideBlock::Kind::Heading)
        return open(block);
    if (block.kind != GuideBlock::Kind::List)
        return addProse(block);
    if (m_kind == GuideSectionKind::Setup)
        return addSetup(block.points, 0);
    std::vector<GuideStep> *into = list();
    for (const GuidePoint &point : block.points)
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
}

void GuideBuilder::addProse(const GuideBlock &block)
{
    if (block.kind == GuideBlock::Kind::Quote)
        return appendLine(otherSection().text, block.text.text);
    switch (m_kind) {
    case GuideSectionKind::Introduction:
        return appendLine(m_guide.introduction, block.text.text);
    case GuideSectionKind::Setup:
        return appendLine(m_guide.setup, block.text.text);
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
    case GuideSectionKind::Introduction:
    case GuideSectionKind::Setup:
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

GuideStep GuideBuilder::step(const GuidePoint &point, GuideSectionKind kind)
{
    GuideStep result;
    result.text = point.text;
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
    for (const GuidePoint &child : point.children)
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

void GuideBuilder::addSetup(const std::vector<GuidePoint> &points, int depth)
{
    for (const GuidePoint &point : points) {
        appendLine(m_guide.setup, QString(2 * depth, u' ') + QStringLiteral("- ") + point.text);
        addSetup(point.children, depth + 1);
    }
}

void GuideBuilder::addFalsePositives(const QStringList &texts)
{
    const auto isOfSection = [](const auto &prose) { return prose.first == GuideSectionKind::FalsePositives; };
    if (!m_guide.falsePositives.empty() || std::any_of(m_prose.begin(), m_prose.end(), isOfSection))
        return;
    for (const QString &text : texts) {
        if (const QString plain = text.simplified(); !plain.isEmpty())
            m_guide.falsePositives.push_back(step({plain, {}, {}, {}, {}}, GuideSectionKind::FalsePositives));
    }
}

/// Prose beside points explains them; prose without points stands in for them.
Guide GuideBuilder::finish(const QString &setup)
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
    if (const QString given = setup.trimmed(); !given.isEmpty() && given != QLatin1String("None"))
        m_guide.setup = m_guide.setup.isEmpty() ? given : given + u'\n' + m_guide.setup;
    return std::move(m_guide);
}

void flatten(const std::vector<GuideStep> &steps, std::vector<const GuideStep *> &result)
{
    for (const GuideStep &step : steps) {
        result.push_back(&step);
        flatten(step.children, result);
    }
}

} // namespace

Guide parseGuide(const QString &markdown, const QString &ruleId, const QStringList &falsePositives,
                 const QString &setup)
{
    GuideBuilder builder(ruleId);
    for (const GuideBlock &block : readGuideMarkdown(markdown))
        builder.add(block);
    builder.addFalsePositives(falsePositives);
    return builder.finish(setup);
}

std::vector<const GuideStep *> flattened(const std::vector<GuideStep> &steps)
{
    std::vector<const GuideStep *> result;
    flatten(steps, result);
    return result;
}

} // namespace wirecase
