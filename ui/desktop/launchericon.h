#pragma once

#include <optional>

namespace headway {

/// What Headway's icon on a launcher shows of the tasks.
struct LauncherState
{
    std::optional<int> percent; ///< of all that run, on average; nullopt: no bar
    int count = 0; ///< of those that run; 0: none is shown

    friend bool operator==(const LauncherState &, const LauncherState &) = default;
};

/// Headway's icon on whatever the desktop has to start and switch programs.
class LauncherIcon
{
public:
    virtual ~LauncherIcon() = default;

    virtual void show(const LauncherState &state) = 0;
};

} // namespace headway
