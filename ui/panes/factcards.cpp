#include "ui/panes/factcards.h"

#include "models/activity/activityevent.h"
#include "ui/panes/runlabel.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/linklabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

/// How a fact is said in a line of a card. Facts of one line stand beside each other.
struct PartSpec
{
    const char *key;
    int line;
    const char *words; ///< "%1" is the value
    bool fixed;
};

/// Ids stand in the last line, which is cut in its middle: their ends tell them apart.
constexpr int idLine = 3;

struct CardSpec
{
    const char *group;
    const char *title;
    const char *headline; ///< key of the fact that stands first, in bold
    const char *beside;   ///< key of the fact beside it, or empty
    std::array<PartSpec, 4> parts;
};

constexpr std::array<CardSpec, 4> cards{{
    {groupWho,
     QT_TRANSLATE_NOOP("wirecase::FactCards", "WHO"),
     "caller",
     "",
     {{{"caller.address", 1, QT_TRANSLATE_NOOP("wirecase::FactCards", "caller IP %1"), true},
       {"caller.first_seen", 2, QT_TRANSLATE_NOOP("wirecase::FactCards", "first seen %1"), false},
       {"caller.role", 2, QT_TRANSLATE_NOOP("wirecase::FactCards", "as %1"), false},
       {"caller.id", idLine, QT_TRANSLATE_NOOP("wirecase::FactCards", "id %1"), true}}}},
    {groupWhat,
     QT_TRANSLATE_NOOP("wirecase::FactCards", "WHAT"),
     "operation",
     "",
     {{{"outcome", 1, QT_TRANSLATE_NOOP("wirecase::FactCards", "%1"), false},
       {"session.limits", 1, QT_TRANSLATE_NOOP("wirecase::FactCards", "%1"), false},
       {"session.name", 2, QT_TRANSLATE_NOOP("wirecase::FactCards", "%1"), false},
       {"session.times", 2, QT_TRANSLATE_NOOP("wirecase::FactCards", "%1"), false}}}},
    {groupTarget,
     QT_TRANSLATE_NOOP("wirecase::FactCards", "TARGET"),
     "target",
     "target.addresses",
     {{{"target.group", 1, QT_TRANSLATE_NOOP("wirecase::FactCards", "%1"), false},
       {"target.mac", 1, QT_TRANSLATE_NOOP("wirecase::FactCards", "nic %1"), false},
       {"target.resource", idLine, QT_TRANSLATE_NOOP("wirecase::FactCards", "%1"), false},
       {"", 0, "", false}}}},
    {groupWrittenTo,
     QT_TRANSLATE_NOOP("wirecase::FactCards", "WRITTEN TO"),
     "written_to",
     "",
     {{{"written_to.path", 1, QT_TRANSLATE_NOOP("wirecase::FactCards", "%1"), false},
       {"written_to.local", 2, QT_TRANSLATE_NOOP("wirecase::FactCards", "on the machine: %1"), false},
       {"", 0, "", false},
       {"", 0, "", false}}}},
}};

const FactRow *findRow(const std::vector<const FactRow *> &rows, const char *key)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const FactRow *row) { return row->fact.key == QLatin1String(key); });
    return found == rows.end() ? nullptr : *found;
}

RunLabel *addLine(QVBoxLayout *layout, TextRuns runs)
{
    auto *label = new RunLabel;
    label->setRuns(std::move(runs));
    layout->addWidget(label);
    return label;
}

/// "svc (service principal)" is a name in bold and what it is.
TextRuns headlineRuns(const QString &value)
{
    const qsizetype open = value.endsWith(u')') ? value.lastIndexOf(QStringLiteral(" (")) : -1;
    if (open <= 0)
        return {{value, ColorRole::Text, true, false}};
    return {{value.left(open), ColorRole::Text, true, false},
            {u' ' + value.mid(open + 2, value.size() - open - 3), ColorRole::Muted, false, false}};
}

/// Facts that no line is made for: everything but headline, parts and what leads on.
bool isOther(const CardSpec &card, const FactRow &row)
{
    const QString &key = row.fact.key;
    const auto is = [&](const char *name) { return key == QLatin1String(name); };
    return !is(card.headline) && !is(card.beside) && !row.pivot
           && std::none_of(card.parts.begin(), card.parts.end(), [&](const PartSpec &part) { return is(part.key); });
}

TextRuns lineRuns(const CardSpec &card, const std::vector<const FactRow *> &rows, int line)
{
    TextRuns runs;
    for (const PartSpec &part : card.parts) {
        const FactRow *row = part.line == line ? findRow(rows, part.key) : nullptr;
        if (!row)
            continue;
        if (!runs.empty())
            runs.push_back({QStringLiteral(" · "), ColorRole::Muted, false, false});
        const QString words = FactCards::tr(part.words);
        const ColorRole color = row->alarming ? ColorRole::High : ColorRole::Muted;
        runs.push_back({words.arg(row->fact.value), color, false, part.fixed});
    }
    return runs;
}

} // namespace

