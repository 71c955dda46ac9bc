#include "models/casefile/casedatabase.h"
#include "models/casefile/caseschema.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

using namespace wirecase;

class TstCaseDatabase : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void create_refusesAnExistingFile();
    void create_leavesNothingBesideTheFile();
    void write_isAllOrNothing();
    void write_removesDocuments();
    void load_givesBackWhatWasWritten();
    void open_migratesAnOlderSchema();
    void open_refusesWhatIsNoCase_data();
    void open_refusesWhatIsNoCase();
    void open_refusesANewerSchema();
    void open_refusesASecondWriter();
    void open_lockSurvivesOtherHandlesOfTheFile();
    void open_readsBesideAWriter();
    void open_readOnlyTouchesNothing();
    void load_reportsDamageAndLeavesIt();
    void moveTo_goesOnThere();
    void moveTo_refusesAnExistingFile();

private:
    QString path(const char *name = "c.wirecase") const { return m_folder->filePath(QLatin1String(name)); }
    void makeCase();

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

DocumentWrite said(const char *key, const char *body)
{
    const auto bytes = body ? std::optional(QByteArray(body)) : std::nullopt;
    return {DocumentWrite::Place::Said, QStringLiteral("note"), QLatin1String(key), bytes};
}

CaseWrite entry(quint64 sequence)
{
    return {sequence, {}, JournalWrite{sequence, "{\"a\":\"\xc3\xa4\"}", "hash"}};
}

QByteArray contentOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("unreadable");
}

void setContent(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(bytes), bytes.size());
}

void runOn(const QString &file, const QStringList &statements)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        database.setDatabaseName(file);
        QVERIFY(database.open());
        for (const QString &statement : statements)
            QVERIFY(QSqlQuery(database).exec(statement));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
}

} // namespace

void TstCaseDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TstCaseDatabase::makeCase()
{
    CaseWrite first = entry(1);
    first.documents = {said("n", "{\"x\":1}")};
    QVERIFY(CaseDatabase::create(path(), {first}));
}

void TstCaseDatabase::create_refusesAnExistingFile()
{
    setContent(path(), "precious");
    QVERIFY(!CaseDatabase::create(path(), {entry(1)}));
    QCOMPARE(contentOf(path()), QByteArray("precious"));
}

void TstCaseDatabase::create_leavesNothingBesideTheFile()
{
    makeCase();
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("c.wirecase")});
    const QString nowhere = m_folder->filePath(QStringLiteral("no/such/folder/c.wirecase"));
    const Status made = CaseDatabase::create(nowhere, {entry(1)});
    QVERIFY(!made);
    QCOMPARE(made.error().file, nowhere);
    QVERIFY2(made.error().message.contains(QStringLiteral("no such folder")), qPrintable(made.error().message));
}

void TstCaseDatabase::write_isAllOrNothing()
{
    makeCase();
    CaseDatabase database;
    QVERIFY(database.open(path(), false));
    CaseWrite good;
    good.documents = {said("other", "{}")};
    QVERIFY(!database.write({good, entry(1)})); // 1 is there already
    const auto rows = database.load();
    QVERIFY(rows);
    QCOMPARE(rows->documents.size(), 1U);
    QVERIFY(database.write({good, entry(2)}));
}

void TstCaseDatabase::write_removesDocuments()
{
    makeCase();
    CaseDatabase database;
    QVERIFY(database.open(path(), false));
    CaseWrite removal;
    removal.documents = {said("n", nullptr)};
    QVERIFY(database.write({removal}));
    QVERIFY(database.load()->documents.empty());
}

