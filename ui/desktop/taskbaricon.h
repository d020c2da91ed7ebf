#pragma once

#include "ui/desktop/launchericon.h"

#include <functional>

struct ITaskbarList3;

namespace headway {

/// The window's button on the taskbar of Windows. In the thread of the window, which has COM.
/// Source: learn.microsoft.com, ITaskbarList3
class TaskbarIcon final : public LauncherIcon
{
public:
    /// @p window answers the window's HWND at any time; null while there is none.
    explicit TaskbarIcon(std::function<void *()> window);
    ~TaskbarIcon() override;
    TaskbarIcon(const TaskbarIcon &) = delete;
    TaskbarIcon &operator=(const TaskbarIcon &) = delete;

    void show(const LauncherState &state) override;

private:
    std::function<void *()> m_window;
    ITaskbarList3 *m_taskbar = nullptr; ///< null where there is no taskbar
};

} // namespace headway
