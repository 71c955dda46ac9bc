#pragma once

#include "models/report/drawing.h"

#include <QObject>
#include <QTextFormat>
#include <QTextObjectInterface>

class QPainter;

namespace wirecase {

/// Paints the drawing so that it fills `place` in width.
void paintDrawing(QPainter &painter, const QRectF &place, const Drawing &drawing);

/// A drawing as a character of a text document: stays vectors in a PDF.
class DrawingObject : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    using QObject::QObject;

    static constexpr int type = QTextFormat::UserObject + 1;

    /// The format of a character that shows `drawing` at `width`. The drawing must outlive the document.
    [[nodiscard]] static QTextCharFormat format(const Drawing &drawing, qreal width);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &place, QTextDocument *document, int position,
                    const QTextFormat &format) override;
};

} // namespace wirecase
