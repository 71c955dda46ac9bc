#include "models/exposure/objects/ftpobjects.h"

#include "models/capture/ftpports.h"
#include "models/exposure/dialogue.h"
#include "models/exposure/objects/objectreaders.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

constexpr quint64 mostControlBytes = 4U << 20U;
constexpr std::size_t mostTransfers = 100'000;
constexpr std::array<std::string_view, 7> transferCommands{"RETR", "STOR", "APPE", "STOU", "LIST", "NLST", "MLSD"};

bool isTransfer(std::string_view verb)
{
    return std::any_of(transferCommands.begin(), transferCommands.end(),
                       [verb](std::string_view command) { return equalsFolded(verb, command); });
}

qint64 timeOf(const CaptureSnapshot &capture, const StreamSide &side, const TextSpan &span)
{
    const auto places = side.placesOf(span);
    return places.empty() ? noTime : capture.packets->timeNs(places.front().packet);
}

std::pair<Endpoint, qint64> placeOf(const FtpTransfer &transfer)
{
    return {transfer.endpoint, transfer.timeNs};
}

void readControl(const CaptureSnapshot &capture, const Conversation &control, const Dialogue &dialogue,
                 std::vector<FtpTransfer> &transfers)
{
    std::optional<Endpoint> announced;
    for (const DialogueLine &line : dialogue.lines()) {
        const StreamSide &side = line.fromClient ? dialogue.client() : dialogue.server();
        const std::string_view text = line.span.in(side.text());
        const QByteArray whole = QByteArray(text.data(), static_cast<qsizetype>(text.size())) + "\r\n";
        const IpAddress &sender = line.fromClient ? control.client.address : control.server.address;
        if (const auto endpoint = ftpDataEndpoint(bytesOf(whole), sender))
            announced = endpoint;
        const auto words = wordsOf(side.text(), line.span, 2);
        if (!line.fromClient || !announced || words.empty() || !isTransfer(words.front().in(side.text()))
            || transfers.size() >= mostTransfers)
            continue;
        FtpTransfer transfer;
        transfer.endpoint = *announced;
        transfer.command = QString::fromLatin1(upperFolded(words.front().in(side.text())).c_str());
        if (words.size() > 1) {
            const std::string_view name = words.back().in(side.text());
            transfer.name = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        }
        transfer.timeNs = timeOf(capture, side, line.span);
        transfers.push_back(std::move(transfer));
    }
}

} // namespace

Result<std::vector<FtpTransfer>> ftpTransfers(const CaptureSnapshot &capture, JobState &job)
{
    std::vector<FtpTransfer> transfers;
    for (quint32 i = 0; i < capture.conversations->size(); ++i) {
        const Conversation control = capture.conversations->at(ConversationId{i});
        if (control.protocol != Protocol::Ftp)
            continue;
        const auto chunks = reassemble(capture, control.id, mostControlBytes, job);
        if (!chunks && chunks.error().code == Error::Code::Cancelled)
            return chunks.error();
        if (chunks)
            readControl(capture, control, Dialogue(*chunks), transfers);
    }
    std::ranges::stable_sort(transfers, {}, &placeOf);
    return transfers;
}

const FtpTransfer *transferOf(const Conversation &data, const std::vector<FtpTransfer> &transfers)
{
    for (const Endpoint &end : {data.server, data.client}) {
        const auto after = std::ranges::upper_bound(transfers, std::pair(end, data.lastNs), {}, &placeOf);
        if (after != transfers.begin() && std::prev(after)->endpoint == end)
            return &*std::prev(after);
    }
    return nullptr;
}

std::vector<FoundObject> wholeSides(const Dialogue &dialogue)
{
    std::vector<FoundObject> objects;
    for (const bool fromClient : {true, false}) {
        const StreamSide &side = fromClient ? dialogue.client() : dialogue.server();
        FoundObject object;
        object.fromClient = fromClient;
        object.runs = side.runsBetween(0, side.text().size(), object.length);
        if (object.length > 0)
            objects.push_back(std::move(object));
    }
    return objects;
}

} // namespace wirecase
