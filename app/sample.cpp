#include "app/sample.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace wirecase {

QString sampleFolder()
{
    const QString beside =
        QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../share/sample/evidence"));
    const QString installed = QStandardPaths::locate(QStandardPaths::AppDataLocation, QStringLiteral("sample/evidence"),
                                                     QStandardPaths::LocateDirectory);
    for (const QString &folder : {installed, QDir::cleanPath(beside), QStringLiteral(WIRECASE_SAMPLE_IN_SOURCE)}) {
        if (!folder.isEmpty() && QDir(folder).exists())
            return folder;
    }
    return {};
}

} // namespace wirecase
