#include "core/model/limits.h"
#include "core/store/accountstore.h"
#include "core/store/database.h"
#include "core/store/groupstore.h"
#include "core/store/taskstore.h"
#include "core/wire/groupsjson.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

/// How tasks are spread over kinds, hosts and labels, as the database keeps it by itself.
class TaskGroupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void followEveryChange();
    void thatAreEmptyAreNone();
    void areEachAccountsOwn();
    void goWithTheAccount();
    void largestComeFirstAndNotMoreThanFit();
    void tasksOfBeforeAreCounted();
    void recentAreThoseThatEndedSince();
    void damagedLabelsAreNone();
    void canBeWrittenAndRead();
    void badJsonIsRefused_data();
    void badJsonIsRefused();

private:
    AccountId addAccount(const QString &email);
    Task sample(AccountId owner) const;
    Task insert(const Task &task);
    TaskGroups groups(AccountId owner, const QDateTime &since = epoch());
    static QDateTime epoch() { return QDateTime::fromMSecsSinceEpoch(0, Qt::UTC); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<TaskStore> m_tasks;
    AccountId m_owner;
    AccountId m_other;
};

namespace {

/// "build 2, test 1"
QString textOf(const QList<TaskGroup> &groups)
{
    QStringList texts;
    for (const TaskGroup &group : groups) {
        texts.append((group.key.isEmpty() ? QString() : group.key + u'=') + group.value + u' '
                     + QString::number(group.count));
    }
    return texts.join(u", "_s);
}

/// Makes a task as any version does, and without asking what its labels are.
QString insertSql(const QString &kind, const QString &labels)
{
    return u"INSERT INTO tasks (id, owner_id, name, name_key, kind, status, host, progress, unit, "
           "current_item, created_at, labels, attempt, has_runner, stalled, sequence, revision) "
           "VALUES (randomblob(16), 1, '', '', '%1', 'pending', '', '', '', '', 0, '%2', 1, 0, 0, "
           "0, 0)"_s.arg(kind, labels);
}

} // namespace

void TaskGroupsTest::init()
{
    m_tasks.reset();
    m_database.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    Result<std::unique_ptr<Database>> opened = Database::open(m_directory->filePath(u"db"_s));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    m_database = std::move(*opened);
    m_tasks = std::make_unique<TaskStore>(*m_database);
    m_owner = addAccount(u"owner@example.org"_s);
    m_other = addAccount(u"other@example.org"_s);
}

AccountId TaskGroupsTest::addAccount(const QString &email)
{
    StoredAccount stored;
    stored.account.email = email;
    stored.account.createdAt = epoch();
    return *AccountStore(*m_database).insert(stored);
}

Task TaskGroupsTest::sample(AccountId owner) const
{
    Task task;
    task.owner = owner;
    task.name = u"task"_s;
    task.kind = u"build"_s;
    task.host = u"lab"_s;
    task.labels = {{u"branch"_s, u"main"_s}, {u"who"_s, u"\"%'; --"_s}};
    task.createdAt = epoch();
    return task;
}

Task TaskGroupsTest::insert(const Task &task)
{
    Task made = task;
    made.id = TaskId::make();
    if (!m_tasks->insert(made))
        qFatal("no task");
    return made;
}

TaskGroups TaskGroupsTest::groups(AccountId owner, const QDateTime &since)
{
    const Result<TaskGroups> groups = GroupStore(*m_database).groups(owner, since);
    if (!groups)
        qFatal("%s", qPrintable(groups.error().detail));
    return *groups;
}

void TaskGroupsTest::followEveryChange()
{
    Task second = insert(sample(m_owner));
    Task first = insert(sample(m_owner));
    QCOMPARE(textOf(groups(m_owner).kinds), u"build 2"_s);
    QCOMPARE(textOf(groups(m_owner).hosts), u"lab 2"_s);
    QCOMPARE(textOf(groups(m_owner).labels), u"branch=main 2, who=\"%'; -- 2"_s);
    QVERIFY(m_tasks->remove(m_owner, first.id, 1));
    QCOMPARE(textOf(groups(m_owner).kinds), u"build 1"_s);
    first.kind = u"test"_s;
    first.host.clear();
    first.labels = {{u"branch"_s, u"next"_s}};
    first = insert(first);
    QCOMPARE(textOf(groups(m_owner).kinds), u"build 1, test 1"_s);
    QCOMPARE(textOf(groups(m_owner).hosts), u"lab 1"_s);
    QCOMPARE(textOf(groups(m_owner).labels), u"branch=main 1, branch=next 1, who=\"%'; -- 1"_s);
    second.status = TaskStatus::Processing;
    second.progress.text = u"half way"_s;
    QVERIFY(m_tasks->update(second));
    QCOMPARE(textOf(groups(m_owner).kinds), u"build 1, test 1"_s);
    QVERIFY(m_tasks->remove(m_owner, first.id, 2));
    QCOMPARE(textOf(groups(m_owner).kinds), u"build 1"_s);
    QVERIFY(m_tasks->remove(m_owner, second.id, 3));
    QVERIFY(groups(m_owner) == TaskGroups());
}

void TaskGroupsTest::thatAreEmptyAreNone()
{
    Task task = sample(m_owner);
    task.kind.clear();
    task.host.clear();
    task.labels.clear();
    insert(task);
    QVERIFY(groups(m_owner).kinds.isEmpty());
    QVERIFY(groups(m_owner).hosts.isEmpty());
    QVERIFY(groups(m_owner).labels.isEmpty());
    QCOMPARE(groups(m_owner).statuses.value(TaskStatus::Pending), 1);
}

