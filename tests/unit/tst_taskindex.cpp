#include "core/model/queryparser.h"
#include "core/service/taskindexer.h"
#include "core/store/statement.h"
#include "tests/unit/sampledatabase.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

/// Which ended tasks there are, in an order, and the tasks in some rows.
class TaskIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void holdsEndedTasksOfTheAccountAlone();
    void hasEveryOrder_data();
    void hasEveryOrder();
    void isReadFromAnIndexOfEndedTasks_data();
    void isReadFromAnIndexOfEndedTasks();
    void liveTasksAreFoundWithoutTheHistory();
    void rowsGiveTasksOfTheAccountAlone();
    void rowsGoOnAfterTheNewest();
    void filterKeepsTheOrder();
    void searchFindsAnyCase();
    void searchFindsWhatEndedSince();
    void searchKnowsBothEndsOfAnError();
    void wordsOfAQueryAreSearched_data();
    void wordsOfAQueryAreSearched();
    void newFilterIsOfTheMomentOfTheOrder();
    void firstTasksAreThoseOfTheIndex();
    void firstTasksAreNoneWhereTheIndexIsAsSoonKnown();
    void abandonedQuestionIsNoQuestion();
    void storeStopsWhenNobodyWaits();
    void rowWhereTheStoreLooksUpHasToPassToo();
    void firstTasksThatAreFarAreNotLookedFor();
    void storeIsAskedOnceWhileWordsAreTyped();
    void sortsHaveTheirWords();

private:
    Task add(const QString &name, TaskStatus status, qint64 ended, const QString &kind = {});
    Result<TaskIndex> ask(const TaskFilter &filter, const TaskSort &sort,
                          const std::stop_token &stop = {});
    Result<QList<Task>> askFirst(const TaskFilter &filter, const TaskSort &sort, int count,
                                 const std::stop_token &stop = {});
    QStringList names(const TaskFilter &filter, const TaskSort &sort);
    void prepareSearch();
    QStringList plan(const QString &sql) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SampleDatabase> m_sample;
    std::unique_ptr<EndedTaskStore> m_ended;
    std::unique_ptr<TaskIndexer> m_indexer;
    quint64 m_revision = 0;
};

void TaskIndexTest::init()
{
    m_indexer.reset();
    m_ended.reset();
    m_sample.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleDatabase>(m_directory->filePath(u"db"_s));
    m_ended = std::make_unique<EndedTaskStore>(m_sample->database());
    m_indexer = std::make_unique<TaskIndexer>(m_sample->owner, m_directory->path());
    m_revision = 100;
}

Task TaskIndexTest::add(const QString &name, TaskStatus status, qint64 ended, const QString &kind)
{
    Task task = m_sample->insert(m_sample->owner, name);
    task.status = status;
    task.kind = kind;
    task.startedAt = QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC);
    if (isEnded(status))
        task.completedAt = QDateTime::fromMSecsSinceEpoch(ended, Qt::UTC);
    if (status == TaskStatus::Failed)
        task.error = name + u" broke"_s;
    task.revision = ++m_revision;
    [this, &task] {
        QVERIFY(m_sample->tasks().update(task));
        QVERIFY(m_sample->tasks().setRevision(m_revision));
    }();
    return task;
}

Result<TaskIndex> TaskIndexTest::ask(const TaskFilter &filter, const TaskSort &sort,
                                     const std::stop_token &stop)
{
    return m_indexer->index(m_sample->tasks(), *m_ended, filter, sort, stop);
}

Result<QList<Task>> TaskIndexTest::askFirst(const TaskFilter &filter, const TaskSort &sort,
                                            int count, const std::stop_token &stop)
{
    return m_indexer->first(m_sample->tasks(), *m_ended, filter, sort, count, stop);
}

QStringList TaskIndexTest::names(const TaskFilter &filter, const TaskSort &sort)
{
    const Result<TaskIndex> index = ask(filter, sort);
    const Result<QList<Task>> tasks = index ? m_sample->tasks().at(m_sample->owner, index->rows)
                                            : Result<QList<Task>>(QList<Task>());
    if (!index || !tasks)
        return {u"failed"_s};
    QStringList all;
    for (const Task &task : *tasks)
        all.append(task.name);
    return all;
}

