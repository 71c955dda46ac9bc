#include "ui/panes/evidencepaths.h"

#include "models/investigation/investigation.h"

namespace wirecase {

QStringList evidencePaths(const Investigation &investigation)
{
    QStringList paths;
    for (const EvidenceFile &file : investigation.evidence().files())
        paths << file.path;
    return paths;
}

} // namespace wirecase
