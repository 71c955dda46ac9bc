#pragma once

#include "models/capture/slice.h"

#include <QJsonObject>

namespace wirecase {

/// What a slice holds and where it comes from, for whoever has to check it against the evidence. The same slice of the
/// same evidence has the same manifest: no date and no path is in it.
[[nodiscard]] QJsonObject sliceManifest(const SliceRequest &request, const Slice &slice, const QString &name);

} // namespace wirecase
