#pragma once

#include <QStringList>

namespace wirecase {

/// The field of `known` that was most likely meant by `name`; empty when none is like it. Knows the names that
/// Wireshark has for what ECS calls otherwise.
[[nodiscard]] QString nearestField(const QString &name, const QStringList &known);

/// ECS's name of what Wireshark calls `name`: "destination.port" for "tcp.dstport". Others stay as they are.
[[nodiscard]] QString ecsFieldName(const QString &name);

} // namespace wirecase
