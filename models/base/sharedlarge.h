#pragma once

#include <QThreadPool>

#include <memory>

namespace wirecase {

/// Shares what is so large that freeing it takes milliseconds. Whoever lets go last, a worker frees it: the last is
/// often the window, which has no time for that.
template <typename T>
std::shared_ptr<T> sharedLarge(std::unique_ptr<T> value)
{
    return std::shared_ptr<T>(value.release(), [](T *last) {
        if (QThreadPool *pool = QThreadPool::globalInstance())
            pool->start([last] { delete last; });
        else // the program is ending
            delete last;
    });
}

} // namespace wirecase
