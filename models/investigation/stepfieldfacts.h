#pragma once

#include "models/context/pivot.h"
#include "models/guide/guide.h"

#include <optional>

namespace wirecase {

struct AlertView;

/// What a step's field or query says for one alert.
struct StepFieldFact
{
    QString name;  ///< stable, for the fact's key
    QString label; ///< the field, or the query's label
    QString value;
    QString shown; ///< the bare value, to tell whether the step says it already
    std::optional<Pivot> pivot;
};

/// A fact for each field in back-ticks that the alert has: its values, how many events share them, the way there. Then
/// one for each query of the step, filled from the alert.
[[nodiscard]] std::vector<StepFieldFact> stepFieldFacts(const AlertView &view, const GuideStep &step);

} // namespace wirecase
