#include "core/base/privatefile.h"
#include "core/service/authservice.h"
#include "core/service/service.h"
#include "core/store/databasecontent.h"
#include "core/store/examination.h"
#include "core/store/repair.h"
#include "core/store/stopmark.h"
#include "tests/support/fakeclock.h"
#include "tests/unit/sampledatabase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int pageBytes = 4096;
constexpr int tasksOfTheOwner = 400;
constexpr int tasksOfTheOther = 20;
constexpr int samplesOfATask = 20;
constexpr qint64 tasksInAll = tasksOfTheOwner + tasksOfTheOther;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

QByteArray garbage(qsizetype size)
{
    QByteArray bytes(size, '\0');
    quint32 state = 12345;
    for (char &byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24U);
    }
    return bytes;
}

/// Where the pages of a table or an index lie in a file that nobody has open.
QList<int> pagesOf(const QString &file, const QString &name, const QString &type)
{
    QList<int> pages;
    const auto database = Database::openReadOnly(file);
    Statement select(**database,
                     u"SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path"_s);
    QSqlQuery *query = *select.run({name, type});
    while (query->next())
        pages.append(query->value(0).toInt());
    return pages;
}

} // namespace

/// Starts a service on a damaged database.
class DamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_service.reset(); }

    void damageIsRepaired_data();
    void damageIsRepaired();
    void logAloneGivesBackWhatItHolds();
    void cutLogCountsUpToTheCut();
    void missingOneIsTold();
    void directoryInItsPlaceIsRefused();
    void lostAccountsAreMadeAnew();
    void damagedSamplesCostTheirOwnTasksAlone();
    void removedAccountDoesNotComeBack();
    void damageIsNoSilentEnd_data();
    void damageIsNoSilentEnd();
    void soundDatabaseIsLeftAlone();
    void unreadWholeOnlyAfterAnOrderlyStop();
    void damageMetWhileRunningIsRemembered();
    void damageMetWhileRunningIsTold();
    void damageMetByTheWriterIsNobodyElses();
    void damageOfACopyIsNotTold();
    void goesOnAfterACrash();
    void olderSchemaIsRepairedAsWell();

private:
    DataDirectory place() const { return DataDirectory::resolve(m_directory->filePath(u"d"_s)); }
    QString file() const { return place().databaseFile(); }
    void makeDatabase();
    Result<void> start();
    qint64 tasksOf(const QString &email);
    QList<qint64> rowsOf(const QString &table);
    void overwrite(int page, const QByteArray &bytes);
    void overwriteWhileOpen(int page);

    std::unique_ptr<QTemporaryDir> m_directory;
    FakeClock m_clock{QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC)};
    std::unique_ptr<Service> m_service;
};

void DamageTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(makePrivateDirectory(place().path()));
}

void DamageTest::makeDatabase()
{
    SampleDatabase sample(file());
    const Result<void> begun = sample.database().execute(u"PRAGMA wal_autocheckpoint = 0"_s);
    QVERIFY(begun);
    for (int i = 0; i < tasksOfTheOwner; ++i)
        sample.insert(sample.owner, u"task %1 "_s.arg(i) + QString(500, u'x'));
    for (int i = 0; i < tasksOfTheOther; ++i)
        sample.insert(sample.other);
    sample.addToken(sample.other);
    QVERIFY(sample.database().execute(
        u"INSERT INTO task_states SELECT seq, 1, 'paused', 0, 0 FROM tasks"_s));
    QVERIFY(sample.database().execute(
        u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
        "INSERT INTO task_samples SELECT seq, i, 0.5, 1e9, 1, 0.1, 1 FROM tasks, n"_s.arg(
            samplesOfATask)));
}

Result<void> DamageTest::start()
{
    m_service.reset();
    Result<std::unique_ptr<Service>> opened =
        Service::open(place(), u"owner@example.org"_s, m_clock);
    if (!opened)
        return opened.error();
    m_service = std::move(*opened);
    return {};
}

qint64 DamageTest::tasksOf(const QString &email)
{
    const auto database = Database::openReadOnly(file());
    Statement select(**database,
                     u"SELECT count(*) FROM tasks WHERE owner_id = "
                     "(SELECT id FROM accounts WHERE email = ?)"_s);
    QSqlQuery *query = *select.run({email});
    return query->next() ? query->value(0).toLongLong() : -1;
}