void TaskIndexTest::prepareSearch()
{
    QVERIFY(m_indexer->prepareSearch(*m_ended));
}

void TaskIndexTest::holdsEndedTasksOfTheAccountAlone()
{
    m_sample->insert(m_sample->other);
    add(u"live"_s, TaskStatus::Processing, 0);
    const Task ended = add(u"ended"_s, TaskStatus::Completed, 2000);
    const Result<TaskIndex> index = ask({}, {});
    QVERIFY(index);
    QCOMPARE(index->rows.size(), 1);
    QCOMPARE(m_sample->tasks().at(m_sample->owner, index->rows)->first().id, ended.id);
    QCOMPARE(index->revision, m_revision);
    QCOMPARE(index->counts,
             (TaskCounts{{TaskStatus::Completed, 1},
                         {TaskStatus::Processing, 1},
                         {TaskStatus::Pending, 0}}));
}

void TaskIndexTest::hasEveryOrder_data()
{
    QTest::addColumn<TaskKey>("key");
    QTest::addColumn<QString>("ascending");
    QTest::addColumn<QString>("descending");
    // Of equals the one that ended last comes first.
    QTest::newRow("ended") << TaskKey::Ended << u"a B c d"_s << u"d c B a"_s;
    QTest::newRow("name") << TaskKey::Name << u"a B c d"_s << u"d c B a"_s;
    QTest::newRow("status") << TaskKey::Status << u"c B d a"_s << u"d a B c"_s;
    QTest::newRow("kind") << TaskKey::Kind << u"c B d a"_s << u"d a c B"_s;
    QTest::newRow("elapsed") << TaskKey::Elapsed << u"a B c d"_s << u"d c B a"_s;
    QTest::newRow("started") << TaskKey::Started << u"d c B a"_s << u"d c B a"_s;
    QTest::newRow("progress") << TaskKey::Progress << u"c B d a"_s << u"d a c B"_s;
    QTest::newRow("message") << TaskKey::Message << u"d B a c"_s << u"c d B a"_s;
    for (const TaskKey key : {TaskKey::Host, TaskKey::Label, TaskKey::Attempt})
        QTest::addRow("%s", qPrintable(wordOf({key, false})))
            << key << u"d c B a"_s << u"d c B a"_s;
}

void TaskIndexTest::hasEveryOrder()
{
    QFETCH(const TaskKey, key);
    add(u"a"_s, TaskStatus::Completed, 2000, u"y"_s);
    add(u"B"_s, TaskStatus::Cancelled, 3000, u"x"_s);
    add(u"c"_s, TaskStatus::Failed, 4000, u"x"_s);
    add(u"d"_s, TaskStatus::Completed, 5000, u"y"_s);
    QTEST(names({}, {key, false}).join(u' '), "ascending");
    QTEST(names({}, {key, true}).join(u' '), "descending");
}

QStringList TaskIndexTest::plan(const QString &sql) const
{
    Statement explain(m_sample->database(), u"EXPLAIN QUERY PLAN "_s + sql);
    const Result<QSqlQuery *> query = explain.run();
    QStringList steps;
    while (query && (*query)->next())
        steps.append((*query)->value(3).toString());
    return steps;
}

void TaskIndexTest::isReadFromAnIndexOfEndedTasks_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("index");
    QTest::newRow("newest") << u"completed_at DESC, seq DESC"_s << u"ended_by_end"_s;
    QTest::newRow("oldest") << u"completed_at, seq"_s << u"ended_by_end"_s;
    QTest::newRow("name") << u"name_key, completed_at DESC, seq DESC"_s << u"ended_by_name"_s;
    QTest::newRow("start") << u"started_at, completed_at DESC, seq DESC"_s << u"ended_by_start"_s;
    QTest::newRow("elapsed")
        << u"completed_at - started_at - paused_for, completed_at DESC, seq DESC"_s
        << u"ended_by_elapsed"_s;
    QTest::newRow("kind") << u"kind, completed_at DESC, seq DESC"_s << u"ended_by_kind"_s;
}

