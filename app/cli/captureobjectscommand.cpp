#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/numbertext.h"
#include "models/base/timeformat.h"
#include "models/exposure/objects/objectfinder.h"

#include <QDir>
#include <QFileInfo>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureObjectsCommand)
};

QJsonObject objectJson(const NetworkObject &object, const CaptureSnapshot &capture, const QString &savedAs)
{
    QJsonObject json = endpointsJson(object.client, object.server, 6);
    const PacketRow row = capture.packets->row(object.packet);
    if (object.timeNs != noTime)
        json.insert(QStringLiteral("@timestamp"), isoTime(object.timeNs));
    json.insert(QStringLiteral("network.protocol"), protocolKey(object.protocol));
    json.insert(QStringLiteral("side"), object.fromClient ? QStringLiteral("client") : QStringLiteral("server"));
    json.insert(QStringLiteral("file.name"), object.name);
    json.insert(QStringLiteral("file.path"), object.path);
    json.insert(QStringLiteral("file.size"), static_cast<qint64>(object.size));
    json.insert(QStringLiteral("file.mime_type"), object.type);
    json.insert(QStringLiteral("file.hash.sha256"), QString::fromLatin1(object.sha256.toHex()));
    json.insert(QStringLiteral("http.response.mime_type"), object.claimedType);
    json.insert(QStringLiteral("coding"), object.coding);
    json.insert(QStringLiteral("missing_bytes"), static_cast<qint64>(object.missing));
    json.insert(QStringLiteral("conversation"), static_cast<qint64>(object.conversation));
    json.insert(QStringLiteral("packet"), static_cast<qint64>(row.numberInFile));
    json.insert(QStringLiteral("file"), capture.packets->files().at(row.file).name);
    if (!savedAs.isEmpty())
        json.insert(QStringLiteral("saved_as"), savedAs);
    return json;
}

void printForPeople(const NetworkObject &object, const QString &savedAs)
{
    const QString name = object.name.isEmpty() ? Text::tr("(no name)") : object.name;
    QString line = QStringLiteral("%1  %2  %3  %4  %5")
                       .arg(static_cast<quint32>(object.conversation), 6)
                       .arg(protocolText(object.protocol), -8)
                       .arg(bytesText(object.size), 9)
                       .arg(QString::fromLatin1(object.sha256.toHex().left(16)), name);
    line += QStringLiteral("  ") + object.type;
    if (object.missing > 0)
        line +=
            QStringLiteral("  ") + Text::tr("(%1 bytes missing)").arg(countText(static_cast<qint64>(object.missing)));
    if (!savedAs.isEmpty())
        line += QStringLiteral("  → ") + savedAs;
    print(line);
}

bool saveAll(const CaptureSnapshot &capture, const std::vector<ObjectTarget> &targets, const QString &folder,
             const QStringList &evidence)
{
    if (!QDir(folder).mkpath(QStringLiteral("."))) {
        say(Text::tr("The folder %1 cannot be made.").arg(folder));
        return false;
    }
    const auto errors = writeObjects(capture, targets, evidence, commandJob());
    if (!errors)
        return false;
    for (const Error &error : *errors)
        say(error.text());
    return errors->empty();
}

} // namespace

int runCaptureObjects(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    parser.addOption({QStringLiteral("conversation"), Text::tr("Its number, as \"capture conversations\" says."),
                      QStringLiteral("N")});
    parser.addOption({QStringLiteral("save"), Text::tr("Writes every object into this folder, under a safe name."),
                      QStringLiteral("FOLDER")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    std::vector<ConversationId> wanted;
    if (parser.isSet(QStringLiteral("conversation"))) {
        bool isNumber = false;
        wanted = {ConversationId{parser.value(QStringLiteral("conversation")).toUInt(&isNumber)}};
        if (!isNumber) {
            say(Text::tr("--conversation takes a number."));
            return Usage;
        }
    }
    ReadCounts counts;
    QStringList evidence;
    const CaptureSnapshot capture = readCaptures(parser.positionalArguments(), counts, &evidence);
    if (!wanted.empty() && static_cast<quint32>(wanted.front()) >= capture.conversations->size()) {
        say(Text::tr("There is no conversation %1.").arg(static_cast<quint32>(wanted.front())));
        return exitCode(false, counts.problems);
    }
    const auto found = findObjects(capture, wanted, commandJob());
    if (!found)
        return exitCodeOf(found.error());
    std::vector<ObjectTarget> targets;
    if (const QString folder = parser.value(QStringLiteral("save")); !folder.isEmpty())
        targets = targetsIn(folder, found->objects);
    for (std::size_t i = 0; i < found->objects.size(); ++i) {
        const QString savedAs = i < targets.size() ? QFileInfo(targets[i].path).fileName() : QString();
        if (parser.isSet(QStringLiteral("json")))
            print(objectJson(found->objects[i], capture, savedAs));
        else
            printForPeople(found->objects[i], savedAs);
    }
    if (!found->isComplete)
        say(Text::tr("A limit was reached, or a conversation could not be read: there may be more objects."));
    if (!targets.empty() && !saveAll(capture, targets, parser.value(QStringLiteral("save")), evidence))
        return exitCode(!found->objects.empty(), counts.problems + 1);
    return exitCode(counts.files > 0, counts.problems);
}

} // namespace wirecase
