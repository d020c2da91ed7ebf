#include "core/model/limits.h"
#include "core/store/spanstore.h"
#include "core/wire/spansjson.h"
#include "tests/unit/sampledatabase.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

/// When tasks ran, as the database tells and as it travels.
class TaskSpansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void areFoundWhereverTheyMeetThePeriod_data();
    void areFoundWhereverTheyMeetThePeriod();
    void tellWhatABarNeeds();
    void longNamesAreCut();
    void areOneAccountsAlone();
    void thatEndedFirstAreLeftOutOfTooMany();
    void areReadFromAnIndex_data();
    void areReadFromAnIndex();
    void canBeWrittenAndRead();
    void badJsonIsRefused_data();
    void badJsonIsRefused();

private:
    static QDateTime at(qint64 second)
    {
        return QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + second * 1000, Qt::UTC);
    }
    /// A task that started and ended at those seconds; nullopt: it has not.
    Task add(std::optional<qint64> started, std::optional<qint64> ended, AccountId owner = {});
    TaskSpans spans(qint64 from, qint64 to);
    QStringList plan(const QString &sql) const;

    QTemporaryDir m_directory;
    std::unique_ptr<SampleDatabase> m_sample;
};

void TaskSpansTest::init()
{
    m_sample.reset();
    QFile::remove(m_directory.filePath(u"db"_s));
    m_sample = std::make_unique<SampleDatabase>(m_directory.filePath(u"db"_s));
}

Task TaskSpansTest::add(std::optional<qint64> started, std::optional<qint64> ended, AccountId owner)
{
    Task task = m_sample->insert(owner.isNull() ? m_sample->owner : owner);
    task.kind = u"build"_s;
    task.host = u"lab"_s;
    task.startedAt = started ? at(*started) : QDateTime();
    task.completedAt = ended ? at(*ended) : QDateTime();
    task.status = ended ? TaskStatus::Failed
        : started       ? TaskStatus::Processing
                        : TaskStatus::Pending;
    if (!m_sample->tasks().update(task))
        qFatal("no update");
    return task;
}

TaskSpans TaskSpansTest::spans(qint64 from, qint64 to)
{
    const Result<TaskSpans> spans =
        SpanStore(m_sample->database()).spans(m_sample->owner, {at(from), at(to)});
    if (!spans)
        qFatal("%s", qPrintable(spans.error().detail));
    return *spans;
}

void TaskSpansTest::areFoundWhereverTheyMeetThePeriod_data()
{
    using Second = std::optional<qint64>;
    QTest::addColumn<Second>("started");
    QTest::addColumn<Second>("ended");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *name, Second started, Second ended, bool found) {
        QTest::newRow(name) << started << ended << found;
    };
    row("over before", 10, 99, false);
    row("ends as it begins", 10, 100, true);
    row("ends in it", 10, 150, true);
    row("within", 110, 150, true);
    row("begins in it", 150, 250, true);
    row("throughout", 10, 1000, true);
    row("begins as it ends", 200, 250, false);
    row("after", 210, 250, false);
    row("under way since before", 10, {}, true);
    row("under way since then", 150, {}, true);
    row("under way since after", 210, {}, false);
    row("never begun", {}, 150, false);
    row("waiting", {}, {}, false);
}

void TaskSpansTest::areFoundWhereverTheyMeetThePeriod()
{
    QFETCH(const std::optional<qint64>, started);
    QFETCH(const std::optional<qint64>, ended);
    QFETCH(const bool, found);
    add(started, ended);
    QCOMPARE(spans(100, 200).spans.size(), found ? 1 : 0);
    add(210, 900); // the past is read otherwise where something has ended since
    QCOMPARE(spans(100, 200).spans.size(), found ? 1 : 0);
}

void TaskSpansTest::tellWhatABarNeeds()
{
    const Task task = add(110, 150);
    const TaskSpans found = spans(100, 200);
    QCOMPARE(found.spans.size(), 1);
    TaskSpan expected = spanOf(task);
    expected.row = found.spans.first().row;
    QVERIFY(expected.row > 0);
    QVERIFY(found.spans.first() == expected);
    QVERIFY(!found.isCut);
}

void TaskSpansTest::longNamesAreCut()
{
    Task task = add(110, 150);
    const QString character = QString::fromUcs4(U"\U0001F600");
    task.name = character.repeated(limits::spanNameLength + 1);
    QVERIFY(m_sample->tasks().update(task));
    const QString expected = character.repeated(limits::spanNameLength);
    QCOMPARE(spans(100, 200).spans.first().name, expected);
    QCOMPARE(spanOf(task).name, expected);
}

void TaskSpansTest::areOneAccountsAlone()
{
    add(110, 150, m_sample->other);
    add(110, 1000, m_sample->other);
    add(110, {}, m_sample->other);
    QVERIFY(spans(100, 200).spans.isEmpty());
    QCOMPARE(
        SpanStore(m_sample->database()).spans(m_sample->other, {at(100), at(200)})->spans.size(),
        3);
}

