#include "models/exposure/httpmessages.h"
#include "models/exposure/objects/mimeheader.h"
#include "models/exposure/objects/objectreaders.h"

#include <QUrl>

#include <algorithm>

namespace wirecase {

namespace {

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

/// The path of "GET http://host/a/b?q HTTP/1.1": without host, user and query, which may hold secrets.
QString pathOf(std::string_view requestLine)
{
    const std::size_t begin = std::min(requestLine.find(' '), requestLine.size());
    QString target = latin(requestLine.substr(begin)).trimmed();
    target.truncate(target.indexOf(u' ') < 0 ? target.size() : target.indexOf(u' '));
    if (const qsizetype scheme = target.indexOf(QStringLiteral("://")); scheme >= 0) {
        const qsizetype path = target.indexOf(u'/', scheme + 3);
        target = path < 0 ? QStringLiteral("/") : target.mid(path);
    }
    for (const QChar end : {u'?', u'#', u';'}) {
        if (const qsizetype at = target.indexOf(end); at >= 0)
            target.truncate(at);
    }
    return QUrl::fromPercentEncoding(target.toLatin1());
}

std::optional<FoundObject> objectOf(const HttpHead &head, std::string_view text, bool fromClient, const QString &path)
{
    if (head.body.length == 0)
        return std::nullopt;
    const auto value = [&](std::string_view name) { return latin(head.header(text, name).value_or("")); };
    FoundObject object;
    object.fromClient = fromClient;
    object.at = head.startLine.length > 0 || head.headers.empty() ? head.startLine.begin : head.headers.front().begin;
    object.path = path;
    object.name = headerParameter(head.header(text, "Content-Disposition:").value_or(""), "filename");
    if (object.name.isEmpty())
        object.name = path.section(u'/', -1);
    object.claimedType = value("Content-Type:").section(u';', 0, 0).trimmed().toLower();
    object.coding = value("Content-Encoding:").toLower();
    object.runs = head.body.runs;
    object.length = head.body.length;
    return object;
}

} // namespace

std::vector<FoundObject> httpObjects(const Dialogue &dialogue)
{
    constexpr int established = 200;
    const std::string_view client = dialogue.client().text();
    const std::string_view server = dialogue.server().text();
    const std::vector<HttpHead> requests = httpHeads(dialogue.client(), true);
    std::vector<FoundObject> objects;
    std::vector<QString> paths;
    for (const HttpHead &request : requests) {
        paths.push_back(pathOf(request.startLine.in(client)));
        if (auto object = objectOf(request, client, true, paths.back()))
            objects.push_back(*std::move(object));
    }
    std::size_t next = 0;
    for (const HttpHead &response : httpHeads(dialogue.server(), false)) {
        const bool isOnTheWay = response.status >= 100 && response.status < 200;
        // What answers a request that was not captured comes before the next one.
        const bool hasRequest =
            next < requests.size()
            && dialogue.turnAt(true, requests[next].startLine.begin) < dialogue.turnAt(false, response.startLine.begin);
        if (hasRequest && startsWithFolded(requests[next].startLine.in(client), "CONNECT ")
            && response.status == established)
            break; // what follows is of another protocol
        const QString path = hasRequest ? paths[next] : QString();
        if (auto object = objectOf(response, server, false, path))
            objects.push_back(*std::move(object));
        next += hasRequest && !isOnTheWay ? 1 : 0;
    }
    return objects;
}

} // namespace wirecase
