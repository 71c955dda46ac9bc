#pragma once

#include "models/base/settings.h"
#include "ui/theme/applytheme.h"

namespace wirecase {

inline constexpr Setting<int> themeSetting{"window/theme", static_cast<int>(ThemeChoice::System)};
inline constexpr Setting<double> fontScaleSetting{"window/fontScale", 1.0};

} // namespace wirecase
