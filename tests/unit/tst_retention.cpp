#include "core/service/authservice.h"
#include "core/service/historykeeper.h"
#include "core/service/service.h"
#include "tests/support/fakeclock.h"
#include "tests/unit/sampledatabase.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <functional>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Retention::Days operator""_days(unsigned long long days)
{
    return Retention::Days(days);
}

template <typename T>
T waitFor(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

/// A FakeClock by which time passes, or something happens, whenever the engine looks at it.
class EngineClock final : public Clock
{
public:
    QDateTime now() const override
    {
        if (m_isWatched && isEngine())
            whenAsked();
        return m_clock.now();
    }
    std::chrono::milliseconds monotonic() const override
    {
        if (m_runs && isEngine())
            m_clock.advance(1ms);
        return m_clock.monotonic();
    }
    void advance(std::chrono::milliseconds by) { m_clock.advance(by); }
    void setRuns() { m_runs = true; }
    void setWatched(bool isWatched) { m_isWatched = isWatched; }

    std::function<void()> whenAsked; ///< the time, at the beginning of each group

private:
    static bool isEngine() { return QThread::currentThread()->objectName() == "headway-engine"_L1; }

    mutable FakeClock m_clock;
    std::atomic<bool> m_runs = false;
    std::atomic<bool> m_isWatched = false;
};

} // namespace

class RetentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsOldGoes();
    void eachStateHasItsAge();
    void whatIsUnderWayStays();
    void whatIsPinnedStays();
    void theOldestGoBeyondTheNumber();
    void theOldestGoBeyondTheSize();
    void outputGoesWithItsTask();
    void deletionsAreTold();
    void outputThatAKillHasLeftGoes();
    void noCommitDeletesMany();
    void aSliceEndsWithItsTime();
    void aSliceEndsWhenSomebodyWaits();
    void theLogStaysShort();
    void changedBoundsHoldAtOnce();
    void boundsAreKept();
    void eachAccountHasItsOwn();
    void windowSetsItForTheOwnerAlone();
    void narrowerBoundsKeepLess_data();
    void narrowerBoundsKeepLess();

private:
    void open(const Retention &retention);
    TaskId ended(const QString &name, const Labels &labels = {}, bool hasFailed = false);
    void endMany(int count);
    /// Lets the keeper delete all of @p count ended tasks. @return how many by each commit
    QList<qsizetype> commitsThatDelete(int count);
    /// Lets time pass, and the keeper begin.
    void pass(std::chrono::milliseconds time);
    QStringList names() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<EngineClock> m_clock;
    std::unique_ptr<Service> m_service;
    TaskSessionPtr m_session;
    TaskId m_live;
};

void RetentionTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<EngineClock>();
}

void RetentionTest::cleanup()
{
    m_session.reset();
    m_service.reset();
}

void RetentionTest::open(const Retention &retention)
{
    Result<std::unique_ptr<Service>> opened = Service::open(
        DataDirectory::resolve(m_directory->path()), u"owner@example.org"_s, *m_clock);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    m_service = std::move(*opened);
    m_session = m_service->sessionFor(m_service->auth().owner());
    QVERIFY(waitFor(m_service->setRetention(retention)));
    NewTask live;
    live.name = u"live"_s;
    live.status = TaskStatus::Processing;
    m_live = waitFor(m_session->create(live))->id;
}

TaskId RetentionTest::ended(const QString &name, const Labels &labels, bool hasFailed)
{
    NewTask wanted;
    wanted.name = name;
    wanted.status = TaskStatus::Processing;
    wanted.labels = labels;
    const TaskId id = waitFor(m_session->create(wanted))->id;
    Failure failure;
    failure.error = u"no"_s;
    const Result<Task> end =
        hasFailed ? waitFor(m_session->fail(id, failure)) : waitFor(m_session->complete(id, {}));
    Q_ASSERT(end);
    return id;
}

void RetentionTest::pass(std::chrono::milliseconds time)
{
    m_clock->advance(time);
    static int step = 0;
    TaskUpdate update;
    update.progress = u"step %1"_s.arg(++step);
    QVERIFY(waitFor(m_session->update(m_live, update)));
}

