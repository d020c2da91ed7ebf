#include "core/model/limits.h"
#include "core/service/authservice.h"
#include "core/service/courserecorder.h"
#include "core/service/service.h"
#include "core/store/database.h"
#include "tests/support/fakeclock.h"
#include "tests/unit/sampledatabase.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <typename T>
T waitFor(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

/// "processing@0 paused@1000": milliseconds since @p start.
QString textOf(const QList<StateChange> &states, const QDateTime &start)
{
    QStringList words;
    for (const StateChange &state : states) {
        words += u"%1@%2"_s.arg(state.stalled ? u"stalled"_s : wordOf(state.status))
                     .arg(start.msecsTo(state.from));
    }
    return words.join(u' ');
}

} // namespace

/// What a service remembers of how a task's run went.
class TaskCourseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void samplesFollowTheProgress();
    void briefTaskHasNoSamples();
    void samplesKeepTheirDistance();
    void longRunHasNoMoreSamplesThanAShortOne();
    void endedRunIsKeptMoreThinly_data();
    void endedRunIsKeptMoreThinly();
    void samplesGoOnAfterARestart();
    void pausesAreNoneOfTheRun();
    void whatWasNotCommittedIsRecordedWithTheNextTry();
    void manyChangesAtOnceTakeFewSamples();
    void usageIsToldWhileItRuns();
    void usageAloneIsNoNewsOfTheProgress();
    void pausesAreStates();
    void silenceAndLossAreStates();
    void silenceOfAPausedTaskIsAState();
    void silenceBeginsWithinTheRun();
    void firstAndLastStatesAreKept();
    void cancelIsAState();
    void statesOfATaskOfBefore_data();
    void statesOfATaskOfBefore();
    void earlierRunsAreOfTheSame();
    void attemptsComeBeforeOtherRuns();
    void attemptThatNeverRanIsNoRun();
    void runsThatEndedLaterAreNotEarlier();
    void earlierRunsAreReadFromAnIndex();
    void courseIsItsOwnersAlone();
    void courseGoesWithItsTask();

private:
    void open();
    Task create(const QString &name = u"make"_s, bool hasRunner = false);
    Task tell(TaskId id, double fraction);
    TaskCourse course(TaskId id) { return *waitFor(m_session->course(id)); }
    QString states(TaskId id) { return textOf(course(id).states, m_start); }
    qint64 rowsIn(const QString &table) const;
    void execute(const QString &sql) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Service> m_service;
    TaskSessionPtr m_session;
    QDateTime m_start;
};

void TaskCourseTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<FakeClock>();
    m_start = m_clock->now();
    open();
}

void TaskCourseTest::cleanup()
{
    m_session.reset();
    m_service.reset();
}

void TaskCourseTest::open()
{
    cleanup();
    LeaseTimes leases;
    leases.sweep = 1ms;
    leases.gap = 1h;
    Result<std::unique_ptr<Service>> opened = Service::open(
        DataDirectory::resolve(m_directory->path()), u"owner@example.org"_s, *m_clock, leases);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
    m_service = std::move(*opened);
    m_session = m_service->sessionFor(m_service->auth().owner());
}

Task TaskCourseTest::create(const QString &name, bool hasRunner)
{
    NewTask task;
    task.name = name;
    task.status = TaskStatus::Processing;
    task.hasRunner = hasRunner;
    return *waitFor(m_session->create(task));
}

Task TaskCourseTest::tell(TaskId id, double fraction)
{
    TaskUpdate update;
    update.fraction = fraction;
    return *waitFor(m_session->update(id, update));
}

qint64 TaskCourseTest::rowsIn(const QString &table) const
{
    const auto database =
        Database::openReadOnly(DataDirectory::resolve(m_directory->path()).databaseFile());
    return (*database)->value(u"SELECT count(*) FROM "_s + table)->toLongLong();
}

void TaskCourseTest::execute(const QString &sql) const
{
    const auto database =
        Database::openAsItIs(DataDirectory::resolve(m_directory->path()).databaseFile());
    QVERIFY(database);
    const Result<void> done = (*database)->execute(sql);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
}

