#include "models/exposure/objects/smbfile.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

void addObject(std::vector<FoundObject> &objects, const SmbFile &file, std::vector<StreamSide::Run> &parts,
               bool fromClient)
{
    if (parts.empty())
        return;
    FoundObject object;
    object.fromClient = fromClient;
    object.at = parts.front().span.begin;
    object.path = QString(file.name).replace(u'\\', u'/');
    object.name = object.path.section(u'/', -1);
    std::ranges::stable_sort(parts, {}, &StreamSide::Run::offset);
    quint64 end = 0;
    for (StreamSide::Run &part : parts) { // what was sent twice counts once
        const quint64 known = std::min<quint64>(end > part.offset ? end - part.offset : 0, part.span.length);
        part.offset += known;
        part.span.begin += static_cast<std::size_t>(known);
        part.span.length -= static_cast<std::size_t>(known);
        end = std::max(end, part.offset + part.span.length);
        if (part.span.length > 0)
            object.runs.push_back(part);
    }
    object.length = fromClient ? end : std::max(end, file.size);
    objects.push_back(std::move(object));
}

} // namespace

void addSmbPart(std::vector<StreamSide::Run> &parts, const std::vector<StreamSide::Run> &runs, quint64 offset,
                quint64 length, quint64 fileOffset)
{
    for (const StreamSide::Run &run : runs) {
        const quint64 from = std::max(offset, run.offset);
        const quint64 to = std::min(offset + length, run.offset + run.span.length);
        if (from < to)
            parts.push_back(
                {{run.span.begin + static_cast<std::size_t>(from - run.offset), static_cast<std::size_t>(to - from)},
                 fileOffset + (from - offset)});
    }
}

void addSmbObjects(std::vector<FoundObject> &objects, SmbFile &file)
{
    if (file.isPipe)
        return;
    addObject(objects, file, file.written, true);
    addObject(objects, file, file.read, false);
}

bool isKnownPipe(const QString &name)
{
    static constexpr std::array pipes{"srvsvc", "wkssvc", "lsarpc",  "lsass",    "samr",  "netlogon",
                                      "svcctl", "winreg", "spoolss", "epmapper", "atsvc", "browser"};
    return std::any_of(pipes.begin(), pipes.end(), [&name](const char *pipe) {
        return name.compare(QLatin1String(pipe), Qt::CaseInsensitive) == 0;
    });
}

} // namespace wirecase
