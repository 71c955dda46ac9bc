#pragma once

// QCustomPlot's header is written with Qt's foreach, which our code is built without (QT_NO_FOREACH). While it is read
// the word stands for the language's own loop.
#define foreach(variable, container) for (variable : container) // NOLINT(bugprone-macro-parentheses)
#include <qcustomplot.h>                                        // IWYU pragma: export
#undef foreach
