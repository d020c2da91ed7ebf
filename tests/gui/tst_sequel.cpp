#include "core/base/future.h"
#include "tests/support/fakeloginmanager.h"
#include "tests/support/faketasksession.h"
#include "tests/support/privatebus.h"
#include "tests/support/sampletasks.h"
#include "ui/desktop/announcement.h"
#include "ui/desktop/bells.h"
#include "ui/desktop/livewatch.h"
#include "ui/desktop/loginmanager.h"
#include "ui/desktop/sequelactions.h"
#include "ui/desktop/sequeldialog.h"
#include "ui/window/notificationsettings.h"
#include "ui/window/storedsetting.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace headway;

class TestSequel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void actionIsForWhatHasNotEnded();
    void waitsForTheLastOne();
    void deletedTaskIsNotAwaited();
    void nothingIsAwaitedForAnotherAccount();
    void oneTaskIsToldByItsBell();
    void doNotDisturbHolds();
    void commandIsRun();
    void whatEndedMeanwhileIsNotAwaited();
    void nothingIsAskedOnceAllHaveEnded();
    void failureOfTheCommandIsTold_data();
    void failureOfTheCommandIsTold();
    void computerIsSuspended();
    void refusedSuspensionIsTold();
    void unfinishedCommandIsNotTaken();

private:
    Task put(const QString &name);
    void end(Task task, TaskStatus status);
    /// Chooses as somebody does in the dialog.
    void choose(const QList<Task> &tasks, const QString &deed, const QString &command = {});
    template <typename T>
    T *part(const QString &text) const;

    PrivateBus m_bus;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Bells> m_bells;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<QObject> m_login;
    FakeLoginManager *m_loginManager = nullptr;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<LiveWatch> m_watch;
    std::unique_ptr<LoginManager> m_manager;
    std::unique_ptr<SequelActions> m_actions;
    QList<Announcement> m_announced;
    QStringList m_failures;
};

void TestSequel::initTestCase()
{
    QVERIFY(m_bus.isRunning());
}

void TestSequel::init()
{
    m_settings.reset(); // which is saved into the directory before
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_directory->filePath(u"desktop.ini"_s), QSettings::IniFormat);
    m_bells = std::make_unique<Bells>(*m_settings);
    m_bells->setAccount(u"owner@example.org"_s);
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_login = std::make_unique<QObject>();
    m_loginManager = new FakeLoginManager(m_bus.connection(u"login"_s), m_login.get());
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_watch = std::make_unique<LiveWatch>();
    m_watch->setSession(m_session);
    m_manager = std::make_unique<LoginManager>(
        [this] { return readyFuture(m_bus.connection(u"system"_s)); });
    m_actions = std::make_unique<SequelActions>(*m_settings, *m_bells, *m_watch, *m_manager,
                                                m_window.get());
    m_announced.clear();
    m_failures.clear();
    connect(m_actions.get(), &SequelActions::announced, this,
            [this](const Announcement &announcement) { m_announced += announcement; });
    connect(m_actions.get(), &SequelActions::failed, this,
            [this](const QString &why) { m_failures += why; });
}

void TestSequel::cleanup()
{
    m_actions.reset();
    m_manager.reset();
    m_watch.reset();
    m_window.reset();
    m_login.reset();
    QDBusConnection::disconnectFromBus(u"login"_s);
    QDBusConnection::disconnectFromBus(u"system"_s);
}

Task TestSequel::put(const QString &name)
{
    const Task task = sampleTask(name, TaskStatus::Processing, QDateTime::currentDateTimeUtc());
    m_session->put(task);
    return m_session->stored(task.id);
}

void TestSequel::end(Task task, TaskStatus status)
{
    task.status = status;
    task.completedAt = QDateTime::currentDateTimeUtc();
    m_session->put(task);
}

template <typename T>
T *TestSequel::part(const QString &text) const
{
    for (T *each : m_window->findChildren<T *>()) {
        if (each->text().remove(u'&').startsWith(text))
            return each;
    }
    return nullptr;
}

void TestSequel::choose(const QList<Task> &tasks, const QString &deed, const QString &command)
{
    QList<TaskId> live;
    for (const Task &task : tasks)
        live += task.id;
    m_actions->setLive(live);
    m_actions->action()->trigger();
    part<QRadioButton>(deed)->setChecked(true);
    m_window->findChild<QLineEdit *>()->setText(command);
    m_window->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    [this] { QTRY_VERIFY(!m_window->findChild<QDialog *>()); }();
}

void TestSequel::actionIsForWhatHasNotEnded()
{
    QVERIFY(!m_actions->action()->isEnabled());
    const Task task = put(u"Build"_s);
    m_actions->setLive({task.id});
    QVERIFY(m_actions->action()->isEnabled());
    end(task, TaskStatus::Completed);
    m_actions->setLive({});
    QVERIFY(!m_actions->action()->isEnabled());
}

void TestSequel::waitsForTheLastOne()
{
    const Task build = put(u"Build"_s);
    const Task backup = put(u"Backup"_s);
    choose({build, backup}, u"Notify"_s);
    end(build, TaskStatus::Failed);
    QVERIFY(m_announced.isEmpty());
    end(put(u"Another"_s), TaskStatus::Completed);
    QVERIFY(m_announced.isEmpty());
    end(backup, TaskStatus::Completed);
    QCOMPARE(m_announced.size(), 1);
    QCOMPARE(m_announced.constFirst().title, u"All 2 tasks have ended, 1 went wrong"_s);
    QVERIFY(m_announced.constFirst().isBad);
    end(put(u"Later"_s), TaskStatus::Completed);
    QCOMPARE(m_announced.size(), 1);
}

