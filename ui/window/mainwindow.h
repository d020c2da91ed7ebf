#pragma once

#include "core/base/clock.h"
#include "core/session/signin.h"
#include "ui/window/appearance.h"
#include "ui/window/serviceplace.h"

#include <QMainWindow>

class QLabel;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace headway {

class AccountController;
class AccountMenu;
class ConnectionBar;
class MessageBar;
class SearchBox;
class SignInForm;
class StatusCounts;
class StorageBar;
class TaskActions;
class TasksPage;

/// The window: arranges its parts and connects them.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All three references are borrowed and outlive the window.
    MainWindow(SignIn &signIn, QSettings &settings, const Clock &clock, const ServicePlace &place,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Signs the owner in, or waits on the sign-in page.
    void start();
    /// Says something that went wrong in the message bar. @p text is plain.
    void showMessage(const QString &text);

Q_SIGNALS:
    void themeChosen(headway::Theme theme);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeCentre();
    void makeToolBar();
    void makeMenus();
    void makeThemeMenu(QMenu *view);
    void makeStatusBar(const QString &serviceAddress);
    void connectParts();
    QWidget *makeSignInPage();
    void restoreLook();
    void saveLook();
    void saveColumns();

    void useSession(const TaskSessionPtr &session);
    void switchAccount();
    void showError(const Error &error);
    void showAbout();

    SignIn &m_signIn;
    QString m_email; ///< whose tasks are shown
    QSettings &m_settings;
    AccountController *m_account;
    TaskActions *m_actions;
    AccountMenu *m_accountMenu;
    QToolButton *m_accountButton;
    SearchBox *m_search;
    MessageBar *m_message;
    StorageBar *m_storage;
    ConnectionBar *m_connection;
    QStackedWidget *m_pages;
    TasksPage *m_tasks;
    SignInForm *m_signInForm;
    StatusCounts *m_counts;
    QAction *m_showPane;
};

} // namespace headway
