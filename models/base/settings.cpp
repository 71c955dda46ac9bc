#include "models/base/settings.h"

namespace wirecase {

Settings::Settings(const QString &file)
    : m_store(file, QSettings::IniFormat)
{
}

} // namespace wirecase