void TaskIndexTest::isReadFromAnIndexOfEndedTasks()
{
    QFETCH(const QString, order);
    QFETCH(const QString, index);
    const QStringList steps =
        plan(u"SELECT seq FROM tasks WHERE owner_id = 1 AND completed_at IS NOT NULL ORDER BY "_s
             + order);
    QCOMPARE(steps.size(), 1); // and nothing is sorted
    QVERIFY2(steps.first().contains(u"COVERING INDEX "_s + index), qPrintable(steps.first()));
}

void TaskIndexTest::liveTasksAreFoundWithoutTheHistory()
{
    for (int i = 0; i < 5; ++i)
        add(u"ended"_s, TaskStatus::Completed, 2000);
    const Task live = add(u"live"_s, TaskStatus::Processing, 0);
    TaskFilter filter;
    filter.statuses = {TaskStatus::Pending, TaskStatus::Processing};
    const Result<TaskPage> page = m_sample->tasks().list(m_sample->owner, filter);
    QVERIFY(page);
    QCOMPARE(page->tasks.size(), 1);
    QCOMPARE(page->tasks.first().id, live.id);
    const QStringList steps = plan(u"SELECT * FROM tasks t WHERE t.owner_id = 1 AND "
                                   "t.completed_at IS NULL AND t.status IN ('pending') "
                                   "ORDER BY t.seq DESC"_s);
    QVERIFY2(steps.first().contains(u"tasks_live"_s), qPrintable(steps.first()));
}

void TaskIndexTest::rowsGiveTasksOfTheAccountAlone()
{
    const Task foreign = m_sample->insert(m_sample->other, u"secret"_s);
    const Task mine = add(u"mine"_s, TaskStatus::Completed, 2000);
    const quint32 newest = *m_sample->tasks().newestRow();
    QList<quint32> rows;
    for (quint32 row = newest + 3; row > 0; --row)
        rows.append(row);
    const Result<QList<Task>> tasks = m_sample->tasks().at(m_sample->owner, rows);
    QVERIFY(tasks);
    QCOMPARE(tasks->size(), 1);
    QCOMPARE(tasks->first().id, mine.id);
    QCOMPARE(tasks->first().row, newest);
    QCOMPARE(m_sample->tasks().at(m_sample->other, rows)->first().id, foreign.id);
}

void TaskIndexTest::rowsGoOnAfterTheNewest()
{
    const Task task = add(u"a"_s, TaskStatus::Completed, 2000);
    const quint32 newest = *m_sample->tasks().newestRow();
    QVERIFY(m_sample->tasks().remove(m_sample->owner, task.id, ++m_revision));
    QCOMPARE(*m_sample->tasks().newestRow(), newest); // a number is given out once
    Task next = task;
    next.id = TaskId::make();
    next.row = newest + 5;
    QVERIFY(m_sample->tasks().insert(next));
    QCOMPARE(*m_sample->tasks().newestRow(), newest + 5);
    QCOMPARE((*m_sample->tasks().find(m_sample->owner, next.id))->row, newest + 5);
}

void TaskIndexTest::filterKeepsTheOrder()
{
    for (int i = 0; i < 6; ++i) {
        add(QString::number(i), i % 2 == 0 ? TaskStatus::Completed : TaskStatus::Failed, 2000 + i);
    }
    TaskFilter filter;
    filter.statuses = {TaskStatus::Failed};
    QCOMPARE(names(filter, {TaskKey::Name, true}).join(u' '), u"5 3 1"_s);
    QCOMPARE(names(filter, {TaskKey::Name, false}).join(u' '), u"1 3 5"_s);
    filter.search = u"3"_s;
    QCOMPARE(names(filter, {}).join(u' '), u"3"_s);
}

