#include "core/client/access.h"
#include "core/client/remotetasksession.h"
#include "tests/unit/headwayrunner.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

/// The contract of TaskSession over HTTP, at a real service; what the service has is asked of a
/// session in its own process.
class tst_RemoteTaskSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void taskIsTheSameFromBothSides();
    void updatesAndEndsArrive();
    void keyMakesAChangeHappenOnce();
    void cancelKnowsItsScope();
    void pauseResumeAndRetryArrive();
    void outputIsKeptOnce();
    void heartbeatIsNoChange();
    void waitEndsWithTheChange();
    void waitEndsWithoutAChange();
    void listIsPagedAndFiltered();
    void listIsSearched();
    void indexAndItsTasksArrive();
    void searchTypedOnFindsWhatWasTypedLast();
    void groupsAreCounted();
    void spansAndStatisticsArrive();
    void runsOfALongNameArrive();
    void courseAndEarlierRunsArrive();
    void changesAreTold();
    void nobodyConnectedNobodyListens();
    void endedCredentialEndsTheChanges();
    void errorsAreTheContracts();

private:
    RemoteTaskSession &remote() { return *m_remote; }
    Task create(const QString &name, TaskStatus status = TaskStatus::Processing)
    {
        NewTask task;
        task.name = name;
        task.status = status;
        return *await(remote().create(task));
    }

    std::unique_ptr<HeadwayRunner> m_headway;
    std::unique_ptr<RemoteTaskSession> m_remote;
};

void tst_RemoteTaskSession::initTestCase()
{
    m_headway = std::make_unique<HeadwayRunner>();
    qputenv("XDG_CONFIG_HOME", m_headway->file(u"config"_s).toUtf8());
    const Result<Access> access = findAccess({.directory = m_headway->directory()});
    QVERIFY(access.isOk());
    m_remote = std::make_unique<RemoteTaskSession>(
        std::make_unique<ApiClient>(access->url, access->credential), u"owner@example.org"_s);
}

void tst_RemoteTaskSession::taskIsTheSameFromBothSides()
{
    NewTask wanted;
    wanted.name = u"<b>n\x1b</b> 😀"_s;
    wanted.kind = u"build"_s;
    wanted.total = 12.5;
    wanted.unit = u"files"_s;
    wanted.labels = {{u"a"_s, u"b"_s}};
    wanted.host = u"host"_s;
    wanted.hasRunner = true;
    wanted.retryOf = create(u"before"_s).id;
    const Task made = *await(remote().create(wanted));
    QCOMPARE(made.name, wanted.name);
    QCOMPARE(made.labels, wanted.labels);
    QCOMPARE(made.attempt, 2);

    Task there = *await(m_headway->own().task(made.id));
    there.owner = {}; // not told
    QVERIFY(there == made);
    QVERIFY(*await(remote().task(made.id)) == made);
}

void tst_RemoteTaskSession::updatesAndEndsArrive()
{
    const Task task = create(u"updated"_s, TaskStatus::Pending);
    TaskUpdate update;
    update.startProcessing = true;
    update.fraction = 0.25;
    update.progress = u"a quarter"_s;
    update.sequence = 7;
    const Task updated = *await(remote().update(task.id, update));
    QCOMPARE(updated.status, TaskStatus::Processing);
    QCOMPARE(updated.progress.fraction, 0.25);
    QCOMPARE(await(remote().update(task.id, update)).error().code, ErrorCode::StaleSequence);

    const QByteArray result = R"({ "b" : [1.0, 1e2] })";
    const Task completed = *await(remote().complete(task.id, {result, 0}));
    QCOMPARE(completed.status, TaskStatus::Completed);
    QCOMPARE(completed.result, std::optional(result));
    QCOMPARE(await(remote().update(task.id, {})).error().code, ErrorCode::StateForbids);

    const Task failed = *await(remote().fail(create(u"failing"_s).id, {u"last\nlines"_s, {}, 9}));
    QCOMPARE(failed.status, TaskStatus::Failed);
    QCOMPARE(failed.error, std::optional(u"last\nlines"_s));
    QCOMPARE(failed.signal, std::optional(9));

    QVERIFY(await(remote().remove(task.id)).isOk());
    QCOMPARE(await(remote().task(task.id)).error().code, ErrorCode::NotFound);
}

