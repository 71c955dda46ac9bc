#pragma once

#include "models/evidence/importreport.h"
#include "models/flowlog/flowindexbuilder.h"

#include <QByteArray>
#include <QStringList>

/// Flow logs as one-line literals, and flows printed as lines, so that a failed comparison explains itself.
namespace flowlogtext {

using Tuples = QList<QByteArray>;

/// One record of an NSG flow log, compact, in the key order that Azure writes.
QByteArray nsgRecord(const Tuples &tuples, int version = 2, const QByteArray &mac = "000D3A4B100A",
                     const QByteArray &nsg = "/SUBSCRIPTIONS/S/NSG-A", const QByteArray &rule = "UserRule_web");
/// One record of a VNet flow log.
QByteArray vnetRecord(const Tuples &tuples, const QByteArray &mac = "000D3A4B100A",
                      const QByteArray &rule = "UserRule_web");
/// {"records":[…]}
QByteArray wrapped(const QList<QByteArray> &records);

/// Reads each as a file of its own, with evidence ids from 1 on.
wirecase::FlowIndexPtr indexOfFiles(const QList<QByteArray> &files, wirecase::ImportReport *report = nullptr);

/// "12:00:01.000-12:00:05.250 tcp 10.0.0.1:1>10.0.0.2:2 allowed complete 3/180 2/120 t3 [dup 0]": packets/bytes out and
/// in, "-" where the log has none, and the number of tuples.
QStringList printed(const wirecase::FlowIndex &index);

} // namespace flowlogtext
