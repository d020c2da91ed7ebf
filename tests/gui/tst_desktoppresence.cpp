#include "core/base/future.h"
#include "tests/support/fakeloginmanager.h"
#include "tests/support/fakenotifications.h"
#include "tests/support/fakesignin.h"
#include "tests/support/faketasksession.h"
#include "tests/support/privatebus.h"
#include "tests/support/sampletasks.h"
#include "ui/desktop/desktoppresence.h"
#include "ui/desktop/sleepinhibitor.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/commandstarter.h"
#include "ui/window/mainwindow.h"
#include "ui/window/notificationsettings.h"
#include "ui/window/storedsetting.h"
#include "ui/window/taskspage.h"
#include "ui/window/tofront.h"
#include "ui/window/traysettings.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

/// Knows of every task that it ran `make`.
struct FakeStarter final : CommandStarter
{
    QFuture<Result<StartedRun>> start(const StartRequest &request,
                                      const std::optional<NewSecret> &) override
    {
        started += request;
        return readyFuture(error ? Result<StartedRun>(*error) : StartedRun{TaskId::make(), {}});
    }

    QFuture<Result<StartRequest>> kept(TaskId) override
    {
        return readyFuture(Result<StartRequest>(StartRequest{u"make"_s, {}, {}, {}}));
    }

    QList<StartRequest> started;
    std::optional<Error> error;
};

} // namespace

class TestDesktopPresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void endIsNotified();
    void notificationLeadsToItsTask();
    void retryRunsTheCommand();
    void retryThatFailsIsNotified();
    void mnemonicsAreUniqueInEachMenu();
    void bellIsInTheMenus();
    void bellIsKept();
    void allOfVeryManyAreMarked();
    void whatEndsAmongVeryManyIsKnown();
    void nothingIsMarkedThatHasEnded();
    void nothingOfWhoeverSignedOut();
    void chosenTaskKeepsTheMachineAwake();
    void choiceIsKept();
    void choiceTakenBackAtOnceHoldsNothing();
    void missingLoginManagerIsTold();
    void closingSaysFirstThatItHides();
    void closingEndsWhereThatIsWanted();
    void quitNeverHides();

private:
    void makePresence();
    Task put(const QString &name, TaskStatus status = TaskStatus::Processing);
    void end(Task task, TaskStatus status);
    void select(const Task &task);
    QAction *action(const QString &text) const;
    template <typename T>
    T *part() const
    {
        return m_window->findChild<T *>();
    }

    PrivateBus m_bus;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QObject> m_desktop;
    FakeNotifications *m_server = nullptr;
    std::unique_ptr<QObject> m_login;
    FakeLoginManager *m_loginManager = nullptr;
    std::shared_ptr<FakeTaskSession> m_owner;
    std::unique_ptr<FakeSignIn> m_signIn;
    std::unique_ptr<QSettings> m_settings;
    FakeStarter m_starter;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopPresence> m_presence;
};

void TestDesktopPresence::initTestCase()
{
    QVERIFY(m_bus.isRunning());
}

void TestDesktopPresence::init()
{
    m_settings.reset(); // which is saved into the directory before
    m_directory = std::make_unique<QTemporaryDir>();
    m_desktop = std::make_unique<QObject>();
    m_server = new FakeNotifications(m_bus.connection(u"desktop"_s), m_desktop.get());
    m_login = std::make_unique<QObject>();
    m_loginManager = new FakeLoginManager(m_bus.connection(u"login"_s), m_login.get());
    m_settings =
        std::make_unique<QSettings>(m_directory->filePath(u"desktop.ini"_s), QSettings::IniFormat);
    store(*m_settings, notifyMinSeconds, 0);
    store(*m_settings, notifyWhenInFront, true);
    m_owner = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_signIn = std::make_unique<FakeSignIn>();
    m_signIn->addAccount(m_owner);
    m_starter = {};
    ServicePlace place;
    place.starter = &m_starter;
    m_window = std::make_unique<MainWindow>(*m_signIn, *m_settings, m_clock, place);
    m_window->show();
    m_window->start();
    makePresence();
}

void TestDesktopPresence::makePresence()
{
    m_presence = std::make_unique<DesktopPresence>(
        *m_window, *m_settings, m_clock, m_bus.connection(u"headway"_s),
        [this] { return readyFuture(m_bus.connection(u"system"_s)); });
}