void tst_RemoteTaskSession::keyMakesAChangeHappenOnce()
{
    const RequestKey key{"a-key", {}};
    NewTask wanted;
    wanted.name = u"once"_s;
    const Task first = *await(remote().create(wanted, key));
    QCOMPARE(await(remote().create(wanted, key))->id, first.id);
    wanted.name = u"other"_s;
    QCOMPARE(await(remote().create(wanted, key)).error().code, ErrorCode::KeyReused);
}

void tst_RemoteTaskSession::cancelKnowsItsScope()
{
    const Task pending = create(u"pending"_s, TaskStatus::Pending);
    QCOMPARE(await(remote().cancel(pending.id, CancelScope::ProcessingOnly)).error().code,
             ErrorCode::NotProcessing);
    QCOMPARE(await(remote().cancel(pending.id))->status, TaskStatus::Cancelled);
    const Task running = create(u"running"_s);
    QCOMPARE(await(remote().cancel(running.id, CancelScope::ProcessingOnly))->status,
             TaskStatus::Cancelled);
    const Task done = create(u"done"_s);
    QVERIFY(await(remote().complete(done.id, {})).isOk());
    QCOMPARE(await(remote().cancel(done.id)).error().code, ErrorCode::NotProcessing);
}

void tst_RemoteTaskSession::pauseResumeAndRetryArrive()
{
    const Task task = create(u"paused"_s);
    QCOMPARE(await(remote().pause(task.id))->status, TaskStatus::Paused);
    QCOMPARE(await(remote().resume(task.id))->status, TaskStatus::Processing);
    QCOMPARE(await(remote().retry(task.id)).error().code, ErrorCode::StateForbids);
    QVERIFY(await(remote().complete(task.id, {})).isOk());
    QCOMPARE(await(remote().pause(task.id)).error().code, ErrorCode::StateForbids);
    const RequestKey key{"retry-once", {}};
    const Task next = *await(remote().retry(task.id, key));
    QCOMPARE(next.retryOf, task.id);
    QCOMPARE(next.attempt, 2);
    QVERIFY(*await(remote().retry(task.id, key)) == next);
}

void tst_RemoteTaskSession::outputIsKeptOnce()
{
    const Task task = create(u"writing"_s);
    const QByteArray bytes("a\0\xff\r\n", 5);
    QCOMPARE(*await(remote().appendOutput(task.id, bytes, 0)), 5);
    QCOMPARE(*await(remote().appendOutput(task.id, bytes + "more", 0)), 9);
    QCOMPARE(*await(remote().appendOutput(task.id, "!")), 10);
    QCOMPARE(await(remote().appendOutput(task.id, "?", 99)).error().code,
             ErrorCode::InvalidArgument);
    const TaskOutput end{"re!", 7, 10};
    QCOMPARE(*await(remote().output(task.id, -3, 100)), end);
    const TaskOutput begin{bytes, 0, 10};
    QCOMPARE(*await(remote().output(task.id, 0, 5)), begin);
}

void tst_RemoteTaskSession::heartbeatIsNoChange()
{
    const Task task = create(u"beating"_s);
    QCOMPARE(await(remote().heartbeat(task.id))->revision, task.revision);
    QVERIFY(await(remote().complete(task.id, {})).isOk());
    QCOMPARE(await(remote().heartbeat(task.id)).error().code, ErrorCode::StateForbids);
}

void tst_RemoteTaskSession::waitEndsWithTheChange()
{
    const Task task = create(u"awaited"_s);
    const QFuture<Result<Task>> waiting = remote().waitForChange(task.id, task.revision, 30s);
    QVERIFY(await(remote().task(task.id)).isOk()); // the service has read what came before it
    QVERIFY(!waiting.isFinished());
    QVERIFY(await(m_headway->own().complete(task.id, {})).isOk());
    QCOMPARE(await(waiting)->status, TaskStatus::Completed);
}

void tst_RemoteTaskSession::waitEndsWithoutAChange()
{
    const Task task = create(u"unchanged"_s);
    QVERIFY(*await(remote().waitForChange(task.id, task.revision, 0ms)) == task);
    QVERIFY(*await(remote().waitForChange(task.id, 0, 30s)) == task);
}

