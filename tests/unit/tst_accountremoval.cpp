#include "core/base/privatefile.h"
#include "core/service/authservice.h"
#include "core/service/hashcost.h"
#include "core/service/historykeeper.h"
#include "core/service/localtasksession.h"
#include "core/service/service.h"
#include "core/service/storereader.h"
#include "core/service/taskoutputs.h"
#include "core/store/backup.h"
#include "core/store/repair.h"
#include "core/store/restore.h"
#include "tests/support/fakeclock.h"
#include "tests/unit/sampledatabase.h"

#include <QDir>
#include <QFile>
#include <QMutex>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto ownerEmail = "owner@example.org"_L1;
constexpr auto otherEmail = "other@example.org"_L1;
constexpr auto password = "quiet lantern 7";
constexpr int many = 5 * HistoryKeeper::slice / 2;
const Peer me{OsUserId(1000), u"127.0.0.1"_s};

template <typename T>
T waitFor(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

/// What a service is made of, with the output's thread held at will: no slice begins before the
/// output of the last one is gone.
struct Parts
{
    Parts(const DataDirectory &directory, const Clock &clock)
        : path(directory.path())
        , outputs(directory.logsDirectory(), storage, clock)
        , engine(board, storage, outputs.store(), clock, {.gap = 24h})
        , history(engine, outputs, storage, clock, directory.databaseFile())
        , auth(engine, history, clock, HashCost::least())
    {
        QObject::connect(
            &engine, &TaskEngine::committed, &engine,
            [this](AccountId owner, const TaskChanges &changes) {
                const QMutexLocker locker(&mutex);
                told[owner].append(changes);
            },
            Qt::DirectConnection);
    }
    ~Parts()
    {
        release();
        auth.stop();
        indexer.stop();
        reader.stop();
        history.stop();
    }

    Result<void> open(const DataDirectory &directory)
    {
        const QString file = directory.databaseFile();
        Result<void> opened = engine.open(file, Reserve(directory.reserveFile()));
        if (opened)
            opened = auth.open(QString(ownerEmail));
        if (opened)
            opened = reader.open(file, storage);
        return opened ? indexer.open(file, storage) : opened;
    }
    TaskSessionPtr sessionFor(const Principal &principal)
    {
        const LocalTaskSession::Service shared{auth,    engine,  board,   reader,
                                               indexer, outputs, storage, path};
        return std::make_shared<LocalTaskSession>(shared, principal);
    }
    /// By a piece of output, while which is told of nothing else is done.
    void hold(AccountId owner)
    {
        QObject::connect(
            &outputs, &TaskOutputs::grew, &outputs, [this] { held.acquire(); },
            Qt::DirectConnection);
        isHeld = true;
        outputs.append(owner, TaskId::make(), "x", {}, {});
    }
    void release()
    {
        if (std::exchange(isHeld, false))
            held.release();
    }
    /// How many commits have told the account's sessions something.
    qsizetype timesTold(AccountId owner)
    {
        const QMutexLocker locker(&mutex);
        return told.value(owner).size();
    }
    /// How many of the account's tasks each commit has deleted.
    QList<qsizetype> deletions(AccountId owner)
    {
        const QMutexLocker locker(&mutex); // a copy would share what the writer goes on with
        QList<qsizetype> sizes;
        for (const TaskChanges &changes : std::as_const(told[owner])) {
            if (!changes.deleted.isEmpty())
                sizes.append(changes.deleted.size());
        }
        return sizes;
    }

    const QString path;
    StorageWatch storage;
    TaskBoard board;
    TaskOutputs outputs;
    StoreReader reader{u"reader"_s};
    StoreReader indexer{u"indexer"_s};
    TaskEngine engine;
    HistoryKeeper history;
    AuthService auth;
    QMutex mutex;
    QHash<AccountId, QList<TaskChanges>> told;
    QSemaphore held;
    bool isHeld = false;
};

} // namespace