void TestDesktopPresence::cleanup()
{
    m_presence.reset();
    m_window.reset();
    m_desktop.reset();
    m_login.reset();
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QDBusConnection::disconnectFromBus(u"login"_s);
    QDBusConnection::disconnectFromBus(u"system"_s);
    QDBusConnection::disconnectFromBus(u"headway"_s);
}

Task TestDesktopPresence::put(const QString &name, TaskStatus status)
{
    const Task task = sampleTask(name, status, m_clock.now());
    m_owner->put(task);
    return m_owner->stored(task.id);
}

void TestDesktopPresence::end(Task task, TaskStatus status)
{
    task.status = status;
    task.completedAt = m_clock.now();
    m_owner->put(task);
}

void TestDesktopPresence::select(const Task &task)
{
    auto *model = static_cast<TaskTableModel *>(part<TaskTableView>()->model());
    QTRY_VERIFY(model->rowOf(task.row) >= 0);
    part<TaskTableView>()->select(model->rowOf(task.row));
}

QAction *TestDesktopPresence::action(const QString &text) const
{
    for (QAction *each : part<TaskTableView>()->actions()) {
        if (each->text().remove(u'&').startsWith(text))
            return each;
    }
    return nullptr;
}

void TestDesktopPresence::endIsNotified()
{
    end(put(u"Build"_s), TaskStatus::Failed);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QCOMPARE(m_server->shown.constFirst().title, u"Failed: Build"_s);
}

void TestDesktopPresence::notificationLeadsToItsTask()
{
    const Task other = put(u"Other"_s);
    const Task task = put(u"Build"_s);
    select(other);
    end(task, TaskStatus::Completed);
    QTRY_COMPARE(m_server->shown.size(), 1);
    part<SearchBox>()->setText(u"Other"_s);
    m_window->hide();
    Q_EMIT m_server->ActionInvoked(1, u"show"_s);
    QTRY_VERIFY(m_window->isVisible());
    QCOMPARE(part<SearchBox>()->text(), QString());
    QTRY_COMPARE(part<TasksPage>()->selectedTasks().value(0).id, task.id);
}

void TestDesktopPresence::retryRunsTheCommand()
{
    Task task = put(u"Build"_s);
    task.hasRunner = true;
    end(task, TaskStatus::Failed);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QVERIFY(m_server->shown.constFirst().actions.contains(u"retry"_s));
    Q_EMIT m_server->ActionInvoked(1, u"retry"_s);
    QTRY_COMPARE(m_starter.started.size(), 1);
    QCOMPARE(m_starter.started.first().retryOf, task.id);
    QCOMPARE(m_starter.started.first().command, u"make"_s);
    QCOMPARE(m_server->shown.size(), 1); // it goes on
}

void TestDesktopPresence::retryThatFailsIsNotified()
{
    m_starter.error = Error{ErrorCode::StateForbids, u"sh: make: not found"_s};
    Task task = put(u"Build"_s);
    task.hasRunner = true;
    end(task, TaskStatus::Failed);
    QTRY_COMPARE(m_server->shown.size(), 1);
    m_window->hide();
    Q_EMIT m_server->ActionInvoked(1, u"retry"_s);
    QTRY_COMPARE(m_server->shown.size(), 2);
    QVERIFY(m_server->shown.last().body.contains(u"make: not found"_s));
    QVERIFY(part<MessageBar>()->text().contains(u"make: not found"_s));
}

/// Here, as this window's menus are whole.
void TestDesktopPresence::mnemonicsAreUniqueInEachMenu()
{
    QStringList clashes;
    int found = 0;
    const auto look = [&](const QString &menu, const QList<QAction *> &actions) {
        QHash<QChar, QString> taken;
        for (const QAction *each : actions) {
            const QKeySequence mnemonic = QKeySequence::mnemonic(each->text());
            if (mnemonic.isEmpty())
                continue;
            ++found;
            const QChar letter = mnemonic.toString().back();
            if (taken.contains(letter))
                clashes += menu + u": "_s + taken.value(letter) + u" / "_s + each->text();
            taken.insert(letter, each->text());
        }
    };
    look(u"list"_s, part<TaskTableView>()->actions());
    look(u"menu bar"_s, m_window->menuBar()->actions());
    for (const QMenu *menu : m_window->findChildren<QMenu *>())
        look(menu->title(), menu->actions());
    QCOMPARE(clashes, QStringList());
    QVERIFY(found > 40);
}

