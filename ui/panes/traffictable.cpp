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

void setTone(DataTable &table, int column, ToneOf tone)
{
    auto *delegate = new CellDelegate(&table);
    delegate->setTone(std::move(tone));
    table.setItemDelegateForColumn(column, delegate);
}

} // namespace

void dressTrafficTable(DataTable &table)
{
    auto *mono = new MonoDelegate(&table);
    for (const int column : {TrafficTableModel::FirstSeen, TrafficTableModel::Source, TrafficTableModel::Destination})
        table.setItemDelegateForColumn(column, mono);
    table.setItemDelegateForColumn(TrafficTableModel::SeenInColumn, new BadgeDelegate(seenInTone, &table));
    setTone(table, TrafficTableModel::LogBytes, logBytesTone);
    setTone(table, TrafficTableModel::Nsg, decisionTone);
    setTone(table, TrafficTableModel::Crypto, encryptionTone);
    auto *secrets = new BadgeDelegate([](const QModelIndex &) { return Tone::Bad; }, &table);
    secrets->setDotted(true);
    table.setItemDelegateForColumn(TrafficTableModel::Secrets, secrets);
    table.setColumnChars({14, 20, 20, 9, 10, 8, 10, 10, 9, 9, 0});
}

} // namespace wirecase
