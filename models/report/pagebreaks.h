#pragma once

#include <QTextFormat>

class QTextDocument;

namespace wirecase {

/// Of a table's format: true keeps the table on one page where it fits on one.
constexpr int KeepWholeProperty = QTextFormat::UserProperty + 16;

/// Gives page breaks to headings that would stand alone at the end of a page and to tables that are to stay whole. Does
/// nothing in a document without pages.
void keepTogether(QTextDocument &text);

} // namespace wirecase