/// What becomes of an account that is removed: it goes at once, and its tasks bit by bit.
class AccountRemovalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void noCommitDeletesMany();
    void restGoesInSlicesAsWell();
    void accountThatIsThereStays();
    void storeTellsOfNoneOfItsTasks();
    void nothingOfItIsFoundMeanwhile();
    void newAccountOfTheSameEmailIsAnother();
    void silenceOfItsTasksIsNotNoted();
    void whoWaitsForItsTaskIsTold();
    void whoKnowsNothingOfItIsLeftAlone();
    void restGoesAfterARestart_data();
    void restGoesAfterARestart();
    void restGoesFromARestoredBackup();
    void severalGoTogether();
    void removalThatFailedTakesNothing();

private:
    DataDirectory place() const { return DataDirectory::resolve(m_directory->path()); }
    void open();
    Principal addAccount(const QString &email = QString(otherEmail));
    static QFuture<Result<Task>> begin(const TaskSessionPtr &session, bool hasRunner = false);
    static TaskId make(const TaskSessionPtr &session, bool hasRunner = false)
    {
        return waitFor(begin(session, hasRunner))->id;
    }
    static void endMany(const TaskSessionPtr &session, int count = many);
    Result<void> remove(const QString &email = QString(otherEmail))
    {
        return waitFor(m_parts->auth.removeAccount(m_parts->auth.owner(), email));
    }
    /// Removes the account, of whose @p count tasks the first slice is gone when it returns, and no
    /// more before release().
    void removeHalf(AccountId account);
    /// In the database; -1: it cannot be read.
    static qint64 count(const QString &databaseFile, const QString &what);
    qint64 count(const QString &what) const { return count(place().databaseFile(), what); }
    static bool isAllGone(const DataDirectory &directory, AccountId account);

    std::unique_ptr<QTemporaryDir> m_directory;
    FakeClock m_clock;
    std::unique_ptr<Parts> m_parts;
    TaskSessionPtr m_owner;
};

void AccountRemovalTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(makePrivateDirectory(place().logsDirectory()));
    QVERIFY(makePrivateDirectory(place().backupsDirectory()));
    open();
}

void AccountRemovalTest::cleanup()
{
    m_owner.reset();
    m_parts.reset();
}

void AccountRemovalTest::open()
{
    m_parts = std::make_unique<Parts>(place(), m_clock);
    const Result<void> opened = m_parts->open(place());
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
    m_owner = m_parts->sessionFor(m_parts->auth.owner());
}

Principal AccountRemovalTest::addAccount(const QString &email)
{
    AuthService &auth = m_parts->auth;
    const auto added = waitFor(auth.addAccount(auth.owner(), email, password));
    Q_ASSERT(added);
    return waitFor(auth.signIn(email, password, me))->principal;
}

QFuture<Result<Task>> AccountRemovalTest::begin(const TaskSessionPtr &session, bool hasRunner)
{
    NewTask wanted;
    wanted.name = u"task"_s;
    wanted.kind = u"kind"_s;
    wanted.labels = {{u"label"_s, u"value"_s}};
    wanted.status = TaskStatus::Processing;
    wanted.hasRunner = hasRunner;
    return session->create(wanted);
}

void AccountRemovalTest::endMany(const TaskSessionPtr &session, int count)
{
    QList<QFuture<Result<Task>>> begun;
    QList<QFuture<Result<Task>>> ended;
    for (int i = 0; i < count; ++i)
        begun.append(begin(session));
    for (const auto &task : std::as_const(begun)) {
        QVERIFY(waitFor(session->appendOutput(waitFor(task)->id, "text")));
        ended.append(session->complete(task.result()->id, {}));
    }
    for (const auto &task : std::as_const(ended))
        QVERIFY(waitFor(task));
}

void AccountRemovalTest::removeHalf(AccountId account)
{
    m_parts->hold(m_parts->auth.owner().account());
    QVERIFY(remove());
    QTRY_COMPARE(m_parts->deletions(account), QList<qsizetype>{HistoryKeeper::slice});
}

qint64 AccountRemovalTest::count(const QString &databaseFile, const QString &what)
{
    const auto database = Database::openReadOnly(databaseFile);
    const Result<QVariant> found = (*database)->value(u"SELECT count(*) FROM "_s + what);
    return found ? found->toLongLong() : -1;
}

