#pragma once

#include "models/exposure/dialogue.h"

#include <QString>

namespace wirecase {

/// An object as its protocol tells it: where its bytes lie in one side of a dialogue.
struct FoundObject
{
    bool fromClient = false;
    std::size_t at = 0; ///< place in that side's text that stands for it
    QString name;
    QString path;
    QString claimedType;
    QString coding;                    ///< of the content: "gzip", "base64"; empty when there is none
    std::vector<StreamSide::Run> runs; ///< in the order of their offsets
    quint64 length = 0;                ///< as told, at least what the runs reach

    bool operator==(const FoundObject &) const = default;
};

/// Bodies of requests and responses (RFC 9112). Names come from the path, or from Content-Disposition.
[[nodiscard]] std::vector<FoundObject> httpObjects(const Dialogue &dialogue);

/// Messages that were handed over with DATA (RFC 5321 4.1.1.4), each followed by what is attached to it.
[[nodiscard]] std::vector<FoundObject> mailObjects(const Dialogue &dialogue);

/// Files that were read or written over SMB without encryption ([MS-CIFS], [MS-SMB2] 2.2.19 to 2.2.22).
[[nodiscard]] std::vector<FoundObject> smbObjects(const Dialogue &dialogue);

/// All that one side said: the data connection of FTP carries one file.
[[nodiscard]] std::vector<FoundObject> wholeSides(const Dialogue &dialogue);

} // namespace wirecase
