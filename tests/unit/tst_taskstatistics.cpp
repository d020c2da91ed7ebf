#include "core/model/limits.h"
#include "core/store/statisticsstore.h"
#include "core/wire/statisticsjson.h"
#include "tests/unit/sampledatabase.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Tasks in figures, as the database counts them and as they travel.
class TaskStatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void startsAndEndsAreCountedByTheQuarter();
    void onlyThePeriodCounts();
    void mostFrequentNamesComeFirst();
    void runsAreOfOneNameTheNewestFirst();
    void pausesDoNotCount();
    void areOneAccountsAlone();
    void areCountedFromIndexes_data();
    void areCountedFromIndexes();
    void canBeWrittenAndRead();
    void badJsonIsRefused_data();
    void badJsonIsRefused();

private:
    static QDateTime at(qint64 minute)
    {
        return QDateTime(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC).addSecs(60 * minute);
    }
    static Period all() { return {at(-100'000), at(100'000)}; }
    Task add(const QString &name, qint64 started, std::optional<qint64> ended,
             TaskStatus status = TaskStatus::Completed, AccountId owner = {});
    TaskStatistics statistics(const Period &period = all());
    QList<TaskRun> runs(const QString &name, const Period &period = all());

    QTemporaryDir m_directory;
    std::unique_ptr<SampleDatabase> m_sample;
};

void TaskStatisticsTest::init()
{
    m_sample.reset();
    QFile::remove(m_directory.filePath(u"db"_s));
    m_sample = std::make_unique<SampleDatabase>(m_directory.filePath(u"db"_s));
}

Task TaskStatisticsTest::add(const QString &name, qint64 started, std::optional<qint64> ended,
                             TaskStatus status, AccountId owner)
{
    Task task = m_sample->insert(owner.isNull() ? m_sample->owner : owner, name);
    task.startedAt = at(started);
    task.completedAt = ended ? at(*ended) : QDateTime();
    task.status = ended ? status : TaskStatus::Processing;
    if (!m_sample->tasks().update(task))
        qFatal("no update");
    return task;
}

TaskStatistics TaskStatisticsTest::statistics(const Period &period)
{
    const auto found = StatisticsStore(m_sample->database()).statistics(m_sample->owner, period);
    if (!found)
        qFatal("%s", qPrintable(found.error().detail));
    return *found;
}

QList<TaskRun> TaskStatisticsTest::runs(const QString &name, const Period &period)
{
    const auto found = StatisticsStore(m_sample->database()).runs(m_sample->owner, name, period);
    if (!found)
        qFatal("%s", qPrintable(found.error().detail));
    return *found;
}

void TaskStatisticsTest::startsAndEndsAreCountedByTheQuarter()
{
    add(u"a"_s, 0, 14);
    add(u"a"_s, 14, 15, TaskStatus::Failed);
    add(u"a"_s, 15, 29, TaskStatus::Failed);
    add(u"a"_s, 61, {});
    const QList<QuarterHour> expected{
        {at(0), 2, {{TaskStatus::Completed, 1}}},
        {at(15), 1, {{TaskStatus::Failed, 2}}},
        {at(60), 1, {}},
    };
    QVERIFY(statistics().quarters == expected);
}

void TaskStatisticsTest::onlyThePeriodCounts()
{
    add(u"before"_s, 0, 10);
    add(u"into"_s, 10, 30);
    add(u"out"_s, 50, 60, TaskStatus::Lost);
    add(u"after"_s, 60, 70);
    const TaskStatistics found = statistics({at(30), at(60)});
    const QList<QuarterHour> expected{{at(30), 0, {{TaskStatus::Completed, 1}}}, {at(45), 1, {}}};
    QVERIFY(found.quarters == expected);
    QVERIFY(found.names == QList<NameCount>({{u"into"_s, 1}}));
    QVERIFY(statistics({at(200), at(300)}) == TaskStatistics());
}

void TaskStatisticsTest::mostFrequentNamesComeFirst()
{
    for (int i = 0; i < limits::nameCount; ++i)
        add(u"name %1"_s.arg(i), 0, 10);
    add(u"OFTEN"_s, 0, 10);
    add(u"often"_s, 0, 10);
    add(u"live"_s, 0, {});
    const QList<NameCount> names = statistics().names;
    QCOMPARE(names.size(), limits::nameCount);
    QVERIFY(names.first() == (NameCount{u"often"_s, 2}));
    QVERIFY(names.at(1) == (NameCount{u"name %1"_s.arg(limits::nameCount - 1), 1}));
}