bool AccountRemovalTest::isAllGone(const DataDirectory &directory, AccountId account)
{
    qint64 left = count(directory.databaseFile(), u"accounts WHERE id = %1"_s.arg(account.rowId()));
    for (const QString &table :
         {u"tasks"_s, u"deleted_tasks"_s, u"answers"_s, u"task_counts"_s, u"task_groups"_s}) {
        left += count(directory.databaseFile(),
                      u"%1 WHERE owner_id = %2"_s.arg(table).arg(account.rowId()));
    }
    return left == 0;
}

void AccountRemovalTest::noCommitDeletesMany()
{
    const Principal other = addAccount();
    const TaskSessionPtr theirs = m_parts->sessionFor(other);
    endMany(theirs);
    const TaskId pinned = make(theirs);
    QVERIFY(waitFor(theirs->complete(pinned, {})));
    QVERIFY(waitFor(theirs->pin(pinned, Pin::Set)));
    for (int i = 0; i < many; ++i)
        begin(theirs); // live ones go likewise
    QVERIFY(remove());
    QTRY_VERIFY(isAllGone(place(), other.account()));
    const QList<qsizetype> sizes = m_parts->deletions(other.account());
    QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), qsizetype(0)), 2 * many + 1);
    QCOMPARE(*std::max_element(sizes.begin(), sizes.end()), HistoryKeeper::slice);
    QTRY_VERIFY(QDir(place().logsDirectory()).isEmpty());
}

/// What is remembered of requests and deletions may be as much as there are tasks.
void AccountRemovalTest::restGoesInSlicesAsWell()
{
    test::SampleDatabase sample(m_directory->filePath(u"sample.db"_s));
    Database &database = sample.database();
    const QString numbers =
        u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) "_s;
    for (const AccountId account : {sample.owner, sample.other}) {
        const qint64 id = account.rowId();
        QVERIFY(database.execute(
            numbers
            + u"INSERT INTO answers SELECT %1, CAST(i AS BLOB), x'', x'', 0 FROM n"_s.arg(id)));
        QVERIFY(database.execute(
            numbers + u"INSERT INTO deleted_tasks SELECT %1 * 1000 + i, %1, x'' FROM n"_s.arg(id)));
    }
    AccountStore accounts(database);
    QVERIFY(accounts.remove(sample.other));
    QCOMPARE(*accounts.removed(), QList<AccountId>{sample.other});
    const auto left = [&](const char *table) {
        return database
            .value(u"SELECT count(*) FROM %1 WHERE owner_id = %2"_s.arg(QLatin1String(table))
                       .arg(sample.other.rowId()))
            ->toInt();
    };
    for (const int stay : {70, 20, 0}) {
        QVERIFY(accounts.removeRest(sample.other, 50));
        QCOMPARE(left("answers"), stay);
        QCOMPARE(left("deleted_tasks"), stay);
        QCOMPARE(accounts.removed()->size(), 1);
    }
    QVERIFY(accounts.removeRest(sample.other, 50));
    QVERIFY(accounts.removed()->isEmpty());
    QCOMPARE(database.value(u"SELECT count(*) FROM answers"_s)->toInt(), 120); // the owner's
    QCOMPARE(database.value(u"SELECT count(*) FROM deleted_tasks"_s)->toInt(), 120);
    QCOMPARE(database.value(u"SELECT count(*) FROM accounts"_s)->toInt(), 1);
}

void AccountRemovalTest::accountThatIsThereStays()
{
    test::SampleDatabase sample(m_directory->filePath(u"sample.db"_s));
    sample.insert(sample.other);
    AccountStore accounts(sample.database());
    QVERIFY(accounts.removeRest(sample.other, 50));
    QCOMPARE(accounts.accounts()->size(), 2);
    QVERIFY(accounts.removed()->isEmpty());
    QCOMPARE(sample.tasks().live(sample.other)->size(), 1);
}

