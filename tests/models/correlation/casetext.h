#pragma once

#include "models/activity/activityindex.h"
#include "models/capture/capturesnapshot.h"
#include "models/correlation/correlation.h"
#include "models/flowlog/flowindex.h"

#include <QByteArray>
#include <QString>

/// Small cases written as lines: activity events, packets and flow-log tuples of one made-up day.
namespace casetext {

/// Nanoseconds of "hh:mm:ss" or "hh:mm:ss.zzz" on 2 May 2031.
qint64 at(const char *clock);

struct Operation
{
    const char *clock = "09:00:00";
    const char *name = "packetCaptures/write"; ///< under Microsoft.Network/networkWatchers/, or a whole operation
    const char *status = "Succeeded";
    const char *correlation = "c-1";
    const char *resource = "cap-a"; ///< name of a capture, or a whole resource id
    QByteArray body;                ///< request body, empty for none
    const char *caller = "ann@corp.test";
};

wirecase::ActivityIndexPtr activity(const std::vector<Operation> &operations);

QString captureId(const char *name);
QString vmId(const char *name);
/// The body of a start on this machine; `more` are further properties, each with a leading comma.
QByteArray startBody(const char *vm, const char *more = "", const char *account = "stdiag01");

struct Packet
{
    const char *clock = "09:00:00";
    const char *source = "10.0.0.1";
    quint16 sourcePort = 0;
    const char *destination = "10.0.0.2";
    quint16 destinationPort = 0;
    char kind = 'S'; ///< 'S' SYN, 'A' SYN and ACK, '.' ACK, 'F' FIN, 'U' UDP
    QByteArray payload;
};

/// An Ethernet capture taken at `mac` (twelve hexadecimal digits), which belongs to `address`.
QByteArray pcap(const std::vector<Packet> &packets, const QByteArray &mac, const char *address);

struct File
{
    QString name;
    QByteArray bytes;
};
wirecase::CaptureSnapshot captures(const std::vector<File> &files);

/// One NSG v2 log of `mac`: lines as in azure.md 1.3 with "hh:mm:ss" for the time.
wirecase::FlowIndexPtr flows(const QList<QByteArray> &tuples, const QByteArray &mac = "000D3A000001");

wirecase::TrafficIndexPtr traffic(const wirecase::CaptureSnapshot &capture, const wirecase::FlowIndexPtr &flows);

/// "09:00:01-09:00:05 10.0.0.1:1>10.0.0.2:2 PCAP + log allowed pcap 4/240 log 4/280", "-" for absent numbers.
QStringList printed(const wirecase::TrafficIndex &traffic);
/// "cap-a 09:00:00-09:10:00 stopped vm-a [files 0] [events 0 1]".
QStringList printed(const wirecase::Correlation &correlation);

} // namespace casetext