void TstCaseDatabase::load_givesBackWhatWasWritten()
{
    makeCase();
    {
        CaseDatabase database;
        QVERIFY(database.open(path(), false));
        CaseWrite write = entry(2);
        write.documents = {{DocumentWrite::Place::Evidence, {}, QStringLiteral("7"), "{\"id\":7}"},
                           {DocumentWrite::Place::Derived, {}, QStringLiteral("findings"), "{}"},
                           {DocumentWrite::Place::Workspace, {}, QStringLiteral("layout"), QByteArray("\0\xff\x80", 3)},
                           {DocumentWrite::Place::Workspace, {}, QStringLiteral("none"), QByteArray()}};
        QVERIFY(database.write({write}));
    }
    CaseDatabase database;
    QVERIFY(database.open(path(), false));
    const auto rows = database.load();
    QVERIFY(rows);
    QStringList printed;
    for (const DocumentWrite &row : rows->documents)
        printed.append(QStringLiteral("%1 %2 %3 %4")
                           .arg(static_cast<int>(row.place))
                           .arg(row.kind, row.key, QString::fromLatin1(row.body->toHex())));
    const QStringList expected{QStringLiteral("0 note n 7b2278223a317d"), QStringLiteral("1  7 7b226964223a377d"),
                               QStringLiteral("2  findings 7b7d"), QStringLiteral("3  layout 00ff80"),
                               QStringLiteral("3  none ")};
    QCOMPARE(printed, expected);
    QCOMPARE(rows->journal.size(), 2U);
    QCOMPARE(rows->journal.at(1).text, QByteArray("{\"a\":\"\xc3\xa4\"}"));
}

void TstCaseDatabase::open_migratesAnOlderSchema()
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("old"));
        database.setDatabaseName(path());
        QVERIFY(database.open());
        QVERIFY(runSql(database, QStringLiteral("PRAGMA application_id = %1").arg(caseApplicationId)));
        QVERIFY(migrateCase(database, 1));
        QVERIFY(runSql(database, QStringLiteral("INSERT INTO said VALUES ('note', 'old', '{}')")));
        QVERIFY(!runSql(database, QStringLiteral("SELECT * FROM derived")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("old"));
    CaseDatabase database;
    QVERIFY(database.open(path(), false));
    CaseWrite write;
    write.documents = {{DocumentWrite::Place::Derived, {}, QStringLiteral("findings"), "{}"}};
    QVERIFY(database.write({write}));
    QCOMPARE(database.load()->documents.size(), 2U);
    database.close();
    CaseLock lock;
    QVERIFY(lock.take(path(), CaseLock::Kind::Shared));
    QCOMPARE(lock.headerVersion(), static_cast<quint32>(caseSchemaVersion()));
}

void TstCaseDatabase::open_refusesWhatIsNoCase_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("just a text file\n");
    QTest::newRow("long text") << QByteArray(5000, 'x');
    QTest::newRow("a header cut short") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("one byte short of a header") << QByteArray("SQLite format 3\0", 16) + QByteArray(83, '\0');
    QTest::newRow("a database of another program") << QByteArray("sqlite");
}

void TstCaseDatabase::open_refusesWhatIsNoCase()
{
    QFETCH(QByteArray, content);
    if (content == "sqlite")
        runOn(path(), {QStringLiteral("CREATE TABLE t (a)"), QStringLiteral("PRAGMA user_version = 9")});
    else
        setContent(path(), content);
    const QByteArray before = contentOf(path());
    for (const bool readOnly : {false, true}) {
        CaseDatabase database;
        const Status opened = database.open(path(), readOnly);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Error::Code::Format);
        QCOMPARE(opened.error().file, path());
    }
    QCOMPARE(contentOf(path()), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void TstCaseDatabase::open_refusesANewerSchema()
{
    makeCase();
    runOn(path(), {QStringLiteral("PRAGMA user_version = %1").arg(caseSchemaVersion() + 1)});
    const QByteArray before = contentOf(path());
    CaseDatabase database;
    const Status opened = database.open(path(), false);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Error::Code::Unsupported);
    QCOMPARE(contentOf(path()), before);
}

void TstCaseDatabase::open_refusesASecondWriter()
{
    makeCase();
    CaseDatabase first;
    QVERIFY(first.open(path(), false));
    CaseDatabase second;
    const Status opened = second.open(path(), false);
    QVERIFY(!opened);
    QVERIFY(opened.error().message.contains(QStringLiteral("open in another")));
    first.close();
    QVERIFY(second.open(path(), false));
}

