#include "models/casefile/casedatabase.h"

#include "models/casefile/caseschema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <array>
#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace wirecase {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("wirecase::CaseFile", text);
}

QString newConnectionName()
{
    return QStringLiteral("case-%1").arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
}

// Where a file is made before it takes its name. In the same folder, so that the renaming is one step.
QString partName(const QString &path)
{
    return QStringLiteral("%1.%2.part").arg(path, QUuid::createUuid().toString(QUuid::Id128).left(8));
}

Status exists(const QString &path)
{
    return Error{Error::Code::Io, tr("There is a file of this name already."), path};
}

// link() refuses an existing target, which rename() would silently replace.
Status putInPlace(const QString &part, const QString &path, bool replace)
{
    const QByteArray from = QFile::encodeName(part);
    const QByteArray to = QFile::encodeName(path);
    int failed = 0;
    if (replace) {
        failed = std::rename(from.constData(), to.constData());
    } else {
        failed = ::link(from.constData(), to.constData());
        if (failed == 0)
            ::unlink(from.constData());
        else if (errno != EEXIST && !QFileInfo::exists(path))
            failed = std::rename(from.constData(), to.constData()); // file systems without links
    }
    if (failed != 0) {
        const int reason = errno;
        QFile::remove(part);
        if (reason == EEXIST)
            return exists(path);
        return Error{Error::Code::Io, tr("The file cannot be written: %1").arg(qt_error_string(reason)), path};
    }
    syncFolderOf(path);
    return {};
}

struct PlaceSpec
{
    const char *store;
    const char *remove;
    const char *load;
};

// By DocumentWrite::Place; bound in the order kind, key, body, and kind only where the statement has it.
constexpr std::array places{
    PlaceSpec{"INSERT OR REPLACE INTO said (kind, key, body) VALUES (?, ?, ?)",
              "DELETE FROM said WHERE kind = ? AND key = ?", "SELECT kind, key, body FROM said ORDER BY kind, key"},
    PlaceSpec{"INSERT OR REPLACE INTO evidence (id, body) VALUES (?, ?)", "DELETE FROM evidence WHERE id = ?",
              "SELECT '', id, body FROM evidence ORDER BY id"},
    PlaceSpec{"INSERT OR REPLACE INTO derived (name, body) VALUES (?, ?)", "DELETE FROM derived WHERE name = ?",
              "SELECT '', name, body FROM derived ORDER BY name"},
    PlaceSpec{"INSERT OR REPLACE INTO workspace (key, value) VALUES (?, ?)", "DELETE FROM workspace WHERE key = ?",
              "SELECT '', key, value FROM workspace ORDER BY key"},
};

const PlaceSpec &specOf(DocumentWrite::Place place)
{
    return places.at(static_cast<std::size_t>(place));
}

// A null QString would be bound as NULL, which is not an empty text.
QString bound(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QByteArray bodyOf(const QVariant &value)
{
    return value.typeId() == QMetaType::QByteArray ? value.toByteArray() : value.toString().toUtf8();
}

} // namespace

CaseDatabase::CaseDatabase()
    : m_connection(newConnectionName())
{
}

CaseDatabase::~CaseDatabase()
{
    close();
}

void CaseDatabase::close()
{
    if (m_database.isValid()) {
        m_database.close(); // folds the log into the file when nobody else reads it
        m_database = {};
        QSqlDatabase::removeDatabase(m_connection);
    }
    m_lock.release();
    m_copy.reset();
}

Status CaseDatabase::create(const QString &path, const std::vector<CaseWrite> &first)
{
    if (QFileInfo::exists(path))
        return exists(path);
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!folder.isDir())
        return Error{Error::Code::Io, tr("There is no such folder."), path};
    if (!folder.isWritable())
        return Error{Error::Code::Io, tr("The folder cannot be written to."), path};
    const QString part = partName(path);
    Status made;
    {
        CaseDatabase database;
        made = database.connectTo(part, false);
        if (made)
            made = runSql(database.m_database, QStringLiteral("PRAGMA application_id = %1").arg(caseApplicationId));
        if (made)
            made = migrateCase(database.m_database);
        if (made)
            made = database.write(first);
    }
    if (!made) {
        QFile::remove(part);
        Error error = made.error();
        error.file = path; // nobody knows the part
        return error;
    }
    return putInPlace(part, path, false);
}

Status CaseDatabase::connectTo(const QString &file, bool readOnly)
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(file);
    const QString busy = QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000");
    m_database.setConnectOptions(readOnly ? busy + QStringLiteral(";QSQLITE_OPEN_READONLY") : busy);
    if (!m_database.open()) {
        Error error = caseSqlError(m_database.lastError(), file);
        return error;
    }
    if (readOnly)
        return {};
    // FULL: a commit that was acknowledged survives a power cut, not only the end of the process.
    for (const char *pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA trusted_schema = OFF"}) {
        if (const Status done = runSql(m_database, QLatin1String(pragma)); !done)
            return done;
    }
    return {};
}

