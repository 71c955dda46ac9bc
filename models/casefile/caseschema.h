#pragma once

#include "models/base/result.h"

class QSqlDatabase;
class QSqlError;

namespace wirecase {

/// Version of the schema that this program writes: the number of its steps.
[[nodiscard]] int caseSchemaVersion();
/// `PRAGMA user_version`.
[[nodiscard]] Result<int> storedSchemaVersion(QSqlDatabase &database);
/// Takes the database from its version to `version`, step by step, in one transaction.
[[nodiscard]] Status migrateCase(QSqlDatabase &database, int version = caseSchemaVersion());
/// What the database said, as an Error about the case at `path`.
[[nodiscard]] Error caseSqlError(const QSqlError &error, const QString &path);

/// The words for a file that is damaged as `cause` says.
[[nodiscard]] QString damagedText(const QString &cause);

/// Runs `statement`; it has no values.
[[nodiscard]] Status runSql(QSqlDatabase &database, const QString &statement);

/// Rolls back at the end of its scope unless commit() was called and went well.
class TransactionScopeGuard
{
public:
    explicit TransactionScopeGuard(QSqlDatabase &database)
        : m_database(database)
    {
    }
    ~TransactionScopeGuard();
    TransactionScopeGuard(const TransactionScopeGuard &) = delete;
    TransactionScopeGuard &operator=(const TransactionScopeGuard &) = delete;

    [[nodiscard]] Status begin();
    [[nodiscard]] Status commit();

private:
    QSqlDatabase &m_database;
    bool m_open = false;
};

} // namespace wirecase
