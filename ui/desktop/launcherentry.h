#pragma once

#include "ui/desktop/launchericon.h"
#include "ui/desktop/throttle.h"

#include <memory>

namespace headway {

class LiveWatch;

LauncherState launcherState(const LiveWatch &watch);

/// Tells the launcher how the tasks get on: on change alone, and not often.
class LauncherEntry : public QObject
{
    Q_OBJECT

public:
    /// @p watch is borrowed and outlives this.
    LauncherEntry(const LiveWatch &watch, std::unique_ptr<LauncherIcon> icon,
                  QObject *parent = nullptr);
    /// Takes back what is shown.
    ~LauncherEntry() override;

private:
    void tell(const LauncherState &state);

    const LiveWatch &m_watch;
    const std::unique_ptr<LauncherIcon> m_icon;
    Throttle m_throttle;
    LauncherState m_told; ///< at first what is shown of a program that tells nothing
};

} // namespace headway
