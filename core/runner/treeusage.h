#pragma once

#include <QtGlobal>

#include <chrono>

namespace headway {

/// What this process's descendants use.
struct TreeUsage
{
    /// Processor time since they were started; of those that have ended, too, as far as somebody
    /// has waited for them.
    std::chrono::milliseconds processor{};
    qint64 memoryBytes = 0; ///< resident; what they share counts for each
};

/// A moment's picture. Looks at the descendants alone, however many other processes there are.
TreeUsage usageOfDescendants();

} // namespace headway
