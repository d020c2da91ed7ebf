#include "core/model/queryparser.h"
#include "core/model/taskfilter.h"
#include "core/store/accountstore.h"
#include "core/store/database.h"
#include "core/store/taskstore.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace headway;
using namespace Qt::StringLiterals;

/// Which tasks a search finds: in memory and in the database the same.
class TaskQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tasksAreFound_data();
    void tasksAreFound();
    void searchGoesWithTheOtherConditions();
    void bothOfFindsWhatEachFinds();
    void foreignTasksAreNotFound();

private:
    void add(Task task);
    QStringList inMemory(const TaskFilter &filter) const;
    QStringList inDatabase(const TaskFilter &filter) const;

    QTemporaryDir m_directory;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<TaskStore> m_store;
    AccountId m_owner;
    AccountId m_other;
    QList<Task> m_tasks;
};

namespace {

QDateTime noon()
{
    return QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
}

TaskQuery read(const QString &text)
{
    const auto query = queryFromText(text, noon());
    return std::get<TaskQuery>(query);
}

Task ended(Task task, TaskStatus status, const QDateTime &when)
{
    task.status = status;
    task.completedAt = when;
    return task;
}

QStringList namesOf(const QList<Task> &tasks)
{
    QStringList names;
    for (const Task &task : tasks)
        names.append(task.name.section(u' ', 0, 0));
    names.sort();
    return names;
}

} // namespace

void TaskQueryTest::initTestCase()
{
    Result<std::unique_ptr<Database>> opened = Database::open(m_directory.filePath(u"db"_s));
    QVERIFY(opened);
    m_database = std::move(*opened);
    m_store = std::make_unique<TaskStore>(*m_database);
    AccountStore accounts(*m_database);
    StoredAccount account;
    account.account.createdAt = noon();
    account.account.email = u"owner@example.org"_s;
    m_owner = *accounts.insert(account);
    account.account.email = u"other@example.org"_s;
    m_other = *accounts.insert(account);

    Task task;
    task.owner = m_owner;
    task.createdAt = noon().addDays(-2);
    task.name = u"a ÜBUNG Straße 100% C:\\dir"_s;
    task.kind = u"build"_s;
    task.host = u"lab"_s;
    task.labels = {{u"branch"_s, u"main"_s}, {u"ci"_s, u"nightly"_s}};
    task.progress.text = u"Größe .* (1_2)"_s;
    add(ended(task, TaskStatus::Completed, noon().addSecs(-3600)));
    task.name = u"b ΣΊΣΥΦΟΣ"_s;
    task.kind = u"test"_s;
    task.labels = {{u"nightly"_s, u"yes"_s}};
    task.progress.text.clear();
    task.error = u"ОШИБКА: кончилось"_s;
    add(ended(task, TaskStatus::Failed, noon().addDays(-1)));
    task = {};
    task.owner = m_owner;
    task.createdAt = noon();
    task.name = u"c"_s;
    task.status = TaskStatus::Processing;
    task.labels = {{u"branch"_s, u""_s}, {u"it's"_s, u"\"quoted\" %"_s}};
    add(task);
    task.name = u"d"_s;
    task.status = TaskStatus::Pending;
    task.host = u"Lab"_s;
    task.labels.clear();
    task.createdAt = noon().addSecs(-60);
    add(task);
    task.owner = m_other;
    task.name = u"foreign"_s;
    add(task);
}

void TaskQueryTest::add(Task task)
{
    task.id = TaskId::make();
    QVERIFY(m_store->insert(task));
    if (task.owner == m_owner)
        m_tasks.append(task);
}

QStringList TaskQueryTest::inMemory(const TaskFilter &filter) const
{
    QList<Task> found = m_tasks;
    found.removeIf([&](const Task &task) { return !matches(filter, task); });
    return namesOf(found);
}

QStringList TaskQueryTest::inDatabase(const TaskFilter &filter) const
{
    const Result<TaskPage> page = m_store->list(m_owner, filter);
    return page ? namesOf(page->tasks) : QStringList{page.error().detail};
}

