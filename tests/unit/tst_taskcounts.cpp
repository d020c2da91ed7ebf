#include "core/store/accountstore.h"
#include "core/store/database.h"
#include "core/store/taskstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

/// The counts of tasks that the database keeps by itself.
class TaskCountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void followEveryMove();
    void areEachAccountsOwn();
    void goWithTheAccount();
    void thatWasNotCommittedIsNotCounted();
    void tasksOfBeforeAreCounted();

private:
    void open();
    AccountId addAccount(const QString &email);
    Task insert(AccountId owner);
    void move(Task &task, TaskStatus to);
    TaskCounts counts(AccountId owner) { return *m_tasks->counts(owner); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<TaskStore> m_tasks;
    AccountId m_owner;
    AccountId m_other;
};

void TaskCountsTest::init()
{
    m_tasks.reset();
    m_accounts.reset();
    m_database.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    open();
    m_owner = addAccount(u"owner@example.org"_s);
    m_other = addAccount(u"other@example.org"_s);
}

void TaskCountsTest::open()
{
    m_tasks.reset();
    m_accounts.reset();
    m_database.reset();
    Result<std::unique_ptr<Database>> opened = Database::open(m_directory->filePath(u"db"_s));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    m_database = std::move(*opened);
    m_accounts = std::make_unique<AccountStore>(*m_database);
    m_tasks = std::make_unique<TaskStore>(*m_database);
}

AccountId TaskCountsTest::addAccount(const QString &email)
{
    StoredAccount stored;
    stored.account.email = email;
    stored.account.createdAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    return *m_accounts->insert(stored);
}

Task TaskCountsTest::insert(AccountId owner)
{
    Task task;
    task.id = TaskId::make();
    task.owner = owner;
    task.name = u"task"_s;
    task.createdAt = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    if (!m_tasks->insert(task))
        qFatal("no task");
    return task;
}

void TaskCountsTest::move(Task &task, TaskStatus to)
{
    QVERIFY(task.moveTo(to, task.createdAt));
    QVERIFY(m_tasks->update(task));
}

void TaskCountsTest::followEveryMove()
{
    QCOMPARE(counts(m_owner).value(TaskStatus::Pending), 0);
    Task task = insert(m_owner);
    insert(m_owner);
    QCOMPARE(counts(m_owner).value(TaskStatus::Pending), 2);
    move(task, TaskStatus::Processing);
    QCOMPARE(counts(m_owner).value(TaskStatus::Pending), 1);
    QCOMPARE(counts(m_owner).value(TaskStatus::Processing), 1);
    task.progress.text = u"half"_s; // no move
    QVERIFY(m_tasks->update(task));
    QCOMPARE(counts(m_owner).value(TaskStatus::Processing), 1);
    move(task, TaskStatus::Completed);
    QCOMPARE(counts(m_owner).value(TaskStatus::Processing), 0);
    QCOMPARE(counts(m_owner).value(TaskStatus::Completed), 1);
    QVERIFY(m_tasks->remove(m_owner, task.id, 1));
    QCOMPARE(counts(m_owner).value(TaskStatus::Completed), 0);
    QCOMPARE(counts(m_owner).value(TaskStatus::Pending), 1);
}

void TaskCountsTest::areEachAccountsOwn()
{
    insert(m_owner);
    Task theirs = insert(m_other);
    move(theirs, TaskStatus::Processing);
    QCOMPARE(counts(m_owner).value(TaskStatus::Pending), 1);
    QCOMPARE(counts(m_owner).value(TaskStatus::Processing), 0);
    QCOMPARE(counts(m_other).value(TaskStatus::Processing), 1);
}

void TaskCountsTest::goWithTheAccount()
{
    insert(m_owner);
    const Task theirs = insert(m_other);
    QVERIFY(m_accounts->remove(m_other));
    QVERIFY(m_tasks->remove(m_other, theirs.id, 1));
    while (!m_accounts->removed()->isEmpty())
        QVERIFY(m_accounts->removeRest(m_other, 1));
    QVERIFY(counts(m_other).isEmpty());
    QCOMPARE(counts(m_owner).value(TaskStatus::Pending), 1);
}

void TaskCountsTest::thatWasNotCommittedIsNotCounted()
{
    QVERIFY(m_database->begin());
    insert(m_owner);
    m_database->rollback();
    QCOMPARE(counts(m_owner).value(TaskStatus::Pending), 0);
}

void TaskCountsTest::tasksOfBeforeAreCounted()
{
    const QString file = m_directory->filePath(u"old"_s);
    const QString task = u"INSERT INTO tasks (id, owner_id, name, name_key, kind, status, host, "
                         "progress, unit, current_item, created_at, labels, attempt, has_runner, "
                         "stalled, sequence, revision) VALUES (randomblob(16), %1, '', '', '', "
                         "'%2', '', '', '', '', 0, '{}', 1, 0, 0, 0, 0)"_s;
    {
        Result<std::unique_ptr<Database>> old = Database::make(file, 2); // it did not count
        QVERIFY(old);
        for (const QString &sql :
             {u"INSERT INTO accounts (id, email, email_key, is_owner, created_at) "
              "VALUES (1, 'a', 'a', 1, 0), (2, 'b', 'b', 0, 0)"_s,
              task.arg(1).arg(u"pending"_s), task.arg(1).arg(u"processing"_s),
              task.arg(2).arg(u"pending"_s)})
            QVERIFY2((*old)->execute(sql), qPrintable(sql));
    }
    const Result<std::unique_ptr<Database>> now = Database::open(file);
    QVERIFY(now);
    TaskStore tasks(**now);
    QCOMPARE(*tasks.counts(AccountId(1)),
             (TaskCounts{{TaskStatus::Pending, 1}, {TaskStatus::Processing, 1}}));
    QCOMPARE(*tasks.counts(AccountId(2)), (TaskCounts{{TaskStatus::Pending, 1}}));
}

QTEST_GUILESS_MAIN(TaskCountsTest)
#include "tst_taskcounts.moc"
