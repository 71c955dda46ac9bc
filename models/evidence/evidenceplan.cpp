#include "models/evidence/evidenceplan.h"

#include "models/base/timerange.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/decompression.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <utility>

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
    case EvidenceKind::OtherCapture:
        return Text::tr("A capture in another program's format: convert it with editcap -F pcapng");
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
        file.failed = source.error().code == Error::Code::Io;
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
        file.failed = true;
        return;
    }
    file.kind = sniffKind(bytesOf(*head));
    file.whyNot = whyNotRead(file.kind);
    file.ticked = file.whyNot.isEmpty();
}

struct FolderListing
{
    QStringList names;           ///< sorted
    QStringList unreadableNames; ///< those that no QString can stand for, with their bytes written out
    QString error;               ///< why there may be more
};

QString withBytesWrittenOut(const std::string &name)
{
    QString text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            text += QLatin1Char(c);
        else
            text += QStringLiteral("\\x%1").arg(byte, 2, 16, QLatin1Char('0'));
    }
    return text;
}

// QDir leaves out names that are not in UTF-8, and says nothing of a folder that it may not read.
FolderListing listFolder(const QString &path)
{
    FolderListing listing;
    std::error_code error;
    std::filesystem::directory_iterator entries(QFile::encodeName(path).toStdString(), error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        const std::string raw = entries->path().filename().string();
        const QString name = QFile::decodeName(raw.c_str());
        if (QFile::encodeName(name).toStdString() == raw)
            listing.names << name;
        else
            listing.unreadableNames << withBytesWrittenOut(raw);
    }
    if (error)
        listing.error = QString::fromStdString(error.message());
    std::ranges::sort(listing.names);
    std::ranges::sort(listing.unreadableNames);
    return listing;
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
            return addRefusal(root, folder.path(), Text::tr("Folders are nested too deep: add this one by itself"));
        const FolderListing listing = listFolder(folder.path());
        for (const QString &name : listing.names) {
            const QFileInfo entry(folder.filePath(name));
            if (m_job.cancelled || isFull(root, entry.absoluteFilePath()))
                return;
            if (!entry.isDir())
                addFile(entry, root.relativeFilePath(entry.absoluteFilePath()));
            else if (entry.isSymLink())
                addRefusal(root, entry.absoluteFilePath(), Text::tr("A link to a folder: add that folder itself"));
            else
                addFolder(root, QDir(entry.absoluteFilePath()), depth + 1);
        }
        for (const QString &name : listing.unreadableNames)
            addRefusal(root, folder.filePath(name), Text::tr("The name is not in UTF-8: add a copy of another name"),
                       true);
        if (!listing.error.isEmpty())
            addRefusal(root, folder.path(), Text::tr("The folder cannot be read (%1)").arg(listing.error), true);
    }

    bool isFull(const QDir &root, const QString &next)
    {
        if (m_plan.size() < mostFiles)
            return false;
        if (!std::exchange(m_saidFull, true))
            addRefusal(root, next, Text::tr("Too many files: this one and those after it are left out"), true);
        return true;
    }

    /// A row that only says why something is left out.
    void addRefusal(const QDir &root, const QString &path, const QString &whyNot, bool failed = false)
    {
        PlannedFile row;
        row.path = path;
        row.name = root.path() == path ? root.dirName() : root.relativeFilePath(path);
        row.whyNot = whyNot;
        row.failed = failed;
        m_plan.push_back(std::move(row));
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
    bool m_saidFull = false;
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