QStringList RetentionTest::names() const
{
    QStringList names;
    const Result<TaskPage> page = waitFor(m_session->list({}));
    for (const Task &task : page->tasks)
        names.prepend(task.name);
    return names;
}

void RetentionTest::whatIsOldGoes()
{
    open({});
    ended(u"old"_s);
    m_clock->advance(24h * 2);
    ended(u"young"_s);
    pass(24h * 89);
    QTRY_COMPARE(names(), QStringList({u"live"_s, u"young"_s}));
}

void RetentionTest::eachStateHasItsAge()
{
    open({.completed = 10_days, .failed = 30_days});
    ended(u"completed"_s);
    ended(u"failed"_s, {}, true);
    pass(20 * 24h);
    QTRY_COMPARE(names(), QStringList({u"live"_s, u"failed"_s}));
    pass(20 * 24h);
    QTRY_COMPARE(names(), QStringList{u"live"_s});
}

void RetentionTest::whatIsUnderWayStays()
{
    open({.completed = 1_days, .tasks = 0});
    ended(u"old"_s);
    pass(1000h);
    QTRY_COMPARE(names(), QStringList{u"live"_s});
}

void RetentionTest::whatIsPinnedStays()
{
    open({});
    const TaskId pinned = ended(u"pinned"_s);
    const TaskId unpinned = ended(u"unpinned"_s);
    ended(u"other"_s);
    QVERIFY(waitFor(m_session->pin(pinned, Pin::Set))->isPinned);
    QVERIFY(waitFor(m_session->pin(unpinned, Pin::Set)));
    QVERIFY(!waitFor(m_session->pin(unpinned, Pin::Removed))->isPinned);
    QVERIFY(waitFor(m_service->setRetention({.completed = 1_days, .tasks = 1})));
    pass(10 * 24h);
    QTRY_COMPARE(names(), QStringList({u"live"_s, u"pinned"_s}));
    QVERIFY(waitFor(m_session->task(pinned))->isPinned); // also in the database
}

void RetentionTest::theOldestGoBeyondTheNumber()
{
    open({.tasks = 2});
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        ended(name);
    pass(1h);
    QTRY_COMPARE(names(), QStringList({u"live"_s, u"c"_s, u"d"_s}));
}

void RetentionTest::theOldestGoBeyondTheSize()
{
    open({.outputBytes = 250});
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s}) {
        NewTask wanted;
        wanted.name = name;
        wanted.status = TaskStatus::Processing;
        const TaskId id = waitFor(m_session->create(wanted))->id;
        QVERIFY(waitFor(m_session->appendOutput(id, QByteArray(100, '.'))));
        QVERIFY(waitFor(m_session->complete(id, {})));
    }
    pass(1h);
    QTRY_COMPARE(names(), QStringList({u"live"_s, u"b"_s, u"c"_s}));
}

void RetentionTest::outputGoesWithItsTask()
{
    open({.completed = 1_days});
    NewTask wanted;
    wanted.name = u"a"_s;
    wanted.status = TaskStatus::Processing;
    const TaskId id = waitFor(m_session->create(wanted))->id;
    QVERIFY(waitFor(m_session->appendOutput(id, "text")));
    QVERIFY(waitFor(m_session->complete(id, {})));
    const QString logs = DataDirectory::resolve(m_directory->path()).logsDirectory();
    QCOMPARE(QDir(logs).entryList(QDir::Files).size(), 1);
    pass(2 * 24h);
    QTRY_COMPARE(QDir(logs).entryList(QDir::Files).size(), 0);
}

void RetentionTest::deletionsAreTold()
{
    open({.completed = 1_days});
    const TaskId id = ended(u"a"_s);
    QList<TaskId> told;
    connect(m_session.get(), &TaskSession::changed, this,
            [&told](const TaskChanges &changes) { told += changes.deletedIds(); });
    pass(2 * 24h);
    QTRY_COMPARE(told, QList<TaskId>{id});
}

