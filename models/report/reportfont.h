#pragma once

#include <QFont>
#include <QString>

#include <vector>

namespace wirecase {

// The report's own fonts, so that a page looks the same wherever it is made; packaging installs them. They are not
// shaped: the contextual forms of Inter would print "->" as an arrow and "2x3" with a cross, and give the hyphen of
// "DC-1" a glyph that copies as nothing. Evidence must read, and copy, as it is.
[[nodiscard]] QFont reportFont(qreal points);
[[nodiscard]] QFont reportFixedFont(qreal points);

/// The same font for words that cannot be read without shaping: Arabic, Devanagari, emoji.
[[nodiscard]] QFont shapedFont(const QFont &font);

/// Whether a text can only be read shaped.
[[nodiscard]] bool needsShaping(QStringView text);

struct FontStretch
{
    QString text;
    bool shaped = false;
    bool operator==(const FontStretch &) const = default;
};

/// The text in stretches of whole words that need shaping or not.
[[nodiscard]] std::vector<FontStretch> fontStretches(const QString &text);

} // namespace wirecase
