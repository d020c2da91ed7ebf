#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/desktop/latesttasks.h"
#include "ui/desktop/livewatch.h"
#include "ui/desktop/tellingrules.h"
#include "ui/desktop/tray.h"
#include "ui/window/notificationsettings.h"
#include "ui/window/storedsetting.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

class TestTray : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void signsDifferWithoutColour();
    void wordsSayWhatTheSignSays();
    void latestTasksAreTheNewest();
    void latestTasksAreAsTheyAreNow();
    void menuShowsTheLatest();
    void menuLeadsToItsTasks();
    void menuForgetsAnotherAccountsTasks();
    void menuGivesPeace();
    void menuTakesNamesForText();
    void whatIsSaidHasNoMarkup();
    void failuresCountUntilTheyAreSeen();
    void throttleLetsFewThrough();

private:
    Task make(const QString &name, TaskStatus status, int second = 0) const
    {
        return sampleTask(name, status, m_start.addSecs(second));
    }

    const QDateTime m_start = QDateTime(QDate(2026, 11, 23), QTime(9, 15), Qt::UTC);
    std::shared_ptr<FakeTaskSession> m_session;
    QTemporaryDir m_directory;
    std::unique_ptr<QSettings> m_settings;
};

namespace {

/// What somebody sees of @p icon who sees no colours, and poorly.
QImage shapeOf(const QIcon &icon)
{
    return icon.pixmap(QSize(64, 64), 1.0).toImage().convertToFormat(QImage::Format_Grayscale8);
}

int difference(const QImage &a, const QImage &b)
{
    int pixels = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            pixels += qAbs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 64 ? 1 : 0;
    }
    return pixels;
}

QStringList textsOf(const QMenu &menu)
{
    QStringList texts;
    for (const QAction *action : menu.actions()) {
        if (!action->isSeparator())
            texts += action->text();
    }
    return texts;
}

} // namespace

void TestTray::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_settings =
        std::make_unique<QSettings>(m_directory.filePath(u"desktop.ini"_s), QSettings::IniFormat);
    m_settings->clear();
}

void TestTray::signsDifferWithoutColour()
{
    const QImage plain = shapeOf(glanceIcon({}));
    const QImage running = shapeOf(glanceIcon({1, 0}));
    const QImage failed = shapeOf(glanceIcon({1, 1}));
    QCOMPARE(plain.size(), QSize(64, 64));
    constexpr int seen = 30; // pixels
    QVERIFY(difference(plain, running) > seen);
    QVERIFY(difference(plain, failed) > seen);
    QVERIFY(difference(running, failed) > seen);
}

void TestTray::wordsSayWhatTheSignSays()
{
    QCOMPARE(glanceWords({}), u"Nothing runs"_s);
    QCOMPARE(glanceWords({2, 0}), u"2 running"_s);
    QCOMPARE(glanceWords({0, 1}), u"1 failed"_s);
    QCOMPARE(glanceWords({2, 1}), u"2 running, 1 failed"_s);
}

void TestTray::latestTasksAreTheNewest()
{
    for (int i = 0; i < 12; ++i)
        m_session->begin({make(QString::number(i), TaskStatus::Completed, i)});
    LatestTasks latest;
    latest.setSession(m_session);
    QCOMPARE(latest.tasks().size(), 8);
    QCOMPARE(latest.tasks().constFirst().name, u"11"_s);
    m_session->put(make(u"old"_s, TaskStatus::Completed, -1));
    m_session->put(make(u"new"_s, TaskStatus::Pending, 20));
    QCOMPARE(latest.tasks().size(), 8);
    QCOMPARE(latest.tasks().constFirst().name, u"new"_s);
    QCOMPARE(latest.tasks().constLast().name, u"5"_s);
}

void TestTray::latestTasksAreAsTheyAreNow()
{
    LatestTasks latest;
    latest.setSession(m_session);
    Task task = make(u"Build"_s, TaskStatus::Processing);
    m_session->put(task);
    task.status = TaskStatus::Failed;
    m_session->put(task);
    QCOMPARE(latest.tasks().size(), 1);
    QCOMPARE(latest.tasks().constFirst().status, TaskStatus::Failed);
    m_session->drop({task.id});
    QVERIFY(latest.tasks().isEmpty());
    m_session->put(task);
    latest.setSession(nullptr);
    QVERIFY(latest.tasks().isEmpty());
}

