#include "core/service/authservice.h"
#include "core/service/service.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lostText = "Lost contact with the task"_L1;
const Peer me{OsUserId(1000), u"127.0.0.1"_s};

template <typename T>
T waitFor(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

QString stateOf(const Task &task)
{
    return wordOf(task.status) + (task.stalled ? u" stalled"_s : QString());
}

} // namespace

/// What becomes of tasks whose producers fall silent. The clock is turned; the sweep is not waited
/// for, as each commit is one as well.
class LeasedTasksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_service.reset(); }

    void silenceIsNoted_data();
    void silenceIsNoted();
    void lostTaskIsCorrected_data();
    void lostTaskIsCorrected();
    void marksAreChangesButNotReported();
    void heartbeatsAreNoChange();
    void sweepNeedsNobodyToAsk();
    void strangersHeartbeatKeepsNothing();
    void allThatLapseShareACommit();
    void noticeThatFailedIsNotForgotten();
    void correctedTaskIsLiveAfterARestart();

private:
    void open();
    Task make(bool hasRunner, TaskStatus status = TaskStatus::Processing);
    /// Everything that is due by now has been noted when it returns.
    void look();
    void pass(std::chrono::seconds time);
    Result<void> act(const QString &verb, TaskId id);
    Task task(TaskId id) { return *waitFor(m_session->task(id)); }
    Task lostTask();

    QTemporaryDir m_directory;
    FakeClock m_clock{QDateTime::currentDateTimeUtc()};
    LeaseTimes m_times;
    std::unique_ptr<Service> m_service;
    TaskSessionPtr m_session;
};

void LeasedTasksTest::init()
{
    m_directory = QTemporaryDir();
    m_times = {.gap = 24h};
    open();
}

void LeasedTasksTest::open()
{
    m_session.reset();
    m_service.reset();
    const DataDirectory directory = DataDirectory::resolve(m_directory.filePath(u"data"_s));
    Result<std::unique_ptr<Service>> opened =
        Service::open(directory, u"owner@example.org"_s, m_clock, m_times);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
    m_service = std::move(*opened);
    m_session = m_service->sessionFor(m_service->auth().owner());
}

Task LeasedTasksTest::make(bool hasRunner, TaskStatus status)
{
    NewTask task;
    task.name = u"work"_s;
    task.status = status;
    task.hasRunner = hasRunner;
    return *waitFor(m_session->create(task));
}

void LeasedTasksTest::look()
{
    for (int i = 0; i < 2; ++i) // one that is quiet is lost at the next
        m_session->cancel(TaskId::make()).waitForFinished();
}

void LeasedTasksTest::pass(std::chrono::seconds time)
{
    m_clock.advance(time);
    look();
}

Result<void> LeasedTasksTest::act(const QString &verb, TaskId id)
{
    const auto outcome = [](const auto &result) {
        return result ? Result<void>() : result.error();
    };
    TaskUpdate update;
    update.progress = u"news"_s;
    if (verb == "beat"_L1)
        return outcome(waitFor(m_session->heartbeat(id)));
    if (verb == "update"_L1)
        return outcome(waitFor(m_session->update(id, update)));
    if (verb == "stale"_L1) {
        update.sequence = 0;
        return outcome(waitFor(m_session->update(id, update)));
    }
    if (verb == "log"_L1) {
        auto told = outcome(waitFor(m_session->appendOutput(id, "text")));
        look(); // the mark goes behind the answer
        return told;
    }
    if (verb == "complete"_L1)
        return outcome(waitFor(m_session->complete(id, {})));
    if (verb == "fail"_L1)
        return outcome(waitFor(m_session->fail(id, {u"no"_s, 1, {}})));
    if (verb == "cancel"_L1)
        return outcome(waitFor(m_session->cancel(id)));
    if (verb == "pause"_L1)
        return outcome(waitFor(m_session->pause(id)));
    if (verb == "resume"_L1)
        return outcome(waitFor(m_session->resume(id)));
    if (verb == "restart"_L1)
        open();
    else
        pass(std::chrono::seconds(verb.toInt()));
    return {};
}

