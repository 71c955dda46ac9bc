#include "models/correlation/capturesession.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureSession)
};

} // namespace

QString endReasonText(CaptureSession::EndReason reason)
{
    switch (reason) {
    case CaptureSession::EndReason::Stopped:
        return Words::tr("stopped");
    case CaptureSession::EndReason::TimeLimit:
        return Words::tr("time limit");
    case CaptureSession::EndReason::ByteLimit:
        return Words::tr("byte limit");
    case CaptureSession::EndReason::Deleted:
        return Words::tr("deleted");
    case CaptureSession::EndReason::Unknown:
        return Words::tr("unknown");
    }
    return {};
}

QString endReasonKey(CaptureSession::EndReason reason)
{
    switch (reason) {
    case CaptureSession::EndReason::Stopped:
        return QStringLiteral("stopped");
    case CaptureSession::EndReason::TimeLimit:
        return QStringLiteral("time_limit");
    case CaptureSession::EndReason::ByteLimit:
        return QStringLiteral("byte_limit");
    case CaptureSession::EndReason::Deleted:
        return QStringLiteral("deleted");
    case CaptureSession::EndReason::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

QString bytesPerPacketText(const CaptureSession &session)
{
    if (session.bytesPerPacket == 0)
        return Words::tr("all bytes");
    return Words::tr("%1 bytes of each packet").arg(session.bytesPerPacket);
}

} // namespace wirecase
