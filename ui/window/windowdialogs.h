#pragma once

#include <QObject>

class QSettings;
class QMainWindow;

namespace headway {

class AccountController;
class ThemeMenu;
struct ServicePlace;

/// What opens over the window.
class WindowDialogs : public QObject
{
    Q_OBJECT

public:
    /// All references are borrowed and outlive this.
    WindowDialogs(AccountController &account, QSettings &settings, const ServicePlace &place,
                  ThemeMenu &themes, QMainWindow *window);

    void openSettings();
    void openSignIn();
    void openShortcuts();
    void openAbout();
    /// What they show belongs to whoever opened them.
    void closeAll();

private:
    AccountController &m_account;
    QSettings &m_settings;
    const ServicePlace &m_place;
    ThemeMenu &m_themes;
    QMainWindow *m_window;
};

} // namespace headway