void TaskIndexTest::searchFindsAnyCase()
{
    prepareSearch();
    add(u"Ærø til Åbo"_s, TaskStatus::Completed, 2000);
    add(u"50 %_done"_s, TaskStatus::Completed, 3000);
    add(u"broken"_s, TaskStatus::Failed, 4000);
    for (const QString &part : {u"æRØ"_s, u"åbo"_s, u"Ø TIL"_s}) {
        TaskFilter filter;
        filter.search = part;
        QCOMPARE(names(filter, {}), QStringList({u"Ærø til Åbo"_s}));
    }
    TaskFilter filter;
    filter.search = u"%_"_s;
    QCOMPARE(names(filter, {}), QStringList({u"50 %_done"_s}));
    filter.search = u"KEN BRO"_s; // of its error
    QCOMPARE(names(filter, {}), QStringList({u"broken"_s}));
    filter.search = u"done broken"_s; // of two tasks
    QCOMPARE(names(filter, {}), QStringList());
}

void TaskIndexTest::searchFindsWhatEndedSince()
{
    prepareSearch();
    add(u"one find"_s, TaskStatus::Completed, 2000);
    const Task live = add(u"two find"_s, TaskStatus::Processing, 0);
    TaskFilter filter;
    filter.search = u"find"_s;
    QCOMPARE(names(filter, {}), QStringList({u"one find"_s}));
    Task ended = live;
    ended.status = TaskStatus::Completed;
    ended.completedAt = QDateTime::fromMSecsSinceEpoch(9000, Qt::UTC);
    ended.revision = ++m_revision;
    QVERIFY(m_sample->tasks().update(ended));
    QVERIFY(m_sample->tasks().setRevision(m_revision));
    QCOMPARE(names(filter, {}).size(), 2); // the same once more
    QCOMPARE(names(filter, {}), QStringList({u"two find"_s, u"one find"_s}));
    QVERIFY(m_sample->tasks().remove(m_sample->owner, live.id, ++m_revision));
    filter.search = u"FIND"_s;
    QCOMPARE(names(filter, {}), QStringList({u"one find"_s}));
}

void TaskIndexTest::searchKnowsBothEndsOfAnError()
{
    prepareSearch();
    Task task = add(u"big"_s, TaskStatus::Failed, 2000);
    task.error = u"first"_s + QString(60'000, u'x') + u"last"_s;
    task.revision = ++m_revision;
    QVERIFY(m_sample->tasks().update(task));
    for (const QString &part : {u"FIRST"_s, u"xlast"_s}) {
        TaskFilter filter;
        filter.search = part;
        QCOMPARE(names(filter, {}), QStringList({u"big"_s}));
        filter.search.clear();
        filter.query.words = {{{u"nothing"_s, part}, false}};
        QCOMPARE(names(filter, {}), QStringList({u"big"_s}));
    }
}

void TaskIndexTest::wordsOfAQueryAreSearched_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    const auto row = [](const QString &text, const QString &found) {
        QTest::addRow("%s", qPrintable(text)) << text << found;
    };
    row(u"GRÖßE"_s, u"größe-2 größe-1"_s);
    row(u"größe 2"_s, u"größe-2"_s);
    row(u"-größe"_s, u"plain-4 plain-3"_s);
    row(u"-größe -4"_s, u"plain-3"_s);
    row(u"größe plain"_s, u""_s);
    row(u"größe kind:test"_s, u"größe-2"_s);
    row(u"BROKE"_s, u"plain-4"_s);
    row(u"-broke status:ended"_s, u"plain-3 größe-2 größe-1"_s);
    row(u"status:failed"_s, u"plain-4"_s);
}

void TaskIndexTest::wordsOfAQueryAreSearched()
{
    QFETCH(const QString, text);
    add(u"größe-1"_s, TaskStatus::Completed, 2000, u"build"_s);
    add(u"größe-2"_s, TaskStatus::Completed, 3000, u"test"_s);
    add(u"plain-3"_s, TaskStatus::Cancelled, 4000, u"test"_s);
    add(u"plain-4"_s, TaskStatus::Failed, 5000, u"build"_s);
    TaskFilter filter;
    filter.query = std::get<TaskQuery>(queryFromText(text, QDateTime::currentDateTimeUtc()));
    QTEST(names(filter, {}).join(u' '), "found"); // by the store
    prepareSearch();
    QTEST(names(filter, {}).join(u' '), "found");
}

