#pragma once

#include "ui/window/appearance.h"
#include "ui/window/serviceplace.h"
#include "ui/window/settingspage.h"

namespace headway {

/// Whether it is asked who it is at every start, instead of going on as the owner.
inline constexpr Setting<bool> asksAtStart{"general/asksAtStart", false};

class GeneralPage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit GeneralPage(QSettings &settings, QWidget *parent = nullptr);
};

class NotificationsPage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit NotificationsPage(QSettings &settings, QWidget *parent = nullptr);
};

class AppearancePage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit AppearancePage(QSettings &settings, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Whoever listens keeps it and puts it into effect.
    void themeChosen(headway::Theme theme);
};

/// How programs reach the service: to be read and copied.
class ServicePage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit ServicePage(const ServicePlace &place, QWidget *parent = nullptr);
};

} // namespace headway
