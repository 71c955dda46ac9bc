#include "models/evidence/outputpath.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::OutputPath)
};

} // namespace

bool isOneOf(const QString &path, const QStringList &files)
{
    const QString target = QFileInfo(path).canonicalFilePath(); // empty when there is none yet
    return !target.isEmpty() && std::any_of(files.begin(), files.end(), [&target](const QString &file) {
        return QFileInfo(file).canonicalFilePath() == target;
    });
}

Status mayBeWritten(const QString &path, const QStringList &evidence)
{
    if (isOneOf(path, evidence))
        return Error{Error::Code::Io, Text::tr("This is evidence, which is never written to."), path, -1};
    if (const QFileInfo there(path); there.exists() && !there.isFile())
        return Error{Error::Code::Io, Text::tr("This is no file, and cannot be replaced by one."), path, -1};
    return {};
}

} // namespace wirecase
