#pragma once

namespace wirecase {

class HtmlText;
struct Drawing;

/// The drawing as inline SVG.
void writeSvg(HtmlText &html, const Drawing &drawing);

} // namespace wirecase
