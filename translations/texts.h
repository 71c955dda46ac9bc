#pragma once

class QCoreApplication;

namespace wirecase {

/// Loads the texts of the user's language, and English plural forms otherwise. Call once, before the first text.
void installTexts(QCoreApplication &app);

} // namespace wirecase
