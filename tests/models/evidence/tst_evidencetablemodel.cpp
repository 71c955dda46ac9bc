#include "models/evidence/evidencetablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

EvidenceFile file(quint32 id, const QString &name)
{
    EvidenceFile result;
    result.id = EvidenceId{id};
    result.name = name;
    result.size = 9100;
    result.kind = EvidenceKind::Pcap;
    return result;
}

} // namespace

class TestEvidenceTableModel : public QObject
{
    Q_OBJECT

private slots:
    void setRegister_progressKeepsRows();
    void data_problemsAreCountedAndListed();
    void header_namesTheZone();
    void tally_countsEachFileOnce();
};

void TestEvidenceTableModel::setRegister_progressKeepsRows()
{
    EvidenceTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    EvidenceRegister evidence;
    evidence.add(file(1, QStringLiteral("a")));
    evidence.add(file(2, QStringLiteral("b")));
    model.setRegister(evidence);
    QCOMPARE(resets.count(), 1);

    evidence.files().front().state = EvidenceFile::State::Read;
    evidence.files().front().sha256 = QByteArray::fromHex("00ff");
    model.setRegister(evidence);
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.index(0, EvidenceTableModel::Hash).data().toString(), QStringLiteral("00ff"));
    QCOMPARE(model.index(0, EvidenceTableModel::State).data().toString(), QStringLiteral("Read, verified"));

    evidence.add(file(3, QStringLiteral("c")));
    model.setRegister(evidence);
    QCOMPARE(model.rowCount(), 3);
}

void TestEvidenceTableModel::data_problemsAreCountedAndListed()
{
    EvidenceTableModel model;
    EvidenceRegister evidence;
    EvidenceFile damaged = file(1, QStringLiteral("a"));
    for (int i = 0; i < 150; ++i)
        damaged.report.add({Error::Code::Format, QStringLiteral("broken"), damaged.name, i});
    evidence.add(damaged);
    model.setRegister(evidence);
    QCOMPARE(model.index(0, EvidenceTableModel::Problems).data().toString(), QStringLiteral("150"));
    const QStringList lines = model.index(0, 0).data(EvidenceTableModel::ProblemTextRole).toString().split(u'\n');
    QCOMPARE(lines.size(), 101);
    QVERIFY(lines.last().contains(QStringLiteral("50")));
}

void TestEvidenceTableModel::tally_countsEachFileOnce()
{
    EvidenceFile whole;
    whole.state = EvidenceFile::State::Read;
    whole.sha256 = QByteArrayLiteral("1");
    EvidenceFile changed = whole;
    changed.changed = QStringLiteral("Its hash is another.");
    EvidenceFile cut = whole;
    cut.report.lostBytes = 17;
    EvidenceFile stopped = whole;
    stopped.state = EvidenceFile::State::Stopped;
    EvidenceFile failed = whole; // hashed, for all that
    failed.state = EvidenceFile::State::Failed;
    EvidenceFile hashing = whole;
    hashing.sha256.clear();
    EvidenceRegister evidence;
    for (const EvidenceFile &file : {whole, changed, cut, stopped, failed, hashing})
        evidence.add(file);
    const EvidenceTally expected{.files = 6, .verified = 1, .changed = 1, .inPart = 2, .unreadable = 1};
    QCOMPARE(evidence.tally(), expected);

    EvidenceTableModel model;
    model.setRegister(evidence);
    QCOMPARE(model.index(0, EvidenceTableModel::State).data().toString(), QStringLiteral("Read, verified"));
    QCOMPARE(model.index(2, EvidenceTableModel::State).data().toString(), QStringLiteral("Read in part"));
    QVERIFY(model.index(2, 0).data(EvidenceTableModel::IsReadInPartRole).toBool());
}

void TestEvidenceTableModel::header_namesTheZone()
{
    EvidenceTableModel model;
    QCOMPARE(model.headerData(EvidenceTableModel::First, Qt::Horizontal).toString(), QStringLiteral("First (UTC)"));
    model.setTimeFormat(TimeFormat(QTimeZone("Asia/Tokyo")));
    QCOMPARE(model.headerData(EvidenceTableModel::First, Qt::Horizontal).toString(),
             QStringLiteral("First (Asia/Tokyo +09:00)"));
}

QTEST_GUILESS_MAIN(TestEvidenceTableModel)
#include "tst_evidencetablemodel.moc"
