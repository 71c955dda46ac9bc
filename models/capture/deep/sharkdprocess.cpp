#include "models/capture/deep/sharkdprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <sys/resource.h>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Sharkd)
};

constexpr int loadRequest = 1;
constexpr int frameRequest = 2;

QByteArray request(int id, const QString &method, const QJsonObject &parameters)
{
    const QJsonObject whole{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                            {QStringLiteral("id"), id},
                            {QStringLiteral("method"), method},
                            {QStringLiteral("params"), parameters}};
    return QJsonDocument(whole).toJson(QJsonDocument::Compact) + '\n';
}

void limit(int resource, rlim_t most)
{
    const rlimit limits{most, most};
    setrlimit(static_cast<__rlimit_resource>(resource), &limits);
}

void prepare(QProcess &child, const QString &program, const QString &folder, const SharkdLimits &limits)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("WIRESHARK_CONFIG_DIR"), folder);
    environment.insert(QStringLiteral("HOME"), folder);
    child.setProcessEnvironment(environment);
    child.setWorkingDirectory(folder);
    child.setStandardErrorFile(QProcess::nullDevice());
    child.setProgram(program);
    child.setArguments({QStringLiteral("-")});
    const auto seconds = static_cast<rlim_t>(limits.timeMs) / 1000 + 1;
    child.setChildProcessModifier([seconds, memory = limits.memoryBytes] {
        limit(RLIMIT_AS, memory);
        limit(RLIMIT_CPU, seconds);
        limit(RLIMIT_CORE, 0);
    });
}

/// The line that answers the second request, once it is whole.
QByteArray secondLine(const QByteArray &output)
{
    const qsizetype first = output.indexOf('\n');
    const qsizetype second = first < 0 ? -1 : output.indexOf('\n', first + 1);
    return second < 0 ? QByteArray() : output.mid(first + 1, second - first - 1);
}

/// Waits in small steps, so that a cancelled job ends soon.
Result<QByteArray> readAnswer(QProcess &child, const SharkdLimits &limits, JobState &job)
{
    constexpr int stepMs = 50;
    QElapsedTimer elapsed;
    elapsed.start();
    QByteArray output;
    for (;;) {
        child.waitForReadyRead(stepMs);
        output += child.readAllStandardOutput();
        if (QByteArray answer = secondLine(output); !answer.isEmpty())
            return answer;
        if (job.cancelled)
            return Error::cancelled();
        if (output.size() > limits.answerBytes)
            return Error{Error::Code::Limit, Text::tr("sharkd said more about this packet than fits."), {}, -1};
        if (child.state() == QProcess::NotRunning)
            return Error{Error::Code::Io, Text::tr("sharkd ended without an answer."), {}, -1};
        if (elapsed.elapsed() > limits.timeMs)
            return Error{Error::Code::Limit, Text::tr("sharkd took too long for this packet."), {}, -1};
    }
}

} // namespace

QString sharkdProgram()
{
    return QStandardPaths::findExecutable(QStringLiteral("sharkd"));
}

Result<QByteArray> askSharkd(const QString &program, const QString &folder, const QString &file, quint32 frame,
                             const SharkdLimits &limits, JobState &job)
{
    QProcess child;
    prepare(child, program, folder, limits);
    child.start();
    if (!child.waitForStarted(limits.timeMs))
        return Error{Error::Code::Io, Text::tr("sharkd could not be started."), {}, -1};
    child.write(request(loadRequest, QStringLiteral("load"), {{QStringLiteral("file"), file}}));
    child.write(request(frameRequest, QStringLiteral("frame"),
                        {{QStringLiteral("frame"), static_cast<qint64>(frame)},
                         {QStringLiteral("proto"), true},
                         // Without them it does not say which source the bytes of a field are of.
                         {QStringLiteral("bytes"), true}}));
    auto answer = readAnswer(child, limits, job);
    child.kill();
    child.waitForFinished();
    return answer;
}

} // namespace wirecase