void TaskIndexTest::newFilterIsOfTheMomentOfTheOrder()
{
    add(u"a"_s, TaskStatus::Completed, 2000);
    const quint64 before = ask({}, {})->revision;
    add(u"b"_s, TaskStatus::Completed, 3000);
    TaskFilter filter;
    filter.statuses = {TaskStatus::Completed};
    const Result<TaskIndex> index = ask(filter, {});
    QCOMPARE(index->revision, before); // it says what it does not know
    QCOMPARE(index->rows.size(), 1);
    QCOMPARE(ask(filter, {})->rows.size(), 2); // asked again
}

void TaskIndexTest::firstTasksAreThoseOfTheIndex()
{
    for (int i = 0; i < 40; ++i)
        add(u"%1 of many"_s.arg(i), TaskStatus::Completed, 2000 + 7 * i % 40,
            i % 2 == 0 ? u"build"_s : QString());
    prepareSearch();
    for (const TaskSort &sort :
         {TaskSort(), TaskSort{TaskKey::Ended, false}, TaskSort{TaskKey::Name, true}}) {
        QVERIFY(ask({}, sort));
        for (const QString &text :
             {u"MANY"_s, u"3"_s, u"-2 3"_s, u"kind:build"_s, u"of kind:build"_s}) {
            TaskFilter filter;
            filter.query =
                std::get<TaskQuery>(queryFromText(text, QDateTime::currentDateTimeUtc()));
            const auto first = askFirst(filter, sort, 4);
            const auto index = ask(filter, sort);
            QVERIFY(first && index);
            QList<quint32> rows;
            for (const Task &task : *first)
                rows.append(task.row);
            QCOMPARE(rows, index->rows.first(4));
            QVERIFY(index->rows.size() > 4);
        }
    }
}

void TaskIndexTest::firstTasksAreNoneWhereTheIndexIsAsSoonKnown()
{
    for (int i = 0; i < 10; ++i)
        add(u"%1 of many"_s.arg(i), TaskStatus::Completed, 2000 + i);
    prepareSearch();
    TaskFilter filter;
    filter.search = u"many"_s;
    const auto count = [this, &filter](const TaskSort &sort, int atMost) {
        const Result<QList<Task>> first = askFirst(filter, sort, atMost);
        return first ? first->size() : -1;
    };
    QCOMPARE(count({}, 5), 0); // nothing is known
    QVERIFY(ask({}, {}));
    QCOMPARE(count({}, 10), 10);
    QCOMPARE(count({}, 11), 0); // there are no more
    QCOMPARE(count({TaskKey::Name, false}, 5), 0); // of an order that has not been read
    QVERIFY(ask(filter, {}));
    QCOMPARE(count({}, 5), 0); // the same question is about what is there now
    filter.search.clear();
    QCOMPARE(count({}, 5), 0); // all there are
}

void TaskIndexTest::abandonedQuestionIsNoQuestion()
{
    for (int i = 0; i < 10; ++i)
        add(u"%1 of many"_s.arg(i), TaskStatus::Completed, 2000 + i);
    prepareSearch();
    QVERIFY(ask({}, {}));
    const quint64 revision = m_revision;
    add(u"one more of many"_s, TaskStatus::Completed, 3000);
    TaskFilter filter;
    filter.search = u"many"_s;
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(askFirst(filter, {}, 5, stop.get_token())->isEmpty());
    QVERIFY(ask(filter, {}, stop.get_token())->rows.isEmpty());
    const Result<TaskIndex> index = ask(filter, {});
    QCOMPARE(index->revision, revision); // it is asked for the first time
    QCOMPARE(index->rows.size(), 10);

    TaskFilter longer;
    longer.search = u"many o"_s;
    QVERIFY(ask(longer, {}, stop.get_token())->rows.isEmpty());
    QCOMPARE(ask(filter, {})->revision, revision); // taken back
    QVERIFY(ask(filter, {}, stop.get_token())->rows.isEmpty());
    QVERIFY(ask(longer, {})->revision > revision); // was wanted anew
}

