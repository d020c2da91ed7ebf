#include "tests/support/fakesignin.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/window/accountcontroller.h"
#include "ui/window/batchrunner.h"
#include "ui/window/storedsetting.h"
#include "ui/window/traysettings.h"
#include "ui/window/windowcloser.h"

#include <QEventLoopLocker>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace headway;

class TestWindowCloser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void trayKeepsTheProgram();
    void trayThatComesAfterTheEndDoesNotKeepTheProgram_data();
    void trayThatComesAfterTheEndDoesNotKeepTheProgram();
    void windowThatCameBackHidesInTheTrayAgain();
    void closedAgainWaitsForTheLastDeletion();

private:
    void removeSlowly();
    bool endsByItself();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FakeSignIn> m_signIn;
    std::shared_ptr<FakeTaskSession> m_owner;
    std::unique_ptr<BatchRunner> m_batches;
    std::unique_ptr<AccountController> m_account;
    std::unique_ptr<WindowCloser> m_closer;
    QList<TaskBatch::Done> m_deletions; ///< not answered yet
};

void TestWindowCloser::init()
{
    m_settings.reset(); // which is saved into the directory before
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_directory->filePath(u"desktop.ini"_s), QSettings::IniFormat);
    store(*m_settings, closesToTray, true);
    m_owner = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_signIn = std::make_unique<FakeSignIn>();
    m_signIn->addAccount(m_owner);
    m_batches = std::make_unique<BatchRunner>();
    m_batches->setSession(m_owner);
    m_account = std::make_unique<AccountController>(*m_signIn);
    m_account->start();
    m_closer = std::make_unique<WindowCloser>(*m_settings, *m_batches, *m_account, nullptr);
}

void TestWindowCloser::cleanup()
{
    m_deletions.clear();
    m_closer.reset();
    m_account.reset();
    m_batches.reset();
}

void TestWindowCloser::removeSlowly()
{
    const TaskBatch::Work work{
        .doing = u"Deleting"_s,
        .ask = [this](const Task &, const TaskBatch::Done &done) { m_deletions += done; },
        .isPromised = true};
    const Task task = sampleTask(u"make"_s, TaskStatus::Completed, QDateTime::currentDateTimeUtc());
    m_batches->run(work, {{task}, {}});
}

/// Once what holds it for now has let go.
bool TestWindowCloser::endsByItself()
{
    bool isStuck = false;
    QTimer guard;
    connect(&guard, &QTimer::timeout, this, [&isStuck] {
        isStuck = true;
        QCoreApplication::exit();
    });
    guard.start(std::chrono::seconds(10));
    auto hold = std::make_unique<QEventLoopLocker>();
    QMetaObject::invokeMethod(
        this, [&hold] { hold.reset(); }, Qt::QueuedConnection);
    QCoreApplication::exec();
    return !isStuck;
}

void TestWindowCloser::trayKeepsTheProgram()
{
    m_closer->setHasTray(true);
    QVERIFY(m_closer->onlyHides());
    m_closer->setHasTray(false);
    QVERIFY(!m_closer->onlyHides());
}

void TestWindowCloser::trayThatComesAfterTheEndDoesNotKeepTheProgram_data()
{
    QTest::addColumn<bool>("isClosed");
    QTest::newRow("quit before the window was there") << false;
    QTest::newRow("closed for good") << true;
}

void TestWindowCloser::trayThatComesAfterTheEndDoesNotKeepTheProgram()
{
    QFETCH(bool, isClosed);
    if (isClosed)
        m_closer->end();
    else
        m_closer->setQuitting();
    m_closer->letGo();
    m_closer->setHasTray(true);
    QVERIFY(endsByItself());
}

void TestWindowCloser::windowThatCameBackHidesInTheTrayAgain()
{
    m_closer->setHasTray(true);
    m_closer->setQuitting();
    m_closer->letGo();
    QVERIFY(!m_closer->onlyHides());
    m_closer->noteShown();
    QVERIFY(m_closer->onlyHides());
}

void TestWindowCloser::closedAgainWaitsForTheLastDeletion()
{
    removeSlowly();
    m_closer->end();
    m_closer->noteShown();
    removeSlowly();
    m_closer->end();
    QCOMPARE(m_deletions.size(), 2);
    m_deletions.takeFirst()({});
    QTest::qWait(0);
    QVERIFY(m_signIn->signedOut().isEmpty());
    m_deletions.takeFirst()({});
    QTRY_COMPARE(m_signIn->signedOut(), QList<TaskSessionPtr>{m_owner});
}

QTEST_MAIN(TestWindowCloser)
#include "tst_windowcloser.moc"
