#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/base/maskedspans.h"
#include "models/base/result.h"
#include "models/capture/dissection/secretcoding.h"
#include "models/capture/packetmasks.h"
#include "models/exposure/packetplace.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace wirecase {

struct CaptureSnapshot;
struct JobState;

/// A credential that crossed the network readable. It says whose, where and how often; the secret itself is not in it.
struct Secret
{
    ConversationId conversation{};
    std::vector<PacketId> packets; ///< those that carry the secret, in order
    QString protocol;              ///< "http", "ftp", "pop3", "imap", "smtp", "ldap"
    QString kind;                  ///< "basic", "password"; "anonymous" when FTP's guest logs in: no secret, but sent
    QString user;
    QString fingerprint; ///< 16 hex digits, salted per case: equal secrets have equal fingerprints
    QString outcome;     ///< "accepted", "rejected", "unknown"
    qint64 timeNs = 0;   ///< of the first time
    Endpoint client;
    Endpoint server;
    quint32 count = 1; ///< how often it was sent in this conversation

    bool operator==(const Secret &) const = default;
};

/// Distinct users and servers over the secrets found; anonymous guests do not count.
struct ExposedAccounts
{
    quint32 users = 0;    ///< distinct user names
    quint32 servers = 0;  ///< distinct server endpoints
    quint32 accounts = 0; ///< distinct pairs of both
    quint32 accepted = 0; ///< of the pairs, those for which a server said yes

    bool operator==(const ExposedAccounts &) const = default;
};

/// The credentials in clear in all captures, and where their bytes are. Immutable; shared by threads.
class SecretIndex final : public PacketMasks
{
public:
    /// Where and how a secret's first occurrence is written, so that it can be read again.
    struct Writing
    {
        std::vector<PacketPlace> places; ///< in the order of its bytes
        SecretCoding coding = SecretCoding::Plain;
    };

    SecretIndex() = default;
    SecretIndex(std::vector<Secret> secrets, std::vector<Writing> writings, std::vector<PacketPlace> places,
                bool complete);

    /// In order of time, ties in order of conversation.
    [[nodiscard]] const std::vector<Secret> &secrets() const { return m_secrets; }
    [[nodiscard]] MaskedSpans spansIn(PacketId packet) const override;
    /// How many of the secrets lie in this conversation.
    [[nodiscard]] quint32 countIn(ConversationId conversation) const;
    [[nodiscard]] ExposedAccounts accounts() const;
    /// False when a limit stopped the search, so that there may be more.
    [[nodiscard]] bool isComplete() const { return m_complete; }
    /// The password, read again from the evidence. The caller records the act in the case before showing it.
    [[nodiscard]] Result<QString> reveal(std::size_t secret, const CaptureSnapshot &capture) const;

private:
    std::vector<Secret> m_secrets;
    std::vector<Writing> m_writings;                          ///< parallel to m_secrets
    std::vector<PacketPlace> m_places;                        ///< of all occurrences, sorted
    std::vector<std::pair<ConversationId, quint32>> m_counts; ///< secrets per conversation, sorted
    bool m_complete = true;
};

using SecretIndexPtr = std::shared_ptr<const SecretIndex>;

/// Reads every conversation whose protocol can carry credentials in clear and finds them. `salt` is the case's; with
/// equal salt, equal secrets have equal fingerprints. job.done counts conversations.
[[nodiscard]] Result<SecretIndexPtr> findSecrets(const CaptureSnapshot &capture, const QByteArray &salt, JobState &job);

/// The same for one conversation.
[[nodiscard]] Result<SecretIndexPtr> findSecretsIn(const CaptureSnapshot &capture, ConversationId conversation,
                                                   const QByteArray &salt, JobState &job);

} // namespace wirecase