void tst_RemoteTaskSession::listIsPagedAndFiltered()
{
    const Task first = create(u"page & one"_s);
    const Task second = create(u"page & two"_s);
    TaskFilter filter;
    filter.search = u"page &"_s;
    filter.limit = 1;
    const TaskPage newest = *await(remote().list(filter));
    QCOMPARE(newest.tasks.size(), 1);
    QCOMPARE(newest.tasks.first().id, second.id);
    QVERIFY(newest.nextCursor);
    filter.before = newest.nextCursor;
    QCOMPARE(await(remote().list(filter))->tasks.first().id, first.id);
}

void tst_RemoteTaskSession::listIsSearched()
{
    const Task wanted = create(u"search: \"one\" & 100%"_s);
    create(u"search: two"_s);
    TaskFilter filter;
    filter.query.words = {{{u"search:"_s}, false}, {{u"\"ONE\" & 100%"_s}, false}};
    filter.query.statuses = {{{TaskStatus::Failed}, true}};
    filter.query.createdSince = wanted.createdAt;
    const TaskPage page = *await(remote().list(filter));
    QCOMPARE(page.tasks.size(), 1);
    QCOMPARE(page.tasks.first().id, wanted.id);
    filter.query.words.append({{u"one"_s}, true});
    QVERIFY(await(remote().list(filter))->tasks.isEmpty());
}

void tst_RemoteTaskSession::indexAndItsTasksArrive()
{
    const Task live = create(u"indexed live"_s);
    const Task one = create(u"indexed b"_s);
    const Task two = create(u"indexed a"_s);
    for (const Task &task : {one, two})
        QVERIFY(await(remote().complete(task.id, {})));
    TaskFilter filter;
    filter.search = u"indexed"_s;
    const Result<TaskIndex> index = await(remote().index(filter, {TaskKey::Name, false}));
    QVERIFY(index);
    QCOMPARE(index->rows, QList<quint32>({two.row, one.row}));
    QVERIFY(index->counts.value(TaskStatus::Completed) >= 2);
    QVERIFY(index->revision > two.revision);
    const Result<QList<Task>> tasks = await(remote().tasksAt(index->rows + QList{1'000'000U}));
    QVERIFY(tasks);
    QCOMPARE(tasks->size(), 2);
    QCOMPARE(tasks->first().id, two.id);
    QCOMPARE(await(remote().tasksAt({live.row}))->first().id, live.id);
}

void tst_RemoteTaskSession::searchTypedOnFindsWhatWasTypedLast()
{
    const Task needle = create(u"needle in hay"_s);
    QVERIFY(await(remote().complete(needle.id, {})));
    QVERIFY(await(remote().complete(create(u"need"_s).id, {})));
    TaskFilter filter;
    std::stop_source stop;
    QFuture<Result<TaskIndex>> index;
    for (const QChar letter : u"needle in"_s) {
        filter.search += letter;
        stop.request_stop();
        stop = std::stop_source();
        index = remote().index(filter, {}, stop.get_token());
    }
    const Result<TaskIndex> found = await(index);
    QVERIFY(found);
    QCOMPARE(found->rows, QList<quint32>({needle.row}));
}

void tst_RemoteTaskSession::groupsAreCounted()
{
    NewTask wanted;
    wanted.name = u"grouped"_s;
    wanted.kind = u"grouped & counted"_s;
    wanted.labels = {{u"a=b"_s, u"c"_s}};
    const Result<Task> task = await(remote().create(wanted));
    QVERIFY(task);
    QVERIFY(await(remote().complete(task->id, {})).isOk());
    const Result<TaskGroups> groups = await(remote().groups(task->createdAt));
    QVERIFY(groups);
    QVERIFY(groups->kinds.contains(TaskGroup{{}, wanted.kind, 1}));
    QVERIFY(groups->labels.contains(TaskGroup{u"a=b"_s, u"c"_s, 1}));
    QVERIFY(groups->recent.value(TaskStatus::Completed) >= 1);
    QVERIFY(groups->statuses.value(TaskStatus::Completed) >= 1);
    const QDateTime later = QDateTime::currentDateTimeUtc().addYears(1);
    QVERIFY(await(remote().groups(later))->recent.isEmpty());
}

