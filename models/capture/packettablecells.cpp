#include "models/base/numbertext.h"
#include "models/capture/packettablemodel.h"
#include "models/kql/kqlquoting.h"

// What the cells of the packet table say.

namespace wirecase {

namespace {

QString conversationText(const PacketRow &packet)
{
    return packet.conversation ? QString::number(static_cast<quint32>(*packet.conversation)) : QString();
}

QString fieldTerm(const char *field, const QString &value)
{
    return value.isEmpty() ? QString() : QStringLiteral("%1 : %2").arg(QLatin1String(field), value);
}

} // namespace

QVariant PacketTableModel::toolTip(int row, PacketId packet, Column column) const
{
    if (column == Number)
        return numberToolTip(packet);
    if (column == Time && m_capture.packets->timeNs(packet) != noTime)
        return isoTime(m_capture.packets->timeNs(packet));
    if (column == Comment)
        return commentText(packet, QStringLiteral("\n"));
    return column == Info || column == File ? QVariant(text(row, column)) : QVariant();
}

QString PacketTableModel::numberToolTip(PacketId packet) const
{
    QStringList lines;
    if (const QString related = relationText(relation(packet)); !related.isEmpty())
        lines << related;
    if (const QString remark = m_remarks.value(static_cast<quint32>(packet)); !remark.isEmpty())
        lines << tr("Comment in the case: %1").arg(remark);
    if (const QString comment = m_capture.packets->comment(packet); !comment.isEmpty())
        lines << tr("Comment in the capture: %1").arg(comment);
    return lines.join(u'\n');
}

PacketRemark PacketTableModel::remarkKind(PacketId packet) const
{
    if (m_remarks.contains(static_cast<quint32>(packet)))
        return PacketRemark::Case;
    return m_capture.packets->comment(packet).isEmpty() ? PacketRemark::None : PacketRemark::Capture;
}

QString PacketTableModel::commentText(PacketId packet, const QString &separator) const
{
    QStringList texts{m_remarks.value(static_cast<quint32>(packet)), m_capture.packets->comment(packet)};
    texts.removeAll(QString());
    return texts.join(separator);
}

QString PacketTableModel::text(int row, Column column) const
{
    const PacketRow packet = m_capture.packets->row(PacketId{(*m_rows)[static_cast<std::size_t>(row)]});
    switch (column) {
    case Number:
        return countText(packet.numberInFile);
    case Time:
        return timeText(packet.timeNs);
    case SinceRow:
        return sinceRowText(row, packet.timeNs);
    case SinceReference:
        return sinceReferenceText(packet);
    case Source:
        return packet.isIp ? packet.source.address.toString() : QString();
    case Destination:
        return packet.isIp ? packet.destination.address.toString() : QString();
    case Proto:
        return protocolText(packet.protocol);
    case ConversationNumber:
        return conversationText(packet);
    case Length:
        return countText(packet.wireLength);
    case Comment:
        return commentText(packet.id, QStringLiteral(" · ")).simplified();
    case Info:
        return infoText(row, packet);
    case File:
        return m_capture.packets->files()[packet.file].name;
    case ColumnCount:
        break;
    }
    return {};
}

QString PacketTableModel::timeText(qint64 timeNs) const
{
    if (timeNs == noTime)
        return tr("no time");
    switch (m_timeShown) {
    case TimeShown::WithYear:
        return m_timeFormat.dateTimeMs(timeNs);
    case TimeShown::WithDay:
        return m_timeFormat.dayTimeMs(timeNs);
    case TimeShown::OfDay:
        break;
    }
    return m_timeFormat.timeOfDayMs(timeNs);
}

QString PacketTableModel::sinceRowText(int row, qint64 timeNs) const
{
    if (row == 0)
        return {};
    const PacketId before{(*m_rows)[static_cast<std::size_t>(row) - 1]};
    return secondsText(m_capture.packets->timeNs(before), timeNs);
}

QString PacketTableModel::sinceReferenceText(const PacketRow &packet) const
{
    if (!m_timeReference)
        return {};
    return packet.id == *m_timeReference ? tr("reference")
                                         : secondsText(m_capture.packets->timeNs(*m_timeReference), packet.timeNs);
}

QString PacketTableModel::filterText(const PacketRow &packet, Column column) const
{
    switch (column) {
    case Number:
        return fieldTerm("packet", QString::number(packet.numberInFile));
    case Time:
    case SinceRow:
    case SinceReference:
    case Comment:
    case Info:
    case ColumnCount:
        return {};
    case Source:
        return fieldTerm("source.ip", packet.isIp ? kqlQuoted(packet.source.address.toString()) : QString());
    case Destination:
        return fieldTerm("destination.ip", packet.isIp ? kqlQuoted(packet.destination.address.toString()) : QString());
    case Proto:
        return fieldTerm("network.protocol", protocolKey(packet.conversationProtocol));
    case ConversationNumber:
        return fieldTerm("conversation", conversationText(packet));
    case Length:
        return fieldTerm("length", QString::number(packet.wireLength));
    case File:
        return fieldTerm("file", kqlQuoted(m_capture.packets->files()[packet.file].name));
    }
    return {};
}

QVariant PacketTableModel::sortKey(const PacketRow &packet, Column column) const
{
    switch (column) {
    case Number:
        return static_cast<quint32>(packet.id);
    case Time:
    case SinceRow:
    case SinceReference:
        return packet.timeNs;
    case ConversationNumber:
        return packet.conversation ? QVariant(static_cast<quint32>(*packet.conversation)) : QVariant();
    case Length:
        return packet.wireLength;
    case Source:
        return endpointText(packet.source);
    case Destination:
        return endpointText(packet.destination);
    case Proto:
    case Info:
        return protocolText(packet.protocol);
    case Comment:
        return commentText(packet.id, QStringLiteral(" · "));
    case File:
        return packet.file;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace wirecase