void TaskQueryTest::tasksAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");

    const auto row = [](const QString &text, const QString &found) {
        QTest::addRow("%s", qPrintable(text)) << text << found;
    };
    row(u""_s, u"a b c d"_s);
    row(u"status:failed"_s, u"b"_s);
    row(u"status:failed,completed"_s, u"a b"_s);
    row(u"-status:failed,completed"_s, u"c d"_s);
    row(u"status:failed status:completed"_s, u""_s);
    row(u"status:ended -status:failed"_s, u"a"_s);
    row(u"status:running"_s, u"c"_s);
    row(u"kind:build,test"_s, u"a b"_s);
    row(u"kind:Build"_s, u""_s);
    row(u"kind:\"\""_s, u"c d"_s);
    row(u"-kind:build"_s, u"b c d"_s);
    row(u"host:lab"_s, u"a b"_s);
    row(u"host:lab,Lab"_s, u"a b d"_s);
    row(u"-host:\"\""_s, u"a b d"_s);
    row(u"label:nightly"_s, u"a b"_s);
    row(u"label:branch"_s, u"a c"_s);
    row(u"label:branch=main"_s, u"a"_s);
    row(u"label:branch=\"\""_s, u"c"_s);
    row(u"label:branch=other"_s, u""_s);
    row(u"label:main,yes"_s, u"a b"_s);
    row(u"label:main label:nightly"_s, u"a"_s);
    row(u"-label:nightly"_s, u"c d"_s);
    row(u"-label:nightly=yes,ci"_s, u"c d"_s);
    row(u"label:it's=\"\\\"quoted\\\" %\""_s, u"c"_s);
    row(u"label:it%"_s, u""_s);
    row(u"übung"_s, u"a"_s);
    row(u"STRASSE"_s, u""_s); // no letter becomes two
    row(u"σίσυφος"_s, u"b"_s);
    row(u"GRÖSSE"_s, u""_s);
    row(u"STRAßE GRÖßE"_s, u"a"_s);
    row(u"ошибка"_s, u"b"_s);
    row(u"ошибка σίσυφος"_s, u"b"_s);
    row(u"ошибка übung"_s, u""_s);
    row(u"-ошибка"_s, u"a c d"_s);
    row(u"100%"_s, u"a"_s);
    row(u"10_%"_s, u""_s);
    row(u"1_2"_s, u"a"_s);
    row(u"1%2"_s, u""_s);
    row(u".*"_s, u"a"_s);
    row(u"\"(1\""_s, u"a"_s);
    row(u"\"c:\\dir\""_s, u"a"_s);
    row(u"\"übung straße\""_s, u"a"_s);
    row(u"\"straße übung\""_s, u""_s);
    row(u"since:today"_s, u"c d"_s);
    row(u"until:yesterday"_s, u"a b"_s);
    row(u"since:60s"_s, u"c d"_s); // the first instant is in
    row(u"until:60s"_s, u"a b"_s); // and the last is not
    row(u"ended-since:today"_s, u"a"_s);
    row(u"ended-until:yesterday"_s, u"b"_s);
    row(u"ended-since:yesterday status:failed"_s, u"b"_s);
}

void TaskQueryTest::tasksAreFound()
{
    QFETCH(const QString, text);
    QFETCH(const QString, found);

    TaskFilter filter;
    filter.query = read(text);
    QCOMPARE(inMemory(filter).join(u' '), found);
    QCOMPARE(inDatabase(filter).join(u' '), found);
}

void TaskQueryTest::searchGoesWithTheOtherConditions()
{
    TaskFilter filter;
    filter.query = read(u"kind:build,test"_s);
    filter.statuses = {TaskStatus::Failed};
    QCOMPARE(inMemory(filter), QStringList{u"b"_s});
    QCOMPARE(inDatabase(filter), QStringList{u"b"_s});
    filter.search = u"ÜBUNG"_s;
    QVERIFY(inMemory(filter).isEmpty());
    QVERIFY(inDatabase(filter).isEmpty());
}

void TaskQueryTest::bothOfFindsWhatEachFinds()
{
    const QStringList texts{u""_s,
                            u"status:ended"_s,
                            u"kind:build since:3d"_s,
                            u"-label:nightly"_s,
                            u"until:yesterday"_s,
                            u"since:today"_s};
    for (const QString &first : texts) {
        for (const QString &second : texts) {
            for (const Task &task : std::as_const(m_tasks)) {
                QCOMPARE(matches(bothOf(read(first), read(second)), task),
                         matches(read(first), task) && matches(read(second), task));
            }
        }
    }
}

void TaskQueryTest::foreignTasksAreNotFound()
{
    for (const QString &text : {u"foreign"_s, u"-label:x"_s, u"label:x -foreign"_s}) {
        TaskFilter filter;
        filter.query = read(text);
        QVERIFY2(!inDatabase(filter).contains(u"foreign"_s), qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TaskQueryTest)
#include "tst_taskquery.moc"