void TestDesktopPresence::bellIsInTheMenus()
{
    QAction *bell = action(u"Notify Me When It Ends"_s);
    QVERIFY(bell);
    QVERIFY(!bell->isEnabled());
    select(put(u"Build"_s));
    QTRY_VERIFY(bell->isEnabled());
    QVERIFY(bell->isChecked()); // by the rules
    store(*m_settings, notifyEnabled, false);
    select(put(u"Other"_s));
    QTRY_VERIFY(!bell->isChecked());
}

void TestDesktopPresence::bellIsKept()
{
    QAction *bell = action(u"Notify Me When It Ends"_s);
    const Task silent = put(u"Silent"_s);
    select(silent);
    QTRY_VERIFY(bell->isEnabled());
    bell->trigger();
    QVERIFY(!bell->isChecked());
    end(silent, TaskStatus::Failed);
    store(*m_settings, notifyEnabled, false);
    const Task ringing = put(u"Ringing"_s);
    select(ringing);
    QTRY_VERIFY(bell->isEnabled());
    bell->trigger();
    end(ringing, TaskStatus::Completed);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QCOMPARE(m_server->shown.constFirst().title, u"Completed: Ringing"_s);
}

void TestDesktopPresence::allOfVeryManyAreMarked()
{
    QList<Task> tasks;
    for (int i = 0; i < 1200; ++i)
        tasks += sampleTask(u"Build"_s, TaskStatus::Processing, m_clock.now());
    m_owner->put(tasks);
    auto *view = part<TaskTableView>();
    QTRY_COMPARE(view->model()->rowCount(), tasks.size());
    view->selectAll();
    QAction *bell = action(u"Notify Me When It Ends"_s);
    QVERIFY(bell->isChecked());
    bell->trigger();
    view->clearSelection();
    view->selectAll();
    QVERIFY(!bell->isChecked());
    QVERIFY(part<MessageBar>()->text().contains(u"500"_s));
    QAction *awake = action(u"Keep Awake While It Runs"_s);
    QVERIFY(awake->isEnabled());
    awake->trigger();
    QTRY_COMPARE(m_loginManager->holds(), 1);
    QVERIFY(action(u"When These End"_s)->isEnabled());
}

void TestDesktopPresence::whatEndsAmongVeryManyIsKnown()
{
    QList<Task> tasks;
    for (int i = 0; i < 1200; ++i)
        tasks += sampleTask(u"Build"_s, TaskStatus::Completed, m_clock.now());
    m_owner->put(tasks);
    const Task running = put(u"Backup"_s);
    auto *view = part<TaskTableView>();
    QTRY_COMPARE(view->model()->rowCount(), tasks.size() + 1);
    view->selectAll();
    const QList<QAction *> forLive = {action(u"Notify Me When It Ends"_s),
                                      action(u"Keep Awake While It Runs"_s),
                                      action(u"When These End"_s)};
    for (const QAction *each : forLive)
        QVERIFY(each->isEnabled());
    end(running, TaskStatus::Completed);
    for (const QAction *each : forLive)
        QTRY_VERIFY(!each->isEnabled());
}

void TestDesktopPresence::nothingIsMarkedThatHasEnded()
{
    QAction *bell = action(u"Notify Me When It Ends"_s);
    QAction *awake = action(u"Keep Awake While It Runs"_s);
    const Task task = put(u"Build"_s);
    select(task);
    QTRY_VERIFY(bell->isEnabled());
    end(task, TaskStatus::Completed); // which the list does not show yet
    bell->trigger();
    awake->trigger();
    QVERIFY(!bell->isEnabled());
    QVERIFY(!awake->isEnabled());
    Bells bells(*m_settings);
    bells.setAccount(m_owner->email());
    QCOMPARE(bells.of(task.id), Bell::ByTheRules);
    TaskMarks chosen(*m_settings, "tasks/keepAwake");
    chosen.setAccount(m_owner->email());
    QVERIFY(!chosen.contains(task.id));
}

