#pragma once

namespace wirecase {

/// Lets the program hold as many files open as the system allows it: captures stay open as long as their packets can be
/// asked for, and the usual limit of 1024 is soon reached. Called once, at the start.
void allowManyOpenFiles();

} // namespace wirecase
