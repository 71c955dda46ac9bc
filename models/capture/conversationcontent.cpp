#include "models/capture/conversationcontent.h"

#include "models/capture/framedecoder.h"
#include "models/capture/ftpports.h"
#include "models/capture/protocolsniffer.h"
#include "models/capture/sniffedtls.h"

namespace wirecase {

namespace {

using Flag = ConversationRecord::Flag;

constexpr quint8 protocolTcp = 6;
constexpr quint16 ftpDataPort = 20;
// A protocol shows itself in its first messages; later ones are not looked at, so that large transfers cost nothing.
constexpr quint8 mostLooks = 8;
constexpr std::size_t mostFtpDataPorts = 65'536;

// Whether nothing more can be learned from payloads.
bool isFullyKnown(const ConversationRecord &record)
{
    switch (record.protocol) {
    case Protocol::Unknown:
        return false;
    case Protocol::Http:
        return record.has(Flag::NameFound);
    case Protocol::Tls:
        return record.has(Flag::NameFound) && record.has(Flag::TlsAgreed);
    default:
        return true;
    }
}

// Protocols that begin in clear and may then speak TLS in the same connection (STARTTLS and its like).
bool maySwitchToTls(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Ftp:
    case Protocol::Imap:
    case Protocol::Irc:
    case Protocol::Ldap:
    case Protocol::Mysql:
    case Protocol::Nntp:
    case Protocol::Pop3:
    case Protocol::Postgresql:
    case Protocol::Smtp:
        return true;
    default:
        return false;
    }
}

} // namespace

ConversationContent::ConversationContent()
    : m_names(1)
    , m_sharedNames(std::make_shared<const std::vector<QString>>(m_names))
{
}

void ConversationContent::begin(ConversationRecord &record) const
{
    const bool usesDataPort = record.firstPort == ftpDataPort || record.secondPort == ftpDataPort;
    const auto isAnnounced = [&] {
        return !m_ftpData.empty()
               && (m_ftpData.contains(record.firstEndpoint()) || m_ftpData.contains(record.secondEndpoint()));
    };
    if (record.ipProtocol != protocolTcp || !(usesDataPort || isAnnounced()))
        return;
    record.protocol = Protocol::FtpData;
    record.looks = mostLooks;
}

void ConversationContent::read(ConversationRecord &record, const Frame &frame, bool fromFirst)
{
    record.set(Flag::SawPayload);
    // However late it comes, a hello says that what follows is encrypted.
    if (maySwitchToTls(record.protocol) && !record.has(Flag::TlsAgreed) && looksLikeHello(frame.payload))
        note(record, sniffTls(frame.payload));
    if (record.protocol == Protocol::Ftp && m_ftpData.size() < mostFtpDataPorts) {
        if (const auto announced = ftpDataEndpoint(frame.payload, frame.source))
            m_ftpData.insert(*announced);
    }
    if (record.looks >= mostLooks || frame.payload.empty() || isFullyKnown(record))
        return;
    ++record.looks;
    const bool fromClient = fromFirst == record.clientIsFirst();
    const SniffedProtocol found = sniffProtocol(
        frame.payload, {frame.ipProtocol, frame.sourcePort, frame.destinationPort, fromClient, record.protocol});
    if (found.protocol != Protocol::Unknown && record.protocol == Protocol::Unknown) {
        record.protocol = found.protocol;
        record.set(Flag::ByContent);
    }
    if (found.speaker != Speaker::Unknown)
        record.noteClient(fromFirst == (found.speaker == Speaker::Client));
    note(record, found);
}

bool ConversationContent::switchedToTls(const ConversationRecord &record)
{
    return record.tlsVersion != 0 && maySwitchToTls(record.protocol);
}

void ConversationContent::note(ConversationRecord &record, const SniffedProtocol &found)
{
    if (!found.serverName.empty() && !record.has(Flag::NameFound)) {
        record.serverName = nameId(found.serverName);
        record.set(Flag::NameFound);
    }
    if (found.tlsVersion != 0 && !record.has(Flag::TlsAgreed)) {
        record.tlsVersion = found.tlsVersion;
        if (found.tlsAgreed)
            record.set(Flag::TlsAgreed);
    }
}

quint32 ConversationContent::nameId(std::string_view name)
{
    const QByteArray key(name.data(), static_cast<qsizetype>(name.size()));
    const auto place = m_nameIds.constFind(key);
    if (place != m_nameIds.constEnd())
        return *place;
    const auto id = static_cast<quint32>(m_names.size());
    m_names.push_back(QString::fromLatin1(key));
    m_nameIds.insert(key, id);
    return id;
}

std::shared_ptr<const std::vector<QString>> ConversationContent::names()
{
    if (m_sharedNames->size() != m_names.size())
        m_sharedNames = std::make_shared<const std::vector<QString>>(m_names);
    return m_sharedNames;
}

} // namespace wirecase
