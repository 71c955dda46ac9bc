#include "models/evidence/evidencetablemodel.h"

#include "models/base/numbertext.h"

#include <array>

namespace wirecase {

namespace {

struct ColumnSpec
{
    const char *title;
    Qt::Alignment align;
    bool hasTimes;
};

constexpr std::array<ColumnSpec, EvidenceTableModel::ColumnCount> columns{{
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "File"), Qt::AlignLeft, false},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "Type"), Qt::AlignLeft, false},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "Size"), Qt::AlignRight, false},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "State"), Qt::AlignLeft, false},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "Records"), Qt::AlignRight, false},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "Problems"), Qt::AlignRight, false},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "First (%1)"), Qt::AlignLeft, true},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "Last (%1)"), Qt::AlignLeft, true},
    {QT_TRANSLATE_NOOP("wirecase::EvidenceTableModel", "SHA-256"), Qt::AlignLeft, false},
}};

QString stateText(const EvidenceFile &file)
{
    if (!file.changed.isEmpty())
        return EvidenceTableModel::tr("Changed");
    switch (file.state) {
    case EvidenceFile::State::Waiting:
        return EvidenceTableModel::tr("Waiting");
    case EvidenceFile::State::Reading:
        return EvidenceTableModel::tr("Reading");
    case EvidenceFile::State::Read:
        if (file.isReadInPart())
            return EvidenceTableModel::tr("Read in part");
        return file.sha256.isEmpty() ? EvidenceTableModel::tr("Read, hashing")
                                     : EvidenceTableModel::tr("Read, verified");
    case EvidenceFile::State::Stopped:
        return EvidenceTableModel::tr("Stopped, kept in part");
    case EvidenceFile::State::Failed:
        return EvidenceTableModel::tr("Not readable");
    }
    return {};
}

QString problemText(const EvidenceFile &file)
{
    QStringList lines;
    if (!file.changed.isEmpty())
        lines << file.changed;
    for (const Error &place : file.report.places)
        lines << place.text();
    const auto kept = static_cast<quint64>(file.report.places.size());
    if (file.report.problems > kept) {
        const auto more = static_cast<int>(std::min<quint64>(file.report.problems - kept, 1'000'000'000));
        lines << EvidenceTableModel::tr("and %n more", nullptr, more);
    }
    return lines.join(u'\n');
}

} // namespace

void EvidenceTableModel::setRegister(const EvidenceRegister &evidence)
{
    if (evidence.files() == m_evidence.files()) {
        m_evidence = evidence;
        if (!m_evidence.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_evidence = evidence;
    endResetModel();
}

void EvidenceTableModel::setTimeFormat(const TimeFormat &format)
{
    m_format = format;
    emit headerDataChanged(Qt::Horizontal, First, Last);
    if (!m_evidence.isEmpty())
        emit dataChanged(index(0, First), index(rowCount() - 1, Last));
}

const EvidenceFile &EvidenceTableModel::fileAt(int row) const
{
    return m_evidence.files().at(static_cast<std::size_t>(row));
}

int EvidenceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_evidence.files().size());
}

int EvidenceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EvidenceTableModel::cellText(const EvidenceFile &file, int column) const
{
    switch (column) {
    case Name:
        return file.name;
    case Kind:
        return file.compressed ? tr("%1, compressed").arg(evidenceKindText(file.kind)) : evidenceKindText(file.kind);
    case Size:
        return bytesText(file.size);
    case State:
        return stateText(file);
    case Records:
        return countText(static_cast<qint64>(file.report.records));
    case Problems:
        return file.report.problems == 0 ? QString() : countText(static_cast<qint64>(file.report.problems));
    case First:
        return file.time.isEmpty() ? QStringLiteral("–") : m_format.dateTime(file.time.beginNs);
    case Last:
        return file.time.isEmpty() ? QStringLiteral("–") : m_format.dateTime(file.time.endNs - 1);
    case Hash:
        return QString::fromLatin1(file.sha256.toHex());
    default:
        return {};
    }
}

QVariant EvidenceTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const EvidenceFile &file = fileAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole:
        return cellText(file, index.column());
    case Qt::TextAlignmentRole:
        return QVariant(columns.at(static_cast<std::size_t>(index.column())).align | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (index.column() == Problems || index.column() == State)
            return problemText(file);
        return index.column() == Name ? file.path : cellText(file, index.column());
    case ProblemTextRole:
        return problemText(file);
    case RemarkTextRole:
        return file.remarks.join(u'\n');
    case PathRole:
        return file.path;
    case StateRole:
        return static_cast<int>(file.state);
    case IsChangedRole:
        return !file.changed.isEmpty();
    case IsReadInPartRole:
        return file.isReadInPart();
    default:
        return {};
    }
}

QVariant EvidenceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnSpec &column = columns.at(static_cast<std::size_t>(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.align | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString title = tr(column.title);
    if (!column.hasTimes)
        return title;
    return title.arg(m_format.zoneText(m_evidence.isEmpty() ? 0 : m_evidence.files().front().time.beginNs));
}

} // namespace wirecase
