#pragma once

#include "models/capture/dissection/dissection.h"
#include "models/capture/dissection/part.h"

namespace wirecase {

/// The layer and the Info line of a protocol of which only the kind of each message is told.
struct MessageText
{
    QString protocol; ///< "MySQL"
    QString layer;    ///< its full name
    const char *filterName;
    QString info;
};

void summariseMessage(Dissection &d, const Part &part, const MessageText &text);

} // namespace wirecase