void tst_RemoteTaskSession::spansAndStatisticsArrive()
{
    const QString name = u"Counted & 100% ünïque+"_s;
    const Task live = create(name);
    const Task ended = create(name);
    TaskUpdate begun;
    begun.startProcessing = true;
    QVERIFY(await(remote().update(live.id, begun)));
    QVERIFY(await(remote().update(ended.id, begun)));
    QVERIFY(await(remote().complete(ended.id, {})));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Period period{now.addSecs(-3600), now.addSecs(3600)};
    const Result<TaskSpans> spans = await(remote().spans(period));
    QVERIFY(spans);
    QList<TaskId> ids;
    for (const TaskSpan &span : spans->spans)
        ids.append(span.id);
    QVERIFY(ids.contains(live.id));
    QVERIFY(ids.contains(ended.id));
    QVERIFY(await(remote().spans({now.addDays(-9), now.addDays(-8)}))->spans.isEmpty());
    const Result<TaskStatistics> statistics = await(remote().statistics(period));
    QVERIFY(statistics);
    QVERIFY(statistics->names.contains(NameCount{name, 1}));
    QVERIFY(!statistics->quarters.isEmpty());
    const Result<QList<TaskRun>> runs = await(remote().runs(name, period));
    QVERIFY(runs);
    QCOMPARE(runs->size(), 1);
    QCOMPARE(runs->first().id, ended.id);
    QVERIFY(await(remote().runs(u"no such"_s, period))->isEmpty());
    const Period tooLong{now.addDays(-400), now};
    QCOMPARE(await(remote().statistics(tooLong)).error().code, ErrorCode::InvalidArgument);
}

