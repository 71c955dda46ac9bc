#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

const QString root = QStringLiteral(WIRECASE_SOURCE_DIR);

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// "base evidence" in the table stands for models/base and models/evidence; "ui/theme", "ui", "models" for themselves.
QString roomName(const QString &word)
{
    static const QStringList outer{QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("models"),
                                   QStringLiteral("translations")};
    return outer.contains(word.section(u'/', 0, 0)) ? word : QStringLiteral("models/") + word;
}

struct Table
{
    QHash<QString, QSet<QString>> allowed;

    Table()
    {
        static const QRegularExpression row(QStringLiteral(R"(^\| `([^`]+)` \|.*\| ([^|]+) \|$)"),
                                            QRegularExpression::MultilineOption);
        auto rows = row.globalMatch(textOf(root + QStringLiteral("/models/README.md")));
        while (rows.hasNext()) {
            const auto match = rows.next();
            allowed.insert(match.captured(1), wordsOf(match.captured(2)));
        }
    }

    static QSet<QString> wordsOf(const QString &cell)
    {
        if (cell == QStringLiteral("everything"))
            return {QStringLiteral("models"), QStringLiteral("ui"), QStringLiteral("app"),
                    QStringLiteral("translations")};
        if (cell == QStringLiteral("all of models but report"))
            return {QStringLiteral("models"), QStringLiteral("!models/report")};
        QSet<QString> rooms;
        for (const QString &word : cell.split(u' ', Qt::SkipEmptyParts)) {
            if (word != QStringLiteral("–"))
                rooms.insert(roomName(word));
        }
        return rooms;
    }

    /// The longest room that holds the path: "ui/panes/x.h" is in "ui/panes", "ui/mainwindow.h" in "ui".
    [[nodiscard]] QString roomOf(const QString &path) const
    {
        QString folder = path;
        while (folder.contains(u'/')) {
            folder = folder.section(u'/', 0, -2);
            if (allowed.contains(folder))
                return folder;
        }
        return {};
    }

    [[nodiscard]] bool allows(const QString &from, const QString &to) const
    {
        if (from == to)
            return true;
        const QSet<QString> rooms = allowed.value(from);
        if (rooms.contains(u'!' + to))
            return false;
        return rooms.contains(to) || rooms.contains(to.section(u'/', 0, 0));
    }
};

QStringList sources()
{
    QStringList paths;
    for (const QString &top :
         {QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("models"), QStringLiteral("translations")}) {
        QDirIterator files(root + u'/' + top, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            paths << QDir(root).relativeFilePath(files.next());
    }
    return paths;
}

} // namespace

class TestRooms : public QObject
{
    Q_OBJECT

private slots:
    void includes_followTheTable();
    void models_knowNoWidgets();
    void files_areInARoom();
    void types_areDefinedOnce();
    void table_isReadWhole();
};

void TestRooms::includes_followTheTable()
{
    static const QRegularExpression include(QStringLiteral(R"(^\s*#\s*include\s+"([^"]+)\")"),
                                            QRegularExpression::MultilineOption);
    const Table table;
    QStringList wrong;
    for (const QString &path : sources()) {
        const QString from = table.roomOf(path);
        auto includes = include.globalMatch(textOf(root + u'/' + path));
        while (includes.hasNext()) {
            const QString target = includes.next().captured(1);
            const QString to = table.roomOf(target);
            if (to.isEmpty() ? target.contains(u'/') : !table.allows(from, to))
                wrong << QStringLiteral("%1 includes %2").arg(path, target);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestRooms::models_knowNoWidgets()
{
    static const QRegularExpression widget(QStringLiteral(
        R"(#\s*include\s+<(QtWidgets|QtPrintSupport|QPrinter|QWidget|QApplication|QMessageBox|QDialog|Q\w*(?<!String)(?<!ByteArray)(?<!Any)(?<!AbstractTextDocument)(View|Delegate|Button|Layout|Menu|Dock\w*|MainWindow)|qcustomplot)\b)"));
    static const QRegularExpression gui(QStringLiteral(
        R"(#\s*include\s+<(QtGui|QColor|QFont\w*|QIcon|QImage|QPainter|QPdfWriter|QPixmap|QBrush|QPen|QGuiApplication|QTextDocument|QUndo\w+)\b)"));
    QStringList wrong;
    for (const QString &path : sources()) {
        if (!path.startsWith(QStringLiteral("models/")) && !path.startsWith(QStringLiteral("app/cli/")))
            continue;
        const QString text = textOf(root + u'/' + path);
        const bool mayUseGui = path.startsWith(QStringLiteral("models/report/"))
                               || path.startsWith(QStringLiteral("models/casefile/"))
                               || path.startsWith(QStringLiteral("app/cli/"));
        if (widget.match(text).hasMatch() || (!mayUseGui && gui.match(text).hasMatch()))
            wrong << path;
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestRooms::files_areInARoom()
{
    const Table table;
    QStringList homeless;
    for (const QString &path : sources()) {
        if (table.roomOf(path).isEmpty())
            homeless << path;
    }
    QVERIFY2(homeless.isEmpty(), qPrintable(homeless.join(u'\n')));
}

/// The linker takes one destructor for both when two types share a name, and no compiler sees it.
void TestRooms::types_areDefinedOnce()
{
    static const QRegularExpression type(QStringLiteral(R"(^(?:struct|class) (\w+)(?: final)?(?: :[^;{]*)?\s*\{)"),
                                         QRegularExpression::MultilineOption);
    QHash<QString, QString> homes;
    QStringList twice;
    for (const QString &path : sources()) {
        if (!path.endsWith(QStringLiteral(".h")))
            continue;
        auto types = type.globalMatch(textOf(root + u'/' + path));
        while (types.hasNext()) {
            const QString name = types.next().captured(1);
            if (homes.contains(name))
                twice << QStringLiteral("%1: %2 and %3").arg(name, homes.value(name), path);
            homes.insert(name, path);
        }
    }
    QVERIFY(homes.size() > 100);
    QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
}

void TestRooms::table_isReadWhole()
{
    const Table table;
    QCOMPARE(table.allowed.size(), 21);
    QVERIFY(table.allows(QStringLiteral("models/flowlog"), QStringLiteral("models/kql")));
    QVERIFY(!table.allows(QStringLiteral("models/flowlog"), QStringLiteral("models/capture")));
    QVERIFY(!table.allows(QStringLiteral("models/investigation"), QStringLiteral("models/report")));
    QVERIFY(!table.allows(QStringLiteral("app/cli"), QStringLiteral("ui")));
}

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"
