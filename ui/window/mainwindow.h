#pragma once

#include "core/base/clock.h"
#include "core/session/signin.h"
#include "ui/window/appearance.h"
#include "ui/window/serviceplace.h"
#include "ui/window/viewstate.h"

#include <QMainWindow>

#include <optional>

class QLabel;
class QMenu;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace headway {

class AccountController;
class AccountMenu;
class BatchRunner;
class ConnectionBar;
class ExportDesk;
class MessageBar;
class OpeningNote;
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
class ViewSwitch;
class WindowCloser;

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
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void beginAnew();
    void makeCentre();
    void makeToolBar();
    void makeMenus();
    void makeStatusBar();
    void connectParts();
    void connectActions();
    void connectViews();
    QWidget *makeSignInPage();
    QString ownerKey() const;
    void restoreView();
    void saveView();
    void hideToTray();

    void takeSelection();
    void expectOwner();
    void useSession(const TaskSessionPtr &session);
    void tellWhoseCommands(const TaskSessionPtr &session);
    void closeDialogs();
    void switchAccount();
    void lock();
    void openSettings();
    void showShortcuts();
    void showAddress(const QString &url);
    void showError(const Error &error);

    SignIn &m_signIn;
    QSettings &m_settings;
    ServicePlace m_place;
    ViewState m_view; ///< of the account that is signed in
    QByteArray m_firstSplitter; ///< of an account that has not moved it
    QByteArray m_firstSide;
    std::optional<QString> m_expected; ///< whose view it is already, before the session is there
    AccountController *m_account;
    BatchRunner *m_batches;
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
    ViewSwitch *m_views;
    SignInForm *m_signInForm;
    StatusCounts *m_counts;
    OpeningNote *m_opening;
    QLabel *m_address;
    ThemeMenu *m_themes;
    QMenu *m_taskMenu;
    TaskSpeaker *m_speaker;
    QAction *m_showPane;
    QAction *m_showGroups;
    TaskRemoval *m_removal;
    ExportDesk *m_exports;
    WindowCloser *m_closer;
};

} // namespace headway
