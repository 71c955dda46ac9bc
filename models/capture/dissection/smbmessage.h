#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

/// Adds the fields of an SMB 1 message ([MS-CIFS] 2.2.3) below `layer`; answers its info line.
QString addSmbOne(Dissection &d, FieldNode &layer, const Part &message);
/// The same for the messages of SMB 2 and 3 ([MS-SMB2] 2.2), which may be chained.
QString addSmbTwo(Dissection &d, FieldNode &layer, const Part &message);
/// "STATUS_LOGON_FAILURE", or the number.
[[nodiscard]] QString ntStatusName(std::uint32_t status);

} // namespace wirecase
