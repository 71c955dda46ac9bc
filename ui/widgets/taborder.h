#pragma once

class QWidget;

namespace wirecase {

/// Lets Tab go through what stands in `root` as the eye does. Qt's own order is that in which widgets were made, which
/// is another one as soon as a part is made anew.
void tabInLayoutOrder(QWidget *root);

} // namespace wirecase
