#include "app/cli/ruleloading.h"

#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/evidence/formatsniffer.h"

#include <QCoreApplication>

#include <iterator>

namespace wirecase {

LoadedRules loadRules(const QStringList &paths)
{
    LoadedRules loaded;
    if (paths.isEmpty())
        return loaded;
    const ReadCounts counts =
        readEach(paths, {EvidenceKind::Rules}, [&loaded](const ByteSourcePtr &bytes, EvidenceId, const QString &name) {
            return addRules(bytes, name, loaded);
        });
    loaded.files = counts.files;
    loaded.problems = counts.problems;
    return loaded;
}

ImportReport addRules(const ByteSourcePtr &bytes, const QString &name, LoadedRules &loaded)
{
    constexpr std::size_t largestExport = 64U << 20U;
    RuleFile file;
    if (const auto text = bytes->bytesAt(0, largestExport))
        file = readRuleFile(*text, name);
    else
        file.report.add(text.error());
    std::move(file.rules.begin(), file.rules.end(), std::back_inserter(loaded.rules));
    std::move(file.exceptions.begin(), file.exceptions.end(), std::back_inserter(loaded.exceptions));
    return file.report;
}

bool holdsRules(const ByteSourcePtr &bytes)
{
    const auto head = bytes->bytesAt(0, sniffLength);
    return head && sniffKind(bytesOf(*head)) == EvidenceKind::Rules;
}

bool isDetectionMode(const QString &word)
{
    if (word == QLatin1String("faithful") || word == QLatin1String("normalised"))
        return true;
    say(QCoreApplication::translate("wirecase::RuleLoading", "--mode is faithful or normalised."));
    return false;
}

} // namespace wirecase
