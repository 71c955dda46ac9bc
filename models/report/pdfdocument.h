#pragma once

#include <QtGlobal>

class QTextDocument;

namespace wirecase {

struct ReportDocument;

/// Lays the report out as a text document for a device of `dotsPerInch`. The report must outlive the document.
void fillTextDocument(QTextDocument &text, const ReportDocument &report, int dotsPerInch, qreal width);

} // namespace wirecase
