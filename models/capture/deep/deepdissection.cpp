#include "models/capture/deep/deepdissection.h"

#include "models/capture/deep/deepslice.h"
#include "models/capture/deep/deeptree.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Sharkd)
};

} // namespace

Result<std::vector<FieldNode>> dissectDeeply(const CaptureSnapshot &capture, PacketId packet, const PacketMasks *masks,
                                             JobState &job, const QString &program, const SharkdLimits &limits)
{
    if (program.isEmpty())
        return Error{
            Error::Code::Unsupported, Text::tr("sharkd, which comes with Wireshark, is not installed."), {}, -1};
    const auto slice = deepSliceOf(capture, packet, masks, job);
    if (!slice)
        return slice.error();
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("slice.pcap")));
    if (!folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write(slice->file) != slice->file.size()
        || !file.flush())
        return Error{Error::Code::Io, Text::tr("There is no room for the packets that sharkd should read."), {}, -1};
    const auto answer = askSharkd(program, folder.path(), file.fileName(), slice->frame, limits, job);
    if (!answer)
        return answer.error();
    return deepTree(*answer, *slice);
}

} // namespace wirecase