/// Saved and lost; -1: not known.
QList<qint64> DamageTest::rowsOf(const QString &table)
{
    for (const SavedRows &rows : m_service->repair()->rows) {
        if (rows.table == table)
            return {rows.saved, rows.lost.value_or(-1)};
    }
    return {};
}

void DamageTest::overwrite(int page, const QByteArray &bytes)
{
    QByteArray all = bytesOf(file());
    all.replace(qsizetype(page - 1) * pageBytes, bytes.size(), bytes);
    write(file(), all);
}

/// In place: SQLite has the file open.
void DamageTest::overwriteWhileOpen(int page)
{
    QFile database(file());
    QVERIFY(database.open(QIODevice::ReadWrite));
    QVERIFY(database.seek(qint64(page - 1) * pageBytes));
    QCOMPARE(database.write(QByteArray(pageBytes, '\0')), pageBytes);
    QVERIFY(database.flush());
}

void DamageTest::damageIsRepaired_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<int>("least"); // of the tasks that have to be saved
    QTest::addColumn<bool>("isCounted"); // whether the lost ones are known to the row
    const auto row = [](const char *name, int least, bool isCounted) {
        QTest::newRow(name) << QString::fromLatin1(name) << least << isCounted;
    };
    row("header zeroed", tasksInAll, true);
    row("header garbage", tasksInAll, true);
    row("leaf zeroed", tasksInAll - 10, true);
    row("leaf garbage", tasksInAll - 10, true);
    row("last leaf zeroed", tasksInAll - 30, true);
    row("three leaves zeroed", tasksInAll - 30, true);
    row("root of tasks zeroed", 0, true);
    row("index leaf zeroed", tasksInAll, true);
    row("index root garbage", tasksInAll, true);
    row("counts zeroed", tasksInAll, true);
    row("accounts zeroed", tasksInAll, true);
    row("one page off", tasksInAll - 40, false);
    row("cut in the middle", 1, false);
    row("cut inside a page", 1, false);
    row("first page only", 0, false);
    row("first page zeroed", tasksInAll, true);
    row("first page garbage", tasksInAll, true);
    row("schema zeroed", tasksInAll, true);
    row("a few bytes", 0, false);
    row("empty", 0, false);
    row("not SQLite", 0, false);
}