void TestDesktopPresence::nothingOfWhoeverSignedOut()
{
    end(put(u"Secret"_s), TaskStatus::Failed);
    m_owner->end();
    const auto other = std::make_shared<FakeTaskSession>(u"other@example.org"_s);
    Q_EMIT m_window->sessionChanged(other);
    const Task task = sampleTask(u"Mine"_s, TaskStatus::Processing, m_clock.now());
    other->put(task);
    Task over = other->stored(task.id);
    over.status = TaskStatus::Failed;
    over.completedAt = m_clock.now();
    other->put(over);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QCOMPARE(m_server->shown.constFirst().title, u"Failed: Mine"_s);
}

void TestDesktopPresence::chosenTaskKeepsTheMachineAwake()
{
    QAction *awake = action(u"Keep Awake While It Runs"_s);
    QVERIFY(awake);
    QVERIFY(!awake->isEnabled());
    const Task task = put(u"Build"_s);
    const Task other = put(u"Backup"_s);
    select(task);
    QTRY_VERIFY(awake->isEnabled());
    QVERIFY(!awake->isChecked());
    awake->trigger();
    QTRY_VERIFY(m_presence->findChild<SleepInhibitor *>()->isHeld());
    QCOMPARE(m_loginManager->holds(), 1);
    QCOMPARE(m_loginManager->inhibited, QStringList({u"sleep:idle"_s, u"block"_s}));
    select(other);
    QTRY_VERIFY(!awake->isChecked());
    awake->trigger();
    end(task, TaskStatus::Completed);
    QCOMPARE(m_loginManager->holds(), 1); // the other one still runs
    m_owner->drop({other.id});
    QTRY_COMPARE(m_loginManager->holds(), 0);
    QCOMPARE(m_loginManager->asked, 1);
}

void TestDesktopPresence::choiceIsKept()
{
    select(put(u"Build"_s));
    QTRY_VERIFY(action(u"Keep Awake While It Runs"_s)->isEnabled());
    action(u"Keep Awake While It Runs"_s)->trigger();
    QTRY_VERIFY(m_presence->findChild<SleepInhibitor *>()->isHeld());
    m_presence.reset();
    QTRY_COMPARE(m_loginManager->holds(), 0);
    makePresence();
    QTRY_COMPARE(m_loginManager->holds(), 1);
}

void TestDesktopPresence::choiceTakenBackAtOnceHoldsNothing()
{
    QAction *awake = action(u"Keep Awake While It Runs"_s);
    select(put(u"Build"_s));
    QTRY_VERIFY(awake->isEnabled());
    awake->trigger();
    awake->trigger(); // before there is an answer
    QTRY_COMPARE(m_loginManager->asked, 1);
    QTRY_COMPARE(m_loginManager->holds(), 0);
    QVERIFY(!part<MessageBar>()->isVisible());
}

void TestDesktopPresence::missingLoginManagerIsTold()
{
    m_login.reset();
    QDBusConnection::disconnectFromBus(u"login"_s);
    select(put(u"Build"_s));
    QTRY_VERIFY(action(u"Keep Awake While It Runs"_s)->isEnabled());
    action(u"Keep Awake While It Runs"_s)->trigger();
    QTRY_VERIFY(part<MessageBar>()->isVisible());
}

void TestDesktopPresence::closingSaysFirstThatItHides()
{
    m_window->setHasTray(true);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    QVERIFY(part<MessageBar>()->isVisible());
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->isVisible());
    bringToFront(*m_window);
    QVERIFY(!m_window->close()); // said once and for all
    QVERIFY(!m_window->isVisible());
}

void TestDesktopPresence::closingEndsWhereThatIsWanted()
{
    QVERIFY(m_window->close()); // there is no tray here
    bringToFront(*m_window);
    m_window->setHasTray(true);
    store(*m_settings, closesToTray, false);
    QVERIFY(m_window->close());
}

void TestDesktopPresence::quitNeverHides()
{
    m_window->setHasTray(true);
    m_window->quit();
    QVERIFY(!m_window->isVisible());
    QVERIFY(!part<MessageBar>()->isVisible());
    QVERIFY(!stored(*m_settings, saidClosesToTray));
}

QTEST_MAIN(TestDesktopPresence)
#include "tst_desktoppresence.moc"
