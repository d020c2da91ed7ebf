#include "core/base/future.h"
#include "core/service/authservice.h"
#include "core/service/service.h"
#include "core/store/database.h"
#include "core/store/statement.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerEmail = "owner@example.org"_L1;
const Peer me{OsUserId(1000), u"127.0.0.1"_s};

template <typename T>
T waitFor(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

QFile::Permissions modeOf(const QString &path)
{
    return QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser);
}

constexpr QFile::Permissions privateFile = QFile::ReadOwner | QFile::WriteOwner;

} // namespace

class TestService : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    FakeClock m_clock{QDateTime::currentDateTimeUtc()};
    std::unique_ptr<Service> m_service;

    DataDirectory dataDirectory() const
    {
        return DataDirectory::resolve(m_directory.filePath(u"data"_s));
    }
    void openService()
    {
        Result<std::unique_ptr<Service>> opened =
            Service::open(dataDirectory(), QString(ownerEmail), m_clock);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        m_service = std::move(*opened);
    }
    TaskSessionPtr ownerSession() { return m_service->sessionFor(m_service->auth().owner()); }
    TaskSessionPtr otherSession()
    {
        const auto added = waitFor(m_service->auth().addAccount(
            m_service->auth().owner(), u"other@example.org"_s, "correct horse"));
        Q_ASSERT(added);
        return m_service->sessionFor(
            waitFor(m_service->auth().signIn(u"other@example.org"_s, "correct horse", me))
                ->principal);
    }
    static NewTask newTask(const QString &name, TaskStatus status = TaskStatus::Processing)
    {
        NewTask task;
        task.name = name;
        task.status = status;
        return task;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = QTemporaryDir();
        openService();
    }
    void cleanup() { m_service.reset(); }

    void indexHoldsTheAccountsOwnRows()
    {
        const Task mine = *waitFor(ownerSession()->create(newTask(u"mine"_s)));
        const TaskSessionPtr other = otherSession();
        const Task theirs = *waitFor(other->create(newTask(u"theirs"_s)));
        QCOMPARE(theirs.row, mine.row + 1);
        QVERIFY(waitFor(ownerSession()->index({}, {}))->rows.isEmpty());
        QVERIFY(waitFor(ownerSession()->complete(mine.id, {})));
        QVERIFY(waitFor(other->complete(theirs.id, {})));
        QCOMPARE(waitFor(ownerSession()->index({}, {}))->rows, QList<quint32>({mine.row}));
        const QList<quint32> both{theirs.row, mine.row};
        const Result<QList<Task>> tasks = waitFor(ownerSession()->tasksAt(both));
        QCOMPARE(tasks->size(), 1);
        QCOMPARE(tasks->first().id, mine.id);
        QCOMPARE(waitFor(other->tasksAt(both))->first().id, theirs.id);
        QCOMPARE(waitFor(other->tasksAt(QList<quint32>(1001, 1))).error().code,
                 ErrorCode::InvalidArgument);
    }

    void rowsGoOnAfterARestart()
    {
        const Task before = *waitFor(ownerSession()->create(newTask(u"before"_s)));
        m_service.reset();
        openService();
        QCOMPARE(waitFor(ownerSession()->task(before.id))->row, before.row);
        QCOMPARE(waitFor(ownerSession()->create(newTask(u"after"_s)))->row, before.row + 1);
    }

    void everyFileIsPrivateWhateverTheUmask_data()
    {
        QTest::addColumn<uint>("mask");
        QTest::newRow("open to all") << 0U;
        QTest::newRow("usual") << 022U;
        QTest::newRow("shut") << 0777U;
    }
    void everyFileIsPrivateWhateverTheUmask()
    {
        QFETCH(uint, mask);
        m_service.reset();
        m_directory = QTemporaryDir();
        const mode_t before = ::umask(mask);
        openService();
        const auto session = ownerSession();
        const Task task = *waitFor(session->create(newTask(u"a"_s)));
        QVERIFY(waitFor(session->appendOutput(task.id, "text")));
        ::umask(before);
        const DataDirectory data = dataDirectory();
        QCOMPARE(modeOf(data.path()), privateFile | QFile::ExeOwner);
        for (const QString &directory :
             {data.logsDirectory(), data.backupsDirectory(), data.spoolDirectory()})
            QCOMPARE(modeOf(directory), privateFile | QFile::ExeOwner);
        const QString db = data.databaseFile();
        for (const QString &file :
             {db, QString(db + "-wal"_L1), QString(db + "-shm"_L1), data.lockFile(),
              data.reserveFile(),
              QString(data.logsDirectory() + u'/' + task.id.toString() + ".log"_L1)})
            QCOMPARE(modeOf(file), privateFile);
    }

    void whatWasAnsweredIsThereAfterARestart()
    {
        Task task = *waitFor(ownerSession()->create(newTask(u"kept"_s)));
        TaskUpdate update;
        update.current = 3.0;
        update.total = 4.0;
        update.progress = u"three of four"_s;
        task = *waitFor(ownerSession()->update(task.id, update));
        QCOMPARE(task.progress.fraction, 0.75);
        const Task ended = *waitFor(ownerSession()->create(newTask(u"ended"_s)));
        const Task completed =
            *waitFor(ownerSession()->complete(ended.id, {QByteArray("[1, 2]"), 0}));
        m_service.reset();
        openService();
        QCOMPARE(*waitFor(ownerSession()->task(task.id)), task);
        QCOMPARE(*waitFor(ownerSession()->task(completed.id)), completed);
        QVERIFY(waitFor(ownerSession()->create(newTask(u"next"_s)))->revision > completed.revision);
    }

    void textIsTheSameAfterARestart_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u"ä😀"_s, u"\ufeff"_s, u"\ufeffx"_s, u"\ufeff\ufeffx"_s,
                                    u"x\ufeff"_s, u"\u202e<b>'"_s})
            QTest::newRow(text.toUtf8().toPercentEncoding().constData()) << text;
    }
    void textIsTheSameAfterARestart()
    {
        QFETCH(const QString, text);
        NewTask wanted = newTask(text);
        wanted.kind = text;
        wanted.labels = {{text, text}};
        const Task task = *waitFor(ownerSession()->create(wanted));
        m_service.reset();
        openService();
        QCOMPARE(*waitFor(ownerSession()->task(task.id)), task);
    }
    void swappedMarkSwapsNoBytes()
    {
        const Task task = *waitFor(ownerSession()->create(newTask(u"\ufffeab"_s)));
        m_service.reset();
        openService();
        QCOMPARE(waitFor(ownerSession()->task(task.id))->name,
                 u"\ufffdab"_s); // SQLite's word for it
    }

    void clockThatIsSetTurnsNothingBack_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("back a second") << qint64(-1);
        QTest::newRow("back a year") << qint64(-365LL * 24 * 3600);
        QTest::newRow("ahead a year") << qint64(365LL * 24 * 3600);
    }
    void clockThatIsSetTurnsNothingBack()
    {
        QFETCH(qint64, seconds);
        const Task task = *waitFor(ownerSession()->create(newTask(u"timed"_s)));
        m_clock.setWall(m_clock.now().addSecs(seconds));
        TaskUpdate update;
        update.sequence = 7;
        update.progress = u"on"_s;
        const Task updated = *waitFor(ownerSession()->update(task.id, update));
        QVERIFY(updated.updatedAt >= task.startedAt);
        QVERIFY(updated.revision > task.revision);
        m_service.reset();
        openService();
        QCOMPARE(waitFor(ownerSession()->update(task.id, update)).error().code,
                 ErrorCode::StaleSequence);
        m_clock.setWall(task.createdAt.addSecs(-10));
        const Task ended = *waitFor(ownerSession()->complete(task.id, {}));
        QVERIFY(ended.completedAt >= updated.updatedAt);
        QVERIFY(ended.updatedAt >= ended.completedAt);
        QVERIFY(ended.revision > updated.revision);
        const Task next = *waitFor(ownerSession()->create(newTask(u"next"_s)));
        QVERIFY(next.revision > ended.revision);
    }

    void foreignTaskIsRefusedEverywhere()
    {
        const Task task = *waitFor(ownerSession()->create(newTask(u"mine"_s)));
        const auto other = otherSession();
        const auto denied = [](const auto &result) {
            return !result && result.error().code == ErrorCode::AccessDenied;
        };
        QVERIFY(denied(waitFor(other->task(task.id))));
        QVERIFY(denied(waitFor(other->update(task.id, {}))));
        QVERIFY(denied(waitFor(other->complete(task.id, {}))));
        QVERIFY(denied(waitFor(other->fail(task.id, {}))));
        QVERIFY(denied(waitFor(other->cancel(task.id))));
        QVERIFY(denied(waitFor(other->heartbeat(task.id))));
        QVERIFY(denied(waitFor(other->remove(task.id))));
        QVERIFY(denied(waitFor(other->output(task.id, 0, 10))));
        QVERIFY(denied(waitFor(other->appendOutput(task.id, "x"))));
        QVERIFY(denied(
            waitFor(other->waitForChange(task.id, task.revision, std::chrono::seconds(60)))));
        QVERIFY(waitFor(other->list({}))->tasks.isEmpty());
        NewTask retry = newTask(u"steal"_s);
        retry.retryOf = task.id;
        QCOMPARE(waitFor(other->create(retry)).error().code, ErrorCode::InvalidArgument);
        QVERIFY(waitFor(ownerSession()->cancel(task.id)));
        m_service.reset(); // and when it has ended and comes from disk
        openService();
        const auto again =
            waitFor(m_service->auth().signIn(u"other@example.org"_s, "correct horse", me));
        QVERIFY(denied(waitFor(m_service->sessionFor(again->principal)->task(task.id))));
        QCOMPARE(waitFor(ownerSession()->task(task.id))->status, TaskStatus::Cancelled);
    }

    void changesGoToTheirOwnerOnly()
    {
        const auto mine = ownerSession();
        const auto other = otherSession();
        QSignalSpy mineChanged(mine.get(), &TaskSession::changed);
        QSignalSpy otherChanged(other.get(), &TaskSession::changed);
        QSignalSpy otherGrew(other.get(), &TaskSession::outputGrew);
        const Task task = *waitFor(mine->create(newTask(u"secret"_s)));
        QVERIFY(waitFor(mine->appendOutput(task.id, "x")));
        const Task theirs = *waitFor(other->create(newTask(u"theirs"_s)));
        QTRY_COMPARE(otherChanged.size(), 1);
        QTRY_COMPARE(mineChanged.size(), 1);
        QCOMPARE(otherChanged.at(0).at(0).value<TaskChanges>().changed, QList<Task>{theirs});
        QCOMPARE(mineChanged.at(0).at(0).value<TaskChanges>().changed, QList<Task>{task});
        QCOMPARE(otherGrew.size(), 0);
    }

    void growthIsToldAsItIsNow()
    {
        const auto session = ownerSession();
        QSignalSpy grew(session.get(), &TaskSession::outputGrew);
        const Task task = *waitFor(session->create(newTask(u"loud"_s)));
        const RequestKey key{"a", "one"};
        QVERIFY(waitFor(session->appendOutput(task.id, "one ", {}, key)));
        QVERIFY(waitFor(session->appendOutput(task.id, "two ")));
        QCOMPARE(*waitFor(session->appendOutput(task.id, "one ", {}, key)), 4); // as at first
        QTRY_COMPARE(grew.size(), 3);
        QCOMPARE(grew.last().at(1).toLongLong(), 8);
    }

    void publishedOnlyAfterTheCommit()
    {
        // What a listener hears of must be in the database for another connection by then.
        const auto session = ownerSession();
        bool wasThere = false;
        const auto reader = ownerSession();
        connect(session.get(), &TaskSession::changed, this, [&](const TaskChanges &changes) {
            TaskFilter filter;
            wasThere = waitFor(reader->list(filter))->tasks.contains(changes.changed.constFirst());
        });
        QVERIFY(waitFor(session->create(newTask(u"a"_s))));
        QTRY_VERIFY(wasThere);
    }

    void manyChangesOfOneMomentShareCommits()
    {
        const auto session = ownerSession();
        QSignalSpy changed(session.get(), &TaskSession::changed);
        QList<QFuture<Result<Task>>> futures;
        for (int i = 0; i < 500; ++i)
            futures.append(session->create(newTask(QString::number(i))));
        for (auto &future : futures)
            QVERIFY(waitFor(future));
        const auto published = [&] {
            qsizetype count = 0;
            for (const auto &arguments : changed)
                count += arguments.at(0).value<TaskChanges>().changed.size();
            return count;
        };
        QTRY_COMPARE(published(), 500);
        QVERIFY2(changed.size() < 250, qPrintable(QString::number(changed.size())));
    }

    void sameKeyHappensOnce()
    {
        const auto session = ownerSession();
        const RequestKey key{"k1", "create"};
        const Task first = *waitFor(session->create(newTask(u"once"_s), key));
        QCOMPARE(*waitFor(session->create(newTask(u"once"_s), key)), first);
        m_service.reset();
        openService();
        QCOMPARE(*waitFor(ownerSession()->create(newTask(u"once"_s), key)), first);
        QCOMPARE(waitFor(ownerSession()->list({}))->tasks.size(), 1);
        QCOMPARE(waitFor(ownerSession()->create(newTask(u"b"_s), {"k1", "other"})).error().code,
                 ErrorCode::KeyReused);
        // Another account's key of the same name is another key.
        QVERIFY(waitFor(otherSession()->create(newTask(u"theirs"_s), key))->id != first.id);
    }

    void pieceSentAgainAfterTheEndGetsItsAnswer()
    {
        const auto session = ownerSession();
        const RequestKey key{"k1", "append"};
        const TaskId id = waitFor(session->create(newTask(u"a"_s)))->id;
        QCOMPARE(*waitFor(session->appendOutput(id, "text", {}, key)), 4);
        QVERIFY(waitFor(session->complete(id, {})));
        QCOMPARE(*waitFor(session->appendOutput(id, "text", {}, key)), 4);
        QCOMPARE(waitFor(session->appendOutput(id, "else", {}, {"k1", "else"})).error().code,
                 ErrorCode::KeyReused);
        QCOMPARE(waitFor(session->appendOutput(id, "text", {}, {"k2", "append"})).error().code,
                 ErrorCode::StateForbids);
        QVERIFY(waitFor(otherSession()->appendOutput(id, "text", {}, key)).error().code
                != ErrorCode::KeyReused);
        QCOMPARE(waitFor(session->output(id, 0, 10))->bytes, "text");
    }

    void answersAreForgottenAfterADay()
    {
        const RequestKey key{"k1", "create"};
        const auto session = ownerSession();
        const TaskId first = waitFor(session->create(newTask(u"a"_s), key))->id;
        m_clock.advance(std::chrono::hours(23));
        QCOMPARE(waitFor(session->create(newTask(u"a"_s), key))->id, first);
        m_clock.advance(std::chrono::hours(2));
        QVERIFY(waitFor(session->create(newTask(u"a"_s), key))->id != first);
    }

    void manyAnswersAreForgottenBitByBit()
    {
        const auto session = ownerSession();
        for (int i = 0; i < 250; ++i)
            QVERIFY(
                waitFor(session->create(newTask(u"a"_s), {"k" + QByteArray::number(i), "create"})));
        m_clock.advance(std::chrono::hours(25));
        const auto isAnythingKept = [&] {
            const auto database = Database::openReadOnly(dataDirectory().databaseFile());
            return (*database)->value(u"SELECT count(*) FROM answers"_s)->toInt() > 0;
        };
        QTRY_VERIFY(waitFor(session->create(newTask(u"b"_s))) && !isAnythingKept());
    }

    void whatTheDiskDoesNotTakeIsNotAnswered()
    {
        const auto session = ownerSession();
        const auto makeMany = [&](const char *prefix) {
            QList<QFuture<Result<Task>>> futures;
            for (int i = 0; i < 300; ++i)
                futures.append(session->create(newTask(QString(1000, u'x')),
                                               {prefix + QByteArray::number(i), "f"}));
            int made = 0;
            for (auto &future : futures)
                made += waitFor(future).isOk() ? 1 : 0;
            return made;
        };
        rlimit before = {};
        ::getrlimit(RLIMIT_FSIZE, &before);
        ::signal(SIGXFSZ, SIG_IGN); // writing past the limit fails instead
        const qint64 walSize = QFileInfo(dataDirectory().databaseFile() + "-wal"_L1).size();
        const rlimit tight{static_cast<rlim_t>(walSize + 200'000), before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const int made = makeMany("a");
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(made < 300);
        const std::unique_ptr<SignIn> window = m_service->signIn();
        QVERIFY(window->storage() != StorageState::Working);
        QTRY_COMPARE(window->storage(), StorageState::Working); // it recovers by itself
        const int madeLater = makeMany("b");
        QCOMPARE(madeLater, 300);
        m_service.reset();
        openService();
        TaskFilter all;
        all.limit = 1000;
        QCOMPARE(waitFor(ownerSession()->list(all))->tasks.size(), made + madeLater);
    }

    void replayAnswersAsTheFirstTime()
    {
        const auto session = ownerSession();
        const Task task = *waitFor(session->create(newTask(u"a"_s)));
        TaskUpdate one;
        one.fraction = 0.1;
        const Task first = *waitFor(session->update(task.id, one, {"p1", "x"}));
        TaskUpdate two;
        two.fraction = 0.2;
        QVERIFY(waitFor(session->update(task.id, two)));
        QCOMPARE(*waitFor(session->update(task.id, one, {"p1", "x"})), first);
        QCOMPARE(waitFor(session->task(task.id))->progress.fraction, 0.2);
    }

    void deletedIsToldToWhoAsksSince()
    {
        const auto session = ownerSession();
        const Task task = *waitFor(session->create(newTask(u"a"_s)));
        QVERIFY(waitFor(session->appendOutput(task.id, "text")));
        QCOMPARE(waitFor(session->remove(task.id)).error().code, ErrorCode::StateForbids);
        QCOMPARE(waitFor(session->output(task.id, 0, 10))->bytes, "text");
        QVERIFY(waitFor(session->complete(task.id, {})));
        QVERIFY(waitFor(session->appendOutput(task.id, "x")).error().code
                == ErrorCode::StateForbids);
        QVERIFY(waitFor(session->remove(task.id)));
        QCOMPARE(waitFor(session->task(task.id)).error().code, ErrorCode::NotFound);
        TaskFilter since;
        since.sinceRevision = task.revision;
        QCOMPARE(waitFor(session->list(since))->deleted, QList<TaskId>{task.id});
        QCOMPARE(waitFor(otherSession()->list(since))->deleted, QList<TaskId>{});
    }

    void listFiltersAndPages()
    {
        const auto session = ownerSession();
        for (int i = 0; i < 5; ++i) {
            NewTask task = newTask(u"Übung %1 100%"_s.arg(i));
            task.kind = i % 2 ? u"build"_s : u"chat"_s;
            task.labels.insert(u"n"_s, QString::number(i));
            QVERIFY(waitFor(session->create(task)));
        }
        TaskFilter filter;
        filter.limit = 2;
        QStringList names;
        do {
            const TaskPage page = *waitFor(session->list(filter));
            for (const Task &task : page.tasks)
                names.append(task.name.mid(6, 1));
            filter.before = page.nextCursor;
        } while (filter.before);
        QCOMPARE(names, u"4 3 2 1 0"_s.split(u' '));
        const auto count = [&](const std::function<void(TaskFilter &)> &set) {
            TaskFilter wanted;
            set(wanted);
            return waitFor(session->list(wanted))->tasks.size();
        };
        QCOMPARE(count([](TaskFilter &f) { f.kind = u"build"_s; }), 2);
        QCOMPARE(count([](TaskFilter &f) { f.labelKey = u"n"_s, f.labelValue = u"3"_s; }), 1);
        QCOMPARE(count([](TaskFilter &f) { f.search = u"ÜBUNG"_s; }), 5);
        QCOMPARE(count([](TaskFilter &f) { f.search = u"100%"_s; }), 5);
        QCOMPARE(count([](TaskFilter &f) { f.search = u"100_"_s; }), 0);
        QCOMPARE(count([](TaskFilter &f) { f.statuses = {TaskStatus::Failed}; }), 0);
    }

    void outputIsKeptOnce()
    {
        const auto session = ownerSession();
        const TaskId id = waitFor(session->create(newTask(u"a"_s)))->id;
        QCOMPARE(*waitFor(session->appendOutput(id, "hello ", 0)), 6);
        QCOMPARE(*waitFor(session->appendOutput(id, "hello world", 0)), 11);
        QCOMPARE(*waitFor(session->appendOutput(id, "hello", 0)), 11);
        QCOMPARE(waitFor(session->appendOutput(id, "x", 12)).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(waitFor(session->output(id, 0, 100))->bytes, "hello world");
        QCOMPARE(waitFor(session->output(id, -5, 3))->bytes, "wor");
        QCOMPARE(waitFor(session->output(id, 99, 3))->offset, 11);
    }

    void waitComesWithTheChange()
    {
        const auto session = ownerSession();
        const Task task = *waitFor(session->create(newTask(u"a"_s)));
        auto future = session->waitForChange(task.id, task.revision, std::chrono::minutes(1));
        QVERIFY(!future.isFinished());
        QVERIFY(waitFor(session->complete(task.id, {})));
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result()->status, TaskStatus::Completed);
        QVERIFY(session->waitForChange(task.id, 0, std::chrono::minutes(1)).isFinished());
    }

    void waitEndsWithItsTime()
    {
        const auto session = ownerSession();
        const Task task = *waitFor(session->create(newTask(u"a"_s)));
        auto future = session->waitForChange(task.id, task.revision, std::chrono::milliseconds(20));
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(*future.result(), task);
    }

    void sessionsAndTokensOutliveTheServiceAndDieAtOnce()
    {
        AuthService *auth = &m_service->auth();
        QVERIFY(waitFor(auth->setPassword(auth->owner(), QString(ownerEmail), "a long secret")));
        const SignedIn signedIn =
            *waitFor(auth->signIn(u"OWNER@example.org"_s, "a long secret", me));
        const MadeToken made =
            *waitFor(auth->createToken(signedIn.principal, {u"ci"_s, TokenScope::Write, {}}));
        QVERIFY(made.secret.startsWith("hw_"));
        m_service.reset();
        openService();
        auth = &m_service->auth();
        const Result<Principal> session = auth->principalOfSession(signedIn.secret, me);
        QVERIFY(session);
        QVERIFY(auth->principalOfToken(made.secret));
        QVERIFY(!auth->principalOfToken(signedIn.secret)); // neither passes as the other
        QVERIFY(!auth->principalOfSession(made.secret, me));
        const auto held = m_service->sessionFor(*session);
        QVERIFY(waitFor(auth->signOut(*session)));
        QVERIFY(!auth->principalOfSession(signedIn.secret, me));
        QCOMPARE(waitFor(held->list({})).error().code, ErrorCode::NotSignedIn);
        QVERIFY(waitFor(auth->revokeToken(auth->owner(), made.token.id)));
        QVERIFY(!auth->principalOfToken(made.secret));
        m_service.reset();
        openService();
        QVERIFY(!m_service->auth().principalOfSession(signedIn.secret, me));
        QVERIFY(!m_service->auth().principalOfToken(made.secret));
    }

    void stoppedServiceLeavesOneDatabaseFile()
    {
        QVERIFY(waitFor(ownerSession()->list({})));
        QVERIFY(waitFor(ownerSession()->create(newTask(u"a"_s))));
        m_service.reset();
        QVERIFY(!QFile::exists(dataDirectory().databaseFile() + "-wal"_L1));
    }

    void noSecretIsInTheDatabase()
    {
        AuthService &auth = m_service->auth();
        QVERIFY(waitFor(auth.setPassword(auth.owner(), QString(ownerEmail), "a long secret")));
        const QByteArray session =
            waitFor(auth.signIn(QString(ownerEmail), "a long secret", me))->secret;
        const QByteArray token = waitFor(auth.createToken(auth.owner(), {}))->secret;
        const QByteArray endpoint = auth.renewEndpointSecret();
        m_service.reset();
        QFile file(dataDirectory().databaseFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains("$argon2id$v=19$m=65536,t=3"));
        for (const QByteArray &secret :
             {session, token, token.mid(3), endpoint, QByteArray("a long secret")})
            QVERIFY(!content.contains(secret));
    }

    void wrongSignInsAreAllTheSame()
    {
        AuthService &auth = m_service->auth();
        QVERIFY(waitFor(auth.addAccount(auth.owner(), u"other@example.org"_s, "correct horse")));
        const Error unknown =
            waitFor(auth.signIn(u"nobody@example.org"_s, "correct horse", me)).error();
        QCOMPARE(unknown.code, ErrorCode::NotSignedIn);
        QCOMPARE(waitFor(auth.signIn(u"other@example.org"_s, "wrong horse", me)).error(), unknown);
        QCOMPARE(waitFor(auth.signIn(QString(ownerEmail), "", me)).error(),
                 unknown); // has no password
        QCOMPARE(waitFor(auth.signIn(u"other@example.org"_s, QByteArray(5000, 'x'), me)).error(),
                 unknown);
    }

    void passwordChangeEndsWhatCameBefore()
    {
        AuthService &auth = m_service->auth();
        const auto other = otherSession();
        QSignalSpy ended(other.get(), &TaskSession::ended);
        const QByteArray secret =
            waitFor(auth.signIn(u"other@example.org"_s, "correct horse", me))->secret;
        QVERIFY(waitFor(auth.setPassword(auth.owner(), u"other@example.org"_s, "battery staple")));
        QVERIFY(!auth.principalOfSession(secret, me));
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(!waitFor(auth.signIn(u"other@example.org"_s, "correct horse", me)));
        QVERIFY(waitFor(auth.signIn(u"other@example.org"_s, "battery staple", me)));
    }

    void removedAccountLeavesNothing()
    {
        AuthService &auth = m_service->auth();
        const auto other = otherSession();
        const Task task = *waitFor(other->create(newTask(u"theirs"_s)));
        QVERIFY(waitFor(other->appendOutput(task.id, "x")));
        const QString output =
            dataDirectory().logsDirectory() + u'/' + task.id.toString() + ".log"_L1;
        QVERIFY(QFile::exists(output));
        QVERIFY(waitFor(auth.removeAccount(auth.owner(), u"Other@Example.org"_s)));
        QCOMPARE(waitFor(other->create(newTask(u"late"_s))).error().code, ErrorCode::NotSignedIn);
        QTRY_VERIFY(!QFile::exists(output));
        QCOMPARE(waitFor(ownerSession()->task(task.id)).error().code, ErrorCode::NotFound);
        QCOMPARE(waitFor(auth.removeAccount(auth.owner(), QString(ownerEmail))).error().code,
                 ErrorCode::InvalidArgument);
    }

    void accountsAreManagedByTheOwnerOfTheDirectoryOnly()
    {
        AuthService &auth = m_service->auth();
        QVERIFY(waitFor(auth.addAccount(auth.owner(), u"other@example.org"_s, "correct horse")));
        const Principal other =
            waitFor(auth.signIn(u"other@example.org"_s, "correct horse", me))->principal;
        QCOMPARE(waitFor(auth.addAccount(other, u"x@example.org"_s, "correct horse")).error().code,
                 ErrorCode::AccessDenied);
        QCOMPARE(
            waitFor(auth.setPassword(other, QString(ownerEmail), "correct horse")).error().code,
            ErrorCode::AccessDenied);
        QCOMPARE(waitFor(auth.removeAccount(other, u"other@example.org"_s)).error().code,
                 ErrorCode::AccessDenied);
        QCOMPARE(waitFor(auth.addAccount(auth.owner(), u"OTHER@example.org"_s, {})).error().code,
                 ErrorCode::AlreadyExists);
        QCOMPARE(auth.accounts().size(), 2);
        QVERIFY(auth.accounts().constFirst().isOwner);
    }

    void readOnlyTokenReadsOnly()
    {
        AuthService &auth = m_service->auth();
        const MadeToken made =
            *waitFor(auth.createToken(auth.owner(), {u"r"_s, TokenScope::Read, {}}));
        const Task task = *waitFor(ownerSession()->create(newTask(u"a"_s)));
        const Principal reader = *auth.principalOfToken(made.secret);
        const auto session = m_service->sessionFor(reader);
        QVERIFY(waitFor(session->task(task.id)));
        QCOMPARE(waitFor(session->cancel(task.id)).error().code, ErrorCode::AccessDenied);
        QCOMPARE(waitFor(session->create(newTask(u"b"_s))).error().code, ErrorCode::AccessDenied);
        QCOMPARE(waitFor(auth.createToken(reader, {})).error().code, ErrorCode::AccessDenied);
    }

    void secondServiceIsRefused()
    {
        const auto second = Service::open(dataDirectory(), QString(ownerEmail), m_clock);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::InUse);
        QVERIFY(
            second.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
    }

    void newerSchemaIsRefusedUntouched()
    {
        m_service.reset();
        const QString path = dataDirectory().databaseFile();
        {
            const auto database = Database::open(path);
            QVERIFY((*database)->execute(u"PRAGMA user_version = 999"_s));
            QVERIFY((*database)->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        const auto opened = Service::open(dataDirectory(), QString(ownerEmail), m_clock);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NewerSchema);
        QVERIFY(opened.error().detail.contains(u"newer Headway"_s));
        file.seek(0);
        QCOMPARE(file.readAll(), before);
        QVERIFY(!QFile::exists(path + "-journal"_L1));
    }

    void firstStartThatWasCutShortIsUndone()
    {
        m_service.reset();
        const QString path = dataDirectory().databaseFile();
        QVERIFY(QFile::remove(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("SQLite format 3").leftJustified(4096, '\0'));
        file.close();
        // A rollback journal: before it there was not one page. Source: sqlite.org/fileformat.html
        QFile journal(path + "-journal"_L1);
        QVERIFY(journal.open(QIODevice::WriteOnly));
        journal.write(QByteArray::fromHex("d9d505f920a163d700000000c99f011f"
                                          "000000000000020000001000")
                          .leftJustified(512, '\0'));
        journal.close();
        const auto opened = Service::open(dataDirectory(), QString(ownerEmail), m_clock);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    }

    void storageIsAsDurableAsPromised()
    {
        m_service.reset();
        const auto database = Database::open(dataDirectory().databaseFile());
        const auto pragma = [&](const QString &name) {
            Statement statement(**database, u"PRAGMA "_s + name);
            QSqlQuery *query = *statement.run();
            return query->next() ? query->value(0).toString() : QString();
        };
        QCOMPARE(pragma(u"journal_mode"_s), u"wal"_s);
        QCOMPARE(pragma(u"synchronous"_s), u"2"_s); // FULL
        QCOMPARE(pragma(u"foreign_keys"_s), u"1"_s);
        QCOMPARE(pragma(u"user_version"_s), QString::number(newestSchemaVersion()));
    }

    void linkInPlaceOfTheDatabaseIsRefused()
    {
        m_service.reset();
        const QString path = dataDirectory().databaseFile();
        QVERIFY(QFile::rename(path, path + "-elsewhere"_L1));
        QVERIFY(QFile::link(path + "-elsewhere"_L1, path));
        const auto opened = Service::open(dataDirectory(), QString(ownerEmail), m_clock);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Insecure);
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