void TaskGroupsTest::areEachAccountsOwn()
{
    insert(sample(m_owner));
    Task theirs = sample(m_other);
    theirs.kind = u"secret"_s;
    theirs.status = TaskStatus::Failed;
    theirs.completedAt = epoch();
    insert(theirs);
    QCOMPARE(textOf(groups(m_owner).kinds), u"build 1"_s);
    QCOMPARE(textOf(groups(m_other).kinds), u"secret 1"_s);
    QVERIFY(groups(m_owner).recent.isEmpty());
}

void TaskGroupsTest::goWithTheAccount()
{
    insert(sample(m_owner));
    const Task theirs = sample(m_other);
    insert(theirs);
    AccountStore accounts(*m_database);
    QVERIFY(accounts.remove(m_other));
    QVERIFY(m_tasks->remove(m_other, theirs.id, 1));
    while (!accounts.removed()->isEmpty())
        QVERIFY(accounts.removeRest(m_other, 1));
    QVERIFY(groups(m_other) == TaskGroups());
    QCOMPARE(textOf(groups(m_owner).kinds), u"build 1"_s);
}

void TaskGroupsTest::largestComeFirstAndNotMoreThanFit()
{
    for (int i = 0; i < limits::groupCount + 10; ++i) {
        Task task = sample(m_owner);
        task.kind = u"kind-%1"_s.arg(i, 3, 10, QLatin1Char('0'));
        insert(task);
    }
    Task often = sample(m_owner);
    often.kind = u"often"_s;
    insert(often);
    insert(often);
    const QList<TaskGroup> kinds = groups(m_owner).kinds;
    QCOMPARE(kinds.size(), limits::groupCount);
    QCOMPARE(kinds.first().value, u"often"_s);
    QCOMPARE(kinds.at(1).value, u"kind-000"_s);
}

void TaskGroupsTest::tasksOfBeforeAreCounted()
{
    const QString file = m_directory->filePath(u"old"_s);
    {
        Result<std::unique_ptr<Database>> old = Database::make(file, 4);
        QVERIFY(old);
        QVERIFY((*old)->execute(u"INSERT INTO accounts (email, email_key, is_owner, created_at) "
                                "VALUES ('a', 'a', 1, 0)"_s));
        QVERIFY((*old)->execute(insertSql(u"build"_s, uR"({"branch":"main"})"_s)));
    }
    Result<std::unique_ptr<Database>> now = Database::open(file);
    QVERIFY(now);
    const TaskGroups found = *GroupStore(**now).groups(AccountId(1), epoch());
    QCOMPARE(textOf(found.kinds), u"build 1"_s);
    QCOMPARE(textOf(found.labels), u"branch=main 1"_s);
}

void TaskGroupsTest::recentAreThoseThatEndedSince()
{
    const auto end = [this](TaskStatus status, int second) {
        Task task = sample(m_owner);
        task.status = status;
        task.completedAt = epoch().addSecs(second);
        insert(task);
    };
    insert(sample(m_owner));
    end(TaskStatus::Failed, 9);
    end(TaskStatus::Failed, 10);
    end(TaskStatus::Failed, 11);
    end(TaskStatus::Completed, 20);
    QCOMPARE(groups(m_owner, epoch().addSecs(10)).recent,
             (TaskCounts{{TaskStatus::Failed, 2}, {TaskStatus::Completed, 1}}));
    QVERIFY(groups(m_owner, epoch().addSecs(21)).recent.isEmpty());
}

void TaskGroupsTest::damagedLabelsAreNone()
{
    for (const char *labels : {"no JSON", "{\"a\":null,\"b\":1}", "[1]", ""}) {
        const QString sql = insertSql({}, QString::fromLatin1(labels));
        QVERIFY2(m_database->execute(sql), labels);
        QVERIFY2(groups(m_owner).labels.isEmpty(), labels);
        QVERIFY2(m_database->execute(u"DELETE FROM tasks"_s), labels);
        QVERIFY2(groups(m_owner).labels.isEmpty(), labels);
    }
}

void TaskGroupsTest::canBeWrittenAndRead()
{
    TaskGroups groups;
    groups.statuses = {{TaskStatus::Failed, 2}, {TaskStatus::Processing, 1'000'000'000'000}};
    groups.recent = {{TaskStatus::Failed, 1}};
    groups.kinds = {{{}, u"build"_s, 3}, {{}, u"\"\u202e\n"_s, 1}};
    groups.labels = {{u"branch"_s, u""_s, 3}};
    QVERIFY(*wire::readTaskGroups(wire::toJson(groups)) == groups);
    QVERIFY(*wire::readTaskGroups("{}") == TaskGroups());
    QVERIFY(*wire::readTaskGroups(R"({"statuses":{"new":1},"more":[1]})") == TaskGroups());
}

void TaskGroupsTest::badJsonIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"", "[]", R"({"statuses":1})", R"({"statuses":{"failed":-1}})", R"({"kinds":{}})",
          R"({"kinds":[1]})", R"({"kinds":[{"value":"a"}]})", R"({"labels":[{"count":1}]})",
          R"({"hosts":[{"value":"a","count":1.5}]})"})
        QTest::addRow("%s", json) << QByteArray(json);
}

void TaskGroupsTest::badJsonIsRefused()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!wire::readTaskGroups(json));
}

QTEST_GUILESS_MAIN(TaskGroupsTest)
#include "tst_taskgroups.moc"
