#pragma once

#include <QString>

#include <chrono>
#include <optional>

#include <sys/types.h>

namespace headway {

/// What some processes use.
struct TreeUsage
{
    /// Processor time since they were started; of those that have ended, too, as far as somebody
    /// has waited for them.
    std::chrono::milliseconds processor{};
    qint64 memoryBytes = 0; ///< resident; what they share counts for each
};

/// A moment's picture. Looks at the descendants alone, however many other processes there are.
/// nullopt where the system does not tell whose children they are (a kernel without
/// CONFIG_PROC_CHILDREN). @p processes is what is mounted at /proc.
std::optional<TreeUsage> usageOfDescendants(const QString &processes = QStringLiteral("/proc"));

/// The same of @p pid and its descendants, as far as the system tells them; nullopt when it is
/// gone.
std::optional<TreeUsage> usageOfTree(pid_t pid, const QString &processes = QStringLiteral("/proc"));

} // namespace headway
