#include "core/service/authservice.h"
#include "core/service/historykeeper.h"
#include "core/service/service.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

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
    void noCommitDeletesMany();
    void changedBoundsHoldAtOnce();
    void boundsAreKept();
    void eachAccountHasItsOwn();
    void windowSetsItForTheOwnerAlone();
    void narrowerBoundsKeepLess_data();
    void narrowerBoundsKeepLess();

private:
    void open(const Retention &retention);
    TaskId ended(const QString &name, const Labels &labels = {}, bool hasFailed = false);
    /// Lets time pass, and the keeper begin.
    void pass(std::chrono::milliseconds time);
    QStringList names() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Service> m_service;
    TaskSessionPtr m_session;
    TaskId m_live;
};

void RetentionTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<FakeClock>();
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

void RetentionTest::noCommitDeletesMany()
{
    constexpr int count = 5 * HistoryKeeper::deletionsMax / 2;
    open({.completed = 1_days});
    QList<QFuture<Result<Task>>> begun;
    for (int i = 0; i < count; ++i) {
        NewTask wanted;
        wanted.name = u"many"_s;
        wanted.status = TaskStatus::Processing;
        begun.append(m_session->create(wanted));
    }
    for (const auto &task : begun)
        QVERIFY(waitFor(m_session->complete(waitFor(task)->id, {})));
    QList<qsizetype> sizes;
    connect(m_session.get(), &TaskSession::changed, this, [&sizes](const TaskChanges &changes) {
        if (!changes.deleted.isEmpty())
            sizes.append(changes.deleted.size());
    });
    pass(2 * 24h);
    QTRY_COMPARE(names(), QStringList{u"live"_s});
    QTRY_COMPARE(std::accumulate(sizes.begin(), sizes.end(), qsizetype{0}), qsizetype{count});
    QVERIFY(*std::max_element(sizes.begin(), sizes.end()) <= HistoryKeeper::deletionsMax);
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
