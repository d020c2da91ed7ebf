#include "ui/window/mainwindow.h"

#include "core/base/future.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/groupspane.h"
#include "ui/widgets/openingnote.h"
#include "ui/widgets/screenfit.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/signinform.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/tasktableview.h"
#include "ui/widgets/undobar.h"
#include "ui/window/accountbutton.h"
#include "ui/window/accountcontroller.h"
#include "ui/window/accountmenu.h"
#include "ui/window/batchrunner.h"
#include "ui/window/settingspages.h"
#include "ui/window/startactions.h"
#include "ui/window/statuscounts.h"
#include "ui/window/taskactions.h"
#include "ui/window/taskfinder.h"
#include "ui/window/taskremoval.h"
#include "ui/window/taskspage.h"
#include "ui/window/taskwork.h"
#include "ui/window/thememenu.h"
#include "ui/window/traysettings.h"
#include "ui/window/viewswitch.h"
#include "ui/window/windowcentre.h"
#include "ui/window/windowcloser.h"
#include "ui/window/windowdialogs.h"
#include "ui/window/windowlayout.h"
#include "ui/window/windowmenus.h"
#include "ui/window/windowstatus.h"

#include <QCloseEvent>
#include <QSettings>

namespace headway {

namespace {

constexpr QSize windowSize(1360, 800);

inline constexpr Setting<const char *> geometrySetting{"window/geometry", ""};

} // namespace

MainWindow::MainWindow(SignIn &signIn, QSettings &settings, const Clock &clock,
                       const ServicePlace &place, QWidget *parent)
    : QMainWindow(parent)
    , m_signIn(signIn)
    , m_settings(settings)
    , m_place(place)
    , m_view(settings)
    , m_expected(settings, place.key)
    , m_account(new AccountController(signIn, this))
    , m_batches(new BatchRunner(this))
    , m_accountMenu(new AccountMenu(this))
    , m_accountButton(new AccountButton(*m_accountMenu, this))
    , m_undo(new UndoBar(this))
    , m_finder(new TaskFinder(clock, m_view, *m_undo, this))
    , m_centre(new WindowCentre(signIn, this))
    , m_tasks(new TasksPage(clock, place.commandToTry, this))
    , m_work(new TaskWork({*m_tasks, *m_batches, *m_undo, m_view, *m_account}, place, this))
    , m_views(new ViewSwitch(*m_tasks, m_view, clock, this))
    , m_layout(new WindowLayout(*m_finder, *m_tasks, *m_views, m_view, this))
    , m_status(new WindowStatus(*m_batches, this))
    , m_themes(new ThemeMenu(settings, this))
    , m_dialogs(new WindowDialogs(*m_account, settings, m_place, *m_themes, this))
    , m_closer(new WindowCloser(settings, *m_batches, *m_account, this))
{
    setWindowTitle(tr("Headway"));
    setUnifiedTitleAndToolBarOnMac(true);
    makeCentre();
    makeMenus();
    setStatusBar(m_status);
    showAddress(m_place.address);
    connectParts();
    if (!restoreGeometry(m_settings.value(geometrySetting.key).toByteArray()))
        resize(fittingScreen(windowSize, *this));
    m_layout->rememberFirst();
    useSession(nullptr);
}

MainWindow::~MainWindow() = default;

void MainWindow::start()
{
    if (stored(m_settings, asksAtStart))
        return;
    expectOwner();
    m_account->start();
}

/// The service may still be starting: until it has, the window looks as it will with it.
void MainWindow::expectOwner()
{
    const QString email = m_expected.expect();
    m_status->opening()->begin();
    m_view.expectAccount(email);
    m_layout->restoreView();
    m_accountButton->expect(email);
    m_centre->showTasks();
}

const TaskSessionPtr &MainWindow::session() const
{
    return m_account->session();
}

void MainWindow::addTaskActions(const QList<QAction *> &actions)
{
    m_menus->addTaskActions(actions);
}

void MainWindow::showTask(quint32 number)
{
    m_finder->showAll();
    m_views->showList();
    m_tasks->showTask(number);
}

void MainWindow::retryTask(TaskId id)
{
    m_work->starts()->retry(id);
}

void MainWindow::showMessage(const QString &text)
{
    m_centre->showMessage(text);
}

void MainWindow::makeCentre()
{
    m_centre->fill(m_layout, m_undo);
    setCentralWidget(m_centre);
    m_tasks->offerAtFirst(m_work->starts()->start());
    m_tasks->offerWithoutMatch(m_finder->showAllAction());
    m_tasks->pane()->addFailureAction(m_work->starts()->again());
    m_tasks->pane()->addFailureAction(m_work->actions()->copyRetry());
}

void MainWindow::makeMenus()
{
    const MenuParts parts{
        *m_work->actions(), *m_work->starts(),    *m_finder, *m_views,      *m_layout,
        *m_tasks->view(),   m_undo->undoAction(), m_themes,  m_accountMenu, m_accountButton};
    m_menus = new WindowMenus(parts, *this);
    connect(m_menus, &WindowMenus::settingsWanted, m_dialogs, &WindowDialogs::openSettings);
    connect(m_menus, &WindowMenus::quitWanted, this, &MainWindow::quit);
    connect(m_menus, &WindowMenus::shortcutsWanted, m_dialogs, &WindowDialogs::openShortcuts);
    connect(m_menus, &WindowMenus::aboutWanted, m_dialogs, &WindowDialogs::openAbout);
}

void MainWindow::showAddress(const QString &url)
{
    m_place.address = url;
    m_status->setAddress(url);
}

void MainWindow::connectParts()
{
    TaskTableView *view = m_tasks->view();
    connect(&m_signIn, &SignIn::moved, this, &MainWindow::showAddress);
    connect(m_account, &AccountController::sessionChanged, this, &MainWindow::useSession);
    connect(m_account, &AccountController::notStarted, this, [this] {
        if (m_expected.isExpected())
            useSession(nullptr);
    });
    connect(m_closer, &WindowCloser::calledBack, this, &MainWindow::beginAnew);
    connect(m_account, &AccountController::failed, this, &MainWindow::showError);
    connect(m_account, &AccountController::awayChanged, m_centre->connection(),
            &ConnectionBar::setAway);
    connect(m_centre->signInForm(), &SignInForm::signedIn, m_account, &AccountController::use);
    connect(m_accountMenu, &AccountMenu::switchWanted, m_dialogs, &WindowDialogs::openSignIn);
    connect(m_accountMenu, &AccountMenu::lockWanted, this, &MainWindow::lock);
    connect(m_themes, &ThemeMenu::chosen, this, &MainWindow::themeChosen);
    connect(m_accountMenu, &AccountMenu::signOutWanted, m_account, &AccountController::signOut);
    connect(m_tasks, &TasksPage::failed, this, &MainWindow::showError);
    connect(view, &TaskTableView::selectionGivenUp, m_status, [this] {
        m_status->say(tr("Nothing is selected any more: in this order the selected tasks stand "
                         "in too many places."));
    });
    connect(m_finder, &TaskFinder::queryChanged, m_tasks, &TasksPage::setQuery);
    connect(m_finder, &TaskFinder::groupsChanged, m_status->counts(), &StatusCounts::setGroups);
    connect(m_finder, &TaskFinder::failed, this, &MainWindow::showMessage);
    connect(m_finder->box(), &SearchBox::leftForList, view, [view] { view->setFocus(); });
    connectWork();
    connectViews();
}

/// What is looked for or chosen among the groups shows in the list.
void MainWindow::connectViews()
{
    connect(m_views, &ViewSwitch::taskWanted, this, &MainWindow::showTask);
    connect(m_views, &ViewSwitch::failed, this, &MainWindow::showError);
    connect(m_views, &ViewSwitch::refused, this, &MainWindow::showMessage);
    connect(m_views, &ViewSwitch::done, m_status, &WindowStatus::say);
    connect(m_finder->box(), &QLineEdit::textEdited, m_views, &ViewSwitch::showList);
    connect(m_finder->groups(), &QAbstractItemView::clicked, m_views, &ViewSwitch::showList);
    connect(m_finder->groups(), &QAbstractItemView::activated, m_views, &ViewSwitch::showList);
}

void MainWindow::connectWork()
{
    connect(m_batches, &BatchRunner::failed, this, &MainWindow::showError);
    connect(m_work->starts(), &StartActions::failed, this, &MainWindow::startFailed);
    connect(m_work, &TaskWork::failed, this, &MainWindow::showMessage);
    connect(m_work, &TaskWork::done, m_status, &WindowStatus::say);
    connect(m_work, &TaskWork::liveSelected, this, &MainWindow::liveTasksSelected);
}

void MainWindow::saveLook()
{
    m_settings.setValue(geometrySetting.key, saveGeometry());
    m_layout->saveView();
}

/// Whoever ends their session, or cuts the power, turns away from the window before; and not every
/// system lets it know then.
void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && !isActiveWindow())
        saveLook();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLook();
    m_undo->settle();
    if (m_closer->onlyHides()) {
        event->ignore();
        return hideToTray();
    }
    m_closer->end();
    QMainWindow::closeEvent(event);
}

