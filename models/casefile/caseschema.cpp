#include "models/casefile/caseschema.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <array>

namespace wirecase {

namespace {

// One entry a version. Entries are never changed once a program with them was given away; new ones are added.
constexpr std::array schemaSteps{
    // 1: what the analyst says, its journal, the evidence, and what the analyst looks at.
    "CREATE TABLE said (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT "
    "ROWID;"
    "CREATE TABLE journal (sequence INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL);"
    "CREATE TABLE evidence (id INTEGER PRIMARY KEY, body TEXT NOT NULL);"
    "CREATE TABLE workspace (key TEXT PRIMARY KEY, value BLOB NOT NULL)",
    // 2: what the investigation derived, each list replaced as a whole.
    "CREATE TABLE derived (name TEXT PRIMARY KEY, body TEXT NOT NULL)",
};

// sqlite.org/rescode.html; the upper bits hold the extended code.
enum SqliteCode
{
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteReadOnly = 8,
    SqliteCorrupt = 11,
    SqliteFull = 13,
    SqliteNotADatabase = 26
};

} // namespace

QString damagedText(const QString &cause)
{
    return QCoreApplication::translate("wirecase::CaseFile", "The case file is damaged (%1). It was left as it is.")
        .arg(cause);
}

int caseSchemaVersion()
{
    return static_cast<int>(schemaSteps.size());
}

Error caseSqlError(const QSqlError &error, const QString &path)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("wirecase::CaseFile", text); };
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SqliteBusy:
    case SqliteLocked:
        return {Error::Code::Io, tr("The case is in use by another program."), path};
    case SqliteReadOnly:
        return {Error::Code::Io, tr("The case cannot be written to."), path};
    case SqliteFull:
        return {Error::Code::Io, tr("The disk is full."), path};
    case SqliteCorrupt:
    case SqliteNotADatabase:
        return {Error::Code::Format, damagedText(error.databaseText()), path};
    default:
        return {Error::Code::Io, tr("The case file could not be read or written: %1").arg(error.databaseText()), path};
    }
}

Status runSql(QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return caseSqlError(query.lastError(), database.databaseName());
    return {};
}

Result<int> storedSchemaVersion(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return caseSqlError(query.lastError(), database.databaseName());
    return query.value(0).toInt();
}

Status migrateCase(QSqlDatabase &database, int version)
{
    const auto stored = storedSchemaVersion(database);
    if (!stored)
        return stored.error();
    if (*stored >= version)
        return {};
    TransactionScopeGuard transaction(database);
    if (const Status begun = transaction.begin(); !begun)
        return begun;
    for (int step = *stored; step < version; ++step) {
        const QString statements = QLatin1String(schemaSteps.at(static_cast<std::size_t>(step)));
        for (const QString &statement : statements.split(u';')) {
            if (const Status done = runSql(database, statement); !done)
                return done;
        }
    }
    if (const Status done = runSql(database, QStringLiteral("PRAGMA user_version = %1").arg(version)); !done)
        return done;
    return transaction.commit();
}

// By statements, because QSqlDatabase::commit() does not tell the code of the failure: a full disk first shows there.
TransactionScopeGuard::~TransactionScopeGuard()
{
    if (m_open)
        QSqlQuery(m_database).exec(QStringLiteral("ROLLBACK"));
}

Status TransactionScopeGuard::begin()
{
    const Status begun = runSql(m_database, QStringLiteral("BEGIN"));
    m_open = static_cast<bool>(begun);
    return begun;
}

Status TransactionScopeGuard::commit()
{
    const Status committed = runSql(m_database, QStringLiteral("COMMIT"));
    if (committed)
        m_open = false;
    return committed;
}

} // namespace wirecase
