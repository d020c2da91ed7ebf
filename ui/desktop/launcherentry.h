#pragma once

#include "ui/desktop/throttle.h"

#include <QDBusConnection>

#include <optional>

namespace headway {

class LiveWatch;

/// What Headway's icon on a launcher shows of the tasks.
struct LauncherState
{
    std::optional<int> percent; ///< of all that run, on average; nullopt: no bar
    int count = 0; ///< of those that run; 0: none is shown

    friend bool operator==(const LauncherState &, const LauncherState &) = default;
};

LauncherState launcherState(const LiveWatch &watch);

/// Tells launchers that listen how the tasks get on: on change alone, and not often.
/// Source: https://wiki.ubuntu.com/Unity/LauncherAPI
class LauncherEntry : public QObject
{
    Q_OBJECT

public:
    /// @p watch is borrowed and outlives this.
    LauncherEntry(const LiveWatch &watch, const QDBusConnection &bus, QObject *parent = nullptr);
    /// Takes back what is shown.
    ~LauncherEntry() override;

private:
    void tell(const LauncherState &state);

    const LiveWatch &m_watch;
    QDBusConnection m_bus;
    Throttle m_throttle;
    LauncherState m_told; ///< at first what is shown of a program that tells nothing
};

} // namespace headway