void LeasedTasksTest::silenceIsNoted_data()
{
    QTest::addColumn<bool>("hasRunner");
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("state");
    using enum TaskStatus;
    const auto row = [](const char *name, bool hasRunner, TaskStatus status, const char *script,
                        const char *state) {
        QTest::newRow(name) << hasRunner << status << QString::fromLatin1(script)
                            << QString::fromLatin1(state);
    };
    row("runner: at once", true, Processing, "29", "processing");
    row("runner: silent", true, Processing, "30", "processing stalled");
    row("runner: silent for long", true, Processing, "30 269", "processing stalled");
    row("runner: gone", true, Processing, "30 270", "lost");
    row("runner: gone at one look", true, Processing, "300", "lost");
    row("runner: heartbeats", true, Processing, "20 beat 29", "processing");
    row("runner: updates", true, Processing, "20 update 29", "processing");
    row("runner: output", true, Processing, "20 log 29", "processing");
    row("runner: refused updates", true, Processing, "20 stale 10", "processing stalled");
    row("runner: back by a heartbeat", true, Processing, "30 beat", "processing");
    row("runner: back by an update", true, Processing, "30 update", "processing");
    row("runner: back by output", true, Processing, "30 log", "processing");
    row("runner: back and silent again", true, Processing, "100 beat 29 1", "processing stalled");
    row("runner: back and gone", true, Processing, "100 beat 30 270", "lost");
    row("runner: its user's hand is no sign", true, Processing, "20 pause 5 resume 5",
        "processing stalled");
    row("runner: paused", true, Processing, "pause 30", "paused stalled");
    row("runner: paused and gone", true, Processing, "pause 300", "lost");
    row("runner: cancelling", true, Processing, "cancel 30", "cancelling stalled");
    row("runner: cancelling and gone", true, Processing, "cancel 300", "lost");
    row("runner: cancelling and alive", true, Processing, "cancel 20 beat 29", "cancelling");
    row("runner: pending", true, Pending, "30", "pending");
    row("runner: pending and gone", true, Pending, "300", "lost");
    row("runner: pending and alive", true, Pending, "200 beat 200 beat 200", "pending");
    row("runner: ended", true, Processing, "complete 300", "completed");
    row("runner: ended while stalled", true, Processing, "30 fail 300", "failed");
    row("runner: a restart counts for nothing", true, Processing, "20 restart 29", "processing");
    row("runner: silent after a restart", true, Processing, "20 restart 30", "processing stalled");
    row("runner: stalled, and a restart", true, Processing, "100 restart 299",
        "processing stalled");
    row("runner: gone after a restart", true, Processing, "100 restart 300", "lost");
    row("runner: back after a restart", true, Processing, "100 restart beat 29", "processing");
    row("none: never lost", false, Processing, "30 9000", "processing");
    row("none: pending for long", false, Pending, "30 9000", "pending");
    row("none: updates bind nobody", false, Processing, "update log 9000", "processing");
    row("none: a heartbeat binds", false, Processing, "beat 30", "processing stalled");
    row("none: and is gone", false, Processing, "beat 300", "lost");
    row("none: late heartbeat", false, Processing, "9000 beat 29", "processing");
    row("none: bound after a restart", false, Processing, "beat restart 30", "processing stalled");
    row("none: heartbeat before a change and a restart", false, Pending, "beat update restart 300",
        "lost");
    row("none: free after a restart", false, Processing, "update restart 9000", "processing");
}

void LeasedTasksTest::silenceIsNoted()
{
    QFETCH(bool, hasRunner);
    QFETCH(TaskStatus, status);
    QFETCH(QString, script);
    const TaskId id = make(hasRunner, status).id;
    for (const QString &verb : script.split(u' '))
        QCOMPARE(act(verb, id).isOk(), verb != "stale"_L1);
    QTEST(stateOf(task(id)), "state");
}

Task LeasedTasksTest::lostTask()
{
    const TaskId id = make(true).id;
    pass(300s);
    return task(id);
}

void LeasedTasksTest::lostTaskIsCorrected_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("state"); // of the task after it
    QTest::addColumn<QString>("later"); // and when its producer has been silent again
    const auto row = [](const char *verb, const char *state, const char *later) {
        QTest::newRow(verb) << QString::fromLatin1(verb) << QString::fromLatin1(state)
                            << QString::fromLatin1(later);
    };
    row("beat", "processing", "lost");
    row("update", "processing", "lost");
    row("complete", "completed", "completed");
    row("fail", "failed", "failed");
    row("log", "lost", "lost"); // taken, for what comes with its end
    row("stale", "lost", "lost");
    row("cancel", "lost", "lost");
    row("pause", "lost", "lost");
    row("restart", "lost", "lost");
}

void LeasedTasksTest::lostTaskIsCorrected()
{
    QFETCH(QString, verb);
    QFETCH(QString, state);
    const Task lost = lostTask();
    QCOMPARE(stateOf(lost), u"lost"_s);
    QCOMPARE(lost.error, std::optional<QString>(lostText));
    QCOMPARE(lost.completedAt, m_clock.now());
    QCOMPARE(lost.quietSince, m_clock.now().addSecs(-300));
    m_clock.advance(60s);
    const bool isCorrected = state != "lost"_L1;
    const bool isTaken = isCorrected || verb == "log"_L1 || verb == "restart"_L1;
    QCOMPARE(act(verb, lost.id).isOk(), isTaken);
    const Task now = task(lost.id);
    QCOMPARE(stateOf(now), state);
    QCOMPARE(now.completedAt.isNull(), !isEnded(now.status));
    QCOMPARE(now.revision > lost.revision, isCorrected);
    if (isCorrected) {
        QVERIFY(now.quietSince.isNull());
        QVERIFY(now.error != std::optional<QString>(lostText));
        QVERIFY(now.completedAt.isNull() || now.completedAt == m_clock.now());
    } else {
        QCOMPARE(now, lost);
    }
    pass(300s);
    QTEST(stateOf(task(lost.id)), "later");
}

