#pragma once

#include "models/exposure/secretindex.h"

namespace wirecase {

/// How many of the secrets have a packet among these (rows of the packet index, ascending): what a copy of them gives
/// away. Guests, who have no secret, do not count.
[[nodiscard]] quint64 secretsAmong(const SecretIndex &secrets, const std::vector<quint32> &packets);

} // namespace wirecase
