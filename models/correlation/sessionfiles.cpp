#include "models/correlation/sessionfiles.h"

#include "models/capture/packetindex.h"

#include <QUrl>

#include <algorithm>

namespace wirecase {

namespace {

enum class Fit
{
    None,
    ByTime,
    ByPath
};

QString foldedPath(QString path)
{
    path.replace(u'\\', u'/');
    return path.toLower();
}

bool namesMachine(const QString &path)
{
    return path.contains(QLatin1String("/virtualmachines/"))
           || path.contains(QLatin1String("/virtualmachinescalesets/"));
}

/// Azure files a capture under the target's lower-cased resource id (azure.md 2.1); a client may choose its own path.
bool isNamed(const QString &path, const CaptureSession &session)
{
    QString target = session.target.toLower();
    while (target.startsWith(u'/'))
        target.remove(0, 1);
    if (!target.isEmpty() && path.contains(target + u'/'))
        return true;
    const QString chosen = QUrl(session.storagePath).path().toLower();
    return chosen.endsWith(QLatin1String(".cap")) && path.endsWith(chosen);
}

TimeRange widened(const TimeRange &range)
{
    return {range.beginNs - fileSlack, range.endNs + fileSlack};
}

class FileLinker
{
public:
    FileLinker(const PacketIndex &packets, std::vector<CaptureSession> &sessions)
        : m_packets(packets)
        , m_sessions(sessions)
    {
    }

    void link(quint32 file)
    {
        const CaptureFile &facts = m_packets.files()[file];
        if (facts.time.isEmpty())
            return;
        const QString path = foldedPath(facts.name);
        const Fit fit = namesMachine(path) || anyNamed(path) ? Fit::ByPath : Fit::ByTime;
        CaptureSession *best = nullptr;
        qint64 bestShared = 0;
        for (CaptureSession &session : m_sessions) {
            if (fit == Fit::ByPath && !isNamed(path, session))
                continue;
            const qint64 shared = facts.time.intersected(widened(session.requested)).lengthNs();
            if (fit == Fit::ByTime && shared < facts.time.lengthNs())
                continue;
            if (shared > bestShared) {
                best = &session;
                bestShared = shared;
            }
        }
        if (!best || (fit == Fit::ByTime && severalTargets(facts.time)))
            return;
        best->captureFiles.push_back(file);
        best->linkedByTimeOnly = best->linkedByTimeOnly || fit == Fit::ByTime;
    }

private:
    [[nodiscard]] bool anyNamed(const QString &path) const
    {
        return std::any_of(m_sessions.begin(), m_sessions.end(),
                           [&path](const CaptureSession &session) { return isNamed(path, session); });
    }

    [[nodiscard]] bool severalTargets(const TimeRange &time) const
    {
        QStringList targets;
        for (const CaptureSession &session : m_sessions) {
            if (time.intersected(widened(session.requested)).lengthNs() == time.lengthNs())
                targets.append(session.target.toLower());
        }
        targets.removeDuplicates();
        return targets.size() > 1;
    }

    const PacketIndex &m_packets;
    std::vector<CaptureSession> &m_sessions;
};

/// Sorts the files by time and lets what they show correct an end that no event tells.
void settleEnd(const PacketIndex &packets, CaptureSession &session)
{
    const auto &files = packets.files();
    std::sort(session.captureFiles.begin(), session.captureFiles.end(), [&files](quint32 a, quint32 b) {
        return std::pair(files[a].time.beginNs, a) < std::pair(files[b].time.beginNs, b);
    });
    if (!session.endAssumed || session.captureFiles.empty())
        return;
    quint64 bytes = 0;
    qint64 last = noTime;
    for (const quint32 file : session.captureFiles) {
        bytes += files[file].capturedBytes;
        last = std::max(last, files[file].time.endNs);
    }
    // The last packet that would have gone over the limit is not written, so the file stays just below it.
    constexpr quint64 largestPacket = 65'536;
    const bool isFull = !session.continuous && session.totalBytes > 0 && bytes + largestPacket >= session.totalBytes;
    if (isFull && bytes > 0 && session.totalBytes > largestPacket) {
        session.endReason = CaptureSession::EndReason::ByteLimit;
        session.requested.endNs = last;
    } else if (session.endReason == CaptureSession::EndReason::Unknown) {
        session.requested.endNs = std::max(session.requested.endNs, last);
    }
}

} // namespace

void linkFiles(const PacketIndex &packets, std::vector<CaptureSession> &sessions)
{
    FileLinker linker(packets, sessions);
    for (quint32 file = 0; file < packets.files().size(); ++file)
        linker.link(file);
    for (CaptureSession &session : sessions)
        settleEnd(packets, session);
}

} // namespace wirecase