/// Also whoever had asked before, and is answered only now.
void AccountRemovalTest::storeTellsOfNoneOfItsTasks()
{
    test::SampleDatabase sample(m_directory->filePath(u"sample.db"_s));
    const Task task = sample.insert(sample.other);
    const QList<quint32> row{
        static_cast<quint32>(sample.tasks().history(sample.other, 1000, 1)->constFirst().seq)};
    TaskStore &tasks = sample.tasks();
    QVERIFY(*tasks.find(sample.other, task.id));
    QCOMPARE(tasks.at(sample.other, row)->size(), 1);
    QVERIFY(AccountStore(sample.database()).remove(sample.other));
    QVERIFY(!*tasks.find(sample.other, task.id));
    QVERIFY(!*tasks.ownerOf(task.id));
    QVERIFY(tasks.live(sample.other)->isEmpty());
    QVERIFY(tasks.list(sample.other, {})->tasks.isEmpty());
    QVERIFY(tasks.at(sample.other, row)->isEmpty());
    QVERIFY(sample.changes().since(sample.other, 0, {})->changes.changed.isEmpty());
    QCOMPARE(tasks.history(sample.other, 1000, 1)->size(), 1);
}

void AccountRemovalTest::nothingOfItIsFoundMeanwhile()
{
    const Principal other = addAccount();
    const TaskSessionPtr theirs = m_parts->sessionFor(other);
    const MadeToken token = *waitFor(m_parts->auth.createToken(other, {}));
    const TaskId live = make(theirs); // the oldest go last
    const TaskId ended = make(theirs);
    QVERIFY(waitFor(theirs->complete(ended, {})));
    endMany(theirs);
    removeHalf(other.account());

    AuthService &auth = m_parts->auth;
    QCOMPARE(auth.accounts().size(), 1);
    QVERIFY(!auth.principalOfToken(token.secret));
    QVERIFY(!waitFor(auth.signIn(otherEmail, password, me)));
    QCOMPARE(remove().error().code, ErrorCode::NotFound);
    QCOMPARE(waitFor(theirs->create({})).error().code, ErrorCode::NotSignedIn);
    QCOMPARE(waitFor(theirs->list({})).error().code, ErrorCode::NotSignedIn);
    for (const TaskId id : {live, ended}) {
        QCOMPARE(waitFor(theirs->task(id)).error().code, ErrorCode::NotSignedIn);
        QVERIFY(!m_parts->board.find(id));
        // As of any task that is not there, and not as of somebody else's.
        QCOMPARE(waitFor(m_owner->task(id)).error().code, ErrorCode::NotFound);
        QCOMPARE(waitFor(m_owner->output(id, 0, 9)).error().code, ErrorCode::NotFound);
        QCOMPARE(waitFor(m_owner->course(id)).error().code, ErrorCode::NotFound);
        QCOMPARE(waitFor(m_owner->cancel(id)).error().code, ErrorCode::NotFound);
        QCOMPARE(waitFor(m_owner->heartbeat(id)).error().code, ErrorCode::NotFound);
        QCOMPARE(waitFor(m_owner->remove(id)).error().code, ErrorCode::NotFound);
    }
    QCOMPARE(count(u"tasks WHERE owner_id = %1"_s.arg(other.account().rowId())),
             many + 2 - HistoryKeeper::slice); // though it is there
    QCOMPARE(count(u"credentials WHERE account_id = %1"_s.arg(other.account().rowId())), 0);
    QCOMPARE(count(u"accounts WHERE email LIKE '%other%' OR email_key LIKE '%other%'"_s), 0);
}

void AccountRemovalTest::newAccountOfTheSameEmailIsAnother()
{
    const Principal before = addAccount();
    const TaskSessionPtr theirs = m_parts->sessionFor(before);
    const TaskId old = make(theirs);
    endMany(theirs);
    removeHalf(before.account());

    const Principal after = addAccount();
    QVERIFY(after.account().rowId() > before.account().rowId());
    const TaskSessionPtr session = m_parts->sessionFor(after);
    QVERIFY(waitFor(session->list({}))->tasks.isEmpty());
    QVERIFY(waitFor(session->index({}, {}))->rows.isEmpty());
    QVERIFY(waitFor(session->groups({}))->kinds.isEmpty());
    QCOMPARE(waitFor(session->task(old)).error().code, ErrorCode::NotFound);
    QCOMPARE(waitFor(session->cancel(old)).error().code, ErrorCode::NotFound);
    QVERIFY(waitFor(m_parts->reader.readChanges([&](ChangeStore &changes) {
        return changes.since(after.account(), 0, {})->changes.deleted.isEmpty();
    })));
    const TaskId live = make(session);
    const TaskId ended = make(session);
    QVERIFY(waitFor(session->complete(ended, {})));

    m_parts->release();
    QTRY_VERIFY(isAllGone(place(), before.account()));
    QCOMPARE(waitFor(session->list({}))->tasks.size(), 2);
    QVERIFY(waitFor(session->task(live)));
    QVERIFY(waitFor(session->task(ended)));
    QVERIFY(m_parts->deletions(after.account()).isEmpty());
    QCOMPARE(m_parts->auth.accounts().size(), 2);
}

