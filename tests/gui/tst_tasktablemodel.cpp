#include "tests/support/fakeclock.h"
#include "tests/support/sampletasks.h"
#include "ui/models/tasktablemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

class TestTaskTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void newestStandsFirst();
    void persistentIndexesFollowTheirTasks();
    void neverResets();
    void changesComeAsSpansOnceAFrame();
    void olderRevisionIsPassedOver();
    void sameTaskTwiceIsOneRow();
    void scatteredRowsAreRemoved();
    void countsFollowEveryChange();
    void textsAreOneBoundedLine();
    void noColumnsBelowARow();

private:
    QList<Task> tasksFrom(int first, int count) const;

    FakeClock m_clock;
    std::unique_ptr<TaskTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestTaskTableModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<TaskTableModel>(m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

/// Each a second younger than the one before; named by their numbers.
QList<Task> TestTaskTableModel::tasksFrom(int first, int count) const
{
    QList<Task> tasks;
    for (int i = first; i < first + count; ++i)
        tasks += sampleTask(QString::number(i), TaskStatus::Processing, m_clock.now().addSecs(i));
    return tasks;
}

void TestTaskTableModel::newestStandsFirst()
{
    const QList<Task> tasks = tasksFrom(0, 10);
    m_model->merge(tasks.mid(5, 2));
    m_model->merge(tasks.mid(0, 2)); // an older page
    m_model->merge(tasks); // what is between and after, at once
    QCOMPARE(m_model->rowCount(), 10);
    for (int row = 0; row < 10; ++row) {
        QCOMPARE(m_model->taskAt(row).name, QString::number(9 - row));
        QCOMPARE(m_model->rowOf(tasks[9 - row].id), row);
    }
}

void TestTaskTableModel::persistentIndexesFollowTheirTasks()
{
    const QList<Task> tasks = tasksFrom(0, 6);
    m_model->merge({tasks[1], tasks[3], tasks[4]});
    const QPersistentModelIndex kept = m_model->index(m_model->rowOf(tasks[3].id), 0);
    m_model->merge({tasks[0], tasks[2], tasks[5]});
    m_model->remove({tasks[4].id, tasks[1].id});
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data(TaskTableModel::TaskIdRole).value<TaskId>(), tasks[3].id);
    m_model->remove({tasks[3].id});
    QVERIFY(!kept.isValid());
}

void TestTaskTableModel::neverResets()
{
    const QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->merge(tasksFrom(0, 100));
    m_model->merge(tasksFrom(-100, 150));
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(reset.count(), 0);
}

void TestTaskTableModel::changesComeAsSpansOnceAFrame()
{
    QList<Task> tasks = tasksFrom(0, 10);
    m_model->merge(tasks);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    for (const int i : {1, 2, 3, 7}) {
        tasks[i].progress.fraction = 0.5;
        tasks[i].revision = 1;
        m_model->merge({tasks[i]});
    }
    QCOMPARE(changed.count(), 0);
    QTRY_COMPARE(changed.count(), 2);
    QCOMPARE(changed[0][0].toModelIndex().row(), 2);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    QCOMPARE(changed[1][0].toModelIndex().row(), 6);
    QCOMPARE(changed[1][1].toModelIndex().row(), 8);
    QCOMPARE(changed[1][1].toModelIndex().column(), int(TaskTableModel::ColumnCount) - 1);
}

void TestTaskTableModel::olderRevisionIsPassedOver()
{
    Task task = tasksFrom(0, 1).first();
    task.revision = 7;
    task.status = TaskStatus::Completed;
    m_model->merge({task});
    Task stale = task;
    stale.revision = 6;
    stale.status = TaskStatus::Processing;
    m_model->merge({stale});
    QCOMPARE(m_model->taskAt(0).status, TaskStatus::Completed);
    QCOMPARE(m_model->count(TaskStatus::Completed), 1);
}

void TestTaskTableModel::sameTaskTwiceIsOneRow()
{
    const Task task = tasksFrom(0, 1).first();
    m_model->merge({task, task});
    QCOMPARE(m_model->rowCount(), 1);
}

void TestTaskTableModel::scatteredRowsAreRemoved()
{
    const QList<Task> tasks = tasksFrom(0, 8);
    m_model->merge(tasks);
    m_model->remove({tasks[0].id, tasks[7].id, tasks[3].id, tasks[4].id, TaskId::make()});
    QStringList left;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        left += m_model->taskAt(row).name;
        QCOMPARE(m_model->rowOf(m_model->taskAt(row).id), row);
    }
    QCOMPARE(left, QStringList({u"6"_s, u"5"_s, u"2"_s, u"1"_s}));
}

void TestTaskTableModel::countsFollowEveryChange()
{
    QList<Task> tasks = tasksFrom(0, 3);
    m_model->merge(tasks);
    QCOMPARE(m_model->count(TaskStatus::Processing), 3);
    tasks[1].status = TaskStatus::Failed;
    m_model->merge({tasks[1]});
    QCOMPARE(m_model->count(TaskStatus::Processing), 2);
    QCOMPARE(m_model->count(TaskStatus::Failed), 1);
    m_model->remove({tasks[1].id, tasks[2].id});
    QCOMPARE(m_model->count(TaskStatus::Processing), 1);
    QCOMPARE(m_model->count(TaskStatus::Failed), 0);
}

void TestTaskTableModel::textsAreOneBoundedLine()
{
    Task task = sampleTask(u"<b>a</b>\u202e\n"_s + QString(1'000'000, u'x'), TaskStatus::Failed,
                           m_clock.now());
    task.error = QString(1'000'000, u'e') + u"\nlast \u0007line"_s;
    task.progress.text = QString(30'000, QChar(0x301));
    m_model->merge({task});
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        const QString text = m_model->index(0, column).data().toString();
        QVERIFY(text.size() <= 301);
        QVERIFY(!text.contains(u'\n') && !text.contains(QChar(0x202e)));
    }
    QCOMPARE(m_model->index(0, TaskTableModel::MessageColumn).data().toString(),
             u"last \u2407line"_s);
    const QString tip =
        m_model->index(0, TaskTableModel::NameColumn).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(u"<b>"_s));
}

void TestTaskTableModel::noColumnsBelowARow()
{
    m_model->merge(tasksFrom(0, 1));
    QCOMPARE(m_model->columnCount(), int(TaskTableModel::ColumnCount));
    QCOMPARE(m_model->columnCount(m_model->index(0, 0)), 0);
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 0);
}

QTEST_GUILESS_MAIN(TestTaskTableModel)
#include "tst_tasktablemodel.moc"
