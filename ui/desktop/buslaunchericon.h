#pragma once

#include "ui/desktop/launchericon.h"

#include <QDBusConnection>

namespace headway {

/// The icon on launchers that listen on the bus.
/// Source: https://wiki.ubuntu.com/Unity/LauncherAPI
class BusLauncherIcon final : public LauncherIcon
{
public:
    explicit BusLauncherIcon(const QDBusConnection &bus);

    void show(const LauncherState &state) override;

private:
    QDBusConnection m_bus;
};

} // namespace headway