void TaskCourseTest::samplesFollowTheProgress()
{
    const Task task = create();
    m_clock->advance(1s);
    tell(task.id, 0.25);
    QVERIFY(waitFor(m_session->appendOutput(task.id, "twelve bytes")));
    m_clock->advance(1s);
    TaskUpdate update;
    update.current = 30.0;
    update.fraction = 0.5;
    QVERIFY(waitFor(m_session->update(task.id, update)));
    const QList<CourseSample> expected{
        {1s, 0.25, {}, 0, {}},
        {2s, 0.5, 30.0, 12, {}},
    };
    QVERIFY(course(task.id).samples == expected);
}

void TaskCourseTest::briefTaskHasNoSamples()
{
    const Task task = create();
    tell(task.id, 0.5);
    m_clock->advance(CourseRecorder::firstSpacing - 1ms);
    tell(task.id, 0.75);
    QVERIFY(waitFor(m_session->complete(task.id, {})));
    QVERIFY(course(task.id).samples.isEmpty());
    QCOMPARE(rowsIn(u"task_states"_s), 0);
    QCOMPARE(states(task.id), u"processing@0 completed@249"_s);
}

void TaskCourseTest::samplesKeepTheirDistance()
{
    const Task task = create();
    for (int i = 0; i < 50; ++i) {
        m_clock->advance(20ms);
        tell(task.id, i / 50.0);
    }
    const QList<CourseSample> samples = course(task.id).samples;
    QCOMPARE(samples.size(), 3); // at 260, 520 and 780 ms
    for (qsizetype i = 1; i < samples.size(); ++i)
        QVERIFY(samples[i].elapsed - samples[i - 1].elapsed >= CourseRecorder::firstSpacing);
}

void TaskCourseTest::longRunHasNoMoreSamplesThanAShortOne()
{
    const Task task = create();
    constexpr int updates = 500;
    for (int i = 1; i <= updates; ++i) {
        m_clock->advance(3s);
        tell(task.id, double(i) / updates);
    }
    const QList<CourseSample> samples = course(task.id).samples;
    QVERIFY(samples.size() >= limits::sampleCount / 2);
    QVERIFY(samples.size() <= limits::sampleCount);
    QVERIFY(samples.constFirst().elapsed < 30s);
    QVERIFY(samples.constLast().elapsed > 1450s);
    for (qsizetype i = 1; i < samples.size(); ++i) { // no stretch of it is left out
        const auto between = samples[i].elapsed - samples[i - 1].elapsed;
        QVERIFY(between > 0s && between <= 32s);
    }
}

void TaskCourseTest::endedRunIsKeptMoreThinly_data()
{
    QTest::addColumn<bool>("isAfterARestart");
    QTest::newRow("as it went") << false;
    QTest::newRow("after a restart") << true;
}

void TaskCourseTest::endedRunIsKeptMoreThinly()
{
    QFETCH(const bool, isAfterARestart);
    const Task task = create();
    for (int i = 1; i < limits::sampleCount; ++i) {
        m_clock->advance(1s);
        tell(task.id, i / 1000.0);
    }
    QVERIFY(course(task.id).samples.size() > limits::sampleCount / 2);
    if (isAfterARestart)
        open();
    QVERIFY(waitFor(m_session->complete(task.id, {})));
    const QList<CourseSample> samples = course(task.id).samples;
    QVERIFY(samples.size() >= limits::sampleCount / 6);
    QVERIFY(samples.size() <= limits::sampleCount * 3 / 8);
    QVERIFY(samples.constFirst().elapsed <= 8s);
    QVERIFY(samples.constLast().elapsed >= 190s);
}

void TaskCourseTest::samplesGoOnAfterARestart()
{
    const Task task = create();
    for (int i = 1; i <= 250; ++i) {
        m_clock->advance(1s);
        tell(task.id, i / 1000.0);
    }
    const qsizetype before = course(task.id).samples.size();
    open();
    tell(task.id, 0.31);
    QCOMPARE(course(task.id).samples.size(), before); // it knows how far apart they are
    for (int i = 311; i <= 560; ++i) {
        m_clock->advance(3s);
        tell(task.id, i / 1000.0);
    }
    const QList<CourseSample> samples = course(task.id).samples;
    QVERIFY(samples.size() <= limits::sampleCount);
    QVERIFY(samples.constFirst().elapsed < 30s);
    QVERIFY(samples.constLast().elapsed > 980s);
}

