#include "models/report/reportpreview.h"

#include "models/report/drawingpainter.h"
#include "models/report/pdfdocument.h"
#include "models/report/reportcontent.h"
#include "models/report/reportdocument.h"

#include <QAbstractTextDocumentLayout>

namespace wirecase {

namespace {

/// Keeps what its pictures are painted from.
class PreviewDocument final : public QTextDocument
{
public:
    PreviewDocument(ReportDocument report, qreal width)
        : m_report(std::move(report))
    {
        setUndoRedoEnabled(false);
        setDocumentMargin(24);
        setTextWidth(width);
        documentLayout()->registerHandler(DrawingObject::type, new DrawingObject(this));
        fillTextDocument(*this, m_report, width - 48);
    }

private:
    ReportDocument m_report;
};

} // namespace

std::unique_ptr<QTextDocument> reportPreview(const ReportContent &content, qreal width)
{
    return std::make_unique<PreviewDocument>(reportDocument(content), width);
}

} // namespace wirecase
