#pragma once

#include "models/base/result.h"

#include <QString>

namespace wirecase {

inline constexpr quint32 caseApplicationId =
    0x57437365; ///< "WCse", at byte 68 of the file (sqlite.org/fileformat.html)

/// A case file held open and locked. The lock is flock(2) on the file itself: it leaves nothing behind when the program
/// is killed, and, unlike the locks of SQLite, is not lost when the program closes another handle of the same file, as
/// hashing a folder of evidence that holds the case would do.
class CaseLock
{
public:
    enum class Kind
    {
        Exclusive,
        Shared
    };

    CaseLock() = default;
    ~CaseLock();
    CaseLock(const CaseLock &) = delete;
    CaseLock &operator=(const CaseLock &) = delete;

    /// Opens and locks the file after it was found to be a case: an Error says what else it is, or that it is locked.
    [[nodiscard]] Status take(const QString &path, Kind kind);
    /// Opens and locks the file whatever it is.
    [[nodiscard]] Status takeAny(const QString &path, Kind kind);
    void release();
    [[nodiscard]] bool isHeld() const { return m_descriptor >= 0; }
    /// Schema version in the file's header. What is in the log beside it may be newer.
    [[nodiscard]] quint32 headerVersion() const { return m_headerVersion; }

private:
    [[nodiscard]] Status openFile(const QString &path);
    [[nodiscard]] Status lock(const QString &path, Kind kind);
    [[nodiscard]] Status readHeader(const QString &path);

    int m_descriptor = -1;
    quint32 m_headerVersion = 0;
};

/// Makes the entries of a folder last: a file that was just created or renamed is there after a power cut.
void syncFolderOf(const QString &path);

} // namespace wirecase