void TaskCourseTest::pausesAreNoneOfTheRun()
{
    const Task task = create();
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->pause(task.id)));
    m_clock->advance(1h);
    QVERIFY(waitFor(m_session->resume(task.id)));
    m_clock->advance(1s);
    tell(task.id, 0.5);
    QCOMPARE(course(task.id).samples.constLast().elapsed, 2s);
}

void TaskCourseTest::whatWasNotCommittedIsRecordedWithTheNextTry()
{
    const Task task = create();
    m_clock->advance(1s);
    tell(task.id, 0.25);
    m_clock->advance(1s);
    // The revision is what a group writes last.
    execute(u"CREATE TRIGGER broken BEFORE UPDATE ON revision BEGIN "
            "SELECT RAISE(ABORT, 'broken'); END"_s);
    TaskUpdate update;
    update.fraction = 0.5;
    QVERIFY(!waitFor(m_session->update(task.id, update)));
    QVERIFY(!waitFor(m_session->pause(task.id)));
    QCOMPARE(course(task.id).samples.size(), 1);
    execute(u"DROP TRIGGER broken"_s);
    QTRY_VERIFY_WITH_TIMEOUT(waitFor(m_session->update(task.id, update)), 60'000);
    m_clock->advance(1ms); // the new connection has spent this one on looking for what there is
    QVERIFY(waitFor(m_session->pause(task.id)));
    const QList<CourseSample> expected{{1s, 0.25, {}, 0, {}}, {2001ms, 0.5, {}, 0, {}}};
    QVERIFY(course(task.id).samples == expected);
    QCOMPARE(states(task.id), u"processing@0 paused@2001"_s);
    QCOMPARE(rowsIn(u"task_states"_s), 1);
}

void TaskCourseTest::manyChangesAtOnceTakeFewSamples()
{
    constexpr int tasks = 320;
    test::SampleDatabase sample(m_directory->filePath(u"sample.db"_s));
    const OutputStore outputs(m_directory->path());
    CourseRecorder recorder(sample.database(), outputs);
    QList<Task> running;
    for (int i = 1; i <= tasks; ++i) {
        Task task = sample.insert(sample.owner);
        task.row = static_cast<quint32>(i);
        task.status = TaskStatus::Processing;
        task.startedAt = task.createdAt;
        running.append(task);
    }
    QDateTime now = running.constFirst().createdAt;
    const auto change = [&] { // all of them, in one group
        now = now.addMSecs(1);
        recorder.beginGroup(tasks, now);
        for (Task &task : running) {
            task.updatedAt =
                task.updatedAt.isNull() ? task.createdAt.addSecs(1) : task.updatedAt.addMSecs(1);
            QVERIFY(recorder.note(task, task.updatedAt, CourseRecorder::Known::Before));
        }
    };
    const auto count = [&](const QString &what) {
        return sample.database().value(u"SELECT count(%1) FROM task_samples"_s.arg(what))->toInt();
    };
    for (int group = 0; group < 2; ++group) // it has to look for what it has of them, too
        change();
    QVERIFY(count(u"*"_s) > 0);
    QVERIFY2(count(u"*"_s) <= 2 * (1 + tasks / 32), qPrintable(QString::number(count(u"*"_s))));
    for (int group = 0; group < 200; ++group)
        change();
    QCOMPARE(count(u"DISTINCT task"_s), tasks); // each has its turn

    const int before = count(u"*"_s);
    for (Task &task : running) { // each in a group of its own, at the same moment
        task.updatedAt = task.updatedAt.addSecs(1);
        recorder.beginGroup(1, now.addSecs(1));
        QVERIFY(recorder.note(task, task.updatedAt, CourseRecorder::Known::Before));
    }
    QCOMPARE(count(u"*"_s), before + 1);
}

void TaskCourseTest::usageIsToldWhileItRuns()
{
    const Task task = create();
    m_clock->advance(1s);
    TaskUpdate update;
    update.cpuPercent = 150.0;
    update.memoryBytes = 4096;
    const ResourceUsage usage{150.0, 4096};
    QVERIFY(waitFor(m_session->update(task.id, update))->usage == usage);
    QVERIFY(course(task.id).samples.constLast().usage == usage);
    open();
    QVERIFY(waitFor(m_session->task(task.id))->usage == usage);
    const TaskFilter all;
    QVERIFY(waitFor(m_session->list(all))->tasks.constFirst().usage == usage);
    QVERIFY(waitFor(m_session->complete(task.id, {}))->usage == ResourceUsage());
}

void TaskCourseTest::usageAloneIsNoNewsOfTheProgress()
{
    const Task task = create();
    m_clock->advance(10s);
    const Task before = tell(task.id, 0.5);
    QVERIFY(estimatedEnd(before));
    m_clock->advance(10s);
    TaskUpdate update;
    update.fraction = 0.5;
    update.cpuPercent = 80.0;
    update.sequence = 7;
    const Task after = *waitFor(m_session->update(task.id, update));
    QVERIFY(after.usage.cpuPercent);
    QCOMPARE(after.updatedAt, before.updatedAt);
    QCOMPARE(estimatedEnd(after), estimatedEnd(before));
    QCOMPARE(course(task.id).samples.constLast().elapsed, 20s); // when that was used
    update.sequence = 8; // without news, as before
    QCOMPARE(waitFor(m_session->update(task.id, update))->updatedAt, m_clock->now());
}

void TaskCourseTest::pausesAreStates()
{
    const Task task = create();
    for (int i = 0; i < 2; ++i) {
        m_clock->advance(1s);
        QVERIFY(waitFor(m_session->pause(task.id)));
        m_clock->advance(1s);
        QVERIFY(waitFor(m_session->resume(task.id)));
    }
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->complete(task.id, {})));
    open();
    QCOMPARE(states(task.id),
             u"processing@0 paused@1000 processing@2000 paused@3000 processing@4000 "
             "completed@5000"_s);
}