Status CaseDatabase::open(const QString &path, bool readOnly)
{
    close();
    m_path = path;
    const auto kind = readOnly ? CaseLock::Kind::Shared : CaseLock::Kind::Exclusive;
    const Status locked = m_lock.take(path, kind);
    const bool newer = m_lock.headerVersion() > static_cast<quint32>(caseSchemaVersion());
    const auto tooNew = [&] {
        close();
        return Error{Error::Code::Unsupported, tr("The case was written by a newer Wirecase. It was left as it is."),
                     path};
    };
    if (locked && newer)
        return tooNew();
    if (!locked && !(readOnly && m_lock.headerVersion() > 0))
        return locked;
    const auto version = readOnly ? openForReading() : openForWriting();
    if (version && *version > caseSchemaVersion())
        return tooNew();
    if (version)
        return {};
    Error error = version.error();
    error.file = path; // not that of a copy
    return error;
}

Result<int> CaseDatabase::openForWriting()
{
    if (const Status connected = connectTo(m_path, false); !connected)
        return connected.error();
    return migrated();
}

Result<int> CaseDatabase::migrated()
{
    if (const Status done = migrateCase(m_database); !done)
        return done.error();
    return storedSchemaVersion(m_database);
}

// While a program writes the case it is read in place, beside the writer. Otherwise a copy is read, since SQLite cannot
// read a case that was not closed well without writing to it, or on a medium that cannot be written.
Result<int> CaseDatabase::openForReading()
{
    if (!m_lock.isHeld()) {
        const Status connected = connectTo(m_path, true);
        return connected ? storedSchemaVersion(m_database) : Result<int>(connected.error());
    }
    m_copy = std::make_unique<QTemporaryDir>();
    const QString copy = m_copy->filePath(QStringLiteral("case"));
    const QString log = QStringLiteral("-wal");
    const bool copied = m_copy->isValid() && QFile::copy(m_path, copy)
                        && (!QFileInfo::exists(m_path + log) || QFile::copy(m_path + log, copy + log));
    if (!copied)
        return Error{Error::Code::Io, tr("The case could not be copied for reading."), m_path};
    for (const QString &file : {copy, copy + log})
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    if (const Status connected = connectTo(copy, false); !connected)
        return connected.error();
    return migrated();
}

Result<CaseRows> CaseDatabase::load()
{
    CaseRows rows;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    const auto failed = [&] { return caseSqlError(query.lastError(), m_path); };
    if (!query.exec(QStringLiteral("PRAGMA quick_check(1)")) || !query.next())
        return failed();
    if (query.value(0).toString() != QLatin1String("ok"))
        return Error{Error::Code::Format, damagedText(query.value(0).toString().simplified()), m_path};
    for (std::size_t place = 0; place < places.size(); ++place) {
        if (!query.exec(QLatin1String(places.at(place).load)))
            return failed();
        while (query.next()) {
            rows.documents.push_back({static_cast<DocumentWrite::Place>(place), query.value(0).toString(),
                                      query.value(1).toString(), bodyOf(query.value(2))});
        }
        if (query.lastError().isValid())
            return failed();
    }
    if (!query.exec(QStringLiteral("SELECT sequence, entry, hash FROM journal ORDER BY sequence")))
        return failed();
    while (query.next())
        rows.journal.push_back({query.value(0).toULongLong(), bodyOf(query.value(1)), bodyOf(query.value(2))});
    if (query.lastError().isValid())
        return failed();
    return rows;
}

Status CaseDatabase::write(const std::vector<CaseWrite> &writes)
{
    TransactionScopeGuard transaction(m_database);
    if (const Status begun = transaction.begin(); !begun)
        return begun;
    for (const CaseWrite &write : writes) {
        if (const Status written = writeOne(write); !written)
            return written;
    }
    return transaction.commit();
}

Status CaseDatabase::writeOne(const CaseWrite &write)
{
    for (const DocumentWrite &document : write.documents) {
        if (const Status written = writeDocument(document); !written)
            return written;
    }
    if (!write.entry)
        return {};
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("INSERT INTO journal (sequence, entry, hash) VALUES (?, ?, ?)"));
    query.addBindValue(write.entry->sequence);
    query.addBindValue(bound(QString::fromUtf8(write.entry->text)));
    query.addBindValue(bound(QString::fromLatin1(write.entry->hash)));
    if (!query.exec())
        return caseSqlError(query.lastError(), m_path);
    return {};
}

Status CaseDatabase::writeDocument(const DocumentWrite &document)
{
    const PlaceSpec &spec = specOf(document.place);
    QSqlQuery query(m_database);
    query.prepare(QLatin1String(document.body ? spec.store : spec.remove));
    if (document.place == DocumentWrite::Place::Said)
        query.addBindValue(bound(document.kind));
    query.addBindValue(bound(document.key));
    if (document.body && document.place == DocumentWrite::Place::Workspace)
        query.addBindValue(document.body->isNull() ? QByteArray("") : *document.body);
    else if (document.body)
        query.addBindValue(bound(QString::fromUtf8(*document.body)));
    if (!query.exec())
        return caseSqlError(query.lastError(), m_path);
    return {};
}

Status CaseDatabase::moveTo(const QString &path, bool replace)
{
    if (!replace && QFileInfo::exists(path))
        return exists(path);
    const QString part = partName(path);
    {
        QSqlQuery query(m_database);
        query.prepare(QStringLiteral("VACUUM INTO ?"));
        query.addBindValue(part);
        if (!query.exec()) {
            QFile::remove(part);
            return caseSqlError(query.lastError(), path);
        }
    }
    if (const Status placed = putInPlace(part, path, replace); !placed)
        return placed;
    const QString before = m_path;
    const Status opened = open(path, false);
    if (opened)
        return {};
    if (const Status back = open(before, false); !back)
        return back;
    return opened;
}

} // namespace wirecase
