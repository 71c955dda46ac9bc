#pragma once

#include "models/context/pivot.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace wirecase {

struct EvidenceRef;
struct Snapshot;

/// A stable name of the view: "triage".
[[nodiscard]] QString viewKey(View view);

/// Where the analyst was looking, in terms that outlive the indexes: scope and view as they are, rows by the records
/// behind them.
[[nodiscard]] QByteArray workspaceBytes(View view, const Scope &scope, const Focus &focus, const Snapshot &snapshot);

/// Finds the place again in a later snapshot. Rows that are not there are left out; bytes of another kind give nothing.
/// `present` tells where a cited record is found now.
[[nodiscard]] std::optional<Pivot>
workspacePlace(const QByteArray &bytes, const Snapshot &snapshot,
               const std::function<std::optional<EvidenceRef>(const EvidenceRef &)> &present);

} // namespace wirecase