/// Percent-encoded it is longer than a request's line may be.
void tst_RemoteTaskSession::runsOfALongNameArrive()
{
    const QString name = QString(1000, u'\u540d') + u"\" or -name:\\"_s;
    TaskUpdate begun;
    begun.startProcessing = true;
    for (const QString &each : {name, name + u"2"_s, name.left(300)}) {
        const Task task = create(each);
        QVERIFY(await(remote().update(task.id, begun)));
        QVERIFY(await(remote().complete(task.id, {})));
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Period period{now.addSecs(-3600), now.addSecs(3600)};
    const Result<QList<TaskRun>> runs = await(remote().runs(name, period));
    QVERIFY2(runs, runs ? "" : qPrintable(runs.error().detail));
    QCOMPARE(runs->size(), 1);
    QCOMPARE(await(remote().task(runs->first().id))->name, name);
    QVERIFY(await(remote().runs(QString(1024, u'\u5b57'), period))->isEmpty());
    QVERIFY(await(remote().runs(name, {now.addDays(-2), now.addDays(-1)}))->isEmpty());
}

void tst_RemoteTaskSession::courseAndEarlierRunsArrive()
{
    const Task before = create(u"run twice"_s);
    QVERIFY(await(remote().complete(before.id, {})).isOk());
    const Task task = create(u"run twice"_s);
    TaskUpdate update;
    update.fraction = 0.25;
    update.cpuPercent = 12.5;
    update.memoryBytes = 4096;
    const auto isSampled = [&] {
        update.fraction = **update.fraction + 0.001; // or it is no change
        return await(remote().update(task.id, update)).isOk()
            && !await(remote().course(task.id))->samples.isEmpty();
    };
    QTRY_VERIFY(isSampled());
    QVERIFY(await(remote().pause(task.id)).isOk());
    const Result<TaskCourse> course = await(remote().course(task.id));
    QVERIFY(course);
    QVERIFY(*course == *await(m_headway->own().course(task.id)));
    QCOMPARE(course->states.constLast().status, TaskStatus::Paused);
    QVERIFY(course->samples.constFirst().usage == (ResourceUsage{12.5, 4096}));
    QVERIFY(await(remote().task(task.id))->usage == (ResourceUsage{12.5, 4096}));

    const Result<QList<Task>> runs = await(remote().earlierRuns(task.id, 5));
    QVERIFY(runs);
    QCOMPARE(runs->size(), 1);
    QCOMPARE(runs->constFirst().id, before.id);
    QCOMPARE(await(remote().course(TaskId::make())).error().code, ErrorCode::NotFound);
    QCOMPARE(await(remote().earlierRuns(TaskId::make(), 5)).error().code, ErrorCode::NotFound);
}

void tst_RemoteTaskSession::changesAreTold()
{
    const Task gone = create(u"to be deleted"_s);
    QVERIFY(await(remote().complete(gone.id, {})).isOk());
    QSet<TaskId> changed;
    QList<TaskId> deleted;
    QObject listener;
    connect(&remote(), &TaskSession::changed, &listener, [&](const TaskChanges &changes) {
        for (const Task &task : changes.changed)
            changed.insert(task.id);
        deleted += changes.deletedIds();
    });
    QSignalSpy begun(&remote(), &TaskSession::outdated);
    QTRY_COMPARE(begun.size(), 1);
    const Task theirs = m_headway->make(u"theirs"_s, TaskStatus::Pending, &m_headway->other());
    const Task mine = create(u"mine"_s);
    QVERIFY(await(remote().remove(gone.id)).isOk());
    QTRY_COMPARE(deleted, QList<TaskId>{gone.id});
    QCOMPARE(changed, QSet<TaskId>{mine.id});
    QVERIFY(!changed.contains(theirs.id));
}

void tst_RemoteTaskSession::nobodyConnectedNobodyListens()
{
    int streams = 0; // that have begun
    QObject counter;
    connect(&remote(), &TaskSession::outdated, &counter, [&] { ++streams; });
    QVERIFY(await(remote().list({})).isOk());
    QCOMPARE(streams, 0);
    QObject first;
    connect(&remote(), &TaskSession::changed, &first, [] {});
    QTRY_COMPARE(streams, 1);
    {
        QObject second;
        connect(&remote(), &TaskSession::changed, &second, [] {});
    }
    QSignalSpy interrupted(&remote(), &RemoteTaskSession::interrupted);
    QVERIFY(await(remote().list({})).isOk());
    disconnect(&remote(), nullptr, &first, nullptr);
    QVERIFY(await(remote().list({})).isOk());
    connect(&remote(), &TaskSession::changed, &first, [] {}); // which begins another one
    QTRY_COMPARE(streams, 2);
    QVERIFY(interrupted.isEmpty());
}

void tst_RemoteTaskSession::endedCredentialEndsTheChanges()
{
    AuthService &auth = m_headway->auth();
    const MadeToken made =
        *await(auth.createToken(auth.owner(), {u"test"_s, TokenScope::Read, {}}));
    RemoteTaskSession session(std::make_unique<ApiClient>(
        QUrl(m_headway->url()), Credential{Credential::Kind::Bearer, made.secret}));
    QSignalSpy begun(&session, &TaskSession::outdated);
    QSignalSpy ended(&session, &TaskSession::ended);
    connect(&session, &TaskSession::changed, &session, [] {});
    QTRY_COMPARE(begun.size(), 1);
    QVERIFY(await(auth.revokeToken(auth.owner(), made.token.id)).isOk());
    QTRY_COMPARE(ended.size(), 1);
}

void tst_RemoteTaskSession::errorsAreTheContracts()
{
    const Task theirs = m_headway->make(u"theirs"_s, TaskStatus::Processing, &m_headway->other());
    QCOMPARE(await(remote().task(theirs.id)).error().code, ErrorCode::AccessDenied);
    QCOMPARE(await(remote().update(theirs.id, {})).error().code, ErrorCode::AccessDenied);
    QCOMPARE(await(remote().cancel(theirs.id)).error().code, ErrorCode::AccessDenied);
    QCOMPARE(await(remote().output(theirs.id, 0, 1)).error().code, ErrorCode::AccessDenied);
    QCOMPARE(await(remote().remove(theirs.id)).error().code, ErrorCode::AccessDenied);
    QCOMPARE(await(remote().task(TaskId::make())).error().code, ErrorCode::NotFound);
    QCOMPARE(await(remote().create({})).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(await(remote().remove(create(u"running"_s).id)).error().code, ErrorCode::StateForbids);

    m_headway->stopService();
    QCOMPARE(await(remote().task(theirs.id)).error().code, ErrorCode::Unreachable);
}

QTEST_GUILESS_MAIN(tst_RemoteTaskSession)
#include "tst_remotetasksession.moc"
