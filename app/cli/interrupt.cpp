#include "app/cli/interrupt.h"

#include <csignal>

namespace wirecase {

namespace {

JobState &theJob()
{
    static JobState job;
    return job;
}

extern "C" void onInterrupt(int signal)
{
    theJob().cancelled = true;
    std::signal(signal, SIG_DFL);
}

} // namespace

JobState &commandJob()
{
    return theJob();
}

void catchInterrupts()
{
    theJob(); // made before a signal can ask for it
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
}

} // namespace wirecase
