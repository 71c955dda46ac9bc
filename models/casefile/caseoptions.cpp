#include "models/casefile/caseoptions.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QUuid>

#include <array>

namespace wirecase {

namespace {

QByteArray newSalt()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return {reinterpret_cast<const char *>(words.data()), static_cast<qsizetype>(sizeof words)};
}

} // namespace

CaseOptions withDefaults(CaseOptions options)
{
    if (options.analyst.isEmpty())
        options.analyst = qEnvironmentVariable("USER", QStringLiteral("analyst"));
    if (!options.clockNs)
        options.clockNs = [] { return QDateTime::currentMSecsSinceEpoch() * nsPerMs; };
    return options;
}

CaseHead newHead(const QString &name, const CaseOptions &options)
{
    CaseHead head;
    head.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    head.name = name;
    head.analyst = options.analyst;
    head.createdNs = options.clockNs();
    head.salt = newSalt();
    return head;
}

} // namespace wirecase
