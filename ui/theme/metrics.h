#pragma once

#include <QFont>

class QFontMetrics;

namespace wirecase {

// Lengths in device-independent pixels at a font scale of 100 %. What holds text grows with the font: use the
// functions.
inline constexpr int gridStep = 8;
inline constexpr int paneGap = 8;
inline constexpr int paneRadius = 8;
inline constexpr int controlRadius = 6;

[[nodiscard]] int rowHeight(const QFontMetrics &metrics);    ///< of a table row: 25
[[nodiscard]] int headerHeight(const QFontMetrics &metrics); ///< of a pane header: 32
[[nodiscard]] int chipHeight(const QFontMetrics &metrics);   ///< of a chip: 20, for the small font

/// The font of running text: Inter where installed, else the desktop's, 12.5 px times `scale`.
[[nodiscard]] QFont textFont(qreal scale = 1.0);
/// 11.5 px where `text` is 12.5 px: table headers, chips, lane titles.
[[nodiscard]] QFont smallFont(const QFont &text);
/// For titles and what matters in a line.
[[nodiscard]] QFont strongFont(const QFont &text);
/// Addresses, times, bytes and queries, to stand beside `text`.
[[nodiscard]] QFont fixedFont(const QFont &text);

} // namespace wirecase
