#pragma once

#include "models/base/result.h"

#include <QString>

class QWidget;

namespace wirecase {

/// Asks for a file and writes the exception into it: one line of JSON, as Kibana imports it. Cancelled when no file is
/// chosen.
[[nodiscard]] Status exportException(const QString &json, const QString &name, QWidget *parent);

} // namespace wirecase