void LeasedTasksTest::marksAreChangesButNotReported()
{
    const Task before = make(true);
    QSignalSpy changed(m_session.get(), &TaskSession::changed);
    const auto check = [&](const Task &older, const QString &state) {
        const Task now = task(before.id);
        QCOMPARE(stateOf(now), state);
        QVERIFY(now.revision > older.revision);
        QCOMPARE(now.updatedAt, before.updatedAt); // and with it the estimate of the end
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.takeFirst().at(0).value<TaskChanges>().changed, QList<Task>{now});
    };
    m_clock.advance(45s);
    look();
    check(before, u"processing stalled"_s);
    const Task stalled = task(before.id);
    QCOMPARE(stalled.quietSince, m_clock.now().addSecs(-45));
    QVERIFY(waitFor(m_session->heartbeat(before.id)));
    check(stalled, u"processing"_s);
    QVERIFY(task(before.id).quietSince.isNull());
}

void LeasedTasksTest::heartbeatsAreNoChange()
{
    for (const bool hasRunner : {true, false}) {
        const Task before = make(hasRunner);
        QCOMPARE(*waitFor(m_session->heartbeat(before.id)), before); // the first may be kept
        const quint64 commits = m_service->figures().commits;
        for (int i = 0; i < 100; ++i)
            QCOMPARE(*waitFor(m_session->heartbeat(before.id)), before);
        QCOMPARE(m_service->figures().commits, commits);
    }
}

void LeasedTasksTest::sweepNeedsNobodyToAsk()
{
    m_times.sweep = 1ms;
    open();
    const Task task = make(true);
    QSignalSpy changed(m_session.get(), &TaskSession::changed);
    m_clock.advance(300s);
    QTRY_COMPARE(changed.size(), 2);
    const auto stateIn = [](const QList<QVariant> &signal) {
        return stateOf(signal.at(0).value<TaskChanges>().changed.constFirst());
    };
    QCOMPARE(stateIn(changed.at(0)), u"processing stalled"_s);
    QCOMPARE(stateIn(changed.at(1)), u"lost"_s);
}

void LeasedTasksTest::strangersHeartbeatKeepsNothing()
{
    const auto principal = waitFor(m_service->auth().addAccount(
        m_service->auth().owner(), u"other@example.org"_s, "correct horse"));
    QVERIFY(principal);
    const auto entered =
        waitFor(m_service->auth().signIn(u"other@example.org"_s, "correct horse", me));
    const TaskSessionPtr other = m_service->sessionFor(entered->principal);
    const TaskId bound = make(true).id;
    const TaskId free = make(false).id;
    m_clock.advance(29s);
    for (const TaskId id : {bound, free}) {
        QCOMPARE(waitFor(other->heartbeat(id)).error().code, ErrorCode::AccessDenied);
        QCOMPARE(waitFor(other->update(id, {})).error().code, ErrorCode::AccessDenied);
        QCOMPARE(waitFor(other->appendOutput(id, "x")).error().code, ErrorCode::AccessDenied);
    }
    pass(1s);
    QCOMPARE(stateOf(task(bound)), u"processing stalled"_s);
    pass(9000s);
    QCOMPARE(stateOf(task(free)), u"processing"_s);
}

void LeasedTasksTest::allThatLapseShareACommit()
{
    constexpr int count = 200;
    QList<QFuture<Result<Task>>> made;
    NewTask wanted;
    wanted.name = u"one of many"_s;
    wanted.status = TaskStatus::Processing;
    wanted.hasRunner = true;
    for (int i = 0; i < count; ++i)
        made += m_session->create(wanted);
    for (const auto &future : std::as_const(made))
        QVERIFY(waitFor(future));
    QSignalSpy changed(m_session.get(), &TaskSession::changed);
    m_session->cancel(TaskId::make()).waitForFinished();
    QCoreApplication::processEvents();
    changed.clear();
    m_clock.advance(30s);
    look();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).value<TaskChanges>().changed.size(), count);
}

void LeasedTasksTest::noticeThatFailedIsNotForgotten()
{
    const TaskId id = make(true).id;
    rlimit before = {};
    ::getrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, SIG_IGN); // writing past the limit fails instead
    const rlimit none{0, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
    pass(30s);
    const QString whileFull = stateOf(task(id));
    ::setrlimit(RLIMIT_FSIZE, &before);
    QCOMPARE(whileFull, u"processing"_s); // nothing is told that is not on disk
    const auto stateAtALook = [&] {
        look();
        return stateOf(task(id));
    };
    QTRY_COMPARE_WITH_TIMEOUT(stateAtALook(), u"processing stalled"_s, 30'000); // once it recovers
    pass(270s);
    QCOMPARE(stateOf(task(id)), u"lost"_s);
}

void LeasedTasksTest::correctedTaskIsLiveAfterARestart()
{
    const TaskId id = lostTask().id;
    QVERIFY(waitFor(m_session->heartbeat(id)));
    open();
    QCOMPARE(stateOf(task(id)), u"processing"_s);
    pass(30s);
    QCOMPARE(stateOf(task(id)), u"processing stalled"_s);
    pass(270s);
    QVERIFY(waitFor(m_session->remove(id)));
}

QTEST_GUILESS_MAIN(LeasedTasksTest)
#include "tst_leasedtasks.moc"
