#include "ui/window/mainwindow.h"

#include "ui/delegates/icons.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/signindialog.h"
#include "ui/widgets/signinform.h"
#include "ui/widgets/storagebar.h"
#include "ui/widgets/taskdetailpane.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/accountcontroller.h"
#include "ui/window/accountmenu.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/settingspages.h"
#include "ui/window/shortcutsheet.h"
#include "ui/window/statuscounts.h"
#include "ui/window/taskactions.h"
#include "ui/window/taskspage.h"
#include "ui/window/taskspeaker.h"
#include "ui/window/thememenu.h"

#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize wantedSize(1360, 800);

inline constexpr Setting<const char *> geometrySetting{"window/geometry", ""};
inline constexpr Setting<const char *> splitterSetting{"window/splitter", ""};
inline constexpr Setting<const char *> columnsSetting{"list/columns", ""};
inline constexpr Setting<const char *> searchSetting{"list/search", ""};
inline constexpr Setting<bool> paneSetting{"window/detailPane", true};
inline constexpr Setting<const char *> tabSetting{"window/detailTab", ""};

} // namespace

MainWindow::MainWindow(SignIn &signIn, QSettings &settings, const Clock &clock,
                       const ServicePlace &place, QWidget *parent)
    : QMainWindow(parent)
    , m_signIn(signIn)
    , m_settings(settings)
    , m_place(place)
    , m_view(settings)
    , m_account(new AccountController(signIn, this))
    , m_actions(new TaskActions(place.commandToRetry, this))
    , m_accountMenu(new AccountMenu(this))
    , m_accountButton(new QToolButton(this))
    , m_search(new SearchBox(this))
    , m_message(new MessageBar(this))
    , m_storage(new StorageBar(this))
    , m_connection(new ConnectionBar(this))
    , m_pages(new QStackedWidget(this))
    , m_tasks(new TasksPage(clock, place.commandToTry, this))
    , m_signInForm(new SignInForm(signIn, this))
    , m_counts(new StatusCounts(m_tasks->tasks(), this))
    , m_themes(new ThemeMenu(settings, this))
    , m_speaker(new TaskSpeaker(this))
    , m_showPane(new QAction(paletteIcon(u"pane"_s), tr("&Details"), this))
{
    setWindowTitle(tr("Headway"));
    setUnifiedTitleAndToolBarOnMac(true);
    makeCentre();
    makeToolBar();
    makeMenus();
    makeStatusBar(place.address);
    connectParts();
    if (!restoreGeometry(m_settings.value(geometrySetting.key).toByteArray()))
        resize(wantedSize.boundedTo(screen()->availableSize() * 0.95));
    m_firstSplitter = m_tasks->saveState();
    restoreView();
    useSession(nullptr);
    m_storage->setState(m_signIn.storage());
}

MainWindow::~MainWindow() = default;

void MainWindow::start()
{
    if (!stored(m_settings, asksAtStart))
        m_account->start();
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
    m_pages->addWidget(m_tasks);
    m_pages->addWidget(makeSignInPage());
    setCentralWidget(centre);
    TaskTableView *view = m_tasks->view();
    auto *separator = new QAction(view);
    separator->setSeparator(true);
    view->addActions(m_actions->changes());
    view->addAction(separator);
    view->addActions(m_actions->copies());
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
    bar->addActions(m_actions->changes());
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addWidget(m_search);
    m_showPane->setCheckable(true);
    m_showPane->setShortcut(Qt::Key_F9);
    m_showPane->setToolTip(tr("Show everything known of the selected task (F9)"));
    bar->addAction(m_showPane);
    m_accountButton->setIcon(paletteIcon(u"account"_s));
    m_accountButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_accountButton->setPopupMode(QToolButton::InstantPopup);
    m_accountButton->setMenu(m_accountMenu);
    bar->addWidget(m_accountButton);
}

