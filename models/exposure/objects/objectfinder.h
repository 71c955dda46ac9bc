#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"
#include "models/exposure/objects/networkobject.h"

#include <QStringList>

namespace wirecase {

inline constexpr quint64 mostObjectBytes = 128U << 20U; ///< of one conversation; objects beyond are cut there
inline constexpr std::size_t mostObjects = 100'000;

struct FoundObjects
{
    std::vector<NetworkObject> objects; ///< by conversation, then in the order in which they were sent
    bool isComplete = true;             ///< false when a limit or an unreadable conversation left some out
};

/// Whether conversations of this protocol may carry objects: HTTP, FTP's data, SMTP, SMB.
[[nodiscard]] bool mayCarryObjects(Protocol protocol);

/// Lists the objects of these conversations; of all when there are none. One object at a time is in memory. Work for a
/// Job; job.done counts conversations.
[[nodiscard]] Result<FoundObjects> findObjects(const CaptureSnapshot &capture,
                                               const std::vector<ConversationId> &conversations, JobState &job);

struct ObjectTarget
{
    NetworkObject object;
    QString path;
};

/// Reads the objects again and writes them, to be read and written by the user alone and never to be executed. Not over
/// `evidence` or anything that is no regular file. Answers what went wrong: also where the evidence gives other bytes
/// now.
[[nodiscard]] Result<std::vector<Error>> writeObjects(const CaptureSnapshot &capture,
                                                      const std::vector<ObjectTarget> &targets,
                                                      const QStringList &evidence, JobState &job);

/// Names for the objects in a folder that keeps what it has: safe, and each another.
[[nodiscard]] std::vector<ObjectTarget> targetsIn(const QString &folder, const std::vector<NetworkObject> &objects);

} // namespace wirecase
