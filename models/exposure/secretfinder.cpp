#include "models/capture/capturesnapshot.h"
#include "models/exposure/credential.h"
#include "models/exposure/dialogue.h"
#include "models/exposure/fingerprint.h"
#include "models/exposure/repeatedbytes.h"
#include "models/exposure/secretindex.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

namespace wirecase {

namespace {

constexpr quint64 maxStreamBytes = 16ULL << 20U;
constexpr std::size_t maxSecrets = 200'000;

struct ReaderSpec
{
    Protocol protocol;
    std::vector<Credential> (*read)(const Dialogue &);
};

constexpr std::array readers{
    ReaderSpec{Protocol::Http, httpCredentials}, ReaderSpec{Protocol::WinRm, httpCredentials},
    ReaderSpec{Protocol::Ftp, ftpCredentials},   ReaderSpec{Protocol::Smtp, smtpCredentials},
    ReaderSpec{Protocol::Pop3, pop3Credentials}, ReaderSpec{Protocol::Imap, imapCredentials},
    ReaderSpec{Protocol::Ldap, ldapCredentials},
};

QString outcomeKey(LoginOutcome outcome)
{
    switch (outcome) {
    case LoginOutcome::Accepted:
        return QStringLiteral("accepted");
    case LoginOutcome::Rejected:
        return QStringLiteral("rejected");
    case LoginOutcome::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

/// What the index is built from while the conversations are read.
class Finder
{
public:
    Finder(const CaptureSnapshot &capture, const QByteArray &salt)
        : m_capture(capture)
        , m_salt(salt)
    {
    }

    /// Reads one conversation. Fails only when cancelled: one that cannot be read leaves the index incomplete.
    Status read(ConversationId id, JobState &job);
    SecretIndexPtr finish();

private:
    struct Entry
    {
        Secret secret;
        SecretIndex::Writing writing;
        LoginOutcome outcome = LoginOutcome::Unknown;
    };

    void take(const Conversation &conversation, const Dialogue &dialogue, std::vector<Credential> credentials);
    Entry entryOf(const Conversation &conversation, const Credential &credential,
                  const std::vector<PacketPlace> &places);

    const CaptureSnapshot &m_capture;
    const QByteArray &m_salt;
    std::vector<Entry> m_entries;
    std::vector<PacketPlace> m_places;
    bool m_complete = true;
};

Status Finder::read(ConversationId id, JobState &job)
{
    const Conversation conversation = m_capture.conversations->at(id);
    const auto reader = std::find_if(readers.begin(), readers.end(),
                                     [&](const ReaderSpec &r) { return r.protocol == conversation.protocol; });
    if (reader == readers.end())
        return {};
    const auto chunks = reassemble(m_capture, id, maxStreamBytes, job);
    if (!chunks && chunks.error().code == Error::Code::Cancelled)
        return chunks.error();
    if (!chunks || m_entries.size() >= maxSecrets) {
        m_complete = false;
        return {};
    }
    const quint64 total =
        std::accumulate(chunks->begin(), chunks->end(), quint64{0},
                        [](quint64 sum, const StreamChunk &c) { return sum + static_cast<quint64>(c.bytes.size()); });
    m_complete = m_complete && total < maxStreamBytes;
    const Dialogue dialogue(*chunks);
    std::vector<Credential> credentials = reader->read(dialogue);
    if (!credentials.empty())
        take(conversation, dialogue, std::move(credentials));
    return {};
}

Finder::Entry Finder::entryOf(const Conversation &conversation, const Credential &credential,
                              const std::vector<PacketPlace> &places)
{
    Entry entry;
    entry.secret.conversation = conversation.id;
    entry.secret.protocol = protocolKey(conversation.protocol);
    entry.secret.kind = credential.kind;
    entry.secret.user = credential.user;
    entry.secret.fingerprint = secretFingerprint(m_salt, credential.password);
    entry.secret.timeNs = places.empty() ? conversation.firstNs : m_capture.packets->timeNs(places.front().packet);
    entry.secret.client = conversation.client;
    entry.secret.server = conversation.server;
    entry.secret.count = 0;
    entry.writing = {places, credential.coding};
    return entry;
}

void Finder::take(const Conversation &conversation, const Dialogue &dialogue, std::vector<Credential> credentials)
{
    // The same credential again in one conversation counts up; which it is, the decoded secret decides.
    std::map<std::tuple<QString, QString, QByteArray>, std::size_t> known;
    std::vector<PacketPlace> all;
    for (const Credential &credential : credentials) {
        const std::vector<PacketPlace> places = dialogue.client().placesOf(credential.span);
        const auto [at, isNew] =
            known.try_emplace({credential.kind, credential.user, credential.password}, m_entries.size());
        if (isNew)
            m_entries.push_back(entryOf(conversation, credential, places));
        Entry &entry = m_entries[at->second];
        ++entry.secret.count;
        entry.outcome = std::max(entry.outcome, credential.outcome);
        for (const PacketPlace &place : places)
            entry.secret.packets.push_back(place.packet);
        all.insert(all.end(), places.begin(), places.end());
    }
    const std::vector<PacketPlace> repeated = repeatedPlaces(m_capture, conversation, all);
    m_places.insert(m_places.end(), all.begin(), all.end());
    m_places.insert(m_places.end(), repeated.begin(), repeated.end());
}

SecretIndexPtr Finder::finish()
{
    for (Entry &entry : m_entries) {
        entry.secret.outcome = outcomeKey(entry.outcome);
        std::vector<PacketId> &packets = entry.secret.packets;
        std::sort(packets.begin(), packets.end());
        packets.erase(std::unique(packets.begin(), packets.end()), packets.end());
    }
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry &a, const Entry &b) {
        return std::tie(a.secret.timeNs, a.secret.conversation) < std::tie(b.secret.timeNs, b.secret.conversation);
    });
    std::vector<Secret> secrets;
    std::vector<SecretIndex::Writing> writings;
    for (Entry &entry : m_entries) {
        secrets.push_back(std::move(entry.secret));
        writings.push_back(std::move(entry.writing));
    }
    return std::make_shared<const SecretIndex>(std::move(secrets), std::move(writings), std::move(m_places),
                                               m_complete);
}

} // namespace

Result<SecretIndexPtr> findSecrets(const CaptureSnapshot &capture, const QByteArray &salt, JobState &job)
{
    Finder finder(capture, salt);
    const quint32 size = capture.conversations->size();
    job.total = size;
    for (quint32 i = 0; i < size; ++i) {
        if (job.cancelled)
            return Error::cancelled();
        if (const Status read = finder.read(ConversationId{i}, job); !read)
            return read.error();
        job.done = i + 1;
    }
    return finder.finish();
}

Result<SecretIndexPtr> findSecretsIn(const CaptureSnapshot &capture, ConversationId conversation,
                                     const QByteArray &salt, JobState &job)
{
    Finder finder(capture, salt);
    if (const Status read = finder.read(conversation, job); !read)
        return read.error();
    return finder.finish();
}

} // namespace wirecase