void MainWindow::makeMenus()
{
    QMenu *task = menuBar()->addMenu(tr("&Task"));
    task->addActions(m_actions->changes());
    task->addSeparator();
    task->addActions(m_actions->copies());
    task->addSeparator();
    task->addAction(tr("Se&ttings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this,
                    &MainWindow::openSettings);
    task->addAction(tr("&Quit"), QKeySequence(QKeySequence::Quit), this, &QWidget::close);
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(paletteIcon(u"search"_s), tr("&Search"), QKeySequence(QKeySequence::Find), this,
                    [this] {
                        m_search->setFocus(Qt::ShortcutFocusReason);
                        m_search->selectAll();
                    });
    view->addAction(m_showPane);
    view->addMenu(m_themes);
    menuBar()->addMenu(m_accountMenu);
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keyboard shortcuts"), this, &MainWindow::showShortcuts)
        ->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    help->addAction(paletteIcon(u"about"_s), tr("&About Headway"), this, &MainWindow::showAbout);
}

void MainWindow::makeStatusBar(const QString &serviceAddress)
{
    auto *address = new QLabel(this);
    address->setTextFormat(Qt::PlainText);
    address->setContentsMargins(6, 2, 6, 2);
    address->setText(oneLine(serviceAddress, 100));
    address->setToolTip(tr("Programs report to Headway and ask it here"));
    address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    statusBar()->addWidget(m_counts, 1);
    statusBar()->addPermanentWidget(address);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectParts()
{
    TaskTableView *view = m_tasks->view();
    connect(&m_signIn, &SignIn::storageChanged, m_storage, &StorageBar::setState);
    connect(m_account, &AccountController::sessionChanged, this, &MainWindow::useSession);
    connect(m_account, &AccountController::failed, this, &MainWindow::showError);
    connect(m_account, &AccountController::awayChanged, m_connection, &ConnectionBar::setAway);
    connect(m_signInForm, &SignInForm::signedIn, m_account, &AccountController::use);
    connect(m_accountMenu, &AccountMenu::switchWanted, this, &MainWindow::switchAccount);
    connect(m_accountMenu, &AccountMenu::lockWanted, this, &MainWindow::lock);
    connect(m_themes, &ThemeMenu::chosen, this, &MainWindow::themeChosen);
    connect(m_accountMenu, &AccountMenu::signOutWanted, m_account, &AccountController::signOut);
    connect(m_actions, &TaskActions::failed, this, &MainWindow::showError);
    connect(m_tasks, &TasksPage::failed, this, &MainWindow::showError);
    connect(m_tasks, &TasksPage::selectedTasksChanged, this, [this] {
        const QList<Task> selected = m_tasks->selectedTasks();
        m_actions->setTasks(selected);
        m_speaker->setTasks(selected);
    });
    connect(m_search, &QLineEdit::textChanged, m_tasks, &TasksPage::setSearch);
    connect(m_search, &SearchBox::leftForList, view, [view] { view->setFocus(); });
    connect(m_showPane, &QAction::toggled, m_tasks, &TasksPage::setPaneVisible);
}

void MainWindow::restoreView()
{
    if (!m_tasks->restoreState(m_view.value(splitterSetting.key).toByteArray()))
        m_tasks->restoreState(m_firstSplitter);
    m_showPane->setChecked(m_view.value(paneSetting));
    m_tasks->setPaneVisible(m_showPane->isChecked());
    m_tasks->pane()->showTab(m_view.value(tabSetting.key).toString());
    m_search->setText(m_view.value(searchSetting.key).toString());
}

void MainWindow::saveView()
{
    m_view.setValue(splitterSetting.key, m_tasks->saveState());
    m_view.setValue(columnsSetting.key, m_tasks->view()->saveColumns());
    m_view.setValue(paneSetting.key, m_showPane->isChecked());
    m_view.setValue(tabSetting.key, m_tasks->pane()->shownTab());
    m_view.setValue(searchSetting.key, m_search->text());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setValue(geometrySetting.key, saveGeometry());
    saveView();
    QMainWindow::closeEvent(event);
}

void MainWindow::useSession(const TaskSessionPtr &session)
{
    enum Page { TasksPageIndex, SignInPageIndex };
    const QString email = session ? session->email() : QString();
    saveView();
    closeDialogs();
    m_view.setAccount(email);
    m_message->hide();
    m_search->clear();
    m_search->setEnabled(session != nullptr);
    m_actions->setSession(session);
    m_tasks->view()->restoreColumns(m_view.value(columnsSetting.key).toByteArray());
    m_tasks->setSession(session);
    m_accountMenu->setEmail(email);
    m_accountButton->setText(session ? oneLine(email, 32).replace(u'&', u"&&"_s)
                                     : tr("Signed out"));
    m_accountButton->setToolTip(session ? tr("Account") : tr("Nobody is signed in"));
    m_counts->setVisible(session != nullptr);
    m_pages->setCurrentIndex(session ? TasksPageIndex : SignInPageIndex);
    if (session) {
        restoreView();
        m_tasks->view()->setFocus();
    } else {
        m_signInForm->reset();
    }
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

void MainWindow::showAbout()
{
    auto *about = new QMessageBox(this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setTextFormat(Qt::PlainText);
    about->setWindowTitle(tr("About Headway"));
    about->setIconPixmap(windowIcon().pixmap(64));
    about->setText(tr("Headway %1").arg(QLatin1StringView(HEADWAY_VERSION)));
    about->setInformativeText(tr("Shows how every job of yours is getting on.\n\n"
                                 "Free software under the GNU General Public License, "
                                 "version 3 or later. Built with Qt %1.")
                                  .arg(QLatin1StringView(qVersion())));
    about->addButton(QMessageBox::Close);
    about->open();
}

} // namespace headway
