#include "models/exposure/secretcount.h"

#include <algorithm>

namespace wirecase {

quint64 secretsAmong(const SecretIndex &secrets, const std::vector<quint32> &packets)
{
    const auto isAmong = [&packets](PacketId packet) {
        return std::binary_search(packets.begin(), packets.end(), static_cast<quint32>(packet));
    };
    const auto &all = secrets.secrets();
    return static_cast<quint64>(std::count_if(all.begin(), all.end(), [&isAmong](const Secret &secret) {
        return secret.kind != QLatin1String("anonymous")
               && std::any_of(secret.packets.begin(), secret.packets.end(), isAmong);
    }));
}

} // namespace wirecase
