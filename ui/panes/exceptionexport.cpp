#include "ui/panes/exceptionexport.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ExceptionExport)
};

QString fileNameOf(const QString &name)
{
    QString file;
    for (const QChar c : name.toLower())
        file += c.isLetterOrNumber() ? c : QChar(u'-');
    return (file.isEmpty() ? QStringLiteral("exception") : file.left(60)) + QStringLiteral(".ndjson");
}

} // namespace

Status exportException(const QString &json, const QString &name, QWidget *parent)
{
    const QString path = QFileDialog::getSaveFileName(parent, Text::tr("Export exception"), fileNameOf(name),
                                                      Text::tr("Exception for Kibana (*.ndjson);;All files (*)"));
    if (path.isEmpty())
        return Error{Error::Code::Cancelled, {}, {}, -1};
    QSaveFile file(path);
    const QByteArray line = json.toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(line) != line.size() || !file.commit())
        return Error{Error::Code::Io, Text::tr("The exception could not be written: %1").arg(file.errorString()), path,
                     -1};
    return {};
}

} // namespace wirecase
