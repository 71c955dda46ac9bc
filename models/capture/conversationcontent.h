#pragma once

#include "models/capture/conversationtable.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <set>
#include <string_view>
#include <vector>

namespace wirecase {

struct Frame;
struct SniffedProtocol;

/// What the payloads of conversations say: protocol, who asks, server names, TLS, and where FTP will send files. One
/// thread.
class ConversationContent
{
public:
    ConversationContent();

    /// Notes in the record what one payload says of its conversation.
    void read(ConversationRecord &record, const Frame &frame, bool fromFirst);
    /// A conversation that begins: whether it carries a file that FTP said would come, so that it needs no reading.
    void begin(ConversationRecord &record) const;
    /// Whether a conversation that began in clear speaks TLS by now.
    [[nodiscard]] static bool switchedToTls(const ConversationRecord &record);
    /// The server names that records count by their place.
    [[nodiscard]] std::shared_ptr<const std::vector<QString>> names();

private:
    void note(ConversationRecord &record, const SniffedProtocol &found);
    quint32 nameId(std::string_view name);

    std::vector<QString> m_names;
    QHash<QByteArray, quint32> m_nameIds;
    std::shared_ptr<const std::vector<QString>> m_sharedNames;
    std::set<Endpoint> m_ftpData; ///< where FTP servers and clients said that files will be sent
};

} // namespace wirecase
