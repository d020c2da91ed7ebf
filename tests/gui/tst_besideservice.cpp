#include "core/client/remotesignin.h"
#include "tests/unit/headwayrunner.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/outputview.h"
#include "ui/widgets/signinform.h"
#include "ui/widgets/tasktableview.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// The window on a service that is not its own.
class tst_BesideService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tasksAreShownLive();
    void outputIsReadAsItGrows();
    void taskIsCancelled();
    void manyAreCancelledHoweverFewAreAllowed();
    void absentServiceIsToldAndComesBack();
    void windowThatCameFirstSignsInByItself();

private:
    void open();
    template <typename T>
    T *part() const
    {
        return m_window->findChild<T *>();
    }
    int rows() const { return part<TaskTableView>()->model()->rowCount(); }

    std::unique_ptr<HeadwayRunner> m_headway;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<RemoteSignIn> m_signIn;
    std::unique_ptr<MainWindow> m_window;
    SystemClock m_clock;
};

void tst_BesideService::init()
{
    m_headway = std::make_unique<HeadwayRunner>();
    m_settings =
        std::make_unique<QSettings>(m_headway->file(u"desktop.ini"_s), QSettings::IniFormat);
}

void tst_BesideService::cleanup()
{
    m_window.reset();
    m_signIn.reset();
    m_headway.reset();
}

void tst_BesideService::open()
{
    m_signIn = std::make_unique<RemoteSignIn>(m_headway->directory());
    m_window = std::make_unique<MainWindow>(*m_signIn, *m_settings, m_clock,
                                            ServicePlace{u"http://127.0.0.1"_s, u"try"_s});
    m_window->show();
    m_window->start();
}

void tst_BesideService::tasksAreShownLive()
{
    m_headway->make(u"before"_s);
    open();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20000);
    m_headway->make(u"after"_s);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, 20000);
    QVERIFY(!part<ConnectionBar>()->isVisible());
}

void tst_BesideService::outputIsReadAsItGrows()
{
    const Task task = m_headway->make(u"writes"_s);
    QVERIFY(await(m_headway->own().appendOutput(task.id, "\033[32mone\033[0m\n")));
    open();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20000);
    part<TaskTableView>()->selectRow(0);
    QTRY_COMPARE_WITH_TIMEOUT(part<OutputView>()->visibleText(), u"one"_s, 20000);
    QVERIFY(await(m_headway->own().appendOutput(task.id, "two\n")));
    QTRY_COMPARE_WITH_TIMEOUT(part<OutputView>()->visibleText(), u"one\ntwo"_s, 20000);
}

void tst_BesideService::taskIsCancelled()
{
    const Task task = m_headway->make(u"long"_s);
    open();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20000);
    part<TaskTableView>()->selectRow(0);
    for (QAction *action : part<TaskTableView>()->actions()) {
        if (action->text() == "&Cancel"_L1)
            action->trigger();
    }
    QTRY_COMPARE_WITH_TIMEOUT(await(m_headway->own().task(task.id))->status, TaskStatus::Cancelled,
                              20000);
}

void tst_BesideService::manyAreCancelledHoweverFewAreAllowed()
{
    constexpr int count = 130; // 100 at once, then 20 a second
    for (int i = 0; i < count; ++i)
        m_headway->make(u"long"_s);
    open();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), count, 20000);
    part<TaskTableView>()->selectAll();
    for (QAction *action : part<TaskTableView>()->actions()) {
        if (action->text() == "&Cancel"_L1)
            action->trigger();
    }
    const auto left = [this] {
        TaskFilter running;
        running.statuses = {TaskStatus::Processing};
        return await(m_headway->own().list(running))->tasks.size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(left(), 0, 60000);
    QVERIFY(!part<MessageBar>()->isVisible());
}

void tst_BesideService::absentServiceIsToldAndComesBack()
{
    m_headway->make(u"kept"_s);
    open();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20000);
    m_headway->stopService();
    QTRY_VERIFY_WITH_TIMEOUT(part<ConnectionBar>()->isVisible(), 20000);
    QCOMPARE(rows(), 1);
    m_headway->startService();
    m_headway->make(u"new"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!part<ConnectionBar>()->isVisible(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, 20000);
}

void tst_BesideService::windowThatCameFirstSignsInByItself()
{
    m_headway->make(u"kept"_s);
    m_headway->stopService();
    open();
    QTRY_VERIFY_WITH_TIMEOUT(part<ConnectionBar>()->isVisible(), 20000);
    m_headway->startService();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 20000);
    QVERIFY(!part<ConnectionBar>()->isVisible());
}

QTEST_MAIN(tst_BesideService)
#include "tst_besideservice.moc"