void AccountRemovalTest::silenceOfItsTasksIsNotNoted()
{
    const Principal other = addAccount();
    const TaskSessionPtr theirs = m_parts->sessionFor(other);
    make(theirs, true);
    endMany(theirs);
    const TaskId mine = make(m_owner);
    removeHalf(other.account());
    const qsizetype before = m_parts->timesTold(other.account());
    for (int i = 0; i < 3; ++i) { // stalled, lost, and more
        m_clock.advance(10min);
        TaskUpdate update;
        update.progress = QString::number(i);
        QVERIFY(waitFor(m_owner->update(mine, update)));
    }
    QCOMPARE(m_parts->timesTold(other.account()), before);
}

void AccountRemovalTest::whoWaitsForItsTaskIsTold()
{
    const Principal other = addAccount();
    const TaskSessionPtr theirs = m_parts->sessionFor(other);
    const QSignalSpy ended(theirs.get(), &TaskSession::ended);
    const TaskId live = make(theirs);
    const auto waiting = theirs->waitForChange(live, waitFor(theirs->task(live))->revision, 1h);
    endMany(theirs);
    removeHalf(other.account());
    QTRY_VERIFY(waiting.isFinished());
    QCOMPARE(waiting.result().error().code, ErrorCode::NotSignedIn);
    QTRY_COMPARE(ended.size(), 1);
}

void AccountRemovalTest::whoKnowsNothingOfItIsLeftAlone()
{
    const Principal other = addAccount();
    endMany(m_parts->sessionFor(other));
    endMany(m_owner, 3);
    const TaskId live = make(m_owner);
    QSignalSpy told(m_owner.get(), &TaskSession::changed);
    QVERIFY(remove());
    QTRY_VERIFY(isAllGone(place(), other.account()));
    QVERIFY(waitFor(m_owner->task(live)));
    QCOMPARE(waitFor(m_owner->list({}))->tasks.size(), 4);
    QCOMPARE(told.size(), 0);
}

void AccountRemovalTest::restGoesAfterARestart_data()
{
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("stopped") << false;
    QTest::newRow("killed") << true;
}

/// A kill leaves what is on disk, that is what another finds there: also output of tasks that have
/// gone.
void AccountRemovalTest::restGoesAfterARestart()
{
    QFETCH(const bool, isKilled);
    const Principal other = addAccount();
    const TaskSessionPtr theirs = m_parts->sessionFor(other);
    const TaskId live = make(theirs, true);
    endMany(theirs);
    make(m_owner);
    removeHalf(other.account());
    const QTemporaryDir copy;
    DataDirectory directory = place();
    if (isKilled) {
        directory = DataDirectory::resolve(copy.path());
        QVERIFY(QDir(copy.path()).mkdir(u"logs"_s));
        for (const char *suffix : {"", "-wal"}) {
            const QString part = QString::fromLatin1(suffix);
            QVERIFY(QFile::copy(place().databaseFile() + part, directory.databaseFile() + part));
        }
        const QDir logs(place().logsDirectory());
        for (const QString &name : logs.entryList(QDir::Files))
            QVERIFY(QFile::copy(logs.filePath(name), directory.logsDirectory() + u'/' + name));
        QCOMPARE(QDir(directory.logsDirectory()).entryList(QDir::Files).size(), many + 1);
    }
    cleanup();
    {
        Parts parts(directory, m_clock); // which nobody tells to go on
        QVERIFY(parts.open(directory));
        QCOMPARE(parts.auth.accounts().size(), 1);
        QVERIFY(!waitFor(parts.auth.signIn(otherEmail, password, me)));
        QVERIFY(!parts.board.find(live));
        const auto owner = parts.sessionFor(parts.auth.owner());
        QCOMPARE(waitFor(owner->task(live)).error().code, ErrorCode::NotFound);
        QVERIFY(!isAllGone(directory, other.account()));
    }
    const auto service = Service::open(directory, QString(ownerEmail), m_clock);
    QVERIFY2(service, qPrintable(service ? QString() : service.error().detail));
    QVERIFY(!(*service)->repair());
    QTRY_VERIFY(isAllGone(directory, other.account()));
    QCOMPARE((*service)->auth().accounts().size(), 1);
    QCOMPARE(count(directory.databaseFile(), u"tasks"_s), 1); // the owner's
    // Beside the piece that has held the thread.
    QTRY_COMPARE(QDir(directory.logsDirectory()).entryList(QDir::Files).size(), 1);
}

