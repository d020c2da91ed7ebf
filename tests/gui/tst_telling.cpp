#include "tests/support/fakeclock.h"
#include "tests/support/sampletasks.h"
#include "ui/desktop/endteller.h"
#include "ui/desktop/tellingrules.h"
#include "ui/window/notificationsettings.h"
#include "ui/window/storedsetting.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

class TestTelling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rulesDecide_data();
    void rulesDecide();
    void settingsHoldAtOnce();
    void endsAreToldTogether();
    void doNotDisturbHoldsForWhatWaits();
    void nothingToTellIsNoTimer();
    void soonButNeverOften();
    void bellRingsOnce();
    void bellsAreTheAccountsOwn();
    void marksKeptAreBounded();
    void marksPastTheBoundAreTold();
    void allMarksAreThereAfterAnotherAccount();
    void oneEndIsToldWhole();
    void manyEndsAreCounted();
    void hostileTextIsTamed();

private:
    Task ended(const QString &name, TaskStatus status, std::chrono::seconds took) const;
    std::unique_ptr<EndTeller> makeTeller();

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Bells> m_bells;
    bool m_isInFront = false;
};

void TestTelling::init()
{
    m_settings.reset(); // which is saved into the directory before
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_directory->filePath(u"desktop.ini"_s), QSettings::IniFormat);
    m_bells = std::make_unique<Bells>(*m_settings);
    m_bells->setAccount(u"owner@example.org"_s);
    m_isInFront = false;
}

Task TestTelling::ended(const QString &name, TaskStatus status, std::chrono::seconds took) const
{
    Task task = sampleTask(name, status, m_clock.now());
    task.row = 7;
    task.completedAt = task.startedAt.addSecs(took.count());
    return task;
}

std::unique_ptr<EndTeller> TestTelling::makeTeller()
{
    return std::make_unique<EndTeller>(*m_settings, *m_bells, m_clock,
                                       [this] { return m_isInFront; });
}

void TestTelling::rulesDecide_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<int>("took"); // seconds
    QTest::addColumn<Bell>("bell");
    QTest::addColumn<bool>("isInFront");
    QTest::addColumn<TellingRules>("rules");
    QTest::addColumn<bool>("told");

    const TellingRules usual;
    const TellingRules off{false, 10s, false, false};
    const TellingRules inFront{true, 10s, true, false};
    const TellingRules quiet{true, 10s, true, true};
    const auto row = [](const char *name, TaskStatus status, int took, Bell bell, bool front,
                        const TellingRules &rules, bool told) {
        QTest::newRow(name) << status << took << bell << front << rules << told;
    };
    const TaskStatus done = TaskStatus::Completed;
    row("long", done, 10, Bell::ByTheRules, false, usual, true);
    row("short", done, 9, Bell::ByTheRules, false, usual, false);
    row("failed", TaskStatus::Failed, 11, Bell::ByTheRules, false, usual, true);
    row("lost", TaskStatus::Lost, 11, Bell::ByTheRules, false, usual, true);
    row("cancelled", TaskStatus::Cancelled, 11, Bell::ByTheRules, false, usual, false);
    row("cancelled, with a bell", TaskStatus::Cancelled, 11, Bell::Rings, false, usual, true);
    row("in front", done, 11, Bell::ByTheRules, true, usual, false);
    row("in front too", done, 11, Bell::ByTheRules, true, inFront, true);
    row("off", done, 11, Bell::ByTheRules, false, off, false);
    row("off, with a bell", done, 11, Bell::Rings, false, off, true);
    row("short, with a bell", done, 0, Bell::Rings, true, usual, true);
    row("silent", done, 11, Bell::Silent, false, usual, false);
    row("not to be disturbed", done, 11, Bell::ByTheRules, false, quiet, false);
    row("not even by a bell", done, 11, Bell::Rings, false, quiet, false);
}

void TestTelling::rulesDecide()
{
    QFETCH(TaskStatus, status);
    QFETCH(int, took);
    QFETCH(Bell, bell);
    QFETCH(bool, isInFront);
    QFETCH(TellingRules, rules);
    QFETCH(bool, told);
    QCOMPARE(isTold(ended(u"a"_s, status, std::chrono::seconds(took)), bell, isInFront, rules),
             told);
}

