#include "casefixture.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/journaltablemodel.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>

using namespace wirecase;

class TstJournalTableModel : public QObject
{
    Q_OBJECT

private slots:
    void rows_followTheJournal();
};

namespace {

QStringList printModel(const JournalTableModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        lines.append(cells.join(u'|'));
    }
    return lines;
}

} // namespace

void TstJournalTableModel::rows_followTheJournal()
{
    const QTemporaryDir folder;
    const auto file = valueOr(
        CaseFile::create(folder.filePath(QStringLiteral("c.wirecase")), QStringLiteral("Case"), steadyOptions()));
    CaseEditor editor(*file);
    JournalTableModel model(*file);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(editor.setAnswer(step(QStringLiteral("a"), QStringLiteral("who")), Answer::Suspicious));
    QVERIFY(editor.setVerdict(QStringLiteral("a"), Verdict::Undetermined, {}));
    editor.stack().undo();
    const QStringList expected{
        QStringLiteral("1|2023-11-14 22:13:21|a.analyst|Create the case|||Case \u00b7 a.analyst"),
        QStringLiteral("2|2023-11-14 22:13:24|a.analyst|Answer a step|Text of who?||Suspicious"),
        QStringLiteral("3|2023-11-14 22:13:27|a.analyst|Set the verdict|a||Undetermined"),
        QStringLiteral("4|2023-11-14 22:13:28|a.analyst|Undo: Set the verdict|a|Undetermined|"),
    };
    QCOMPARE(printModel(model), expected);
    QCOMPARE(model.index(1, JournalTableModel::Number).data(SortKeyRole).toULongLong(), 2U);
    model.setTimeFormat(TimeFormat(QTimeZone("Europe/Berlin")));
    QCOMPARE(model.index(0, JournalTableModel::Time).data().toString(), QStringLiteral("2023-11-14 23:13:21"));
}

QTEST_GUILESS_MAIN(TstJournalTableModel)
#include "tst_journaltablemodel.moc"
