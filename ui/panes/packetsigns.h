#pragma once

#include "models/capture/packetrelation.h"
#include "models/capture/packetremark.h"
#include "models/capture/protocol.h"

class QColor;
class QFont;
class QPainter;
class QRect;
class QRectF;

namespace wirecase {

class Theme;

/// Room for one sign beside text in this font.
[[nodiscard]] int signWidth(const QFont &font);
/// A bracket opens at the first packet and closes at the last; an arrow goes right for what the client says and left
/// for what the server says.
void paintRelation(QPainter &painter, const QRect &box, PacketRelation relation, const QColor &color);
/// A bubble: filled for a comment of the case, an outline for one that the capture file has.
void paintRemark(QPainter &painter, const QRectF &box, PacketRemark remark, const QColor &color);
/// A ring is clear text, a square is encrypted, a dash is neither.
void paintProtocolClass(QPainter &painter, const QRect &box, ProtocolClass shown, const Theme &theme);

} // namespace wirecase
