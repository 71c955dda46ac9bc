#pragma once

#include "models/activity/ecsoutput.h"

namespace wirecase {

/// Who called, from where, with which token: claims, evidence of the authorization, address. The same for all that is
/// done with one token.
void emitCaller(const ActivityRecord &record, EcsSink &sink);
void addCaller(const ActivityRecord &record, EcsInputs inputs);

/// What was authorized.
void emitAuthorization(const ActivityRecord &record, EcsSink &sink);
void addAuthorization(const ActivityRecord &record, EcsInputs inputs);

} // namespace wirecase
