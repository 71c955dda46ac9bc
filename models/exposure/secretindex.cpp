#include "models/exposure/secretindex.h"

#include "models/capture/capturesnapshot.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::SecretIndex)
};

} // namespace

SecretIndex::SecretIndex(std::vector<Secret> secrets, std::vector<Writing> writings, std::vector<PacketPlace> places,
                         bool complete)
    : m_secrets(std::move(secrets))
    , m_writings(std::move(writings))
    , m_places(std::move(places))
    , m_complete(complete)
{
    std::sort(m_places.begin(), m_places.end());
    m_places.erase(std::unique(m_places.begin(), m_places.end()), m_places.end());
    std::map<ConversationId, quint32> counts;
    for (const Secret &secret : m_secrets)
        ++counts[secret.conversation];
    m_counts.assign(counts.begin(), counts.end());
}

MaskedSpans SecretIndex::spansIn(PacketId packet) const
{
    MaskedSpans spans;
    for (auto place = std::lower_bound(m_places.begin(), m_places.end(), packet,
                                       [](const PacketPlace &p, PacketId id) { return p.packet < id; });
         place != m_places.end() && place->packet == packet; ++place)
        spans.add(place->begin, place->length);
    return spans;
}

quint32 SecretIndex::countIn(ConversationId conversation) const
{
    const auto count = std::lower_bound(m_counts.begin(), m_counts.end(), conversation,
                                        [](const auto &entry, ConversationId id) { return entry.first < id; });
    return count != m_counts.end() && count->first == conversation ? count->second : 0;
}

ExposedAccounts SecretIndex::accounts() const
{
    std::set<QString> users;
    std::set<Endpoint> servers;
    std::set<std::pair<QString, Endpoint>> pairs;
    std::set<std::pair<QString, Endpoint>> accepted;
    for (const Secret &secret : m_secrets) {
        if (secret.kind == QLatin1String("anonymous"))
            continue;
        users.insert(secret.user);
        servers.insert(secret.server);
        pairs.emplace(secret.user, secret.server);
        if (secret.outcome == QLatin1String("accepted"))
            accepted.emplace(secret.user, secret.server);
    }
    return {static_cast<quint32>(users.size()), static_cast<quint32>(servers.size()),
            static_cast<quint32>(pairs.size()), static_cast<quint32>(accepted.size())};
}

Result<QString> SecretIndex::reveal(std::size_t secret, const CaptureSnapshot &capture) const
{
    Q_ASSERT(secret < m_writings.size());
    const Writing &writing = m_writings[secret];
    QByteArray written;
    for (const PacketPlace &place : writing.places) {
        const auto packet = capture.packets->bytes(place.packet);
        if (!packet)
            return packet.error();
        written += packet->mid(place.begin, place.length);
    }
    const auto decoded = decodeSecret(bytesOf(written), writing.coding);
    if (!decoded)
        return Error{Error::Code::Format, Text::tr("The evidence no longer holds this secret"), {}, -1};
    return credentialText(decoded->password);
}

} // namespace wirecase