void TaskCourseTest::silenceAndLossAreStates()
{
    const Task task = create(u"make"_s, true);
    const LeaseTimes times;
    m_clock->advance(times.quiet + 1s);
    QTRY_VERIFY(waitFor(m_session->task(task.id))->stalled);
    QVERIFY(states(task.id).startsWith(u"processing@0 stalled@"_s));
    m_clock->advance(times.lost + 1s);
    QTRY_COMPARE(waitFor(m_session->task(task.id))->status, TaskStatus::Lost);
    m_clock->advance(1s);
    tell(task.id, 0.5);
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->complete(task.id, {})));
    QStringList words;
    const QList<StateChange> found = course(task.id).states;
    for (const StateChange &state : found)
        words += state.stalled ? u"stalled"_s : wordOf(state.status);
    QCOMPARE(words.join(u' '), u"processing stalled lost processing completed"_s);
}

void TaskCourseTest::silenceOfAPausedTaskIsAState()
{
    const Task task = create(u"make"_s, true);
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->pause(task.id)));
    const LeaseTimes times;
    m_clock->advance(times.quiet + 1s);
    QTRY_VERIFY(waitFor(m_session->task(task.id))->stalled);
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->heartbeat(task.id)));
    const QList<StateChange> found = course(task.id).states;
    QCOMPARE(found.size(), 4);
    QCOMPARE(found.at(1), (StateChange{TaskStatus::Paused, false, m_start.addSecs(1)}));
    QVERIFY(found.at(2).stalled && found.at(2).from >= found.at(1).from);
    QCOMPARE(found.at(3), (StateChange{TaskStatus::Paused, false, m_clock->now()}));
}

void TaskCourseTest::silenceBeginsWithinTheRun()
{
    Task task;
    task.createdAt = m_start;
    task.startedAt = m_start.addSecs(5);
    task.status = TaskStatus::Processing;
    task.stalled = true;
    task.quietSince = m_start.addSecs(4); // the clock was set
    QCOMPARE(presentState(task, {}).from, task.startedAt);
    task.quietSince = m_start.addSecs(6);
    QCOMPARE(presentState(task, {}).from, task.quietSince);
}

