#pragma once

#include "core/base/clock.h"
#include "core/session/signin.h"
#include "ui/window/appearance.h"
#include "ui/window/serviceplace.h"
#include "ui/window/viewstate.h"

#include <QMainWindow>

class QLabel;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace headway {

class AccountController;
class AccountMenu;
class ConnectionBar;
class ExportDesk;
class MessageBar;
class SignInForm;
class StartActions;
class StatusCounts;
class StorageBar;
class TaskActions;
class TaskFinder;
class TaskRemoval;
class TasksPage;
class TaskSpeaker;
class ThemeMenu;
class UndoBar;

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
    void makeStatusBar();
    void connectParts();
    void connectActions();
    QWidget *makeSignInPage();
    void restoreView();
    void saveView();

    void useSession(const TaskSessionPtr &session);
    void closeDialogs();
    void switchAccount();
    void lock();
    void openSettings();
    void showShortcuts();
    void showAddress(const QString &url);
    void showError(const Error &error);
    void showAbout();

    SignIn &m_signIn;
    QSettings &m_settings;
    ServicePlace m_place;
    ViewState m_view; ///< of the account that is signed in
    QByteArray m_firstSplitter; ///< of an account that has not moved it
    QByteArray m_firstSide;
    AccountController *m_account;
    TaskActions *m_actions;
    StartActions *m_starts;
    AccountMenu *m_accountMenu;
    QToolButton *m_accountButton;
    UndoBar *m_undo;
    TaskFinder *m_finder;
    MessageBar *m_message;
    StorageBar *m_storage;
    ConnectionBar *m_connection;
    QStackedWidget *m_pages;
    QSplitter *m_side; ///< groups beside the list
    TasksPage *m_tasks;
    SignInForm *m_signInForm;
    StatusCounts *m_counts;
    QLabel *m_address;
    ThemeMenu *m_themes;
    TaskSpeaker *m_speaker;
    QAction *m_showPane;
    QAction *m_showGroups;
    TaskRemoval *m_removal;
    ExportDesk *m_exports;
};

} // namespace headway
