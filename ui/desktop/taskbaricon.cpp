#include "ui/desktop/taskbaricon.h"

#include <utility>

#include <shobjidl.h>

namespace headway {

TaskbarIcon::TaskbarIcon(std::function<void *()> window)
    : m_window(std::move(window))
{
    void *made = nullptr;
    if (FAILED(CoCreateInstance(CLSID_TaskbarList, nullptr, CLSCTX_INPROC_SERVER, IID_ITaskbarList3,
                                &made)))
        return;
    m_taskbar = static_cast<ITaskbarList3 *>(made);
    if (FAILED(m_taskbar->HrInit())) {
        m_taskbar->Release();
        m_taskbar = nullptr;
    }
}

TaskbarIcon::~TaskbarIcon()
{
    if (m_taskbar)
        m_taskbar->Release();
}

/// Tasks whose end is unknown show as a bar that runs.
void TaskbarIcon::show(const LauncherState &state)
{
    auto *window = static_cast<HWND>(m_window());
    if (!m_taskbar || !window)
        return;
    constexpr ULONGLONG whole = 100;
    const TBPFLAG running = state.percent ? TBPF_NORMAL : TBPF_INDETERMINATE;
    m_taskbar->SetProgressState(window, state.count > 0 ? running : TBPF_NOPROGRESS);
    if (state.count > 0 && state.percent)
        m_taskbar->SetProgressValue(window, static_cast<ULONGLONG>(*state.percent), whole);
}

} // namespace headway
