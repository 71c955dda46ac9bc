#include "models/casefile/journaltablemodel.h"

#include "models/casefile/casefile.h"
#include "models/casefile/saiddocuments.h"

#include <QJsonArray>

namespace wirecase {

namespace {

// What of a document an analyst wants to see in one cell: the words, not the keys.
QString shortText(const Act &act, const QJsonObject &document)
{
    const auto value = [&](const char *key) { return document.value(QLatin1String(key)).toString(); };
    if (document.isEmpty())
        return {};
    switch (act.kind) {
    case ActKind::CreateCase:
    case ActKind::SetHead: {
        QStringList said{value("number"), value("name"), value("analyst")};
        said.removeAll(QString());
        return said.join(QStringLiteral(" \u00b7 "));
    }
    case ActKind::SetAnswer:
        return answerText(answerOfKey(value("answer")).value_or(Answer::None));
    case ActKind::SetWhy:
        return value("why");
    case ActKind::SetStepNote:
        return value("note");
    case ActKind::AddPin:
    case ActKind::RemovePin:
        return JournalTableModel::tr("%n pin(s)", nullptr,
                                     static_cast<int>(document.value(QLatin1String("pins")).toArray().size()));
    case ActKind::SetVerdict:
        return verdictText(verdictOfKey(value("verdict")).value_or(Verdict::None));
    case ActKind::SetReason:
        return value("reason");
    case ActKind::SetNote:
        return value("text");
    case ActKind::SetMark:
        return value("comment");
    case ActKind::KeepException:
    case ActKind::RemoveException:
        return QStringList{value("query"), value("justification")}.join(QStringLiteral(" \u00b7 "));
    case ActKind::AddEvidence:
    case ActKind::HashEvidence:
    case ActKind::ChangeEvidence:
        return value("sha256");
    case ActKind::RevealSecret:
        return value("what");
    case ActKind::ExportReport:
    case ActKind::DeriveFindings:
        return value("sha256");
    case ActKind::SalvageCase:
        return value("read");
    }
    return {};
}

QString whatText(const Act &act)
{
    switch (act.way) {
    case ActWay::Done:
        return actText(act.kind);
    case ActWay::Undone:
        return JournalTableModel::tr("Undo: %1").arg(actText(act.kind));
    case ActWay::Redone:
        return JournalTableModel::tr("Redo: %1").arg(actText(act.kind));
    }
    return {};
}

QString aboutText(const Act &act)
{
    const QJsonObject &document = act.after.isEmpty() ? act.before : act.after;
    if (act.table == QLatin1String(answerTable))
        return document.value(QLatin1String("step_text")).toString();
    if (act.table == QLatin1String(verdictTable) || act.table == QLatin1String(noteTable))
        return document.value(QLatin1String("alert")).toString();
    if (act.table == QLatin1String(exceptionTable))
        return document.value(QLatin1String("name")).toString();
    return act.subject;
}

} // namespace

JournalTableModel::JournalTableModel(const CaseFile &file, QObject *parent)
    : QAbstractTableModel(parent)
    , m_file(file)
    , m_rows(static_cast<int>(file.state().journal.size()))
{
    connect(&file, &CaseFile::journalChanged, this, &JournalTableModel::follow);
}

void JournalTableModel::follow()
{
    const int rows = static_cast<int>(m_file.state().journal.size());
    if (rows <= m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    endInsertRows();
}

void JournalTableModel::setTimeFormat(const TimeFormat &format)
{
    m_timeFormat = format;
    emit headerDataChanged(Qt::Horizontal, Time, Time);
    if (m_rows > 0)
        emit dataChanged(index(0, Time), index(m_rows - 1, Time), {Qt::DisplayRole, CopyRole});
}

int JournalTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int JournalTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JournalEntry &entry = m_file.state().journal.at(static_cast<std::size_t>(index.row()));
    if (role == SortKeyRole && index.column() == Number)
        return entry.sequence;
    if (role == SortKeyRole && index.column() == Time)
        return entry.timeNs;
    if (role == Qt::TextAlignmentRole && index.column() == Number)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != CopyRole && role != SortKeyRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Number:
        return QString::number(entry.sequence);
    case Time:
        return m_timeFormat.dateTime(entry.timeNs);
    case Author:
        return entry.author;
    case What:
        return whatText(entry.act);
    case About:
        return aboutText(entry.act);
    case Before:
        return shortText(entry.act, entry.act.before);
    case After:
        return shortText(entry.act, entry.act.after);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant JournalTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number:
        return tr("No.");
    case Time:
        return tr("Time (%1)").arg(m_timeFormat.zoneText(m_file.nowNs()));
    case Author:
        return tr("Author");
    case What:
        return tr("What");
    case About:
        return tr("About");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace wirecase