void DamageTest::damageIsRepaired()
{
    QFETCH(const QString, damage);
    QFETCH(const int, least);
    QFETCH(const bool, isCounted);
    makeDatabase();
    const qint64 size = QFileInfo(file()).size();
    const QList<int> leaves = pagesOf(file(), u"tasks"_s, u"leaf"_s);
    const QList<int> indexLeaves = pagesOf(file(), u"tasks_newest"_s, u"leaf"_s);
    QVERIFY(leaves.size() > 20);
    const QByteArray zeros(pageBytes, '\0');
    const auto root = [this](const char *name) {
        const QString table = QString::fromLatin1(name);
        return (pagesOf(file(), table, u"internal"_s) + pagesOf(file(), table, u"leaf"_s)).first();
    };
    const QHash<QString, std::function<void()>> damages{
        {u"header zeroed"_s, [&] { overwrite(1, zeros.first(100)); }},
        {u"header garbage"_s, [&] { overwrite(1, garbage(100)); }},
        {u"leaf zeroed"_s, [&] { overwrite(leaves.at(10), zeros); }},
        {u"leaf garbage"_s, [&] { overwrite(leaves.at(10), garbage(pageBytes)); }},
        {u"last leaf zeroed"_s, [&] { overwrite(leaves.last(), zeros); }},
        {u"three leaves zeroed"_s,
         [&] {
             for (const int at : {0, 5, 7})
                 overwrite(leaves.at(at), zeros);
         }},
        {u"root of tasks zeroed"_s, [&] { overwrite(root("tasks"), zeros); }},
        {u"index leaf zeroed"_s, [&] { overwrite(indexLeaves.first(), zeros); }},
        {u"index root garbage"_s, [&] { overwrite(root("tasks_newest"), garbage(pageBytes)); }},
        {u"counts zeroed"_s, [&] { overwrite(root("task_counts"), zeros); }},
        {u"accounts zeroed"_s, [&] { overwrite(root("accounts"), zeros); }},
        {u"one page off"_s, [&] { QFile::resize(file(), size - pageBytes); }},
        {u"cut in the middle"_s, [&] { QFile::resize(file(), size / 2 / pageBytes * pageBytes); }},
        {u"cut inside a page"_s, [&] { QFile::resize(file(), size / 2 + 100); }},
        {u"first page only"_s, [&] { QFile::resize(file(), pageBytes); }},
        {u"first page zeroed"_s, [&] { overwrite(1, zeros); }},
        {u"first page garbage"_s, [&] { overwrite(1, garbage(pageBytes)); }},
        {u"schema zeroed"_s,
         [&] {
             for (const int page : pagesOf(file(), u"sqlite_schema"_s, u"leaf"_s))
                 overwrite(page, zeros);
         }},
        {u"a few bytes"_s, [&] { QFile::resize(file(), 50); }},
        {u"empty"_s, [&] { QFile::resize(file(), 0); }},
        {u"not SQLite"_s, [&] { write(file(), "#!/bin/sh\n" + QByteArray(10'000, 'x')); }},
    };
    QVERIFY(damages.contains(damage));
    damages.value(damage)();
    const QByteArray before = bytesOf(file());

    const Result<void> started = start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().detail));
    QVERIFY(m_service->repair());
    QCOMPARE(bytesOf(m_service->repair()->kept + "/headway.db"_L1), before);
    QCOMPARE(m_service->repair()->kept,
             place().backupsDirectory() + "/damaged-20270115T080000Z"_L1);
    const QList<qint64> tasks = rowsOf(u"tasks"_s);
    QVERIFY2(tasks.first() >= least, qPrintable(QString::number(tasks.first())));
    if (isCounted)
        QCOMPARE(tasks.first() + tasks.last(), tasksInAll);
    QCOMPARE(tasksOf(u"owner@example.org"_s) + qMax(0, int(tasksOf(u"other@example.org"_s)))
                 + qMax(0, int(tasksOf(u"recovered-2@localhost"_s))),
             tasks.first());
    QCOMPARE(m_service->auth().accounts().first().email, u"owner@example.org"_s);
    QVERIFY(m_service->auth().accounts().first().isOwner);
    const QStringList others{u"new.db*"_s, u"scratch.db*"_s};
    QVERIFY(QDir(m_service->repair()->kept).entryList(others, QDir::Files).isEmpty());
    {
        const auto database = Database::openReadOnly(file());
        QVERIFY(checkSchema(**database));
        QVERIFY(checkIntegrity(**database));
        QVERIFY((*database)->value(u"SELECT value FROM revision"_s)->toULongLong()
                > quint64(tasksInAll));
        QCOMPARE((*database)->value(u"SELECT count(*) FROM credentials"_s)->toInt(), 0);
        QCOMPARE((*database)->value(u"SELECT coalesce(sum(count), 0) FROM task_counts"_s)->toInt(),
                 tasks.first());
    }
    QVERIFY(start()); // and once is enough
    QVERIFY(!m_service->repair());
}

void DamageTest::logAloneGivesBackWhatItHolds()
{
    {
        SampleDatabase sample(file());
        QVERIFY(sample.database().execute(u"PRAGMA wal_autocheckpoint = 0"_s));
        QVERIFY(sample.database().execute(u"UPDATE accounts SET created_at = 1"_s));
        for (int i = 0; i < 30; ++i)
            sample.insert(sample.owner);
        QVERIFY(QFile::copy(file() + "-wal"_L1, file() + "-kept"_L1));
    }
    QVERIFY(QFile::remove(file()));
    QVERIFY(QFile::rename(file() + "-kept"_L1, file() + "-wal"_L1));
    const QByteArray log = bytesOf(file() + "-wal"_L1);
    QVERIFY(start());
    QVERIFY(m_service->repair());
    QCOMPARE(bytesOf(m_service->repair()->kept + "/headway.db-wal"_L1), log);
    QCOMPARE(rowsOf(u"tasks"_s).first(), 30);
    QCOMPARE(rowsOf(u"accounts"_s).first(), 2);
}

void DamageTest::cutLogCountsUpToTheCut()
{
    {
        SampleDatabase sample(file());
        QVERIFY(sample.database().execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        QVERIFY(sample.database().execute(u"PRAGMA wal_autocheckpoint = 0"_s));
        for (int i = 0; i < 30; ++i)
            sample.insert(sample.owner);
        for (const char *suffix : {"", "-wal"}) {
            const QString part = QString::fromLatin1(suffix);
            QVERIFY(QFile::copy(file() + part, m_directory->filePath(u"copy"_s + part)));
        }
    }
    for (const char *suffix : {"", "-wal"}) {
        const QString part = QString::fromLatin1(suffix);
        write(file() + part, bytesOf(m_directory->filePath(u"copy"_s + part)));
    }
    QVERIFY(QFile::resize(file() + "-wal"_L1, QFileInfo(file() + "-wal"_L1).size() / 2));
    QVERIFY(start());
    const qint64 tasks = tasksOf(u"owner@example.org"_s);
    QVERIFY2(tasks > 5 && tasks < 30, qPrintable(QString::number(tasks)));
    const auto database = Database::openReadOnly(file());
    QCOMPARE((*database)->value(u"SELECT value FROM revision"_s)->toLongLong(), tasks);
    QVERIFY(checkIntegrity(**database));
}

void DamageTest::missingOneIsTold()
{
    QVERIFY(start());
    QVERIFY(!m_service->repair());
    m_service.reset();
    QVERIFY(QFile::remove(file()));
    QVERIFY(start());
    QVERIFY(m_service->repair());
    QVERIFY(m_service->repair()->damage.contains(u"missing"_s));
    QCOMPARE(m_service->repair()->kept, QString()); // nothing was left to be kept
    m_service.reset();
    QVERIFY(start());
    QVERIFY(!m_service->repair());
}

void DamageTest::directoryInItsPlaceIsRefused()
{
    QVERIFY(QDir().mkdir(file()));
    QVERIFY(!start());
    QVERIFY(QFileInfo(file()).isDir());
}

void DamageTest::lostAccountsAreMadeAnew()
{
    makeDatabase();
    overwrite(pagesOf(file(), u"accounts"_s, u"leaf"_s).first(), QByteArray(pageBytes, '\0'));
    QVERIFY(start());
    QCOMPARE(rowsOf(u"accounts"_s), (QList<qint64>{0, 2}));
    const QList<Account> accounts = m_service->auth().accounts();
    QCOMPARE(accounts.size(), 2);
    QCOMPARE(accounts.first().email, u"owner@example.org"_s);
    QCOMPARE(tasksOf(u"owner@example.org"_s), tasksOfTheOwner);
    QCOMPARE(tasksOf(u"recovered-2@localhost"_s), tasksOfTheOther);
    QVERIFY(!accounts.last().isOwner && !accounts.last().hasPassword);
}

void DamageTest::damagedSamplesCostTheirOwnTasksAlone()
{
    makeDatabase();
    const QList<int> leaves = pagesOf(file(), u"task_samples"_s, u"leaf"_s);
    QVERIFY(leaves.size() > 20);
    overwrite(leaves.at(leaves.size() / 2), garbage(pageBytes));
    QVERIFY(start());
    QCOMPARE(rowsOf(u"tasks"_s).first(), tasksInAll);
    QCOMPARE(rowsOf(u"task_states"_s).first(), tasksInAll);
    const qint64 samples = rowsOf(u"task_samples"_s).first();
    QVERIFY2(samples > tasksInAll * samplesOfATask * 9 / 10, qPrintable(QString::number(samples)));
    QVERIFY(samples < tasksInAll * samplesOfATask);
}

void DamageTest::removedAccountDoesNotComeBack()
{
    makeDatabase();
    {
        const auto database = Database::open(file());
        QVERIFY(AccountStore(**database).remove(AccountId(2)));
    }
    overwrite(pagesOf(file(), u"tasks"_s, u"leaf"_s).at(3), QByteArray(pageBytes, '\0'));
    QVERIFY(start());
    QVERIFY(m_service->repair());
    QCOMPARE(rowsOf(u"accounts"_s).first(), 2);
    QCOMPARE(m_service->auth().accounts().size(), 1);
    const auto database = Database::openReadOnly(file());
    const auto left = [&database](const QString &what) {
        return (*database)->value(u"SELECT count(*) FROM "_s + what)->toInt();
    };
    QTRY_COMPARE(left(u"accounts"_s), 1); // it is removed to the end
    QCOMPARE(left(u"tasks WHERE owner_id = 2"_s), 0);
    QVERIFY(left(u"tasks"_s) > tasksOfTheOwner - 20);
}

void DamageTest::damageIsNoSilentEnd_data()
{
    using Read = std::function<Result<void>(Database &)>;
    QTest::addColumn<QString>("table");
    QTest::addColumn<Read>("read");
    const auto outcome = [](const auto &read) { return read ? Result<void>() : read.error(); };
    const AccountId owner(1);
    QTest::newRow("history") << u"tasks"_s << Read([=](Database &database) {
        return outcome(TaskStore(database).history(owner, 1000, 1000));
    });
    QTest::newRow("leased") << u"tasks"_s << Read([=](Database &database) {
        return outcome(TaskStore(database).leased(owner));
    });
    QTest::newRow("deletions") << u"deleted_tasks"_s << Read([=](Database &database) {
        return outcome(TaskStore(database).deletedSince(owner, 0));
    });
    QTest::newRow("changes") << u"deleted_tasks"_s << Read([=](Database &database) {
        return outcome(ChangeStore(database).since(owner, 1000, {.changes = 1000}));
    });
}

/// What is read before it must not pass for all there is.
void DamageTest::damageIsNoSilentEnd()
{
    QFETCH(const QString, table);
    QFETCH(const std::function<Result<void>(Database &)>, read);
    makeDatabase();
    {
        const auto database = Database::open(file());
        for (const QString &sql :
             {u"UPDATE tasks SET has_runner = 1"_s,
              u"INSERT INTO deleted_tasks SELECT revision + 1000, owner_id, id FROM tasks"_s,
              u"UPDATE revision SET value = 2000"_s})
            QVERIFY((*database)->execute(sql));
        QVERIFY(read(**database));
    }
    const QList<int> leaves = pagesOf(file(), table, u"leaf"_s);
    overwrite(leaves.at(leaves.size() / 2), QByteArray(pageBytes, '\0'));
    const auto database = Database::open(file());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"is damaged: .*start it again"_s));
    const Result<void> outcome = read(**database);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::StorageFailed);
}

