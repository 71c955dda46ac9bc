#include "models/capture/captureindexbuilder.h"
#include "models/evidence/bytesource.h"
#include "models/exposure/fingerprint.h"
#include "models/exposure/secretindex.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace wirecase;

/// Recall and precision on captures whose credentials are known. The captures are not part of the project.
class TestSecretRecall : public QObject
{
    Q_OBJECT

private slots:
    void truth_isFound();
    void plants_areFoundAndDecoysAreNot();

private:
    static QString folder()
    {
        const QString shared =
            qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
        return shared + QStringLiteral("/data/pcaps/");
    }
};

namespace {

const QByteArray salt = "salt";

SecretIndexPtr secretsIn(const QString &path)
{
    const auto source = openFile(path);
    CaptureIndexBuilder builder;
    JobState job;
    if (!source || !builder.add(*source, EvidenceId{1}, path, job))
        return nullptr;
    const auto found = findSecrets(builder.snapshot(), salt, job);
    return found ? *found : nullptr;
}

const Secret *find(const SecretIndex &index, const QString &protocol, const QString &user, const QString &secret)
{
    const QString fingerprint = secretFingerprint(salt, secret.toUtf8());
    for (const Secret &found : index.secrets()) {
        if (found.protocol == protocol && found.fingerprint == fingerprint && (user.isEmpty() || found.user == user))
            return &found;
    }
    return nullptr;
}

/// "HTTP Basic" is "http", "POP3 AUTH PLAIN" is "pop3"; empty for what is not looked for.
QString protocolOf(const QString &name)
{
    for (const char *known :
         {"HTTP Basic", "HTTP Proxy Basic", "FTP", "POP3", "IMAP", "SMTP AUTH", "LDAP simple bind"}) {
        if (name.startsWith(QLatin1String(known)))
            return name.section(u' ', 0, 0).toLower();
    }
    return {};
}

struct Recall
{
    int found = 0;
    int of = 0;
    QStringList missed;
};

} // namespace

void TestSecretRecall::truth_isFound()
{
    QFile truth(folder() + QStringLiteral("TRUTH-credentials.tsv"));
    if (!truth.open(QIODevice::ReadOnly))
        QSKIP("no truth table at hand, skipped");
    Recall sure;
    Recall likely;
    QString path;
    SecretIndexPtr index;
    for (const QString &line : QString::fromUtf8(truth.readAll()).split(u'\n')) {
        const QStringList columns = line.split(u'\t');
        const QString protocol = columns.size() > 13 ? protocolOf(columns[1]) : QString();
        if (protocol.isEmpty() || columns[2] != QLatin1String("cleartext") || columns[4].isEmpty())
            continue;
        if (path != columns[0])
            index = secretsIn(folder() + columns[0]);
        path = columns[0];
        QVERIFY2(index, qPrintable(path));
        Recall &recall = columns[13].startsWith(u'A') ? sure : likely;
        ++recall.of;
        const Secret *secret = find(*index, protocol, columns[3], columns[4]);
        const QString outcome = columns[10] == QLatin1String("yes")  ? QStringLiteral("accepted")
                                : columns[10] == QLatin1String("no") ? QStringLiteral("rejected")
                                                                     : QString();
        if (!secret)
            recall.missed += path + u' ' + columns[1] + u' ' + columns[3];
        else
            ++recall.found;
        if (secret && !outcome.isEmpty() && secret->outcome != outcome)
            qWarning("%s: %s, not %s", qPrintable(path), qPrintable(secret->outcome), qPrintable(outcome));
    }
    qInfo("recall on check A: %d of %d; on check B: %d of %d", sure.found, sure.of, likely.found, likely.of);
    for (const QString &missed : likely.missed)
        qInfo("not found, check B: %s", qPrintable(missed));
    QVERIFY(sure.of > 0);
    QVERIFY2(sure.missed.isEmpty(), qPrintable(sure.missed.join(u'\n')));
}

void TestSecretRecall::plants_areFoundAndDecoysAreNot()
{
    QFile truth(folder() + QStringLiteral("perf/mix-8m.truth.json"));
    if (!truth.open(QIODevice::ReadOnly))
        QSKIP("no planted capture at hand, skipped");
    const SecretIndexPtr index = secretsIn(folder() + QStringLiteral("perf/mix-8m.pcap"));
    QVERIFY(index);
    const QJsonArray plants =
        QJsonDocument::fromJson(truth.readAll()).object().value(QLatin1String("credentials")).toArray();
    QStringList missed;
    int expected = 0;
    std::vector<const Secret *> matched;
    for (const QJsonValue &plant : plants) {
        const QString protocol = protocolOf(plant[QLatin1String("protocol")].toString());
        if (protocol.isEmpty())
            continue;
        ++expected;
        const QString user = plant[QLatin1String("username")].toString();
        const Secret *secret = find(*index, protocol, user, plant[QLatin1String("secret")].toString());
        if (!secret) {
            missed += protocol + u' ' + user;
            continue;
        }
        matched.push_back(secret);
        const bool success = plant[QLatin1String("success")].toBool();
        QCOMPARE(secret->outcome, success ? QStringLiteral("accepted") : QStringLiteral("rejected"));
        QCOMPARE(secret->server.port, static_cast<quint16>(plant[QLatin1String("sport")].toInt()));
        std::vector<PacketId> frames;
        const QJsonValue where = plant[QLatin1String("frames")];
        for (const char *part : {"secret", "both"}) {
            for (const QJsonValue &frame : where[QLatin1String(part)].toArray())
                frames.push_back(PacketId{static_cast<quint32>(frame.toInt() - 1)});
        }
        std::sort(frames.begin(), frames.end());
        QStringList packets;
        for (const PacketId packet : secret->packets) {
            if (std::find(frames.begin(), frames.end(), packet) == frames.end())
                packets += QString::number(indexOf(packet) + 1);
        }
        QVERIFY2(packets.isEmpty(), qPrintable(protocol + u' ' + user + u' ' + packets.join(u',')));
    }
    QStringList extra;
    for (const Secret &secret : index->secrets()) {
        if (std::find(matched.begin(), matched.end(), &secret) == matched.end()
            && secret.kind != QLatin1String("anonymous"))
            extra += secret.protocol + u' ' + secret.user;
    }
    qInfo("plants found: %d of %d; not planted: %d", static_cast<int>(matched.size()), expected,
          static_cast<int>(extra.size()));
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
    QVERIFY2(extra.isEmpty(), qPrintable(extra.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestSecretRecall)
#include "tst_secretrecall.moc"