void AccountRemovalTest::restGoesFromARestoredBackup()
{
    const Principal other = addAccount();
    endMany(m_parts->sessionFor(other));
    removeHalf(other.account());
    const QString file = m_directory->filePath(u"backup"_s);
    const auto backedUp = backUp(place().databaseFile(), file, false);
    QVERIFY2(backedUp, qPrintable(backedUp ? QString() : backedUp.error().detail));
    m_parts->release();
    QTRY_VERIFY(isAllGone(place(), other.account()));
    cleanup();
    const auto restored =
        restore(file, place().databaseFile(), place().backupsDirectory(), m_clock.now());
    QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
    QCOMPARE(restored->content.rows.value(u"tasks"_s), many - HistoryKeeper::slice);
    for (const DatabaseContent &told : {*backedUp, restored->content}) { // to the user
        QCOMPARE(told.tasks, 0);
        QCOMPARE(told.accounts, 1);
    }
    const auto service = Service::open(place(), QString(ownerEmail), m_clock);
    QVERIFY2(service, qPrintable(service ? QString() : service.error().detail));
    QCOMPARE((*service)->auth().accounts().size(), 1);
    QTRY_VERIFY(isAllGone(place(), other.account()));
}

void AccountRemovalTest::severalGoTogether()
{
    QList<Principal> others;
    for (int i = 0; i < 3; ++i) {
        others.append(addAccount(u"other%1@example.org"_s.arg(i)));
        endMany(m_parts->sessionFor(others.constLast()), HistoryKeeper::slice + 1);
    }
    for (int i = 0; i < 3; ++i)
        QVERIFY(remove(u"other%1@example.org"_s.arg(i)));
    for (const Principal &other : std::as_const(others)) {
        QTRY_VERIFY(isAllGone(place(), other.account()));
        const QList<qsizetype> sizes = m_parts->deletions(other.account());
        QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), qsizetype(0)),
                 HistoryKeeper::slice + 1);
    }
    QCOMPARE(count(u"accounts"_s), 1);
}

/// Although whoever deletes has looked in the same commit.
void AccountRemovalTest::removalThatFailedTakesNothing()
{
    const Principal other = addAccount();
    const TaskSessionPtr theirs = m_parts->sessionFor(other);
    endMany(theirs);
    TaskEngine &engine = m_parts->engine;
    QSemaphore gate;
    engine.submit<void>([&gate](WriteGroup &) {
        gate.acquire(); // so that what follows is one group
        return Result<void>();
    });
    const auto removed = engine.submit<void>(
        [&other](WriteGroup &group) { return group.removeAccount(other.account()); });
    m_parts->history.finishRemovals();
    engine.submit<void>([](WriteGroup &) -> Result<void> {
        return Error{ErrorCode::StorageFailed, u"for the test"_s};
    });
    gate.release();
    QCOMPARE(waitFor(removed).error().code, ErrorCode::StorageFailed);
    QTRY_VERIFY(m_parts->storage.isWorking());
    const Principal third = addAccount(u"third@example.org"_s);
    endMany(m_parts->sessionFor(third), 1);
    QVERIFY(remove(u"third@example.org"_s));
    QTRY_VERIFY(isAllGone(place(), third.account()));
    QCOMPARE(count(u"tasks WHERE owner_id = %1"_s.arg(other.account().rowId())), many);
    QVERIFY(waitFor(begin(theirs)));
}

QTEST_GUILESS_MAIN(AccountRemovalTest)
#include "tst_accountremoval.moc"
