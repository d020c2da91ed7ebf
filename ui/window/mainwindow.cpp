#include "ui/window/mainwindow.h"

#include "core/base/future.h"
#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/groupspane.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/signindialog.h"
#include "ui/widgets/signinform.h"
#include "ui/widgets/storagebar.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/tasktableview.h"
#include "ui/widgets/undobar.h"
#include "ui/window/aboutbox.h"
#include "ui/window/accountcontroller.h"
#include "ui/window/accountmenu.h"
#include "ui/window/batchrunner.h"
#include "ui/window/exportdesk.h"
#include "ui/window/openingnote.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/settingspages.h"
#include "ui/window/shortcutsheet.h"
#include "ui/window/startactions.h"
#include "ui/window/statuscounts.h"
#include "ui/window/taskactions.h"
#include "ui/window/taskfinder.h"
#include "ui/window/taskremoval.h"
#include "ui/window/taskspage.h"
#include "ui/window/taskspeaker.h"
#include "ui/window/thememenu.h"
#include "ui/window/traysettings.h"
#include "ui/window/viewswitch.h"
#include "ui/window/windowcloser.h"

#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize wantedSize(1360, 800);
constexpr int groupsWidth = 200;
constexpr int doneShown = 8000; // ms

inline constexpr Setting<const char *> geometrySetting{"window/geometry", ""};
inline constexpr Setting<const char *> splitterSetting{"window/splitter", ""};
inline constexpr Setting<const char *> columnsSetting{"list/columns", ""};
inline constexpr Setting<const char *> sideSetting{"window/side", ""};
inline constexpr Setting<bool> groupsSetting{"window/groups", true};
inline constexpr Setting<bool> paneSetting{"window/detailPane", true};
inline constexpr Setting<const char *> tabSetting{"window/detailTab", ""};

enum WindowPage { TasksPageIndex, SignInPageIndex };

QString accountText(const QString &email)
{
    return oneLine(email, 32).replace(u'&', u"&&"_s);
}

} // namespace

MainWindow::MainWindow(SignIn &signIn, QSettings &settings, const Clock &clock,
                       const ServicePlace &place, QWidget *parent)
    : QMainWindow(parent)
    , m_signIn(signIn)
    , m_settings(settings)
    , m_place(place)
    , m_view(settings)
    , m_account(new AccountController(signIn, this))
    , m_batches(new BatchRunner(this))
    , m_actions(new TaskActions(place.commandToRetry, *m_batches, this))
    , m_starts(new StartActions(place.starter, m_view, this))
    , m_accountMenu(new AccountMenu(this))
    , m_accountButton(new QToolButton(this))
    , m_undo(new UndoBar(this))
    , m_finder(new TaskFinder(clock, m_view, *m_undo, this))
    , m_message(new MessageBar(this))
    , m_storage(new StorageBar(this))
    , m_connection(new ConnectionBar(this))
    , m_pages(new QStackedWidget(this))
    , m_side(new QSplitter(this))
    , m_tasks(new TasksPage(clock, place.commandToTry, this))
    , m_views(new ViewSwitch(*m_tasks, m_view, clock, this))
    , m_signInForm(new SignInForm(signIn, this))
    , m_counts(new StatusCounts(this))
    , m_opening(new OpeningNote(this))
    , m_address(new QLabel(this))
    , m_themes(new ThemeMenu(settings, this))
    , m_speaker(new TaskSpeaker(this))
    , m_showPane(new QAction(paletteIcon(u"pane"_s), tr("&Details"), this))
    , m_showGroups(new QAction(paletteIcon(u"list"_s), tr("&Groups"), this))
    , m_removal(new TaskRemoval(*m_undo, *m_batches, this))
    , m_exports(new ExportDesk(this))
    , m_closer(new WindowCloser(settings, *m_batches, *m_account, this))
{
    setWindowTitle(tr("Headway"));
    setUnifiedTitleAndToolBarOnMac(true);
    makeCentre();
    makeToolBar();
    makeMenus();
    makeStatusBar();
    connectParts();
    if (!restoreGeometry(m_settings.value(geometrySetting.key).toByteArray()))
        resize(wantedSize.boundedTo(screen()->availableSize() * 0.95));
    m_firstSplitter = m_tasks->saveState();
    m_firstSide = m_side->saveState();
    useSession(nullptr);
    m_storage->setState(m_signIn.storage());
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
    m_expected = m_settings.value(ownerKey()).toString();
    m_opening->begin();
    m_view.expectAccount(*m_expected);
    restoreView();
    m_accountButton->setText(m_expected->isEmpty() ? tr("Account") : accountText(*m_expected));
    m_accountButton->setToolTip(tr("Account"));
    m_pages->setCurrentIndex(TasksPageIndex);
}