/// As one is whose client has gone.
void TaskIndexTest::storeStopsWhenNobodyWaits()
{
    for (int i = 0; i < 10; ++i)
        add(u"%1 of many"_s.arg(i), TaskStatus::Completed, 2000 + i);
    TaskFilter filter;
    filter.search = u"many"_s;
    std::stop_source stop;
    QCOMPARE(m_ended->rows(m_sample->owner, {}, stop.get_token())->size(), 10);
    QCOMPARE(m_ended->rowsThat(m_sample->owner, filter, stop.get_token())->size(), 10);
    stop.request_stop();
    QCOMPARE(m_ended->rows(m_sample->owner, {}, stop.get_token())->size(), 0);
    QCOMPARE(m_ended->rowsThat(m_sample->owner, filter, stop.get_token())->size(), 0);
}

/// The store looks up at every 1024th row, whatever that is.
void TaskIndexTest::rowWhereTheStoreLooksUpHasToPassToo()
{
    add(u"other"_s, TaskStatus::Completed, 2000);
    QVERIFY(m_sample->database().execute(u"UPDATE sqlite_sequence SET seq = 1022"_s));
    for (int i = 0; i < 3; ++i)
        add(u"other"_s, TaskStatus::Completed, 2001 + i, u"x"_s);
    const auto rowsOf = [this](const QString &text) {
        TaskFilter filter;
        filter.query = std::get<TaskQuery>(queryFromText(text, QDateTime::currentDateTimeUtc()));
        QList<quint32> rows = *m_ended->rowsThat(m_sample->owner, filter);
        std::sort(rows.begin(), rows.end());
        return rows;
    };
    QCOMPARE(rowsOf(u"none"_s), QList<quint32>());
    QCOMPARE(rowsOf(u"label:none"_s), QList<quint32>());
    QCOMPARE(rowsOf(u"other -kind:x"_s), QList<quint32>({1}));
    QCOMPARE(rowsOf(u"other kind:x"_s), QList<quint32>({1023, 1024, 1025}));
}

/// The store would be asked of each task for itself.
void TaskIndexTest::firstTasksThatAreFarAreNotLookedFor()
{
    Task task = add(u"far"_s, TaskStatus::Completed, 1000, u"build"_s);
    QVERIFY(m_sample->database().begin());
    for (int i = 0; i < 11'000; ++i) {
        task.id = TaskId::make();
        task.row = 0;
        task.kind = i < 10'000 ? QString() : u"test"_s;
        task.completedAt = task.completedAt.addMSecs(1);
        task.revision = ++m_revision;
        QVERIFY(m_sample->tasks().insert(task));
    }
    QVERIFY(m_sample->database().commit());
    QVERIFY(ask({}, {}));
    const auto count = [this](const QString &kind) {
        TaskFilter filter;
        filter.kind = kind;
        return askFirst(filter, {}, 1)->size();
    };
    QCOMPARE(count(u"test"_s), 1);
    QCOMPARE(count(u"build"_s), 0);
}

void TaskIndexTest::storeIsAskedOnceWhileWordsAreTyped()
{
    Task task = add(u"apple"_s, TaskStatus::Completed, 2000, u"build"_s);
    prepareSearch();
    TaskFilter filter;
    filter.kind = u"build"_s;
    for (const QString &word : {u"a"_s, u"ap"_s}) {
        filter.search = word;
        QCOMPARE(names(filter, {}), QStringList({u"apple"_s}));
        task.kind = u"test"_s;
        QVERIFY(m_sample->tasks().update(task));
    }
    QCOMPARE(names(filter, {}), QStringList()); // the same is asked again
    filter.kind = u"test"_s;
    QCOMPARE(names(filter, {}), QStringList({u"apple"_s}));
}

void TaskIndexTest::sortsHaveTheirWords()
{
    for (const TaskKey key : allTaskKeys) {
        for (const bool descending : {false, true}) {
            const TaskSort sort{key, descending};
            QCOMPARE(taskSortFromWord(wordOf(sort)), sort);
        }
    }
    for (const QString &word : {u""_s, u"-"_s, u"--name"_s, u"Name"_s})
        QVERIFY(!taskSortFromWord(word));
}

QTEST_GUILESS_MAIN(TaskIndexTest)
#include "tst_taskindex.moc"
