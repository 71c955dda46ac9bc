#include "ui/panes/traffictable.h"

#include "models/correlation/traffictablemodel.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/datatable.h"

namespace wirecase {

namespace {

Tone seenInTone(const QModelIndex &cell)
{
    switch (static_cast<SeenIn>(cell.data(TrafficTableModel::SeenInRole).toInt())) {
    case SeenIn::LogOnly:
        return Tone::Warning;
    case SeenIn::CaptureOnly:
        return Tone::Accent;
    case SeenIn::CaptureAndLog:
        break;
    }
    return Tone::Neutral;
}

Tone decisionTone(const QModelIndex &cell)
{
    const QString decision = cell.data(TrafficTableModel::DecisionRole).toString();
    if (decision == QLatin1String("allowed"))
        return Tone::Good;
    if (decision == QLatin1String("denied"))
        return Tone::Bad;
    return decision == QLatin1String("mixed") ? Tone::Warning : Tone::Muted;
}

Tone encryptionTone(const QModelIndex &cell)
{
    const QString encryption = cell.data(TrafficTableModel::EncryptionRole).toString();
    if (encryption == QLatin1String("clear"))
        return Tone::Warning;
    const bool known = encryption == QLatin1String("tls") || encryption == QLatin1String("ssh");
    return known ? Tone::Good : Tone::Muted;
}

Tone logBytesTone(const QModelIndex &cell)
{
    return cell.data(TrafficTableModel::BytesDifferRole).toBool() ? Tone::Warning : Tone::Neutral;
}

Tone stateTone(const QModelIndex &cell)
{
    switch (static_cast<TcpState>(cell.data(SortKeyRole).toInt())) {
    case TcpState::Refused:
        return Tone::Bad;
    case TcpState::HalfOpen:
    case TcpState::Reset:
        return Tone::Warning;
    case TcpState::None:
    case TcpState::Established:
    case TcpState::Closed:
        break;
    }
    return Tone::Neutral;
}

Tone troubleTone(const QModelIndex &cell)
{
    return cell.data(SortKeyRole).toLongLong() > 0 ? Tone::Warning : Tone::Muted;
}

void setTone(DataTable &table, int column, ToneOf tone)
{
    auto *delegate = new CellDelegate(&table);
    delegate->setTone(std::move(tone));
    table.setItemDelegateForColumn(column, delegate);
}

} // namespace

void dressTrafficTable(DataTable &table)
{
    table.setItemDelegateForColumn(TrafficTableModel::FirstSeen, new MonoDelegate(&table));
    auto *endpoint = new MonoDelegate(&table);
    endpoint->setElideMode(Qt::ElideMiddle); // the port says most
    for (const int column : {TrafficTableModel::Source, TrafficTableModel::Destination})
        table.setItemDelegateForColumn(column, endpoint);
    table.setItemDelegateForColumn(TrafficTableModel::SeenInColumn, new BadgeDelegate(seenInTone, &table));
    setTone(table, TrafficTableModel::LogBytes, logBytesTone);
    setTone(table, TrafficTableModel::Nsg, decisionTone);
    setTone(table, TrafficTableModel::Crypto, encryptionTone);
    auto *secrets = new BadgeDelegate([](const QModelIndex &) { return Tone::Bad; }, &table);
    secrets->setDotted(true);
    table.setItemDelegateForColumn(TrafficTableModel::Secrets, secrets);
    setTone(table, TrafficTableModel::State, stateTone);
    for (const int column :
         {TrafficTableModel::Retransmissions, TrafficTableModel::ZeroWindows, TrafficTableModel::UnseenSegments})
        setTone(table, column, troubleTone);
    planTrafficColumns(table, false);
    // Who looks for more than fits finds these in the menu of columns.
    constexpr std::array unoffered{
        TrafficTableModel::Transport,       TrafficTableModel::ServerName,  TrafficTableModel::PacketsSent,
        TrafficTableModel::PacketsReceived, TrafficTableModel::BytesSent,   TrafficTableModel::BytesReceived,
        TrafficTableModel::Retransmissions, TrafficTableModel::OutOfOrder,  TrafficTableModel::ZeroWindows,
        TrafficTableModel::UnseenSegments,  TrafficTableModel::HandshakeRtt};
    for (const int column : unoffered)
        table.setColumnOffered(column, false);
}

void planTrafficColumns(DataTable &table, bool withDays)
{
    const ColumnPlan time = withDays ? ColumnPlan{19, 20, 0} : ColumnPlan{13, 15, 0};
    // Endpoints come before counters.
    table.setColumnPlan({time,         {17, 24, 0}, {17, 24, 0}, {7, 11, 1}, {9, 10, 0}, {6, 8, 5},
                         {8, 10, 6},   {8, 10, 4},  {7, 9, 2},   {7, 9, 3},  {6, 8, 0},  {6, 8, 9},
                         {12, 22, 10}, {8, 11, 7},  {8, 10, 8},  {7, 9, 11}, {7, 9, 12}, {8, 10, 13},
                         {8, 10, 14},  {7, 9, 15},  {7, 9, 18},  {7, 9, 16}, {7, 9, 17}, {8, 10, 19}});
}

} // namespace wirecase