void TaskStatisticsTest::runsAreOfOneNameTheNewestFirst()
{
    const Task first = add(u"Übung"_s, 0, 10);
    const Task second = add(u"ÜBUNG"_s, 10, 30, TaskStatus::Failed);
    add(u"other"_s, 10, 30);
    add(u"Übung"_s, 40, {});
    const QList<TaskRun> found = runs(u"übunG"_s);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.first().id, second.id);
    QCOMPARE(found.first().status, TaskStatus::Failed);
    QCOMPARE(found.first().elapsed, 20min);
    QCOMPARE(found.first().completedAt, second.completedAt);
    QVERIFY(found.first().row > found.last().row);
    QCOMPARE(found.last().id, first.id);
    QCOMPARE(runs(u"übunG"_s, {at(10), at(30)}).size(), 1);
    QVERIFY(runs(u"%"_s).isEmpty());
}

void TaskStatisticsTest::pausesDoNotCount()
{
    Task task = add(u"a"_s, 0, 30);
    task.pausedFor = 10min;
    QVERIFY(m_sample->tasks().update(task));
    QCOMPARE(runs(u"a"_s).first().elapsed, 20min);
    task.pausedFor = 60min; // a clock that was set back
    QVERIFY(m_sample->tasks().update(task));
    QCOMPARE(runs(u"a"_s).first().elapsed, 0min);
    task.startedAt = {};
    QVERIFY(m_sample->tasks().update(task));
    QVERIFY(runs(u"a"_s).isEmpty());
}

void TaskStatisticsTest::areOneAccountsAlone()
{
    add(u"a"_s, 0, 10, TaskStatus::Completed, m_sample->other);
    add(u"a"_s, 0, {}, TaskStatus::Processing, m_sample->other);
    QVERIFY(statistics() == TaskStatistics());
    QVERIFY(runs(u"a"_s).isEmpty());
}

void TaskStatisticsTest::areCountedFromIndexes_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("index");
    const QStringList statements = StatisticsStore::statements();
    QTest::newRow("starts") << statements.at(0)
                            << u"COVERING INDEX ended_by_start (owner_id=? AND started_at>?"_s;
    QTest::newRow("ends") << statements.at(1)
                          << u"COVERING INDEX ended_by_status (owner_id=? AND status=? AND "
                             "completed_at>?"_s;
    QTest::newRow("names") << statements.at(
        2) << u"INDEX ended_by_end (owner_id=? AND completed_at>? AND completed_at<?)"_s;
    QTest::newRow("runs") << statements.at(3)
                          << u"INDEX ended_by_name (owner_id=? AND name_key=? AND completed_at>?"_s;
}

void TaskStatisticsTest::areCountedFromIndexes()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, index);
    Statement explain(m_sample->database(), u"EXPLAIN QUERY PLAN "_s + sql);
    const Result<QSqlQuery *> query = explain.run(QVariantList(sql.count(u'?'), 1));
    QVERIFY(query);
    QStringList steps;
    while ((*query)->next())
        steps.append((*query)->value(3).toString());
    QVERIFY2(steps.join(u'\n').contains(index), qPrintable(steps.join(u'\n')));
}

void TaskStatisticsTest::canBeWrittenAndRead()
{
    const TaskStatistics statistics{
        {{at(0), 3, {{TaskStatus::Failed, 1}, {TaskStatus::Completed, 1'000'000'000'000}}},
         {at(15), 0, {}}},
        {{u"\"\u202e\n<b>"_s, 3}}};
    QVERIFY(*wire::readTaskStatistics(wire::toJson(statistics)) == statistics);
    QVERIFY(*wire::readTaskStatistics(R"({"quarters":[],"names":[],"more":1})")
            == TaskStatistics());
    const QList<TaskRun> some{{1, TaskId::make(), TaskStatus::Lost, at(1), 12ms}};
    QVERIFY(*wire::readTaskRuns(wire::toJson(some)) == some);
    QVERIFY(wire::toJson(some).contains("\"truncated\":false"));
    const QList<TaskRun> many(limits::runCount, some.first());
    QVERIFY(wire::toJson(many).contains("\"truncated\":true"));
}

void TaskStatisticsTest::badJsonIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"", "[]", "{}", R"({"quarters":[]})", R"({"quarters":{},"names":[]})",
          R"({"quarters":[{"started":1}],"names":[]})",
          R"({"quarters":[{"begin":"today","started":1}],"names":[]})",
          R"({"quarters":[{"begin":"2026-11-23T09:00:00+00:00","started":-1}],"names":[]})",
          R"({"quarters":[],"names":[{"name":"a"}]})", R"({"runs":1})", R"({"runs":[{"row":1}]})"})
        QTest::addRow("%s", json) << QByteArray(json);
}

void TaskStatisticsTest::badJsonIsRefused()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!wire::readTaskStatistics(json));
    QVERIFY(!wire::readTaskRuns(json));
}

QTEST_GUILESS_MAIN(TaskStatisticsTest)
#include "tst_taskstatistics.moc"
