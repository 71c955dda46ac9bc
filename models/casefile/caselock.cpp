#include "models/casefile/caselock.h"

#include "models/base/byteview.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace wirecase {

namespace {

// sqlite.org/fileformat.html, 1.3: the header has 100 bytes and begins with this text and a zero.
constexpr std::size_t headerSize = 100;
constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t versionOffset = 60;
constexpr std::size_t applicationOffset = 68;

QString tr(const char *text)
{
    return QCoreApplication::translate("wirecase::CaseFile", text);
}

} // namespace

CaseLock::~CaseLock()
{
    release();
}

void CaseLock::release()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

Status CaseLock::take(const QString &path, Kind kind)
{
    if (const Status opened = openFile(path); !opened)
        return opened;
    if (const Status header = readHeader(path); !header) {
        release();
        return header;
    }
    return lock(path, kind);
}

Status CaseLock::takeAny(const QString &path, Kind kind)
{
    if (const Status opened = openFile(path); !opened)
        return opened;
    return lock(path, kind);
}

Status CaseLock::openFile(const QString &path)
{
    release();
    m_headerVersion = 0;
    if (!QFileInfo(path).isFile())
        return Error{Error::Code::Io, tr("There is no such file."), path};
    m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (m_descriptor < 0)
        return Error{Error::Code::Io, tr("The file cannot be read: %1").arg(qt_error_string(errno)), path};
    return {};
}

Status CaseLock::lock(const QString &path, Kind kind)
{
    if (::flock(m_descriptor, (kind == Kind::Exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
        return {};
    release();
    return Error{Error::Code::Io, tr("The case is open in another window or program."), path};
}

Status CaseLock::readHeader(const QString &path)
{
    std::array<char, headerSize> bytes{};
    const ssize_t count = ::pread(m_descriptor, bytes.data(), bytes.size(), 0);
    const ByteView header(reinterpret_cast<const std::byte *>(bytes.data()),
                          static_cast<std::size_t>(qMax<ssize_t>(count, 0)));
    if (header.empty())
        return Error{Error::Code::Format, tr("The file is empty: it is no case."), path};
    if (header.size() < headerSize || textOf(header.first(magic.size())) != magic)
        return Error{Error::Code::Format,
                     tr("The file is no Wirecase case, or its beginning is damaged. It was left as it is."), path, 0};
    if (be32(header, applicationOffset) != caseApplicationId)
        return Error{Error::Code::Format, tr("The file is a database of another program, not a Wirecase case."), path};
    m_headerVersion = be32(header, versionOffset).value_or(0);
    return {};
}

void syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace wirecase