void DamageTest::soundDatabaseIsLeftAlone()
{
    makeDatabase();
    QVERIFY(start());
    QVERIFY(!m_service->repair());
    QCOMPARE(tasksOf(u"owner@example.org"_s), tasksOfTheOwner);
    QVERIFY(QDir(place().backupsDirectory()).isEmpty());
}

void DamageTest::unreadWholeOnlyAfterAnOrderlyStop()
{
    makeDatabase();
    QVERIFY(start());
    QVERIFY(!StopMark(file()).isClosedWell()); // it is open
    m_service.reset();
    QVERIFY(StopMark(file()).isClosedWell());
    const int leaf = pagesOf(file(), u"tasks"_s, u"leaf"_s).at(3);
    {
        QFile database(file());
        QVERIFY(database.open(QIODevice::ReadWrite));
        QVERIFY(database.seek(qint64(leaf - 1) * pageBytes));
        QCOMPARE(database.write(QByteArray(pageBytes, '\0')), pageBytes);
    }
    QVERIFY(!StopMark(file()).isClosedWell());
    // As if the disk had done it: the file's times do not tell, and nobody looks.
    const StopMark mark(file());
    mark.setClosed();
    QVERIFY(mark.isClosedWell());
    QCOMPARE(*findDamage(file()), std::nullopt);
    // Another program has written to it, or the last stop was none.
    mark.setOpen();
    QVERIFY(!mark.isClosedWell());
    QVERIFY(*findDamage(file()));
    QVERIFY(start());
    QVERIFY(m_service->repair());
}

