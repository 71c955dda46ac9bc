#include "ui/panes/exceptionentriesedit.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStringListModel>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

using Type = ExceptionEntry::Type;

struct OperatorSpec
{
    Type type;
    bool excluded;
    const char *text;
};

// In Kibana's words.
constexpr std::array operators{
    OperatorSpec{Type::Match, false, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "is")},
    OperatorSpec{Type::Match, true, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "is not")},
    OperatorSpec{Type::MatchAny, false, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "is one of")},
    OperatorSpec{Type::MatchAny, true, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "is not one of")},
    OperatorSpec{Type::Exists, false, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "exists")},
    OperatorSpec{Type::Exists, true, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "does not exist")},
    OperatorSpec{Type::Wildcard, false, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "matches")},
    OperatorSpec{Type::Wildcard, true, QT_TRANSLATE_NOOP("wirecase::ExceptionEntriesEdit", "does not match")},
};

int operatorOf(const ExceptionEntry &entry)
{
    const auto found = std::ranges::find_if(operators, [&](const OperatorSpec &spec) {
        return spec.type == entry.type && spec.excluded == entry.excluded;
    });
    return found == operators.end() ? -1 : static_cast<int>(found - operators.begin());
}

/// Several values on one line: commas between them, a comma within one has a backslash before it.
QString joined(QStringList values)
{
    for (QString &value : values)
        value.replace(u',', QStringLiteral("\\,"));
    return values.join(QStringLiteral(", "));
}

QStringList separated(const QString &text)
{
    QStringList values{QString()};
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'\\' && i + 1 < text.size() && text.at(i + 1) == u',')
            values.back() += text.at(++i);
        else if (text.at(i) == u',')
            values << QString();
        else
            values.back() += text.at(i);
    }
    for (QString &value : values)
        value = value.trimmed();
    values.removeAll(QString());
    return values;
}

} // namespace

ExceptionEntriesEdit::ExceptionEntriesEdit(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_fields(new QStringListModel(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_layout->addStretch();
}

void ExceptionEntriesEdit::setFields(const QStringList &fields)
{
    m_fields->setStringList(fields);
}

void ExceptionEntriesEdit::setEntries(const std::vector<ExceptionEntry> &entries)
{
    while (!m_lines.empty())
        removeLine(m_lines.back().widget);
    m_others.clear();
    for (const ExceptionEntry &entry : entries) {
        const int how = operatorOf(entry);
        if (how < 0) {
            m_others.push_back(entry);
            continue;
        }
        const Line &line = makeLine();
        const QSignalBlocker quietField(line.field);
        const QSignalBlocker quietHow(line.how);
        const QSignalBlocker quietValue(line.value);
        line.field->setText(entry.field);
        line.how->setCurrentIndex(how);
        line.value->setText(entry.type == Type::MatchAny ? joined(entry.values) : entry.values.value(0));
        for (QLineEdit *edit : {line.field, line.value})
            edit->setCursorPosition(0); // a long one shows its beginning
        showValueNeeded(line);
    }
}

ExceptionEntriesEdit::Line &ExceptionEntriesEdit::makeLine()
{
    Line line;
    line.widget = new QWidget(this);
    line.field = new QLineEdit(line.widget);
    line.how = new QComboBox(line.widget);
    line.value = new QLineEdit(line.widget);
    line.field->setPlaceholderText(tr("Field"));
    line.field->setAccessibleName(tr("Field"));
    auto *completer = new QCompleter(m_fields, line.field);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    line.field->setCompleter(completer);
    for (const OperatorSpec &spec : operators)
        line.how->addItem(tr(spec.text));
    line.how->setAccessibleName(tr("Operator"));
    line.value->setPlaceholderText(tr("Value"));
    line.value->setAccessibleName(tr("Value"));
    setFontRole(line.value, FontRole::Fixed);
    auto *remove = new QToolButton(line.widget);
    remove->setIcon(icon(IconName::Close));
    remove->setToolTip(tr("Remove this condition"));
    remove->setAccessibleName(remove->toolTip());
    auto *layout = new QHBoxLayout(line.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gridStep);
    layout->addWidget(line.field, 4);
    layout->addWidget(line.how);
    layout->addWidget(line.value, 5);
    layout->addWidget(remove);
    m_layout->insertWidget(m_layout->count() - 1, line.widget); // above the stretch
    connect(line.field, &QLineEdit::textChanged, this, &ExceptionEntriesEdit::edited);
    connect(line.value, &QLineEdit::textChanged, this, &ExceptionEntriesEdit::edited);
    connect(line.how, &QComboBox::currentIndexChanged, this, [this, line] {
        showValueNeeded(line);
        emit edited();
    });
    connect(remove, &QToolButton::clicked, this, [this, widget = line.widget] {
        removeLine(widget);
        emit edited();
    });
    return m_lines.emplace_back(line);
}

void ExceptionEntriesEdit::addLine()
{
    makeLine().field->setFocus(Qt::OtherFocusReason);
    emit edited();
}

void ExceptionEntriesEdit::removeLine(const QWidget *widget)
{
    const auto found = std::ranges::find(m_lines, widget, &Line::widget);
    found->widget->hide();
    found->widget->deleteLater();
    m_lines.erase(found);
}

void ExceptionEntriesEdit::showValueNeeded(const Line &line)
{
    const Type type = operators.at(static_cast<std::size_t>(line.how->currentIndex())).type;
    line.value->setEnabled(type != Type::Exists);
    line.value->setToolTip(type == Type::MatchAny   ? tr("Values with commas between them")
                           : type == Type::Wildcard ? tr("* stands for anything, ? for one character")
                                                    : QString());
}

std::optional<ExceptionEntry> ExceptionEntriesEdit::entryOf(const Line &line)
{
    const OperatorSpec &how = operators.at(static_cast<std::size_t>(line.how->currentIndex()));
    ExceptionEntry entry;
    entry.type = how.type;
    entry.excluded = how.excluded;
    entry.field = line.field->text().trimmed();
    if (how.type == Type::MatchAny)
        entry.values = separated(line.value->text());
    else if (how.type != Type::Exists && !line.value->text().isEmpty())
        entry.values = QStringList{line.value->text()};
    if (entry.field.isEmpty() || (how.type != Type::Exists && entry.values.isEmpty()))
        return std::nullopt;
    return entry;
}

std::vector<ExceptionEntry> ExceptionEntriesEdit::entries() const
{
    std::vector<ExceptionEntry> entries;
    for (const Line &line : m_lines) {
        if (auto entry = entryOf(line))
            entries.push_back(*std::move(entry));
    }
    entries.insert(entries.end(), m_others.begin(), m_others.end());
    return entries;
}

bool ExceptionEntriesEdit::isComplete() const
{
    return !(m_lines.empty() && m_others.empty())
           && std::ranges::all_of(m_lines, [](const Line &line) { return entryOf(line).has_value(); });
}

} // namespace wirecase
