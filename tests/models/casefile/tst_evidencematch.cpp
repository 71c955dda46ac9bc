#include "models/casefile/evidencematch.h"

#include <QTest>

using namespace wirecase;

class TstEvidenceMatch : public QObject
{
    Q_OBJECT

private slots:
    void match_data();
    void match();
};

namespace {

const QByteArray hashA(32, 'a');
const QByteArray hashB(32, 'b');

// Two files as an earlier session left them.
std::vector<CaseEvidence> known()
{
    CaseEvidence a;
    a.id = EvidenceId(1);
    a.path = QStringLiteral("/ev/cap/a.cap");
    a.name = QStringLiteral("cap/a.cap");
    a.size = 100;
    a.mtimeNs = 5;
    a.sha256 = hashA;
    CaseEvidence b = a;
    b.id = EvidenceId(2);
    b.path = QStringLiteral("/ev/cap/b.cap");
    b.name = QStringLiteral("cap/b.cap");
    b.size = 200;
    b.sha256 = hashB;
    return {a, b};
}

} // namespace

void TstEvidenceMatch::match_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("mtime");
    QTest::addColumn<QByteArray>("hash");
    QTest::addColumn<int>("present"); // id already taken in this session, 0 none
    QTest::addColumn<int>("id");      // 0: new

    const QString path = QStringLiteral("/ev/cap/a.cap");
    const QString name = QStringLiteral("cap/a.cap");
    const QString moved = QStringLiteral("/other/cap/a.cap");
    QTest::newRow("same place") << path << name << 100 << 5 << QByteArray() << 0 << 1;
    QTest::newRow("same place again in one session") << path << name << 100 << 5 << QByteArray() << 1 << 1;
    QTest::newRow("moved, hash unknown") << moved << name << 100 << 9 << QByteArray() << 0 << 1;
    QTest::newRow("opened one folder higher, hash unknown")
        << moved << QStringLiteral("deep/cap/a.cap") << 100 << 5 << QByteArray() << 0 << 1;
    QTest::newRow("moved and renamed, hash known")
        << QStringLiteral("/x.bin") << QStringLiteral("x.bin") << 100 << 9 << hashA << 0 << 1;
    QTest::newRow("moved and renamed, hash unknown")
        << QStringLiteral("/x.bin") << QStringLiteral("x.bin") << 100 << 9 << QByteArray() << 0 << 0;
    QTest::newRow("a second copy is evidence of its own")
        << QStringLiteral("/x.bin") << QStringLiteral("x.bin") << 100 << 9 << hashA << 1 << 0;
    QTest::newRow("the files changed places: content decides") << path << name << 200 << 5 << hashB << 0 << 2;
    QTest::newRow("same place, other bytes: changed evidence")
        << path << name << 100 << 5 << QByteArray(32, 'c') << 0 << 1;
    QTest::newRow("same place, other size: changed evidence") << path << name << 101 << 5 << QByteArray() << 0 << 1;
    QTest::newRow("same name elsewhere, other bytes: new")
        << moved << name << 100 << 5 << QByteArray(32, 'c') << 0 << 0;
    QTest::newRow("same name elsewhere, other size: new") << moved << name << 101 << 5 << QByteArray() << 0 << 0;
}

void TstEvidenceMatch::match()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    QFETCH(int, size);
    QFETCH(int, mtime);
    QFETCH(QByteArray, hash);
    QFETCH(int, present);
    QFETCH(int, id);
    std::set<EvidenceId> taken;
    if (present != 0)
        taken.insert(EvidenceId(static_cast<quint32>(present)));
    const EvidenceCandidate candidate{path, name, static_cast<quint64>(size), mtime, hash, QStringLiteral("pcap")};
    const auto found = matchEvidence(known(), candidate, taken);
    QCOMPARE(found ? static_cast<int>(indexOf(*found)) : 0, id);
}

QTEST_GUILESS_MAIN(TstEvidenceMatch)
#include "tst_evidencematch.moc"