/// Whose service this was is kept for each: all of a user's share the settings.
QString MainWindow::ownerKey() const
{
    return u"owners/"_s + m_place.key;
}

const TaskSessionPtr &MainWindow::session() const
{
    return m_account->session();
}

void MainWindow::addTaskActions(const QList<QAction *> &actions)
{
    QAction *before = m_actions->copies().constFirst();
    m_taskMenu->insertActions(before, actions);
    m_taskMenu->insertSeparator(before);
    m_tasks->view()->insertActions(before, actions);
    auto *separator = new QAction(m_tasks->view());
    separator->setSeparator(true);
    m_tasks->view()->insertAction(before, separator);
}

void MainWindow::showTask(quint32 number)
{
    m_finder->showAll();
    m_views->showList();
    m_tasks->showTask(number);
}

void MainWindow::retryTask(TaskId id)
{
    m_starts->retry(id);
}

void MainWindow::showMessage(const QString &text)
{
    m_message->showMessage(text);
}

void MainWindow::makeCentre()
{
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_storage);
    layout->addWidget(m_connection);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_undo);
    m_side->addWidget(m_finder->groups());
    m_side->addWidget(m_tasks);
    m_side->setChildrenCollapsible(false);
    m_side->setStretchFactor(1, 1);
    m_side->setSizes({groupsWidth, wantedSize.width() - groupsWidth});
    m_pages->addWidget(m_side);
    m_pages->addWidget(makeSignInPage());
    setCentralWidget(centre);
    TaskTableView *view = m_tasks->view();
    auto *separator = new QAction(view);
    separator->setSeparator(true);
    view->addActions(m_actions->changes());
    view->addActions({m_starts->again(), m_starts->changed()});
    view->addActions(m_actions->pins());
    view->addAction(separator);
    view->addActions(m_actions->copies());
    view->addAction(m_actions->exportSelected());
    m_tasks->offerAtFirst(m_starts->start());
    m_tasks->pane()->addFailureAction(m_starts->again());
    m_tasks->pane()->addFailureAction(m_actions->copyRetry());
}

QWidget *MainWindow::makeSignInPage()
{
    auto *page = new EmptyPage(u"account"_s, tr("Sign in to see your tasks"),
                               tr("Everybody sees their own tasks and nobody else's."), this);
    page->addCentred(m_signInForm);
    return page;
}

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"tools"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(m_starts->start());
    bar->addActions(m_actions->changes());
    bar->addAction(m_starts->again());
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    m_views->addTo(bar);
    bar->addWidget(m_finder->box());
    m_showPane->setCheckable(true);
    m_showPane->setShortcut(Qt::Key_F9);
    m_showPane->setToolTip(tr("Show everything known of the selected task (F9)"));
    bar->addAction(m_showPane);
    m_showGroups->setCheckable(true);
    m_showGroups->setShortcut(Qt::Key_F8);
    m_showGroups->setToolTip(tr("Show groups of tasks at the side (F8)"));
    m_accountButton->setIcon(paletteIcon(u"account"_s));
    m_accountButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_accountButton->setPopupMode(QToolButton::InstantPopup);
    m_accountButton->setMenu(m_accountMenu);
    bar->addWidget(m_accountButton);
}