FactCards::FactCards(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 1);
    m_grid->setSpacing(1);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void FactCards::setFacts(const AlertFacts &facts)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t i = 0; i < cards.size(); ++i)
        m_grid->addWidget(makeCard(facts, i), static_cast<int>(i) / 2, static_cast<int>(i) % 2);
    addCautions(facts);
    update();
}

QWidget *FactCards::makeCard(const AlertFacts &facts, std::size_t number)
{
    const CardSpec &spec = cards[number];
    const std::vector<const FactRow *> rows = facts.ofGroup(spec.group);
    auto *card = new QWidget(this);
    card->setAccessibleName(tr(spec.title));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 8, 12, 9);
    layout->setSpacing(2);
    auto *title = new QLabel(tr(spec.title), card);
    setFontRole(title, FontRole::Small);
    title->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(title);
    addHeadline(layout, rows, number);
    for (int line = 1; line <= 3; ++line) {
        if (TextRuns runs = lineRuns(spec, rows, line); !runs.empty())
            addLine(layout, std::move(runs))->setSingleLine(line == idLine);
    }
    for (const FactRow *row : rows) {
        if (row->pivot)
            addLink(layout, *row);
        else if (isOther(spec, *row) && !row->alarming)
            addLine(layout, {{tr("%1: %2").arg(row->fact.label, row->fact.value), ColorRole::Muted, false, false}});
    }
    layout->addStretch();
    return card;
}

void FactCards::addHeadline(QVBoxLayout *layout, const std::vector<const FactRow *> &rows, std::size_t number)
{
    const CardSpec &spec = cards[number];
    const FactRow *head = findRow(rows, spec.headline);
    if (!head) {
        addLine(layout, {{tr("not in the evidence"), ColorRole::Muted, false, false}});
        return;
    }
    // Of an operation the last parts say what was done; the tooltip has it in full.
    const bool isOperation = QLatin1String(spec.headline) == QLatin1String("operation");
    TextRuns runs = headlineRuns(isOperation ? operationTitle(head->fact.value) : head->fact.value);
    QString tip = head->fact.value;
    if (const FactRow *beside = findRow(rows, spec.beside)) {
        // Where an address is known from stands behind it in brackets.
        const QString &value = beside->fact.value;
        runs.push_back({u' ' + value.left(value.indexOf(QStringLiteral(" ("))), ColorRole::Muted, false, true});
        tip += u'\n' + value;
    }
    addLine(layout, std::move(runs))->setToolTip(tip);
}

void FactCards::addCautions(const AlertFacts &facts)
{
    QStringList sentences;
    for (const CardSpec &spec : cards) {
        for (const FactRow *row : facts.ofGroup(spec.group)) {
            if (row->alarming && !row->pivot && isOther(spec, *row))
                sentences << row->fact.value;
        }
    }
    if (sentences.isEmpty())
        return;
    auto *cautions = new RunLabel(this);
    cautions->setContentsMargins(12, 8, 12, 8);
    cautions->setRuns({{QStringLiteral("▲ "), ColorRole::Medium, false, false},
                       {sentences.join(u' '), ColorRole::Medium, false, false}});
    cautions->setAccessibleName(tr("Caution: %1").arg(sentences.join(u' ')));
    m_grid->addWidget(cautions, 2, 0, 1, 2);
}

void FactCards::addLink(QVBoxLayout *layout, const FactRow &row)
{
    addLine(layout, {{row.fact.value, ColorRole::Muted, false, false}});
    auto *link = new LinkLabel(row.pivot->text);
    link->setWhyNot(row.pivot->whyNot);
    link->setAccessibleName(tr("%1: %2").arg(row.pivot->text, row.fact.label));
    connect(link, &LinkLabel::linkActivated, this, [this, pivot = *row.pivot] { emit pivotActivated(pivot); });
    layout->addWidget(link);
}

void FactCards::paintEvent(QPaintEvent *)
{
    const QColor line = Theme::of(this).color(ColorRole::Line);
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), line);
    if (m_grid->count() < 4)
        return;
    const QRect first = m_grid->itemAtPosition(0, 0)->geometry();
    const QRect second = m_grid->itemAtPosition(1, 0)->geometry();
    painter.fillRect(QRect(first.right() + 1, 0, 1, second.bottom() + 1), line);
    painter.fillRect(QRect(0, first.bottom() + 1, width(), 1), line);
    painter.fillRect(QRect(0, second.bottom() + 1, width(), 1), line);
}

} // namespace wirecase