void TestTelling::settingsHoldAtOnce()
{
    const auto teller = makeTeller();
    QSignalSpy announced(teller.get(), &EndTeller::announced);
    store(*m_settings, notifyMinSeconds, 60);
    teller->take({ended(u"short"_s, TaskStatus::Completed, 59s)});
    store(*m_settings, notifyMinSeconds, 5);
    teller->take({ended(u"long"_s, TaskStatus::Completed, 6s)});
    store(*m_settings, notifyEnabled, false);
    teller->take({ended(u"off"_s, TaskStatus::Completed, 600s)});
    QTRY_COMPARE(announced.count(), 1);
    QVERIFY(announced.constFirst().constFirst().value<Announcement>().title.contains(u"long"_s));
}

void TestTelling::endsAreToldTogether()
{
    const auto teller = makeTeller();
    QSignalSpy announced(teller.get(), &EndTeller::announced);
    teller->take({ended(u"a"_s, TaskStatus::Completed, 60s)});
    teller->take({ended(u"b"_s, TaskStatus::Failed, 60s), ended(u"c"_s, TaskStatus::Lost, 60s)});
    QTRY_COMPARE(announced.count(), 1);
    QCOMPARE(announced.constFirst().constFirst().value<Announcement>().title,
             u"3 tasks have ended, 2 went wrong"_s);
}

void TestTelling::doNotDisturbHoldsForWhatWaits()
{
    const auto teller = makeTeller();
    QSignalSpy announced(teller.get(), &EndTeller::announced);
    const auto *timer = teller->findChild<QTimer *>();
    teller->take({ended(u"a"_s, TaskStatus::Completed, 60s)});
    QVERIFY(timer->isActive());
    store(*m_settings, notifyDoNotDisturb, true);
    QTRY_VERIFY(!timer->isActive());
    store(*m_settings, notifyDoNotDisturb, false);
    teller->take({ended(u"b"_s, TaskStatus::Completed, 60s)});
    QTRY_COMPARE(announced.count(), 1);
    QCOMPARE(announced.constFirst().constFirst().value<Announcement>().title, u"Completed: b"_s);
}

void TestTelling::nothingToTellIsNoTimer()
{
    const auto teller = makeTeller();
    const auto *timer = teller->findChild<QTimer *>();
    QVERIFY(timer);
    teller->take({ended(u"short"_s, TaskStatus::Completed, 1s)});
    QVERIFY(!timer->isActive());
    teller->take({ended(u"long"_s, TaskStatus::Completed, 60s)});
    QVERIFY(timer->isActive());
    teller->clear();
    QVERIFY(!timer->isActive());
}

void TestTelling::soonButNeverOften()
{
    TellingPace pace;
    const auto soon = pace.wait(m_clock.monotonic());
    QVERIFY(soon > 0ms && soon < 1s);
    pace.told(m_clock.monotonic());
    QCOMPARE(pace.wait(m_clock.monotonic()), 5s);
    m_clock.advance(3s);
    QCOMPARE(pace.wait(m_clock.monotonic()), 2s);
    m_clock.advance(1h);
    QCOMPARE(pace.wait(m_clock.monotonic()), soon);
}

void TestTelling::bellRingsOnce()
{
    const auto teller = makeTeller();
    QSignalSpy announced(teller.get(), &EndTeller::announced);
    m_isInFront = true;
    const Task task = ended(u"short"_s, TaskStatus::Completed, 1s);
    m_bells->set({task.id}, Bell::Rings);
    teller->take({task});
    QTRY_COMPARE(announced.count(), 1);
    QCOMPARE(m_bells->of(task.id), Bell::ByTheRules);
}

void TestTelling::bellsAreTheAccountsOwn()
{
    const TaskId ringing = TaskId::make();
    const TaskId silent = TaskId::make();
    m_bells->set({ringing}, Bell::Rings);
    m_bells->set({silent}, Bell::Silent);
    m_bells->setAccount(u"other@example.org"_s);
    QCOMPARE(m_bells->of(ringing), Bell::ByTheRules);
    m_bells->setAccount({});
    m_bells->set({silent}, Bell::Rings); // of nobody: kept nowhere
    Bells later(*m_settings);
    later.setAccount(u"Owner@example.org"_s);
    QCOMPARE(later.of(ringing), Bell::Rings);
    QCOMPARE(later.of(silent), Bell::Silent);
}

