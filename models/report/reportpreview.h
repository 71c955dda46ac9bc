#pragma once

#include <QTextDocument>

#include <memory>

namespace wirecase {

struct ReportContent;

/// The report to look at on a screen: laid out as the PDF is, without pages, dark ink on a white ground. May be made on
/// a worker and moved to the GUI thread; needs a QGuiApplication.
[[nodiscard]] std::unique_ptr<QTextDocument> reportPreview(const ReportContent &content, qreal width);

} // namespace wirecase