void TestSequel::deletedTaskIsNotAwaited()
{
    const Task build = put(u"Build"_s);
    const Task backup = put(u"Backup"_s);
    choose({build, backup}, u"Notify"_s);
    end(build, TaskStatus::Completed);
    m_session->drop({backup.id});
    QCOMPARE(m_announced.size(), 1);
    QCOMPARE(m_announced.constFirst().title, u"Completed: Build"_s);
}

void TestSequel::nothingIsAwaitedForAnotherAccount()
{
    const Task build = put(u"Build"_s);
    const Task backup = put(u"Backup"_s);
    choose({build, backup}, u"Notify"_s);
    m_watch->setSession(nullptr);
    m_watch->setSession(m_session);
    end(build, TaskStatus::Completed);
    end(backup, TaskStatus::Completed);
    QVERIFY(m_announced.isEmpty());
}

void TestSequel::oneTaskIsToldByItsBell()
{
    const Task build = put(u"Build"_s);
    choose({build}, u"Notify"_s);
    QCOMPARE(m_bells->of(build.id), Bell::Rings);
    end(build, TaskStatus::Failed);
    QVERIFY(m_announced.isEmpty()); // or it would be told twice
}

void TestSequel::doNotDisturbHolds()
{
    const Task build = put(u"Build"_s);
    const Task backup = put(u"Backup"_s);
    choose({build, backup}, u"Notify"_s);
    store(*m_settings, notifyDoNotDisturb, true);
    end(build, TaskStatus::Completed);
    end(backup, TaskStatus::Completed);
    QVERIFY(m_announced.isEmpty());
}

void TestSequel::commandIsRun()
{
    const Task build = put(u"Build"_s);
    const QString file = m_directory->filePath(u"a b; c"_s);
    choose({build}, u"Run"_s, u"touch '%1'"_s.arg(file));
    QVERIFY(!QFile::exists(file));
    end(build, TaskStatus::Failed);
    QTRY_VERIFY(QFile::exists(file));
    QVERIFY(m_failures.isEmpty());
}

void TestSequel::whatEndedMeanwhileIsNotAwaited()
{
    const Task build = put(u"Build"_s);
    m_actions->setLive({build.id});
    m_actions->action()->trigger();
    end(build, TaskStatus::Completed); // while the dialog is open
    part<QRadioButton>(u"Suspend"_s)->setChecked(true);
    m_window->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QTRY_COMPARE(m_loginManager->suspended, 1);
}

void TestSequel::nothingIsAskedOnceAllHaveEnded()
{
    const Task build = put(u"Build"_s);
    m_actions->setLive({build.id});
    end(build, TaskStatus::Completed); // which the selection does not know yet
    m_actions->action()->trigger();
    QVERIFY(!m_window->findChild<QDialog *>());
    QVERIFY(!m_actions->action()->isEnabled());
}

void TestSequel::failureOfTheCommandIsTold_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("why");
    QTest::newRow("exit status") << u"sh -c 'exit 3'"_s << u"sh failed with exit status 3."_s;
    QTest::newRow("signal") << u"sh -c 'kill -9 $$'"_s << u"sh was ended by a signal."_s;
    QTest::newRow("no such") << u"/no/such\u202ething"_s
                             << u"/no/such\ufffdthing could not be started."_s;
}

void TestSequel::failureOfTheCommandIsTold()
{
    QFETCH(QString, command);
    QFETCH(QString, why);
    const Task build = put(u"Build"_s);
    choose({build}, u"Run"_s, command);
    end(build, TaskStatus::Completed);
    QTRY_COMPARE(m_failures, QStringList(why));
    QCOMPARE(m_announced.size(), 1);
    QCOMPARE(m_announced.constFirst().body, why);
}

void TestSequel::computerIsSuspended()
{
    const Task build = put(u"Build"_s);
    choose({build}, u"Suspend"_s);
    QCOMPARE(m_loginManager->suspended, 0);
    end(build, TaskStatus::Completed);
    QTRY_COMPARE(m_loginManager->suspended, 1);
    QVERIFY(m_failures.isEmpty());
}

void TestSequel::refusedSuspensionIsTold()
{
    m_login.reset();
    QDBusConnection::disconnectFromBus(u"login"_s);
    const Task build = put(u"Build"_s);
    choose({build}, u"Suspend"_s);
    end(build, TaskStatus::Completed);
    QTRY_COMPARE(m_failures.size(), 1);
}

void TestSequel::unfinishedCommandIsNotTaken()
{
    m_actions->setLive({put(u"Build"_s).id});
    m_actions->action()->trigger();
    const auto *ok = m_window->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    auto *command = m_window->findChild<QLineEdit *>();
    QVERIFY(ok->isEnabled());
    part<QRadioButton>(u"Run"_s)->setChecked(true);
    QVERIFY(!ok->isEnabled());
    command->setText(u"echo 'a"_s);
    QVERIFY(!ok->isEnabled());
    command->setText(u"echo 'a'"_s);
    QVERIFY(ok->isEnabled());
}

QTEST_MAIN(TestSequel)
#include "tst_sequel.moc"
