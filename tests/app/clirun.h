#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

namespace wirecase {

inline const QString sample = QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence");

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

/// Runs the tool that was built beside this test.
inline Outcome run(const QStringList &arguments,
                   const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(WIRECASE_CLI), arguments);
    if (!process.waitForFinished(120'000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

inline QList<QJsonObject> lines(const QByteArray &output)
{
    QList<QJsonObject> documents;
    for (const QByteArray &line : output.split('\n')) {
        if (!line.isEmpty())
            documents << QJsonDocument::fromJson(line).object();
    }
    return documents;
}

inline void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace wirecase
