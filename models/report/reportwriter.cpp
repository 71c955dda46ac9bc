#include "models/report/reportwriter.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace wirecase {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("wirecase::Report", text);
}

Status writeFile(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{Error::Code::Io, tr("The report cannot be written: %1").arg(file.errorString()), path};
    return {};
}

} // namespace

Status writePdfReport(const ReportContent &content, const QString &path)
{
    const auto bytes = pdfReport(content);
    return bytes ? writeFile(*bytes, path) : Status(bytes.error());
}

Result<QByteArray> reportBytes(const ReportContent &content, const QString &format)
{
    if (format == QLatin1String("html"))
        return htmlReport(content);
    if (format == QLatin1String("md"))
        return markdownReport(content);
    if (format == QLatin1String("json"))
        return jsonReport(content);
    if (format == QLatin1String("pdf"))
        return pdfReport(content);
    return Error{
        Error::Code::Unsupported, tr("A report is written as html, pdf, md or json, not as \"%1\".").arg(format), {}};
}

Status writeReport(const ReportContent &content, const QString &path, const QString &format)
{
    const auto bytes = reportBytes(content, format.isEmpty() ? QFileInfo(path).suffix().toLower() : format);
    if (!bytes && format.isEmpty() && QFileInfo(path).suffix().isEmpty())
        return Error{Error::Code::Unsupported,
                     tr("The name has no ending that tells the format: .html, .pdf, .md or .json."), path};
    return bytes ? writeFile(*bytes, path) : Status(bytes.error());
}

} // namespace wirecase
