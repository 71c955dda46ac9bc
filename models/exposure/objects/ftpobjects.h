#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"

#include <QString>

namespace wirecase {

/// What a control connection of FTP said about the data connection to come.
struct FtpTransfer
{
    Endpoint endpoint; ///< where the data connection goes
    QString command;   ///< "RETR"
    QString name;      ///< as given, may be empty
    qint64 timeNs = noTime;
};

/// The transfers that all control connections of the captures announce, by endpoint, then time.
[[nodiscard]] Result<std::vector<FtpTransfer>> ftpTransfers(const CaptureSnapshot &capture, JobState &job);

/// The transfer of a data connection: the last one to its endpoint that was asked for before its end.
[[nodiscard]] const FtpTransfer *transferOf(const Conversation &data, const std::vector<FtpTransfer> &transfers);

} // namespace wirecase
