#include "core/model/queryparser.h"
#include "core/service/taskindexer.h"
#include "core/service/textpile.h"
#include "core/store/statement.h"
#include "tests/unit/sampledatabase.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

/// Up to @p greatest; -1 where nothing could be found.
QList<int> numbersIn(const Result<NumberSet> &rows, int greatest)
{
    if (!rows)
        return {-1};
    QList<int> numbers;
    for (int row = 0; row <= greatest; ++row) {
        if (rows->contains(static_cast<quint32>(row)))
            numbers.append(row);
    }
    return numbers;
}

} // namespace

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
    void pileFindsInEveryBlock();
    void pileFindsAllWordsInOneText();
    void pileForgetsTheTextThatARowHad();
    void pileLooksOnInWhatItHasFound();
    void pileLeavesNoFile();
    void sortsHaveTheirWords();

private:
    Task add(const QString &name, TaskStatus status, qint64 ended, const QString &kind = {});
    QStringList names(const TaskFilter &filter, const TaskSort &sort);
    void prepareSearch();
    QStringList plan(const QString &sql) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SampleDatabase> m_sample;
    std::unique_ptr<TaskIndexer> m_indexer;
    quint64 m_revision = 0;
};

void TaskIndexTest::init()
{
    m_indexer.reset();
    m_sample.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleDatabase>(m_directory->filePath(u"db"_s));
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

QStringList TaskIndexTest::names(const TaskFilter &filter, const TaskSort &sort)
{
    const Result<TaskIndex> index = m_indexer->index(m_sample->tasks(), filter, sort);
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
    QVERIFY(m_indexer->prepareSearch(m_sample->tasks()));
}

void TaskIndexTest::holdsEndedTasksOfTheAccountAlone()
{
    m_sample->insert(m_sample->other);
    add(u"live"_s, TaskStatus::Processing, 0);
    const Task ended = add(u"ended"_s, TaskStatus::Completed, 2000);
    const Result<TaskIndex> index = m_indexer->index(m_sample->tasks(), {}, {});
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
    const quint64 before = m_indexer->index(m_sample->tasks(), {}, {})->revision;
    add(u"b"_s, TaskStatus::Completed, 3000);
    TaskFilter filter;
    filter.statuses = {TaskStatus::Completed};
    const Result<TaskIndex> index = m_indexer->index(m_sample->tasks(), filter, {});
    QCOMPARE(index->revision, before); // it says what it does not know
    QCOMPARE(index->rows.size(), 1);
    QCOMPARE(m_indexer->index(m_sample->tasks(), filter, {})->rows.size(), 2); // asked again
}

void TaskIndexTest::pileFindsInEveryBlock()
{
    TextPile pile(m_directory->path());
    for (quint32 row = 1; row <= 30'000; ++row)
        QVERIFY(pile.append(row, "text number " + QByteArray::number(row) + " of many in it"));
    const auto found = [&pile](const QByteArray &part) {
        return numbersIn(pile.find({{{part}, false}}), 30'001);
    };
    QCOMPARE(found("number 12345 "), QList<int>({12345}));
    QCOMPARE(found("number 29999 "), QList<int>({29999})); // not in the file yet
    for (const char *part : {"text", "", "t", "it", "xt"}) // at both ends, and within
        QCOMPARE(found(part).size(), 30'000);
    for (const char *part : {"it\ntext", "tt", "z", "zz", "texts"})
        QVERIFY(found(part).isEmpty());
}

void TaskIndexTest::pileFindsAllWordsInOneText()
{
    TextPile pile(m_directory->path());
    const QList<QByteArray> texts{"red house", "red car", "green house", "red tree house"};
    for (quint32 row = 0; row < 20'000; ++row)
        QVERIFY(pile.append(row, row < 4 ? texts[row] : QByteArray("grey stone in a long wall")));
    const auto found = [&pile](const TextPile::Words &words) {
        return numbersIn(pile.find(words), 20'000);
    };
    QCOMPARE(found({{{"red"}, false}, {{"house"}, false}}), QList<int>({0, 3}));
    QCOMPARE(found({{{"house"}, false}, {{"red", "green"}, false}}), QList<int>({0, 2, 3}));
    QCOMPARE(found({{{"red"}, false}, {{"tree"}, true}}), QList<int>({0, 1}));
    QCOMPARE(found({{{"stone", "red"}, true}}), QList<int>({2}));
    QCOMPARE(found({{{"red"}, false}, {{"stone"}, false}}), QList<int>());
    QCOMPARE(found({}).size(), 20'000);
}

void TaskIndexTest::pileForgetsTheTextThatARowHad()
{
    TextPile pile(m_directory->path());
    QVERIFY(pile.append(7, "lost"));
    for (quint32 row = 100; row < 20'000; ++row)
        QVERIFY(pile.append(row, "some other text of a row"));
    QVERIFY(pile.append(7, "corrected"));
    QCOMPARE(numbersIn(pile.find({{{"lost"}, false}}), 20'000), QList<int>());
    QCOMPARE(numbersIn(pile.find({{{"corrected"}, false}}), 20'000), QList<int>({7}));
    QCOMPARE(numbersIn(pile.find({{{"other"}, true}}), 20'000), QList<int>({7}));
}

void TaskIndexTest::pileLooksOnInWhatItHasFound()
{
    TextPile pile(m_directory->path());
    constexpr quint32 rows = 30'000;
    for (quint32 row = 1; row <= rows; ++row)
        QVERIFY(pile.append(row, "text number " + QByteArray::number(row) + " of many in it"));
    const auto found = [&pile](const TextPile::Words &words) {
        return numbersIn(pile.find(words), rows + 2);
    };
    QCOMPARE(found({{{"number 1234"}, false}}).size(), 11);
    QVERIFY(pile.lookedThrough() >= rows);
    QVERIFY(pile.append(rows + 1, "number 12345 as well"));
    QVERIFY(pile.append(12345, "another text by now"));
    QCOMPARE(found({{{"number 12345"}, false}}), QList<int>({rows + 1}));
    QVERIFY(pile.lookedThrough() < rows / 10);
    QCOMPARE(found({{{"number 12345"}, false}, {{"well"}, true}}), QList<int>());
    QVERIFY(pile.lookedThrough() < rows / 10);
    // Whatever may hold in other texts is looked for in all of them.
    QCOMPARE(found({{{"number 77"}, false}, {{"9 "}, true}}).size(), 100);
    QVERIFY(pile.lookedThrough() >= rows);
    QCOMPARE(found({{{"number 77"}, false}}).size(), 111);
    QCOMPARE(found({{{"number 771", "number 13"}, false}}).size(), 1122);
    QVERIFY(pile.lookedThrough() >= rows);
}

void TaskIndexTest::pileLeavesNoFile()
{
    const QTemporaryDir directory;
    TextPile pile(directory.path());
    for (quint32 row = 0; row < 20'000; ++row)
        QVERIFY(pile.append(row, "some text that is long enough to be written"));
    QCOMPARE(numbersIn(pile.find({{{"long"}, false}}), 20'000).size(), 20'000);
    QVERIFY(QDir(directory.path()).isEmpty());
    TextPile nowhere(directory.filePath(u"none"_s));
    bool isRefused = false;
    for (quint32 row = 0; row < 20'000 && !isRefused; ++row)
        isRefused = !nowhere.append(row, "some text that is long enough to be written");
    QVERIFY(isRefused);
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
