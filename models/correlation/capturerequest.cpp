#include "models/correlation/capturerequest.h"

#include "models/correlation/activitychains.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <cmath>
#include <optional>

namespace wirecase {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureSession)
};

/// Exports spell the same key in different cases.
QJsonValue member(const QJsonObject &object, QLatin1String key)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key().trimmed().compare(key, Qt::CaseInsensitive) == 0)
            return it.value();
    }
    return QJsonValue::Undefined;
}

QString textOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(static_cast<qint64>(value.toDouble()));
    if (!value.isArray())
        return value.toString();
    QStringList parts;
    for (const QJsonValue part : value.toArray())
        parts.append(textOf(part));
    return parts.join(u';');
}

/// A whole number up to `most`, written as a number or as text.
std::optional<quint64> numberOf(const QJsonValue &value, double most)
{
    const double number = value.isString() ? value.toString().toDouble() : value.toDouble(-1);
    if (!value.isString() && !value.isDouble())
        return std::nullopt;
    if (!std::isfinite(number) || number < 0 || number > most)
        return std::nullopt;
    return static_cast<quint64>(number);
}

/// Reads a limit; a missing, absurd or zero one is the default where zero means nothing.
template <typename Number>
void readLimit(const QJsonObject &from, QLatin1String key, double most, quint64 fallback, bool zeroMeansDefault,
               Number &into, QStringList &assumed)
{
    auto value = numberOf(member(from, key), most);
    if (value && *value == 0 && zeroMeansDefault)
        value.reset();
    if (!value)
        assumed.append(key);
    into = static_cast<Number>(value.value_or(fallback));
}

void appendPart(QStringList &parts, const QString &value, const QString &words)
{
    if (!value.isEmpty())
        parts.append(words.arg(value));
}

QString watcherFilter(const QJsonObject &filter)
{
    QStringList parts;
    const QString protocol = textOf(member(filter, QLatin1String("protocol")));
    if (protocol.compare(QLatin1String("any"), Qt::CaseInsensitive) != 0)
        appendPart(parts, protocol, QStringLiteral("%1"));
    appendPart(parts, textOf(member(filter, QLatin1String("localIPAddress"))), Words::tr("local address %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("localPort"))), Words::tr("local port %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("remoteIPAddress"))), Words::tr("remote address %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("remotePort"))), Words::tr("remote port %1"));
    return parts.join(QStringLiteral(", "));
}

QString gatewayFilter(const QJsonObject &filter)
{
    QStringList parts;
    appendPart(parts, textOf(member(filter, QLatin1String("Protocol"))), Words::tr("protocol %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("SourceSubnets"))), Words::tr("source %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("SourcePort"))), Words::tr("source port %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("DestinationSubnets"))), Words::tr("destination %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("DestinationPort"))), Words::tr("destination port %1"));
    appendPart(parts, textOf(member(filter, QLatin1String("TcpFlags"))), Words::tr("TCP flags %1"));
    return parts.join(QStringLiteral(", "));
}

/// A filter that names nothing lets everything pass, so it is none.
template <typename ToText>
QStringList filtersOf(const QJsonValue &list, ToText toText)
{
    QStringList filters;
    for (const QJsonValue filter : list.toArray()) {
        const QString text = toText(filter.toObject());
        if (text.isEmpty())
            return {};
        filters.append(text);
    }
    return filters;
}

QString withoutQuery(const QString &uri)
{
    return uri.section(u'?', 0, 0);
}

QString accountOfUri(const QString &uri)
{
    return QUrl(withoutQuery(uri)).host().section(u'.', 0, 0);
}

void readStorage(const QJsonObject &location, CaptureSession &session)
{
    session.storageId = textOf(member(location, QLatin1String("storageId")));
    session.storagePath = withoutQuery(textOf(member(location, QLatin1String("storagePath"))));
    session.localPath = textOf(member(location, QLatin1String("filePath")));
    if (session.localPath.isEmpty())
        session.localPath = textOf(member(location, QLatin1String("localPath")));
    session.storageAccount =
        session.storageId.isEmpty() ? accountOfUri(session.storagePath) : resourceName(session.storageId);
}

constexpr double mostBytes = 4294967295.0;
constexpr double mostSeconds = 365.0 * 86400;

/// The ring of a continuous capture (azure.md 2.1).
void readRing(const QJsonObject &settings, CaptureSession &session)
{
    quint64 files = 0;
    quint64 bytes = 0;
    readLimit(settings, QLatin1String("fileCount"), 10'000, 10, true, files, session.assumed);
    readLimit(settings, QLatin1String("fileSizeInBytes"), mostBytes, 104'857'600, true, bytes, session.assumed);
    readLimit(settings, QLatin1String("sessionTimeLimitInSeconds"), mostSeconds, 86'400, true, session.timeLimitSeconds,
              session.assumed);
    session.totalBytes = files * bytes;
}

/// filterData is JSON in a text; the documentation itself writes it with single quotes.
QJsonObject filterData(const QJsonValue &value)
{
    if (value.isObject())
        return value.toObject();
    QByteArray text = value.toString().toUtf8();
    QJsonDocument document = QJsonDocument::fromJson(text);
    if (document.isNull())
        document = QJsonDocument::fromJson(text.replace('\'', '"'));
    return document.object();
}

} // namespace

void readWatcherRequest(const QJsonObject &body, CaptureSession &session)
{
    const QJsonValue inner = member(body, QLatin1String("properties"));
    const QJsonObject properties = inner.isObject() ? inner.toObject() : body;
    session.target = textOf(member(properties, QLatin1String("target")));
    session.targetName = resourceName(session.target);
    readStorage(member(properties, QLatin1String("storageLocation")).toObject(), session);
    session.filters = filtersOf(member(properties, QLatin1String("filters")), watcherFilter);
    readLimit(properties, QLatin1String("bytesToCapturePerPacket"), mostBytes, 0, false, session.bytesPerPacket,
              session.assumed);
    session.continuous = member(properties, QLatin1String("continuousCapture")).toBool();
    if (session.continuous) {
        readRing(member(properties, QLatin1String("captureSettings")).toObject(), session);
        return;
    }
    readLimit(properties, QLatin1String("totalBytesPerSession"), mostBytes, 1'073'741'824, true, session.totalBytes,
              session.assumed);
    readLimit(properties, QLatin1String("timeLimitInSeconds"), mostSeconds, 18'000, true, session.timeLimitSeconds,
              session.assumed);
}

void readGatewayRequest(const QJsonObject &body, CaptureSession &session)
{
    const QJsonObject data = filterData(member(body, QLatin1String("filterData")));
    quint64 megabytes = 0;
    readLimit(data, QLatin1String("MaxPacketBufferSize"), mostBytes, 120, true, session.bytesPerPacket,
              session.assumed);
    readLimit(data, QLatin1String("MaxFileSize"), 1'000'000, 100, true, megabytes, session.assumed);
    session.totalBytes = megabytes * 1'000'000;
    session.continuous = true; // the file is written in a circle (azure.md 2.2)
    session.filters = filtersOf(member(data, QLatin1String("Filters")), gatewayFilter);
    session.target = session.resourceId;
    session.targetName = resourceName(session.target);
}

void readGatewayStop(const QJsonObject &body, CaptureSession &session)
{
    const QString url = textOf(member(body, QLatin1String("sasUrl")));
    if (url.isEmpty())
        return;
    session.storagePath = withoutQuery(url);
    session.storageAccount = accountOfUri(url);
}

} // namespace wirecase
