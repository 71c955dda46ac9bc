#include "models/report/drawingpainter.h"
#include "models/report/pdfdocument.h"
#include "models/report/reportcontent.h"
#include "models/report/reportdocument.h"
#include "models/report/reportfont.h"
#include "models/report/reporttext.h"
#include "models/report/reportwriter.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace wirecase {

namespace {

constexpr int dotsPerInch = 600;
constexpr qreal marginMm = 16;
constexpr qreal footerMm = 8;

QString tr(const char *text)
{
    return QCoreApplication::translate("wirecase::Report", text);
}

qreal dots(qreal millimetres)
{
    return millimetres * dotsPerInch / 25.4;
}

void drawFooter(QPainter &painter, const QRectF &place, const QString &footer, int page, int pages)
{
    painter.save();
    const QFont font = reportFont(7.5);
    painter.setFont(needsShaping(footer) ? shapedFont(font) : font);
    painter.setPen(QColor(QLatin1String(inkColour(Ink::Muted))));
    const QString number = tr("Page %1 of %2").arg(page).arg(pages);
    const qreal numberWidth = painter.fontMetrics().horizontalAdvance(number) + dots(4);
    const QString elided = painter.fontMetrics().elidedText(visibleText(footer).simplified(), Qt::ElideMiddle,
                                                            qRound(place.width() - numberWidth));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignBottom, elided);
    painter.drawText(place, Qt::AlignRight | Qt::AlignBottom, number);
    painter.restore();
}

void paintPages(QPdfWriter &pdf, const ReportDocument &report)
{
    QTextDocument text;
    text.documentLayout()->setPaintDevice(&pdf);
    text.setDocumentMargin(0);
    const QRectF page(QPointF(), pdf.pageLayout().paintRectPixels(dotsPerInch).size());
    const QSizeF body(page.width(), page.height() - dots(footerMm));
    text.setPageSize(body);
    DrawingObject drawings;
    text.documentLayout()->registerHandler(DrawingObject::type, &drawings);
    fillTextDocument(text, report, body.width());
    const int pages = text.pageCount();
    QPainter painter(&pdf);
    for (int number = 0; number < pages; ++number) {
        if (number > 0)
            pdf.newPage();
        painter.save();
        painter.translate(0, -number * body.height());
        const QRectF shown(0, number * body.height(), body.width(), body.height());
        painter.setClipRect(shown);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = shown;
        context.palette.setColor(QPalette::Text, QColor(QLatin1String(inkColour(Ink::Text))));
        text.documentLayout()->draw(&painter, context);
        painter.restore();
        drawFooter(painter, page, report.footer, number + 1, pages);
    }
}

} // namespace

Result<QByteArray> pdfReport(const ReportContent &content)
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return Error{
            Error::Code::Internal, tr("A PDF report needs fonts, which this program was started without."), {}};
    const ReportDocument report = reportDocument(content);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(dotsPerInch);
        pdf.setPageSize(QPageSize(QPageSize::A4));
        pdf.setPageMargins(QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter);
        pdf.setTitle(visibleText(report.title));
        pdf.setCreator(QStringLiteral("Wirecase"));
        for (const ReportBlock &block : report.blocks) {
            if (const auto *file = std::get_if<FileBlock>(&block))
                pdf.addFileAttachment(file->name, file->text.toUtf8(), QStringLiteral("text/plain"));
        }
        paintPages(pdf, report);
    }
    return buffer.data();
}

} // namespace wirecase
