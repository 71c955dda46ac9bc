#include "models/capture/capturesequence.h"

#include "models/base/printable.h"
#include "models/base/timeformat.h"
#include "models/capture/captureorder.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureSequence)
};

bool isOfOneCapture(const CaptureFile &one, const CaptureFile &other)
{
    const bool sameInterface =
        one.captureMac.isEmpty() || other.captureMac.isEmpty() || one.captureMac == other.captureMac;
    return sameInterface && one.format == other.format && one.linkTypes == other.linkTypes
           && rotationName(one.name) == rotationName(other.name);
}

// A file is closed when the next one is opened. What runs for long beside another one is a capture of its own.
bool runsBeside(const CaptureFile &file, const CaptureFile &next)
{
    const qint64 shorter = std::min(file.time.lengthNs(), next.time.lengthNs());
    return file.time.intersected(next.time).lengthNs() > shorter / 2 && shorter > nsPerSecond;
}

QString seamText(const CaptureFile &before, const CaptureFile &file)
{
    const qint64 seam = seamNs(before, file);
    const QString name = printable(before.name);
    if (seam <= 0 && before.time.overlaps(file.time))
        return Text::tr("overlaps %1 by %2").arg(name, durationText(before.time.endNs - file.time.beginNs));
    return Text::tr("begins %2 after the last packet of %1").arg(name, durationText(seam));
}

} // namespace

qint64 seamNs(const CaptureFile &file, const CaptureFile &next)
{
    return next.time.beginNs - (file.time.endNs - 1);
}

std::vector<CaptureSequence> captureSequences(const std::vector<CaptureFile> &files)
{
    std::vector<quint32> byTime;
    for (quint32 i = 0; i < files.size(); ++i) {
        if (!files[i].time.isEmpty())
            byTime.push_back(i);
    }
    std::ranges::stable_sort(byTime, {}, [&files](quint32 i) { return files[i].time.beginNs; });
    std::vector<CaptureSequence> sequences;
    for (const quint32 i : byTime) {
        const auto mine = std::ranges::find_if(sequences, [&](const CaptureSequence &sequence) {
            const CaptureFile &last = files[sequence.files.back()];
            return isOfOneCapture(last, files[i]) && !runsBeside(last, files[i]);
        });
        if (mine != sequences.end())
            mine->files.push_back(i);
        else
            sequences.push_back({rotationName(files[i].name), {i}});
    }
    std::erase_if(sequences, [](const CaptureSequence &sequence) { return sequence.files.size() < 2; });
    return sequences;
}

std::vector<QString> sequenceTexts(const std::vector<CaptureFile> &files)
{
    std::vector<QString> texts(files.size());
    for (const CaptureSequence &sequence : captureSequences(files)) {
        const std::vector<quint32> &parts = sequence.files;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            QString text = Text::tr("File %1 of %2 of one capture (%3)")
                               .arg(i + 1)
                               .arg(parts.size())
                               .arg(printable(sequence.name));
            if (i > 0)
                text += QStringLiteral(", ") + seamText(files[parts[i - 1]], files[parts[i]]);
            texts[parts[i]] = text;
        }
    }
    return texts;
}

} // namespace wirecase