void TaskCourseTest::firstAndLastStatesAreKept()
{
    test::SampleDatabase sample(m_directory->filePath(u"sample.db"_s));
    Task task = sample.insert(sample.owner);
    task.row = *sample.tasks().newestRow();
    CourseStore store(sample.database());
    constexpr int all = CourseStore::statesKept + 51;
    for (int i = 1; i <= all; ++i)
        QVERIFY(store.insert(task.row, StateChange{TaskStatus::Paused, false, m_start.addSecs(i)}));
    const QList<StateChange> states = *store.states(sample.owner, task.id);
    QCOMPARE(states.size(), CourseStore::statesKept + 1);
    QCOMPARE(states.at(0).from, m_start.addSecs(1));
    QCOMPARE(states.at(1).from, m_start.addSecs(all - CourseStore::statesKept + 1));
    QCOMPARE(states.constLast().from, m_start.addSecs(all));
}

void TaskCourseTest::cancelIsAState()
{
    const Task task = create(u"make"_s, true);
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->cancel(task.id)));
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->fail(task.id, {u"stopped"_s, {}, {}})));
    QCOMPARE(states(task.id), u"processing@0 cancelling@1000 cancelled@2000"_s);
}

void TaskCourseTest::statesOfATaskOfBefore_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<int>("started"); // milliseconds after it was made; -1: never
    QTest::addColumn<int>("since"); // of the status
    QTest::addColumn<QString>("expected");
    QTest::newRow("waits") << TaskStatus::Pending << -1 << 0 << u"pending@0"_s;
    QTest::newRow("runs") << TaskStatus::Processing << 5 << 5 << u"pending@0 processing@5"_s;
    QTest::newRow("is paused") << TaskStatus::Paused << 5 << 9
                               << u"pending@0 processing@5 paused@9"_s;
    QTest::newRow("ended") << TaskStatus::Failed << 0 << 9 << u"processing@0 failed@9"_s;
    QTest::newRow("never ran") << TaskStatus::Cancelled << -1 << 9 << u"pending@0 cancelled@9"_s;
    QTest::newRow("was done at once")
        << TaskStatus::Completed << 9 << 9 << u"pending@0 completed@9"_s;
}

void TaskCourseTest::statesOfATaskOfBefore()
{
    QFETCH(const TaskStatus, status);
    QFETCH(const int, started);
    QFETCH(const int, since);
    QFETCH(const QString, expected);
    Task task;
    task.status = status;
    task.createdAt = m_start;
    task.startedAt = started < 0 ? QDateTime() : m_start.addMSecs(started);
    task.pausedAt = status == TaskStatus::Paused ? m_start.addMSecs(since) : QDateTime();
    task.completedAt = isEnded(status) ? m_start.addMSecs(since) : QDateTime();
    QCOMPARE(textOf(statesOf(task, {}), m_start), expected);
}

void TaskCourseTest::earlierRunsAreOfTheSame()
{
    QList<TaskId> makes;
    for (const QString &name : {u"make"_s, u"Make"_s, u"make"_s, u"make test"_s, u"make"_s}) {
        const Task task = create(name);
        QVERIFY(waitFor(m_session->complete(task.id, {})));
        if (name == "make"_L1)
            makes.prepend(task.id);
        m_clock->advance(1s);
    }
    create(); // has not ended
    const Task task = create();
    const QList<Task> runs = *waitFor(m_session->earlierRuns(task.id, 2));
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs.at(0).id, makes.at(0));
    QCOMPARE(runs.at(1).id, makes.at(1));
    QCOMPARE(waitFor(m_session->earlierRuns(task.id, 50))->size(), 3);
    QVERIFY(waitFor(m_session->earlierRuns(makes.at(2), 50))->isEmpty());
}

void TaskCourseTest::attemptsComeBeforeOtherRuns()
{
    const Task first = create();
    QVERIFY(waitFor(m_session->fail(first.id, {})));
    const Task second = *waitFor(m_session->retry(first.id));
    TaskUpdate start;
    start.startProcessing = true;
    QVERIFY(waitFor(m_session->update(second.id, start)));
    for (int i = 0; i < 3; ++i)
        QVERIFY(waitFor(m_session->complete(create().id, {})));
    QVERIFY(waitFor(m_session->fail(second.id, {})));
    const Task third = *waitFor(m_session->retry(second.id));
    const QList<Task> runs = *waitFor(m_session->earlierRuns(third.id, 3));
    QCOMPARE(runs.size(), 3);
    QCOMPARE(runs.at(0).id, second.id);
    QCOMPARE(runs.at(1).id, first.id);
}

