#pragma once

#include <QtGlobal>

class QTextDocument;

namespace wirecase {

struct ReportDocument;

/// Fills the document with the report; pictures are `width` dots of the document's paint device wide. The report must
/// outlive the document.
void fillTextDocument(QTextDocument &text, const ReportDocument &report, qreal width);

} // namespace wirecase
