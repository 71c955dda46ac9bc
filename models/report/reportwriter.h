#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>

namespace wirecase {

struct ReportContent;

/// One file without scripts and outside references.
[[nodiscard]] QByteArray htmlReport(const ReportContent &content);
[[nodiscard]] QByteArray markdownReport(const ReportContent &content);
[[nodiscard]] QByteArray jsonReport(const ReportContent &content);
/// Needs a QGuiApplication, for fonts; the platform "offscreen" will do. Shows the same pages each time, though a PDF
/// holds the time at which it was made.
[[nodiscard]] Result<QByteArray> pdfReport(const ReportContent &content);

/// The report in a format: "html", "md", "json" or "pdf".
[[nodiscard]] Result<QByteArray> reportBytes(const ReportContent &content, const QString &format);

[[nodiscard]] Status writePdfReport(const ReportContent &content, const QString &path);
/// Writes the report in `format`, or when it is empty in that which the file name ends in. The file appears whole or
/// not at all.
[[nodiscard]] Status writeReport(const ReportContent &content, const QString &path, const QString &format = {});

} // namespace wirecase