void DamageTest::damageMetWhileRunningIsRemembered()
{
    makeDatabase();
    {
        const int leaf = pagesOf(file(), u"tasks"_s, u"leaf"_s).at(3);
        overwrite(leaf, QByteArray(pageBytes, '\0'));
        const auto database = Database::open(file());
        TaskStore tasks(**database);
        TaskFilter filter;
        filter.limit = 1000;
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"is damaged: .*start it again"_s));
        QCOMPARE(tasks.list(AccountId(1), filter).error().code, ErrorCode::StorageFailed);
    }
    QVERIFY(QFile::exists(file() + "-suspect"_L1));
    QVERIFY(start());
    QVERIFY(m_service->repair());
    QVERIFY(!QFile::exists(file() + "-suspect"_L1));
}

void DamageTest::damageMetWhileRunningIsTold()
{
    makeDatabase();
    const int leaf = pagesOf(file(), u"tasks"_s, u"leaf"_s).at(3);
    QVERIFY(start());
    overwriteWhileOpen(leaf);
    const auto window = m_service->signIn();
    QCOMPARE(window->storage(), StorageState::Working);
    const TaskSessionPtr session = m_service->sessionFor(m_service->auth().owner());
    TaskFilter filter;
    filter.limit = tasksOfTheOwner;
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"is damaged: .*start it again"_s));
    QCOMPARE(session->list(filter).result().error().code, ErrorCode::StorageFailed);
    QCOMPARE(window->storage(), StorageState::Damaged);
    NewTask fresh;
    fresh.name = u"what is new is kept"_s;
    QVERIFY(session->create(fresh).result());
    QCOMPARE(window->storage(), StorageState::Damaged);
}