void TestTelling::marksKeptAreBounded()
{
    TaskMarks marks(*m_settings, "test/marks");
    marks.setAccount(u"owner@example.org"_s);
    QList<TaskId> ids;
    for (int i = 0; i < 501; ++i)
        ids += TaskId::make();
    marks.set(ids, true);
    QCOMPARE(marks.ids(), ids);
    TaskMarks later(*m_settings, "test/marks");
    later.setAccount(u"owner@example.org"_s);
    QCOMPARE(later.ids(), ids.last(500));
    marks.set(ids.first(2), false);
    QCOMPARE(marks.ids(), ids.last(499));
}

void TestTelling::marksPastTheBoundAreTold()
{
    const auto some = [](int count) {
        QList<TaskId> ids;
        for (int i = 0; i < count; ++i)
            ids += TaskId::make();
        return ids;
    };
    TaskMarks marks(*m_settings, "test/marks");
    marks.setAccount(u"owner@example.org"_s);
    const QList<TaskId> first = some(300);
    QVERIFY(!marks.set(first, true));
    QVERIFY(marks.set(some(300), true));
    QVERIFY(!marks.set(first, true)); // they are already
    QVERIFY(!marks.set(first.first(50), false));
    QVERIFY(!marks.set(first.mid(50), false));
    QVERIFY(!marks.set(some(200), true));
}

void TestTelling::allMarksAreThereAfterAnotherAccount()
{
    QList<TaskId> ids;
    for (int i = 0; i < 501; ++i)
        ids += TaskId::make();
    TaskMarks marks(*m_settings, "test/marks");
    marks.setAccount(u"owner@example.org"_s);
    marks.set(ids, true);
    marks.setAccount({});
    QVERIFY(marks.ids().isEmpty());
    marks.setAccount(u"other@example.org"_s);
    QVERIFY(marks.ids().isEmpty());
    marks.setAccount(u"Owner@example.org"_s);
    QCOMPARE(marks.ids(), ids);
    QVERIFY(marks.contains(ids.first()));
}

void TestTelling::oneEndIsToldWhole()
{
    Task task = ended(u"Build"_s, TaskStatus::Failed, 65s);
    task.error = u"make: warning\nmake: *** [all] Error 2\n"_s;
    task.hasRunner = true;
    const Announcement announcement = announcementOf(task);
    QCOMPARE(announcement.title, u"Failed: Build"_s);
    QCOMPARE(announcement.body, u"make: *** [all] Error 2\nAfter 1 min 5 s"_s);
    QCOMPARE(announcement.task, task.id);
    QCOMPARE(announcement.number, task.row);
    QVERIFY(announcement.isBad);
    QVERIFY(announcement.offersRetry);
    task.hasRunner = false; // nobody knows how it was started
    QVERIFY(!announcementOf(task).offersRetry);
    QVERIFY(!announcementOf(ended(u"Build"_s, TaskStatus::Completed, 65s)).offersRetry);
}

void TestTelling::manyEndsAreCounted()
{
    Digest digest;
    for (int i = 0; i < 10'000; ++i)
        digest.add(ended(u"good %1"_s.arg(i), TaskStatus::Completed, 60s));
    digest.add(ended(u"bad"_s, TaskStatus::Failed, 60s));
    const Announcement announcement = digest.take();
    QVERIFY(digest.isEmpty());
    QCOMPARE(announcement.title, u"10001 tasks have ended, 1 went wrong"_s);
    QCOMPARE(announcement.body,
             u"Failed: bad\nCompleted: good 0\nCompleted: good 1\nand 9998 more"_s);
    QVERIFY(announcement.task.isNull());
    QVERIFY(!announcement.offersRetry);
}

void TestTelling::hostileTextIsTamed()
{
    Task task = ended(u"a\nb\u202e<img src=/some/fifo>%1"_s + QString(30'000, QChar(0x301)),
                      TaskStatus::Failed, 60s);
    task.error = QString(1'000'000, u'x');
    const Announcement announcement = announcementOf(task);
    QVERIFY(announcement.title.startsWith(u"Failed: a b\ufffd<img src=/some/fifo>%1"_s));
    QVERIFY(announcement.title.size() < 120);
    QVERIFY(announcement.body.size() < 200);
    QVERIFY(announcement.body.contains(u'…'));
}

QTEST_MAIN(TestTelling)
#include "tst_telling.moc"