void TstCaseDatabase::open_lockSurvivesOtherHandlesOfTheFile()
{
    makeCase();
    CaseDatabase first;
    QVERIFY(first.open(path(), false));
    QVERIFY(!contentOf(path()).isEmpty()); // opens and closes the file, as hashing it would
    CaseDatabase second;
    QVERIFY(!second.open(path(), false));
}

void TstCaseDatabase::open_readsBesideAWriter()
{
    makeCase();
    CaseDatabase writer;
    QVERIFY(writer.open(path(), false));
    QVERIFY(writer.write({entry(2)}));
    CaseDatabase reader;
    QVERIFY(reader.open(path(), true));
    QCOMPARE(reader.load()->journal.size(), 2U);
    QVERIFY(!reader.write({entry(3)}));
    QVERIFY(writer.write({entry(3)}));
}

void TstCaseDatabase::open_readOnlyTouchesNothing()
{
    makeCase();
    const QByteArray before = contentOf(path());
    const QDateTime time = QFileInfo(path()).lastModified();
    {
        CaseDatabase database;
        QVERIFY(database.open(path(), true));
        QVERIFY(database.openedFile() != path());
        QCOMPARE(database.load()->journal.size(), 1U);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
    }
    QCOMPARE(contentOf(path()), before);
    QCOMPARE(QFileInfo(path()).lastModified(), time);
}

void TstCaseDatabase::load_reportsDamageAndLeavesIt()
{
    makeCase();
    QByteArray bytes = contentOf(path());
    QVERIFY(bytes.size() > 8192);
    for (qsizetype i = 4096; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(bytes.at(i) ^ 0x5a);
    setContent(path(), bytes);
    CaseDatabase database;
    const Status opened = database.open(path(), false);
    const auto rows = opened ? database.load() : Result<CaseRows>(opened.error());
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, Error::Code::Format);
    QCOMPARE(rows.error().file, path());
    QVERIFY2(rows.error().message.contains(u'('), qPrintable(rows.error().message)); // the cause
    database.close();
    CaseDatabase reader;
    const Status read = reader.open(path(), true);
    const auto readRows = read ? reader.load() : Result<CaseRows>(read.error());
    QVERIFY(!readRows);
    QCOMPARE(readRows.error().file, path());
    reader.close();
    QCOMPARE(contentOf(path()), bytes);
}

void TstCaseDatabase::moveTo_goesOnThere()
{
    makeCase();
    CaseDatabase database;
    QVERIFY(database.open(path(), false));
    QVERIFY(database.write({entry(2)}));
    QVERIFY(database.moveTo(path("moved.wirecase"), false));
    QVERIFY(database.write({entry(3)}));
    QCOMPARE(database.path(), path("moved.wirecase"));
    database.close();
    CaseDatabase moved;
    QVERIFY(moved.open(path("moved.wirecase"), false));
    QCOMPARE(moved.load()->journal.size(), 3U);
    CaseDatabase old;
    QVERIFY(old.open(path(), false));
    QCOMPARE(old.load()->journal.size(), 2U);
}

void TstCaseDatabase::moveTo_refusesAnExistingFile()
{
    makeCase();
    setContent(path("other.wirecase"), "precious");
    CaseDatabase database;
    QVERIFY(database.open(path(), false));
    QVERIFY(!database.moveTo(path("other.wirecase"), false));
    QCOMPARE(contentOf(path("other.wirecase")), QByteArray("precious"));
    QVERIFY(database.write({entry(2)}));
    QVERIFY(database.moveTo(path("other.wirecase"), true));
    QCOMPARE(database.load()->journal.size(), 2U);
    const QStringList left = QDir(m_folder->path()).entryList({QStringLiteral("*.part*")}, QDir::Files);
    QCOMPARE(left, QStringList());
}

QTEST_GUILESS_MAIN(TstCaseDatabase)
#include "tst_casedatabase.moc"