void MainWindow::makeMenus()
{
    m_taskMenu = menuBar()->addMenu(tr("&Task"));
    m_taskMenu->addAction(m_starts->start());
    m_taskMenu->addSeparator();
    m_taskMenu->addActions(m_actions->changes());
    m_taskMenu->addActions({m_starts->again(), m_starts->changed()});
    m_taskMenu->addActions(m_actions->pins());
    m_taskMenu->addAction(m_undo->undoAction());
    m_taskMenu->addSeparator();
    m_taskMenu->addActions(m_actions->copies());
    m_taskMenu->addSeparator();
    m_taskMenu->addAction(m_actions->exportSelected());
    m_taskMenu->addAction(m_actions->exportShown());
    m_taskMenu->addSeparator();
    m_taskMenu->addAction(tr("Settin&gs…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this,
                          &MainWindow::openSettings);
    m_taskMenu->addAction(tr("&Quit"), QKeySequence(QKeySequence::Quit), this, &MainWindow::quit);
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(paletteIcon(u"search"_s), tr("&Search"), QKeySequence(QKeySequence::Find), this,
                    [this] {
                        m_finder->box()->setFocus(Qt::ShortcutFocusReason);
                        m_finder->box()->selectAll();
                    });
    view->addAction(m_finder->box()->saveAction());
    view->addSeparator();
    view->addActions(m_views->actions());
    view->addSeparator();
    view->addAction(m_showGroups);
    view->addAction(m_showPane);
    view->addMenu(m_themes);
    menuBar()->addMenu(m_accountMenu);
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keyboard shortcuts"), this, &MainWindow::showShortcuts)
        ->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    help->addAction(paletteIcon(u"about"_s), tr("&About Headway"), this,
                    [this] { (new AboutBox(this))->open(); });
}

void MainWindow::makeStatusBar()
{
    m_address->setTextFormat(Qt::PlainText);
    m_address->setContentsMargins(6, 2, 6, 2);
    m_address->setToolTip(tr("Programs report to Headway and ask it here"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    showAddress(m_place.address);
    statusBar()->addWidget(m_opening, 1);
    statusBar()->addWidget(m_counts, 1);
    statusBar()->addPermanentWidget(m_batches);
    statusBar()->addPermanentWidget(m_address);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::showAddress(const QString &url)
{
    m_place.address = url;
    m_address->setText(oneLine(url, 100));
}

void MainWindow::connectParts()
{
    TaskTableView *view = m_tasks->view();
    connect(&m_signIn, &SignIn::storageChanged, m_storage, &StorageBar::setState);
    connect(&m_signIn, &SignIn::moved, this, &MainWindow::showAddress);
    connect(m_account, &AccountController::sessionChanged, this, &MainWindow::useSession);
    connect(m_account, &AccountController::notStarted, this, [this] {
        if (m_expected)
            useSession(nullptr);
    });
    connect(m_closer, &WindowCloser::calledBack, this, &MainWindow::beginAnew);
    connect(m_account, &AccountController::failed, this, &MainWindow::showError);
    connect(m_account, &AccountController::awayChanged, m_connection, &ConnectionBar::setAway);
    connect(m_signInForm, &SignInForm::signedIn, m_account, &AccountController::use);
    connect(m_accountMenu, &AccountMenu::switchWanted, this, &MainWindow::switchAccount);
    connect(m_accountMenu, &AccountMenu::lockWanted, this, &MainWindow::lock);
    connect(m_themes, &ThemeMenu::chosen, this, &MainWindow::themeChosen);
    connect(m_accountMenu, &AccountMenu::signOutWanted, m_account, &AccountController::signOut);
    connect(m_starts, &StartActions::failed, this, &MainWindow::showMessage);
    connect(m_starts, &StartActions::failed, this, &MainWindow::startFailed);
    connect(m_tasks, &TasksPage::failed, this, &MainWindow::showError);
    connect(m_tasks, &TasksPage::selectedTasksChanged, this, &MainWindow::takeSelection);
    connect(m_finder, &TaskFinder::queryChanged, m_tasks, &TasksPage::setQuery);
    connect(m_finder, &TaskFinder::groupsChanged, m_counts, &StatusCounts::setGroups);
    connect(m_finder, &TaskFinder::failed, this, &MainWindow::showMessage);
    connect(m_finder, &TaskFinder::groupsWanted, m_showGroups,
            [this] { m_showGroups->setChecked(true); });
    connect(m_finder->box(), &SearchBox::leftForList, view, [view] { view->setFocus(); });
    connect(m_showGroups, &QAction::toggled, m_finder->groups(), &QWidget::setVisible);
    connect(m_showPane, &QAction::toggled, m_tasks, &TasksPage::setPaneVisible);
    connectActions();
    connectViews();
}

/// What is looked for or chosen among the groups shows in the list.
void MainWindow::connectViews()
{
    connect(m_views, &ViewSwitch::taskWanted, this, &MainWindow::showTask);
    connect(m_views, &ViewSwitch::failed, this, &MainWindow::showError);
    connect(m_views, &ViewSwitch::refused, this, &MainWindow::showMessage);
    connect(m_views, &ViewSwitch::done, statusBar(),
            [this](const QString &sentence) { statusBar()->showMessage(sentence, doneShown); });
    connect(m_finder->box(), &QLineEdit::textEdited, m_views, &ViewSwitch::showList);
    connect(m_finder->groups(), &QAbstractItemView::clicked, m_views, &ViewSwitch::showList);
    connect(m_finder->groups(), &QAbstractItemView::activated, m_views, &ViewSwitch::showList);
}

void MainWindow::takeSelection()
{
    const QList<Task> selected = m_tasks->selectedTasks();
    if (m_tasks->areManySelected()) {
        m_actions->setMany([this] { return m_tasks->selectedNumbers(); });
        m_starts->setTooMany();
    } else {
        m_actions->setTasks(selected);
        m_starts->setTasks(selected);
    }
    m_speaker->setTasks(selected);
    Q_EMIT liveTasksSelected(m_tasks->selectedLive());
}

void MainWindow::connectActions()
{
    connect(m_batches, &BatchRunner::failed, this, &MainWindow::showError);
    connect(m_actions, &TaskActions::removeWanted, m_removal, &TaskRemoval::remove);
    connect(m_removal, &TaskRemoval::givenUp, this, [this](qsizetype count) {
        showMessage(tr("%n tasks of the account before could not be deleted and are still there.",
                       nullptr, static_cast<int>(count)));
    });
    connect(m_removal, &TaskRemoval::hiddenChanged, m_tasks, &TasksPage::setHidden);
    connect(m_actions, &TaskActions::exportWanted, m_exports, [this](const ManyTasks &tasks) {
        m_exports->exportTasks(m_account->session(), tasks);
    });
    connect(m_actions, &TaskActions::exportShownWanted, m_exports,
            [this] { m_exports->exportFound(m_account->session(), m_tasks->query()); });
    connect(m_exports, &ExportDesk::done, statusBar(),
            [this](const QString &sentence) { statusBar()->showMessage(sentence, doneShown); });
    connect(m_exports, &ExportDesk::failed, this, &MainWindow::showMessage);
}

void MainWindow::restoreView()
{
    m_tasks->view()->restoreColumns(m_view.value(columnsSetting.key).toByteArray());
    if (!m_tasks->restoreState(m_view.value(splitterSetting.key).toByteArray()))
        m_tasks->restoreState(m_firstSplitter);
    m_showPane->setChecked(m_view.value(paneSetting));
    m_tasks->setPaneVisible(m_showPane->isChecked());
    if (!m_side->restoreState(m_view.value(sideSetting.key).toByteArray()))
        m_side->restoreState(m_firstSide);
    m_showGroups->setChecked(m_view.value(groupsSetting));
    m_finder->groups()->setVisible(m_showGroups->isChecked());
    m_tasks->pane()->showTab(m_view.value(tabSetting.key).toString());
    m_views->restoreView();
}

void MainWindow::saveView()
{
    m_view.setValue(splitterSetting.key, m_tasks->saveState());
    m_view.setValue(columnsSetting.key, m_tasks->view()->saveColumns());
    m_view.setValue(paneSetting.key, m_showPane->isChecked());
    m_view.setValue(sideSetting.key, m_side->saveState());
    m_view.setValue(groupsSetting.key, m_showGroups->isChecked());
    m_finder->saveView();
    m_views->saveView();
    m_view.setValue(tabSetting.key, m_tasks->pane()->shownTab());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setValue(geometrySetting.key, saveGeometry());
    saveView();
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
    const std::optional<QString> expected = std::exchange(m_expected, std::nullopt);
    m_opening->end();
    saveView();
    closeDialogs();
    m_removal->setSession(session);
    m_batches->setSession(session);
    m_view.setAccount(email);
    if (!expected) // else it has been told at the start
        m_message->hide();
    if (session && expected != email) {
        m_tasks->setSession(nullptr); // or it is asked anew for each thing that is restored
        m_views->setSession(nullptr);
        restoreView();
    }
    m_finder->setSession(session);
    m_counts->setSession(session);
    m_actions->setSession(session);
    const bool isOwner = session && m_signIn.accountDesk(session);
    m_starts->setSession(session, isOwner ? nullptr : m_signIn.tokenDesk(session));
    m_tasks->setSession(session);
    tellWhoseCommands(session);
    m_views->setSession(session);
    m_accountMenu->setEmail(email);
    m_accountButton->setText(session ? accountText(email) : tr("Signed out"));
    m_accountButton->setToolTip(session ? tr("Account") : tr("Nobody is signed in"));
    m_counts->setVisible(session != nullptr);
    m_pages->setCurrentIndex(session ? TasksPageIndex : SignInPageIndex);
    if (session) {
        if (expected)
            m_settings.setValue(ownerKey(), email);
        m_tasks->view()->setFocus();
    } else {
        m_signInForm->reset();
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

/// What they show belongs to whoever opened them.
void MainWindow::closeDialogs()
{
    for (QDialog *dialog : findChildren<QDialog *>())
        dialog->close();
}

void MainWindow::lock()
{
    const QString email = m_account->session() ? m_account->session()->email() : QString();
    m_account->signOut();
    m_signInForm->suggest(email);
}

void MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_signIn, m_settings, m_place, m_account->session(), this);
    connect(dialog, &SettingsDialog::themeChosen, m_themes, &ThemeMenu::choose);
    dialog->open();
}

void MainWindow::showShortcuts()
{
    (new ShortcutSheet(this))->open();
}

void MainWindow::switchAccount()
{
    auto *dialog = new SignInDialog(m_signIn, this);
    connect(dialog, &SignInDialog::signedIn, m_account, &AccountController::use);
    dialog->open();
}

void MainWindow::showError(const Error &error)
{
    showMessage(sentenceFor(error));
}

} // namespace headway
