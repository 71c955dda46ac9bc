#include "models/evidence/evidenceplan.h"

#include "models/base/timerange.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/decompression.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

namespace wirecase {

namespace {

constexpr int deepestFolder = 64;
constexpr std::size_t mostFiles = 500'000;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::EvidencePlan)
};

QString whyNotRead(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::Pcap:
    case EvidenceKind::Pcapng:
    case EvidenceKind::ActivityLog:
    case EvidenceKind::FlowLog:
    case EvidenceKind::Rules:
        return {};
    case EvidenceKind::Unknown:
        return Text::tr("Not a format that holds evidence for this job");
    case EvidenceKind::Empty:
        return Text::tr("The file is empty");
    case EvidenceKind::Case:
        return Text::tr("A case is opened with Open case, not read as evidence");
    case EvidenceKind::NetMon:
        return Text::tr("Network Monitor format: convert it with editcap -F pcap");
    case EvidenceKind::OtherJson:
        return Text::tr("JSON, but neither an activity log nor a flow log");
    case EvidenceKind::Archive:
        return Text::tr("An archive: unpack it and add the folder");
    }
    return {};
}

/// Reads the beginning of the file, through its compression if it has one, and says what it is.
void recognise(PlannedFile &file)
{
    const auto source = openFile(file.path);
    if (!source) {
        file.whyNot = source.error().message;
        return;
    }
    file.size = (*source)->size();
    auto head = (*source)->bytesAt(0, sniffLength);
    if (head) {
        file.compression = sniffCompression(bytesOf(*head));
        if (file.compression != Compression::None)
            head = unpackHead(**source, sniffLength);
    }
    if (!head) {
        file.whyNot = head.error().message;
        return;
    }
    file.kind = sniffKind(bytesOf(*head));
    file.whyNot = whyNotRead(file.kind);
    file.ticked = file.whyNot.isEmpty();
}

class Planner
{
public:
    Planner(JobState &job, const std::function<void(const EvidencePlan &)> &publish)
        : m_job(job)
        , m_publish(publish)
    {
        m_sincePublished.start();
    }

    void addPath(const QString &path)
    {
        const QFileInfo info(path);
        if (info.isDir()) {
            const QString root = info.absoluteFilePath();
            addFolder(QDir(root), QDir(root), 0);
        } else {
            addFile(info, info.fileName());
        }
    }

    EvidencePlan finish()
    {
        publishNew();
        return std::move(m_plan);
    }

private:
    void addFolder(const QDir &root, const QDir &folder, int depth)
    {
        if (depth > deepestFolder)
            return;
        const auto filters = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
        QFileInfoList entries = folder.entryInfoList(filters, QDir::NoSort);
        std::sort(entries.begin(), entries.end(),
                  [](const QFileInfo &a, const QFileInfo &b) { return a.fileName() < b.fileName(); });
        for (const QFileInfo &entry : entries) {
            if (m_job.cancelled || m_plan.size() >= mostFiles)
                return;
            if (!entry.isDir())
                addFile(entry, root.relativeFilePath(entry.absoluteFilePath()));
            else if (!entry.isSymLink())
                addFolder(root, QDir(entry.absoluteFilePath()), depth + 1);
        }
    }

    void addFile(const QFileInfo &info, const QString &name)
    {
        PlannedFile file;
        file.path = info.absoluteFilePath();
        file.name = name;
        file.size = static_cast<quint64>(info.size());
        file.mtimeNs = info.lastModified().toMSecsSinceEpoch() * nsPerMs;
        recognise(file);
        m_plan.push_back(std::move(file));
        m_job.done = static_cast<qint64>(m_plan.size());
        if (m_sincePublished.hasExpired(100))
            publishNew();
    }

    void publishNew()
    {
        if (m_publish && m_published < m_plan.size())
            m_publish({m_plan.begin() + static_cast<std::ptrdiff_t>(m_published), m_plan.end()});
        m_published = m_plan.size();
        m_sincePublished.restart();
    }

    JobState &m_job;
    const std::function<void(const EvidencePlan &)> &m_publish;
    EvidencePlan m_plan;
    std::size_t m_published = 0;
    QElapsedTimer m_sincePublished;
};

} // namespace

EvidencePlan planEvidence(const QStringList &paths, JobState &job,
                          const std::function<void(const EvidencePlan &)> &publish)
{
    Planner planner(job, publish);
    for (const QString &path : paths) {
        if (job.cancelled)
            break;
        planner.addPath(path);
    }
    return planner.finish();
}

} // namespace wirecase