void TestTray::menuShowsTheLatest()
{
    LatestTasks latest;
    latest.setSession(m_session);
    TrayMenu menu(latest, *m_settings);
    QCOMPARE(textsOf(menu), QStringList({u"&Show Headway"_s, u"&Do Not Disturb"_s, u"&Quit"_s}));
    Task task = make(u"Build"_s, TaskStatus::Processing);
    task.progress.fraction = 0.45;
    m_session->put({task, make(u"Backup"_s, TaskStatus::Failed, 1)});
    Q_EMIT menu.aboutToShow();
    QCOMPARE(textsOf(menu),
             QStringList({u"Failed: Backup"_s, u"Running, 45 %: Build"_s, u"&Show Headway"_s,
                          u"&Do Not Disturb"_s, u"&Quit"_s}));
}

void TestTray::menuLeadsToItsTasks()
{
    const LiveWatch watch;
    Tray tray(watch, *m_settings);
    QSignalSpy taskWanted(&tray, &Tray::taskWanted);
    QSignalSpy windowWanted(&tray, &Tray::windowWanted);
    QSignalSpy quitWanted(&tray, &Tray::quitWanted);
    m_session->begin({make(u"Build"_s, TaskStatus::Failed)});
    tray.setSession(m_session);
    auto &menu = const_cast<TrayMenu &>(tray.menu());
    Q_EMIT menu.aboutToShow();
    const QList<QAction *> actions = menu.actions();
    actions.at(0)->trigger();
    QCOMPARE(taskWanted.count(), 1);
    QCOMPARE(taskWanted.constFirst().constFirst().toUInt(), 1U);
    actions.at(2)->trigger();
    actions.at(4)->trigger();
    QCOMPARE(windowWanted.count(), 1);
    QCOMPARE(quitWanted.count(), 1);
}

void TestTray::menuForgetsAnotherAccountsTasks()
{
    const LiveWatch watch;
    Tray tray(watch, *m_settings);
    m_session->begin({make(u"Build"_s, TaskStatus::Failed)});
    tray.setSession(m_session);
    QVERIFY(textsOf(tray.menu()).contains(u"Failed: Build"_s));
    tray.setSession(nullptr);
    QCOMPARE(textsOf(tray.menu()),
             QStringList({u"&Show Headway"_s, u"&Do Not Disturb"_s, u"&Quit"_s}));
}

void TestTray::menuGivesPeace()
{
    const LatestTasks latest;
    TrayMenu menu(latest, *m_settings);
    QAction *quiet = menu.actions().at(menu.actions().size() - 2);
    QVERIFY(!quiet->isChecked());
    quiet->trigger();
    QVERIFY(tellingRules(*m_settings).doNotDisturb);
    store(*m_settings, notifyDoNotDisturb, false); // in the settings' dialog
    Q_EMIT menu.aboutToShow();
    QVERIFY(!menu.actions().at(menu.actions().size() - 2)->isChecked());
}

void TestTray::menuTakesNamesForText()
{
    LatestTasks latest;
    latest.setSession(m_session);
    m_session->put(make(u"R&D\n\u202e<b>%1%2"_s + QString(5'000, u'x'), TaskStatus::Failed));
    TrayMenu menu(latest, *m_settings);
    const QString text = textsOf(menu).constFirst();
    QVERIFY2(text.startsWith(u"Failed: R&&D \ufffd<b>%1%2"_s), qPrintable(text));
    QVERIFY(text.size() < 80);
}

void TestTray::whatIsSaidHasNoMarkup()
{
    const QString said = withoutMarkup(u"<img src=/some/fifo>\n&lt;b"_s);
    QVERIFY(!said.contains(u'<'));
    QVERIFY(!said.contains(u'&'));
    QVERIFY(said.contains(u"img src=/some/fifo>\n"_s));
}

void TestTray::failuresCountUntilTheyAreSeen()
{
    LiveWatch watch;
    Tray tray(watch, *m_settings);
    watch.setSession(m_session);
    tray.setSession(m_session);
    Task task = make(u"Build"_s, TaskStatus::Processing);
    m_session->put({task, make(u"Backup"_s, TaskStatus::Processing)});
    QCOMPARE(tray.glance(), (Glance{2, 0}));
    task.status = TaskStatus::Failed;
    m_session->put(task);
    QCOMPARE(tray.glance(), (Glance{1, 1}));
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationActive);
    QCOMPARE(tray.glance(), (Glance{1, 0}));
}

void TestTray::throttleLetsFewThrough()
{
    Throttle throttle(1ms);
    QSignalSpy due(&throttle, &Throttle::due);
    const auto *timer = throttle.findChild<QTimer *>();
    QVERIFY(!timer->isActive());
    for (int i = 0; i < 1000; ++i)
        throttle.want();
    QCOMPARE(due.count(), 1); // at once
    QTRY_COMPARE(due.count(), 2); // and the last state
    QTRY_VERIFY(!timer->isActive()); // and then nothing
    QCOMPARE(due.count(), 2);
}

QTEST_MAIN(TestTray)
#include "tst_tray.moc"
