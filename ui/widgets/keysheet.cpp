#include "ui/widgets/keysheet.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

namespace wirecase {

namespace {

enum Column
{
    GroupColumn,
    TextColumn,
    KeysColumn,
    ColumnCount
};

QString keysOf(const QAction &action)
{
    return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
}

} // namespace

KeySheet::KeySheet(const QList<QAction *> &actions, const QList<KeyLine> &more, QWidget *parent)
    : QDialog(parent)
    , m_edit(new QLineEdit(this))
    , m_table(new QTableWidget(this))
{
    setWindowTitle(tr("Keys"));
    for (const QAction *action : actions) {
        QString name = action->text();
        name.remove(u'&');
        if (!action->isSeparator() && !action->shortcuts().isEmpty())
            m_lines.append({action->property("group").toString(), name, keysOf(*action)});
    }
    m_lines += more;
    m_edit->setPlaceholderText(tr("Search keys and commands"));
    m_edit->setAccessibleName(tr("Search"));
    m_edit->setClearButtonEnabled(true);
    m_table->setAccessibleName(tr("Keys"));
    m_table->setColumnCount(ColumnCount);
    m_table->setHorizontalHeaderLabels({tr("Where"), tr("Does"), tr("Keys")});
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight(fontMetrics()));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setItemDelegateForColumn(KeysColumn, new MonoDelegate(m_table));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->addWidget(m_edit);
    layout->addWidget(m_table);
    connect(m_edit, &QLineEdit::textChanged, this, &KeySheet::fill);
    fill();
    m_table->resizeColumnsToContents();
    resize(qMin(fontMetrics().averageCharWidth() * 100, 960), rowHeight(fontMetrics()) * 20);
}

void KeySheet::fill()
{
    const QString wanted = m_edit->text().trimmed();
    m_table->setRowCount(0);
    for (const KeyLine &line : std::as_const(m_lines)) {
        const QStringList cells{line.group, line.text, line.keys};
        if (!cells.join(u' ').contains(wanted, Qt::CaseInsensitive))
            continue;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        for (int column = 0; column < ColumnCount; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cells.at(column)));
    }
}

QStringList KeySheet::shownTexts() const
{
    QStringList texts;
    for (int row = 0; row < m_table->rowCount(); ++row)
        texts += m_table->item(row, TextColumn)->text();
    return texts;
}

} // namespace wirecase
