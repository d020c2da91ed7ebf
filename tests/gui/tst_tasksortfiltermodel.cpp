#include "tests/support/fakeclock.h"
#include "tests/support/sampletasks.h"
#include "ui/models/tasksortfiltermodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestTaskSortFilterModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void searchFinds_data();
    void searchFinds();
    void newestFirstWhileNotSorted();
    void everyColumnSorts_data();
    void everyColumnSorts();
    void equalsStandNewestFirstBothWays();
    void rowMovesWhenItsKeyChanges();
    void matchAppearsWhenItsTextChanges();

private:
    QString shownNames() const;

    FakeClock m_clock;
    std::unique_ptr<TaskTableModel> m_tasks;
    std::unique_ptr<TaskSortFilterModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestTaskSortFilterModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_tasks = std::make_unique<TaskTableModel>(m_clock);
    m_model = std::make_unique<TaskSortFilterModel>(*m_tasks);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

QString TestTaskSortFilterModel::shownNames() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row)
        names += m_model->taskAt(row).name;
    return names.join(u',');
}

void TestTaskSortFilterModel::searchFinds_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<bool>("found");

    QTest::newRow("nothing asked") << QString() << true;
    QTest::newRow("blanks") << u"   "_s << true;
    QTest::newRow("name") << u"nightly"_s << true;
    QTest::newRow("any case") << u"NIGHTLY"_s << true;
    QTest::newRow("any case beyond ASCII") << u"КНИГА"_s << true;
    QTest::newRow("message") << u"step 3"_s << true;
    QTest::newRow("item at hand") << u"photo.jpg"_s << true;
    QTest::newRow("error") << u"segfault"_s << true;
    QTest::newRow("kind") << u"backup"_s << true;
    QTest::newRow("words of two fields") << u"night segf"_s << true;
    QTest::newRow("one word missing") << u"nightly zebra"_s << false;
    QTest::newRow("none") << u"zebra"_s << false;
    QTest::newRow("no pattern language") << u".*"_s << false;
}

void TestTaskSortFilterModel::searchFinds()
{
    QFETCH(QString, search);
    Task task = sampleTask(u"Nightly книга"_s, TaskStatus::Failed, m_clock.now());
    task.kind = u"backup"_s;
    task.progress.text = u"Step 3 of 4"_s;
    task.progress.currentItem = u"photo.jpg"_s;
    task.error = u"Segfault at 0"_s;
    m_tasks->merge({task});
    m_model->setSearch(search);
    QTEST(m_model->rowCount() == 1, "found");
    QTEST(m_model->indexOf(task.id).isValid(), "found");
}

void TestTaskSortFilterModel::newestFirstWhileNotSorted()
{
    for (const auto &name : {u"a"_s, u"b"_s, u"c"_s}) {
        m_tasks->merge({sampleTask(name, TaskStatus::Pending, m_clock.now())});
        m_clock.advance(std::chrono::seconds(1));
    }
    QCOMPARE(shownNames(), u"c,b,a"_s);
}

void TestTaskSortFilterModel::everyColumnSorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");

    QTest::newRow("status") << int(TaskTableModel::StatusColumn) << u"job 2,job 10,Done"_s;
    QTest::newRow("name, by number and any case")
        << int(TaskTableModel::NameColumn) << u"Done,job 2,job 10"_s;
    QTest::newRow("progress") << int(TaskTableModel::ProgressColumn) << u"job 10,job 2,Done"_s;
    QTest::newRow("message") << int(TaskTableModel::MessageColumn) << u"job 10,Done,job 2"_s;
    QTest::newRow("elapsed") << int(TaskTableModel::ElapsedColumn) << u"Done,job 2,job 10"_s;
    QTest::newRow("remaining, unknown last")
        << int(TaskTableModel::RemainingColumn) << u"job 2,job 10,Done"_s;
    QTest::newRow("started, unknown last")
        << int(TaskTableModel::StartedColumn) << u"Done,job 2,job 10"_s;
    QTest::newRow("ended, unknown last")
        << int(TaskTableModel::EndedColumn) << u"Done,job 10,job 2"_s;
}

void TestTaskSortFilterModel::everyColumnSorts()
{
    const QDateTime now = m_clock.now();
    Task done = sampleTask(u"Done"_s, TaskStatus::Completed, now.addSecs(-3000));
    done.progress.text = u"beta"_s;
    Task running = sampleTask(u"job 2"_s, TaskStatus::Processing, now.addSecs(-1000));
    running.progress = {u"gamma"_s, 0.5, {}, {}, {}, {}};
    const Task waiting = sampleTask(u"job 10"_s, TaskStatus::Pending, now);
    m_tasks->merge({done, running, waiting});
    QFETCH(int, column);
    m_model->sort(column, Qt::AscendingOrder);
    QTEST(shownNames(), "ascending");
}

void TestTaskSortFilterModel::equalsStandNewestFirstBothWays()
{
    for (const auto &name : {u"a"_s, u"b"_s, u"c"_s}) {
        m_tasks->merge({sampleTask(name, TaskStatus::Pending, m_clock.now())});
        m_clock.advance(std::chrono::seconds(1));
    }
    m_model->sort(TaskTableModel::StatusColumn, Qt::AscendingOrder);
    QCOMPARE(shownNames(), u"c,b,a"_s);
    m_model->sort(TaskTableModel::StatusColumn, Qt::DescendingOrder);
    QCOMPARE(shownNames(), u"c,b,a"_s);
}

void TestTaskSortFilterModel::rowMovesWhenItsKeyChanges()
{
    Task a = sampleTask(u"a"_s, TaskStatus::Processing, m_clock.now());
    Task b = sampleTask(u"b"_s, TaskStatus::Processing, m_clock.now().addSecs(1));
    a.progress.fraction = 0.1;
    b.progress.fraction = 0.2;
    m_tasks->merge({a, b});
    m_model->sort(TaskTableModel::ProgressColumn, Qt::AscendingOrder);
    QCOMPARE(shownNames(), u"a,b"_s);
    a.progress.fraction = 0.3;
    m_tasks->merge({a});
    QTRY_COMPARE(shownNames(), u"b,a"_s);
}

void TestTaskSortFilterModel::matchAppearsWhenItsTextChanges()
{
    Task task = sampleTask(u"a"_s, TaskStatus::Processing, m_clock.now());
    m_tasks->merge({task});
    m_model->setSearch(u"linking"_s);
    QCOMPARE(m_model->rowCount(), 0);
    task.progress.text = u"Linking"_s;
    m_tasks->merge({task});
    QTRY_COMPARE(m_model->rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestTaskSortFilterModel)
#include "tst_tasksortfiltermodel.moc"