void DamageTest::damageMetByTheWriterIsNobodyElses()
{
    makeDatabase();
    QVERIFY(start());
    TaskFilter filter;
    filter.limit = tasksOfTheOwner;
    {
        const TaskSessionPtr session = m_service->sessionFor(m_service->auth().owner());
        std::vector<QFuture<Result<Task>>> ends;
        const QList<Task> live = session->list(filter).result()->tasks;
        for (const Task &task : live)
            ends.push_back(session->cancel(task.id));
        for (QFuture<Result<Task>> &end : ends)
            QVERIFY(end.result());
    }
    QVERIFY(start()); // with nothing in its cache
    const TaskSessionPtr session = m_service->sessionFor(m_service->auth().owner());
    const QList<Task> tasks = session->list(filter).result()->tasks;
    QCOMPARE(tasks.size(), tasksOfTheOwner);
    const auto window = m_service->signIn();
    overwriteWhileOpen(pagesOf(file(), u"tasks"_s, u"leaf"_s).at(3));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"is damaged: .*start it again"_s));
    std::vector<QFuture<Result<Task>>> pins;
    for (const Task &task : tasks)
        pins.push_back(session->pin(task.id, Pin::Set));
    int refused = 0;
    for (QFuture<Result<Task>> &pin : pins)
        refused += pin.result() ? 0 : 1;
    QVERIFY2(refused > 0 && refused < 30, qPrintable(QString::number(refused)));
    QCOMPARE(window->storage(), StorageState::Damaged);
}

/// Nor of what is only looked at: whoever does so tells of it in words of his own.
void DamageTest::damageOfACopyIsNotTold()
{
    makeDatabase();
    overwrite(pagesOf(file(), u"tasks"_s, u"leaf"_s).at(3), QByteArray(pageBytes, '\0'));
    for (const auto open : {&Database::openReadOnly, &Database::openAsItIs}) {
        const auto database = open(file());
        QVERIFY(!(*database)->value(u"SELECT sum(length(name)) FROM tasks"_s));
        QVERIFY(!QFile::exists(file() + "-suspect"_L1));
    }
    const auto reader = Database::openReader(file());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"is damaged: .*start it again"_s));
    QVERIFY(!(*reader)->value(u"SELECT sum(length(name)) FROM tasks"_s));
    QVERIFY(QFile::exists(file() + "-suspect"_L1));
    bool isTold = false;
    (*reader)->whenDamaged([&isTold] { isTold = true; });
    QVERIFY(isTold);
}

void DamageTest::goesOnAfterACrash()
{
    makeDatabase();
    overwrite(pagesOf(file(), u"tasks"_s, u"leaf"_s).at(3), QByteArray(pageBytes, '\0'));
    // As it would be left in the middle of a repair.
    const QString half = place().backupsDirectory() + "/damaged-20270101T000000Z"_L1;
    QVERIFY(makePrivateDirectory(place().backupsDirectory()));
    QVERIFY(makePrivateDirectory(half));
    write(half + "/new.db.part"_L1, "half");
    write(half + "/scratch.db"_L1, "half");
    QVERIFY(start());
    QVERIFY(m_service->repair());
    QVERIFY(!QFile::exists(half));
    QVERIFY(rowsOf(u"tasks"_s).first() > tasksInAll - 20);
}

void DamageTest::olderSchemaIsRepairedAsWell()
{
    {
        write(file(), {});
        const auto database = Database::make(file(), 1);
        QVERIFY((*database)->execute(u"INSERT INTO accounts VALUES "
                                     "(1, 'me@example.org', 'me@example.org', 1, NULL, 5)"_s));
    }
    overwrite(pagesOf(file(), u"tasks"_s, u"leaf"_s).first(), garbage(pageBytes));
    QVERIFY(start());
    QVERIFY(m_service->repair());
    QCOMPARE(m_service->auth().accounts().first().email, u"me@example.org"_s);
}

QTEST_GUILESS_MAIN(DamageTest)
#include "tst_damage.moc"