/// But that of tasks which are not known stays: who knows where they are.
void RetentionTest::outputThatAKillHasLeftGoes()
{
    open({});
    const TaskId id = ended(u"a"_s);
    QVERIFY(waitFor(m_service->setRetention({.tasks = 0})));
    QTRY_COMPARE(names(), QStringList{u"live"_s});
    cleanup();
    const QDir logs(DataDirectory::resolve(m_directory->path()).logsDirectory());
    const QString unknown = TaskId::make().toString() + ".log"_L1;
    for (const QString &name : {id.toString() + ".log"_L1, unknown}) {
        QFile file(logs.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") > 0);
    }
    open({});
    QTRY_COMPARE(logs.entryList(QDir::Files), QStringList{unknown});
}

void RetentionTest::endMany(int count)
{
    QList<QFuture<Result<Task>>> begun;
    for (int i = 0; i < count; ++i) {
        NewTask wanted;
        wanted.name = u"many"_s;
        wanted.status = TaskStatus::Processing;
        begun.append(m_session->create(wanted));
    }
    for (const auto &task : begun)
        QVERIFY(waitFor(m_session->complete(waitFor(task)->id, {})));
}

QList<qsizetype> RetentionTest::commitsThatDelete(int count)
{
    QList<qsizetype> sizes;
    qsizetype deleted = 0;
    connect(m_session.get(), &TaskSession::changed, this, [&](const TaskChanges &changes) {
        if (!changes.deleted.isEmpty())
            sizes.append(changes.deleted.size());
        deleted += changes.deleted.size();
    });
    pass(2 * 24h);
    [&] { QTRY_COMPARE(deleted, qsizetype{count}); }();
    m_session->disconnect(this);
    return sizes;
}

void RetentionTest::noCommitDeletesMany()
{
    constexpr int count = 5 * HistoryKeeper::slice / 2;
    open({.completed = 1_days});
    endMany(count);
    const QList<qsizetype> sizes = commitsThatDelete(count);
    QCOMPARE(*std::max_element(sizes.begin(), sizes.end()), HistoryKeeper::slice);
    QCOMPARE(names(), QStringList{u"live"_s});
}

void RetentionTest::aSliceEndsWithItsTime()
{
    constexpr int count = 10;
    open({.completed = 1_days});
    endMany(count);
    m_clock->setRuns();
    const QList<qsizetype> sizes = commitsThatDelete(count);
    QCOMPARE(*std::max_element(sizes.begin(), sizes.end()), HistoryKeeper::sliceTime / 1ms);
}

void RetentionTest::aSliceEndsWhenSomebodyWaits()
{
    constexpr int count = 10;
    open({.completed = 1_days});
    endMany(count);
    QFuture<Result<Retention>> asked;
    m_clock->whenAsked = [&asked, service = m_service.get()] {
        if (asked.isFinished())
            asked = service->retention();
    };
    m_clock->setWatched(true);
    const auto unwatch = qScopeGuard([this] {
        m_clock->setWatched(false);
        (void)waitFor(m_service->retention()); // behind what the engine is at
    });
    QCOMPARE(commitsThatDelete(count), QList<qsizetype>(count, 1));
}

/// It would be as long as what the writer carries over by itself, at once, and hold others up.
void RetentionTest::theLogStaysShort()
{
    constexpr int count = 20 * HistoryKeeper::slice;
    const QString file = DataDirectory::resolve(m_directory->path()).databaseFile();
    {
        test::SampleDatabase sample(file);
        QVERIFY(sample.database().begin());
        for (int i = 0; i < count; ++i) {
            Task task;
            task.id = TaskId::make();
            task.owner = sample.owner;
            task.name = u"many"_s;
            task.createdAt = m_clock->now();
            QVERIFY(task.moveTo(TaskStatus::Processing, task.createdAt));
            QVERIFY(task.moveTo(TaskStatus::Completed, task.createdAt));
            QVERIFY(sample.tasks().insert(task));
        }
        QVERIFY(sample.database().commit());
    }
    open({});
    QVERIFY(waitFor(m_service->setRetention({.tasks = 0})));
    QTRY_COMPARE(names(), QStringList{u"live"_s});
    QVERIFY(QFile(file + "-wal"_L1).size() < 400 * 4096); // bytes; twice that if left to itself
}

void RetentionTest::changedBoundsHoldAtOnce()
{
    open({});
    ended(u"a"_s);
    ended(u"b"_s);
    QVERIFY(waitFor(m_service->setRetention({.tasks = 1})));
    QTRY_COMPARE(names(), QStringList({u"live"_s, u"b"_s})); // with nobody's commit
}

void RetentionTest::boundsAreKept()
{
    const Retention wanted{.completed = std::nullopt,
                           .failed = 0_days,
                           .cancelled = 3_days,
                           .tasks = std::nullopt,
                           .outputBytes = 1LL << 40};
    open(wanted);
    QCOMPARE(*waitFor(m_service->retention()), wanted);
    m_session.reset();
    m_service.reset();
    auto again = Service::open(DataDirectory::resolve(m_directory->path()), {}, *m_clock);
    QVERIFY(again);
    QCOMPARE(*waitFor((*again)->retention()), wanted);
}

void RetentionTest::eachAccountHasItsOwn()
{
    open({.tasks = 1});
    const QByteArray password("quiet lantern 7");
    AuthService &auth = m_service->auth();
    QVERIFY(waitFor(auth.addAccount(auth.owner(), u"other@example.org"_s, password)));
    const std::unique_ptr<SignIn> signIn = m_service->signIn();
    const auto signedIn = signIn->signIn(u"other@example.org"_s, password);
    QTRY_VERIFY(signedIn.isFinished());
    for (const TaskSessionPtr &session : {*signedIn.result(), m_session}) {
        m_session = session;
        ended(u"a"_s);
        ended(u"b"_s);
    }
    pass(1h);
    QTRY_COMPARE(names(), QStringList({u"live"_s, u"b"_s}));
    m_session = *signedIn.result();
    QTRY_COMPARE(names(), QStringList{u"b"_s});
}

void RetentionTest::windowSetsItForTheOwnerAlone()
{
    open({});
    const QByteArray password("quiet lantern 7");
    AuthService &auth = m_service->auth();
    QVERIFY(waitFor(auth.addAccount(auth.owner(), u"other@example.org"_s, password)));
    const std::unique_ptr<SignIn> signIn = m_service->signIn();
    const auto signedIn = signIn->signIn(u"other@example.org"_s, password);
    QTRY_VERIFY(signedIn.isFinished());
    const TaskSessionPtr session = *signedIn.result();
    const std::unique_ptr<RetentionDesk> theirs = signIn->retentionDesk(session);
    QVERIFY(!theirs->maySet());
    QVERIFY(waitFor(theirs->retention()));
    QCOMPARE(waitFor(theirs->set({.tasks = 1})).error().code, ErrorCode::AccessDenied);
    const std::unique_ptr<RetentionDesk> ours =
        signIn->retentionDesk(*waitFor(signIn->signInAsOwner()));
    QVERIFY(ours->maySet());
    QVERIFY(waitFor(ours->set({.tasks = 1})));
    QCOMPARE(waitFor(theirs->retention())->tasks, 1);
    QVERIFY(waitFor(signIn->signOut(session)));
    QVERIFY(!signIn->retentionDesk(session));
}

void RetentionTest::narrowerBoundsKeepLess_data()
{
    QTest::addColumn<Retention>("before");
    QTest::addColumn<Retention>("after");
    QTest::addColumn<bool>("isLess");
    QTest::newRow("the same") << Retention() << Retention() << false;
    QTest::newRow("an age") << Retention() << Retention{.lost = 89_days} << true;
    QTest::newRow("a longer age") << Retention() << Retention{.failed = 91_days} << false;
    QTest::newRow("no age") << Retention() << Retention{.failed = std::nullopt} << false;
    QTest::newRow("one at all") << Retention{.tasks = std::nullopt} << Retention() << true;
    QTest::newRow("a size") << Retention() << Retention{.outputBytes = 1} << true;
    QTest::newRow("one of two") << Retention()
                                << Retention{.completed = 1_days, .failed = std::nullopt} << true;
}

void RetentionTest::narrowerBoundsKeepLess()
{
    QFETCH(Retention, before);
    QFETCH(Retention, after);
    QFETCH(bool, isLess);
    QCOMPARE(after.keepsLessThan(before), isLess);
}

QTEST_GUILESS_MAIN(RetentionTest)
#include "tst_retention.moc"
