#pragma once

#include "core/base/clock.h"
#include "core/session/signin.h"
#include "ui/window/appearance.h"
#include "ui/window/expectedowner.h"
#include "ui/window/serviceplace.h"
#include "ui/window/viewstate.h"

#include <QMainWindow>

class QSettings;

namespace headway {

class AccountButton;
class AccountController;
class AccountMenu;
class BatchRunner;
class TaskFinder;
class TasksPage;
class TaskWork;
class ThemeMenu;
class UndoBar;
class ViewSwitch;
class WindowCentre;
class WindowCloser;
class WindowDialogs;
class WindowLayout;
class WindowMenus;
class WindowStatus;

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
    /// Null: nobody is signed in.
    const TaskSessionPtr &session() const;
    /// More to do with the selected tasks, in the menus.
    void addTaskActions(const QList<QAction *> &actions);
    /// Selects a task, whatever is searched for; @p number is Task::row.
    void showTask(quint32 number);
    /// Runs a task that has ended once more, as its command is known.
    void retryTask(headway::TaskId id);
    /// Whether closing only hides the window, if the user wants it so: there is a tray that brings
    /// it back.
    void setHasTray(bool hasTray);
    /// Keeps how it looks in the settings, as closing it does.
    void saveLook();
    /// Closes the window for good, and ends the program.
    void quit();
    /// Says something that went wrong in the message bar. @p text is plain.
    void showMessage(const QString &text);

Q_SIGNALS:
    void themeChosen(headway::Theme theme);
    /// A command could not be started, or none is known. @p sentence is plain, and stands in the
    /// message bar already.
    void startFailed(const QString &sentence);
    /// Null: nobody is signed in.
    void sessionChanged(const headway::TaskSessionPtr &session);
    /// Of the tasks selected, those that have not ended; also when the same ones have changed.
    void liveTasksSelected(const QList<headway::TaskId> &ids);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void beginAnew();
    void makeCentre();
    void makeMenus();
    void connectParts();
    void connectWork();
    void connectViews();
    void hideToTray();

    void expectOwner();
    void useSession(const TaskSessionPtr &session);
    void tellWhoseCommands(const TaskSessionPtr &session);
    void lock();
    void showAddress(const QString &url);
    void showError(const Error &error);

    SignIn &m_signIn;
    QSettings &m_settings;
    ServicePlace m_place;
    ViewState m_view; ///< of the account that is signed in
    ExpectedOwner m_expected; ///< whose view it is already, before the session is there
    AccountController *m_account;
    BatchRunner *m_batches;
    AccountMenu *m_accountMenu;
    AccountButton *m_accountButton;
    UndoBar *m_undo;
    TaskFinder *m_finder;
    WindowCentre *m_centre;
    TasksPage *m_tasks;
    TaskWork *m_work;
    ViewSwitch *m_views;
    WindowLayout *m_layout;
    WindowStatus *m_status;
    ThemeMenu *m_themes;
    WindowMenus *m_menus = nullptr;
    WindowDialogs *m_dialogs;
    WindowCloser *m_closer;
};

} // namespace headway
