#pragma once

#include "models/casefile/caselock.h"
#include "models/casefile/caserows.h"

#include <QSqlDatabase>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace wirecase {

/// The SQLite file of a case. Belongs to the thread that opens it. Knows tables and bytes, not what they mean.
class CaseDatabase
{
public:
    CaseDatabase();
    ~CaseDatabase();
    CaseDatabase(const CaseDatabase &) = delete;
    CaseDatabase &operator=(const CaseDatabase &) = delete;

    /// Makes a new case at `path` that holds `first`. The file appears whole, or not at all.
    [[nodiscard]] static Status create(const QString &path, const std::vector<CaseWrite> &first);

    [[nodiscard]] Status open(const QString &path, bool readOnly);
    void close();
    [[nodiscard]] Result<CaseRows> load();
    /// All of them, or none.
    [[nodiscard]] Status write(const std::vector<CaseWrite> &writes);
    /// Goes on in a copy at `path`; the file before is left behind, closed.
    [[nodiscard]] Status moveTo(const QString &path, bool replace);

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString openedFile() const { return m_database.databaseName(); }

private:
    [[nodiscard]] Status connectTo(const QString &file, bool readOnly);
    // These answer the version of the schema.
    [[nodiscard]] Result<int> openForWriting();
    [[nodiscard]] Result<int> openForReading();
    [[nodiscard]] Result<int> migrated();
    [[nodiscard]] Status writeOne(const CaseWrite &write);
    [[nodiscard]] Status writeDocument(const DocumentWrite &document);

    QString m_connection;
    QString m_path;
    CaseLock m_lock;
    QSqlDatabase m_database;
    std::unique_ptr<QTemporaryDir> m_copy; ///< holds the copy that is read when the case itself must not be touched
};

} // namespace wirecase