void TaskSpansTest::thatEndedFirstAreLeftOutOfTooMany()
{
    add(1, {});
    add(2, 10'000'000);
    QVERIFY(m_sample->database().execute(
        u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
        "INSERT INTO tasks (id, owner_id, name, name_key, kind, status, host, progress, unit, "
        "current_item, created_at, started_at, completed_at, labels, attempt, has_runner, stalled, "
        "sequence, revision) SELECT randomblob(16), 1, i, i, '', 'completed', '', '', '', '', 0, "
        "%2 + i, %2 + i + 1, '{}', 1, 0, 0, 0, 0 FROM n"_s.arg(limits::spanCount)
            .arg(at(1000).toMSecsSinceEpoch())));
    const TaskSpans found = spans(0, 100'000);
    QVERIFY(found.isCut);
    QCOMPARE(found.spans.size(), limits::spanCount);
    QStringList names;
    for (const TaskSpan &span : found.spans)
        names.append(span.name);
    QCOMPARE(names.count(u"task"_s), 2);
    QVERIFY(names.contains(QString::number(limits::spanCount)));
    QVERIFY(!names.contains(u"1"_s));
    QVERIFY(!names.contains(u"2"_s));
    QVERIFY(!spans(0, 1000).isCut);
}

QStringList TaskSpansTest::plan(const QString &sql) const
{
    Statement explain(m_sample->database(), u"EXPLAIN QUERY PLAN "_s + sql);
    const Result<QSqlQuery *> query = explain.run(QVariantList(sql.count(u'?'), 1));
    QStringList steps;
    while (query && (*query)->next())
        steps.append((*query)->value(3).toString());
    return steps;
}

void TaskSpansTest::areReadFromAnIndex_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("steps");
    const QStringList statements = SpanStore::statements();
    QTest::newRow("live") << statements.at(0) << QStringList{u"INDEX tasks_live (owner_id=?)"_s};
    QTest::newRow("whether any ended after")
        << statements.at(1)
        << QStringList{u"COVERING INDEX ended_by_end (owner_id=? AND completed_at>?)"_s};
    QTest::newRow("ended after") << statements.at(
        2) << QStringList{u"INDEX ended_by_start (owner_id=? AND started_at<?)"_s};
    QTest::newRow("ended within")
        << statements.at(3)
        << QStringList{u"INDEX ended_by_end (owner_id=? AND completed_at>? AND completed_at<?)"_s};
}

void TaskSpansTest::areReadFromAnIndex()
{
    QFETCH(const QString, sql);
    QFETCH(const QStringList, steps);
    const QStringList found = plan(sql);
    QCOMPARE(found.size(), steps.size()); // and nothing is sorted
    for (qsizetype i = 0; i < steps.size(); ++i)
        QVERIFY2(found.at(i).contains(steps.at(i)), qPrintable(found.join(u'\n')));
}

void TaskSpansTest::canBeWrittenAndRead()
{
    TaskSpans spans;
    Task task = add(110, 150);
    spans.spans.append(spanOf(task));
    task.kind.clear();
    task.host.clear();
    task.completedAt = {};
    task.name = u"\"<img src='/x'>\u202e\n"_s;
    task.status = TaskStatus::Paused;
    task.row = 4'294'967'295;
    spans.spans.append(spanOf(task));
    spans.isCut = true;
    QVERIFY(*wire::readTaskSpans(wire::toJson(spans)) == spans);
    QVERIFY(*wire::readTaskSpans(R"({"spans":[],"cut":false,"more":1})") == TaskSpans());
}

void TaskSpansTest::badJsonIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    Task task;
    task.id = TaskId::make();
    task.row = 1;
    task.name = u"n"_s;
    task.startedAt = at(1);
    const QByteArray good = wire::toJson(TaskSpans{{spanOf(task)}, false});
    QVERIFY(wire::readTaskSpans(good));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("no spans") << QByteArray(R"({"cut":false})");
    QTest::newRow("not told whether cut") << QByteArray(R"({"spans":[]})");
    QTest::newRow("a number for a span") << QByteArray(R"({"spans":[1],"cut":false})");
    const auto broken = [&good](const char *name, const char *was, const char *is) {
        QTest::newRow(name) << QByteArray(good).replace(was, is);
    };
    broken("a row that is none", R"("row":1)", R"("row":-1)");
    broken("a row out of range", R"("row":1)", R"("row":4294967296)");
    broken("no name", R"("name":"n")", R"("names":"n")");
    broken("a status that is none", "pending", "weary");
    broken("an id that is none", R"("task_id":")", R"("task_id":"x)");
    broken("no start", "started_at", "stated_at");
}

void TaskSpansTest::badJsonIsRefused()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!wire::readTaskSpans(json));
}

QTEST_GUILESS_MAIN(TaskSpansTest)
#include "tst_taskspans.moc"