void TaskCourseTest::attemptThatNeverRanIsNoRun()
{
    const Task first = create();
    QVERIFY(waitFor(m_session->complete(first.id, {})));
    const Task second = *waitFor(m_session->retry(first.id));
    QVERIFY(waitFor(m_session->cancel(second.id))); // while it waited
    const Task third = *waitFor(m_session->retry(second.id));
    QVERIFY(waitFor(m_session->task(second.id))->startedAt.isNull());
    const QList<Task> runs = *waitFor(m_session->earlierRuns(third.id, 5));
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs.constFirst().id, first.id);
}

void TaskCourseTest::runsThatEndedLaterAreNotEarlier()
{
    const Task slow = create();
    const Task quick = create();
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->complete(quick.id, {})));
    QCOMPARE(waitFor(m_session->earlierRuns(quick.id, 5))->size(), 0);
    m_clock->advance(1s);
    QVERIFY(waitFor(m_session->complete(slow.id, {})));
    QCOMPARE(waitFor(m_session->earlierRuns(quick.id, 5))->size(), 0);
    const Task next = create();
    QCOMPARE(waitFor(m_session->earlierRuns(next.id, 5))->size(), 2);
}

void TaskCourseTest::earlierRunsAreReadFromAnIndex()
{
    test::SampleDatabase sample(m_directory->filePath(u"sample.db"_s));
    Statement explain(sample.database(),
                      u"EXPLAIN QUERY PLAN "_s + CourseStore::selectOfSameName());
    const Result<QSqlQuery *> query =
        explain.run({1, u"make"_s, 9, 1, u"make"_s, 9, u"make"_s, u""_s, 9, 5});
    QVERIFY(query);
    QStringList steps;
    while ((*query)->next())
        steps += (*query)->value(3).toString();
    const QString plan = steps.join(u'\n');
    QCOMPARE(steps.filter(u"ended_by_name"_s).size(), 2);
    QVERIFY2(!plan.contains(u"tasks_newest"_s) && !plan.contains(u"B-TREE"_s), qPrintable(plan));
    QVERIFY2(!plan.contains(u"SCAN tasks"_s) && !plan.contains(u"SCAN t"_s), qPrintable(plan));
}

void TaskCourseTest::courseIsItsOwnersAlone()
{
    const Task task = create();
    QVERIFY(waitFor(m_service->auth().addAccount(m_service->auth().owner(), u"other@example.org"_s,
                                                 "correct horse")));
    const auto signedIn = waitFor(m_service->auth().signIn(u"other@example.org"_s, "correct horse",
                                                           {OsUserId(1000), u"127.0.0.1"_s}));
    const TaskSessionPtr other = m_service->sessionFor(signedIn->principal);
    QCOMPARE(waitFor(other->course(task.id)).error().code, ErrorCode::AccessDenied);
    QCOMPARE(waitFor(other->course(TaskId::make())).error().code, ErrorCode::NotFound);
    QCOMPARE(waitFor(other->earlierRuns(task.id, 5)).error().code, ErrorCode::AccessDenied);
    QVERIFY(waitFor(m_session->complete(task.id, {})));
    NewTask theirs;
    theirs.name = task.name;
    const Task same = *waitFor(other->create(theirs));
    QVERIFY(waitFor(other->earlierRuns(same.id, 5))->isEmpty());
}

void TaskCourseTest::courseGoesWithItsTask()
{
    const Task task = create();
    m_clock->advance(1s);
    tell(task.id, 0.5);
    QVERIFY(waitFor(m_session->pause(task.id)));
    QVERIFY(waitFor(m_session->fail(task.id, {})));
    QCOMPARE(rowsIn(u"task_samples"_s), 1);
    QCOMPARE(rowsIn(u"task_states"_s), 1);
    QVERIFY(waitFor(m_session->remove(task.id)));
    QCOMPARE(rowsIn(u"task_samples"_s), 0);
    QCOMPARE(rowsIn(u"task_states"_s), 0);
    QCOMPARE(waitFor(m_session->course(task.id)).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TaskCourseTest)
#include "tst_taskcourse.moc"
