#include "models/correlation/trafficrow.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::TrafficRow)
};

} // namespace

QString seenInText(SeenIn seenIn)
{
    switch (seenIn) {
    case SeenIn::CaptureAndLog:
        return Words::tr("PCAP + log");
    case SeenIn::CaptureOnly:
        return Words::tr("PCAP only");
    case SeenIn::LogOnly:
        return Words::tr("log only");
    }
    return {};
}

QString seenInKey(SeenIn seenIn)
{
    switch (seenIn) {
    case SeenIn::CaptureAndLog:
        return QStringLiteral("pcap_and_log");
    case SeenIn::CaptureOnly:
        return QStringLiteral("pcap_only");
    case SeenIn::LogOnly:
        return QStringLiteral("log_only");
    }
    return {};
}

QString decisionText(const TrafficRow &row)
{
    if (row.allowed && row.denied)
        return Words::tr("allowed, denied");
    if (row.allowed)
        return Words::tr("allowed");
    return row.denied ? Words::tr("denied") : QStringLiteral("–");
}

} // namespace wirecase
