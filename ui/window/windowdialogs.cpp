#include "ui/window/windowdialogs.h"

#include "ui/widgets/signindialog.h"
#include "ui/window/aboutbox.h"
#include "ui/window/accountcontroller.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/settingspages.h"
#include "ui/window/shortcutsheet.h"
#include "ui/window/thememenu.h"

#include <QMainWindow>

namespace headway {

WindowDialogs::WindowDialogs(AccountController &account, QSettings &settings,
                             const ServicePlace &place, ThemeMenu &themes, QMainWindow *window)
    : QObject(window)
    , m_account(account)
    , m_settings(settings)
    , m_place(place)
    , m_themes(themes)
    , m_window(window)
{
}

void WindowDialogs::openSettings()
{
    auto *dialog =
        new SettingsDialog(m_account.signIn(), m_settings, m_place, m_account.session(), m_window);
    connect(dialog, &SettingsDialog::themeChosen, &m_themes, &ThemeMenu::choose);
    dialog->open();
}

void WindowDialogs::openSignIn()
{
    auto *dialog = new SignInDialog(m_account.signIn(), m_window);
    connect(dialog, &SignInDialog::signedIn, &m_account, &AccountController::use);
    dialog->open();
}

void WindowDialogs::openShortcuts()
{
    (new ShortcutSheet(m_window))->open();
}

void WindowDialogs::openAbout()
{
    (new AboutBox(m_window))->open();
}

void WindowDialogs::closeAll()
{
    for (QDialog *dialog : m_window->findChildren<QDialog *>())
        dialog->close();
}

} // namespace headway
