#include "core/store/accountstore.h"
#include "core/store/database.h"
#include "core/store/taskrow.h"
#include "core/store/taskstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

using Change = void (*)(Task &task);

struct Row
{
    const char *name;
    Change change;
    bool isProgress;
};

const QDateTime later = QDateTime::fromSecsSinceEpoch(1'795'425'400, Qt::UTC);

/// One for each member of a task that can change.
const QList<Row> rows{
    {"text", [](Task &task) { task.progress.text = u"half's done; \"so\" ?"_s; }, true},
    {"fraction", [](Task &task) { task.progress.fraction = 0.25; }, true},
    {"no fraction", [](Task &task) { task.progress.fraction.reset(); }, true},
    {"current", [](Task &task) { task.progress.current = 3.5; }, true},
    {"total", [](Task &task) { task.progress.total = 12; }, true},
    {"unit", [](Task &task) { task.progress.unit = u"files"_s; }, true},
    {"item", [](Task &task) { task.progress.currentItem = u"a.txt"_s; }, true},
    {"updated at", [](Task &task) { task.updatedAt = later; }, true},
    {"stalled", [](Task &task) { task.stalled = true; }, true},
    {"sequence", [](Task &task) { task.sequence = 17; }, true},
    {"revision", [](Task &task) { task.revision = 18; }, true},
    {"quiet since", [](Task &task) { task.quietSince = later; }, true},
    {"status", [](Task &task) { task.status = TaskStatus::Paused; }, false},
    {"started at", [](Task &task) { task.startedAt = later; }, false},
    {"completed at", [](Task &task) { task.completedAt = later; }, false},
    {"paused at", [](Task &task) { task.pausedAt = later; }, false},
    {"paused for", [](Task &task) { task.pausedFor = std::chrono::seconds(3); }, false},
    {"result", [](Task &task) { task.result = "{}"; }, false},
    {"error", [](Task &task) { task.error = u"no"_s; }, false},
    {"exit code", [](Task &task) { task.exitCode = 3; }, false},
    {"signal", [](Task &task) { task.signal = 9; }, false},
    {"runner", [](Task &task) { task.hasRunner = true; }, false},
    {"name", [](Task &task) { task.name = u"Another"_s; }, false},
    {"kind", [](Task &task) { task.kind = u"chat"_s; }, false},
    {"host", [](Task &task) { task.host = u"there"_s; }, false},
    {"labels", [](Task &task) { task.labels.insert(u"a"_s, u"b?"_s); }, false},
};

/// A database with an owner of tasks.
struct Shelf
{
    Shelf()
    {
        Account account;
        account.email = u"owner@example.org"_s;
        owner = *AccountStore(*database).insert({account, {}});
    }
    void insert(const QString &name)
    {
        Task task;
        task.id = TaskId::make();
        task.owner = owner;
        task.name = name;
        task.status = TaskStatus::Processing;
        task.createdAt = later;
        QVERIFY(tasks.insert(task));
    }

    const QTemporaryDir directory;
    const QString file = directory.filePath(u"db"_s);
    const std::unique_ptr<Database> database = *Database::open(file);
    TaskStore tasks{*database};
    AccountId owner;
};

QStringList namesOf(const TaskPage &page)
{
    QStringList names;
    for (const Task &task : page.tasks)
        names.append(task.name);
    return names;
}

} // namespace

class TaskStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeIsStored_data();
    void everyChangeIsStored();
    void pagesFollowOneAnother();
    void aPageHoldsNoMoment();
};

void TaskStoreTest::everyChangeIsStored_data()
{
    QTest::addColumn<Row>("row");
    for (const Row &row : rows)
        QTest::newRow(row.name) << row;
}

void TaskStoreTest::everyChangeIsStored()
{
    QFETCH(Row, row);
    const QTemporaryDir directory;
    const auto database = Database::open(directory.filePath(u"db"_s));
    QVERIFY(database);
    Account owner;
    owner.email = u"owner@example.org"_s;
    const Result<AccountId> id = AccountStore(**database).insert({owner, {}});
    QVERIFY(id);

    Task before;
    before.id = TaskId::make();
    before.row = 7;
    before.owner = *id;
    before.ownerEmail = owner.email;
    before.name = u"Export"_s;
    before.status = TaskStatus::Processing;
    before.createdAt = QDateTime::fromSecsSinceEpoch(1'795'425'302, Qt::UTC);
    before.progress.fraction = 0.5;
    TaskStore tasks(**database);
    QVERIFY(tasks.insert(before));

    Task after = before;
    row.change(after);
    QCOMPARE(differInProgressOnly(before, after), row.isProgress);
    QVERIFY(row.isProgress ? tasks.updateProgress(after) : tasks.update(after));
    const auto stored = tasks.find(*id, before.id);
    QVERIFY(stored && *stored);
    QVERIFY(**stored == after);
}

void TaskStoreTest::pagesFollowOneAnother()
{
    Shelf shelf;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        shelf.insert(name);
    TaskFilter page;
    page.limit = 3;
    const TaskPage first = *shelf.tasks.list(shelf.owner, page);
    QCOMPARE(namesOf(first), (QStringList{u"d"_s, u"c"_s, u"b"_s}));
    TaskFilter waiting = page;
    waiting.statuses = {TaskStatus::Pending};
    QCOMPARE(namesOf(*shelf.tasks.list(shelf.owner, waiting)), QStringList());
    page.before = first.nextCursor;
    QCOMPARE(namesOf(*shelf.tasks.list(shelf.owner, page)), QStringList{u"a"_s});
    page.before.reset();
    QCOMPARE(namesOf(*shelf.tasks.list(shelf.owner, page)), namesOf(first));
}

void TaskStoreTest::aPageHoldsNoMoment()
{
    Shelf shelf;
    shelf.insert(u"a"_s);
    shelf.insert(u"b"_s);
    const auto connection = Database::openReader(shelf.file);
    QVERIFY(connection);
    TaskStore reader(**connection);
    TaskFilter page;
    page.limit = 1;
    QCOMPARE(namesOf(*reader.list(shelf.owner, page)), QStringList{u"b"_s});
    QVERIFY(shelf.tasks.setRevision(17));
    QCOMPARE(*reader.revision(), quint64{17});
}

QTEST_GUILESS_MAIN(TaskStoreTest)
#include "tst_taskstore.moc"