/// It may have been called back before it has left.
void MainWindow::showEvent(QShowEvent *event)
{
    m_closer->noteShown();
    QMainWindow::showEvent(event);
}

/// The first time it only says what will happen.
void MainWindow::hideToTray()
{
    if (stored(m_settings, saidClosesToTray))
        return hide();
    store(m_settings, saidClosesToTray, true);
    showMessage(tr("Closing this window leaves Headway running in the tray. Close it once more to "
                   "do so, or quit with Ctrl+Q; the settings change it."));
}

void MainWindow::setHasTray(bool hasTray)
{
    m_closer->setHasTray(hasTray);
}

void MainWindow::quit()
{
    m_closer->setQuitting();
    close();
    m_closer->letGo(); // a window that was never shown hears of no closing
}

/// As a second start would.
void MainWindow::beginAnew()
{
    m_account->comeBack();
    start();
}

void MainWindow::useSession(const TaskSessionPtr &session)
{
    const QString email = session ? session->email() : QString();
    const std::optional<QString> expected = m_expected.take();
    m_status->opening()->end();
    m_layout->saveView();
    m_dialogs->closeAll();
    m_work->removal()->setSession(session);
    m_batches->setSession(session);
    m_view.setAccount(email);
    if (!expected) // else it has been told at the start
        m_centre->hideMessage();
    if (session && expected != email) {
        m_tasks->setSession(nullptr); // or it is asked anew for each thing that is restored
        m_views->setSession(nullptr);
        m_layout->restoreView();
    }
    m_finder->setSession(session);
    m_status->counts()->setSession(session);
    m_work->actions()->setSession(session);
    m_work->starts()->setSession(session,
                                 {m_signIn.isOwners(session), m_signIn.tokenDesk(session)});
    m_tasks->setSession(session);
    tellWhoseCommands(session);
    m_views->setSession(session);
    m_accountMenu->setEmail(email);
    m_accountButton->setEmail(email);
    m_status->counts()->setVisible(session != nullptr);
    if (session) {
        if (expected)
            m_expected.keep(email);
        m_centre->showTasks();
        m_tasks->view()->setFocus();
    } else {
        m_centre->showSignIn();
    }
    Q_EMIT sessionChanged(session);
}

/// They are the owner's, who may have come by a password and without the rights of an owner.
void MainWindow::tellWhoseCommands(const TaskSessionPtr &session)
{
    m_tasks->setHearsCommands(true); // until it is known better
    if (!session)
        return;
    whenDone(m_signIn.accounts(), this, [this, session](const Result<QList<Account>> &accounts) {
        const bool isKnown = accounts && !accounts->isEmpty() && accounts->constFirst().isOwner;
        if (isKnown && session == m_account->session())
            m_tasks->setHearsCommands(accounts->constFirst().email == session->email());
    });
}

void MainWindow::lock()
{
    const QString email = m_account->session() ? m_account->session()->email() : QString();
    m_account->signOut();
    m_centre->signInForm()->suggest(email);
}

void MainWindow::showError(const Error &error)
{
    showMessage(sentenceFor(error));
}

} // namespace headway
