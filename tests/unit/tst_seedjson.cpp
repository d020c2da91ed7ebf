#include "core/wire/seedjson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace headway::wire;

class tst_SeedJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void taskStatusSpeaksTheSeedsWords_data();
    void taskStatusSpeaksTheSeedsWords();
    void indexProgressSpeaksTheSeedsWords_data();
    void indexProgressSpeaksTheSeedsWords();
    void wholeTaskSpeaksTheSeedsWords();
};

namespace {

QDateTime at(int seconds)
{
    return QDateTime(QDate(2026, 11, 23), QTime(9, 15, 0, 125), Qt::UTC).addSecs(seconds);
}

Task taskWith(TaskStatus status)
{
    Task task;
    task.id = *TaskId::fromString(u"0f8fad5b-d9cb-469f-a165-70867728950e"_s);
    task.name = u"n"_s;
    task.status = status;
    task.ownerEmail = u"owner@example.org"_s;
    task.createdAt = at(0);
    if (status != TaskStatus::Pending) {
        task.startedAt = at(1);
        task.updatedAt = at(2);
    }
    if (isEnded(status))
        task.completedAt = at(2);
    return task;
}

const QByteArray head = R"({"task_id":"0f8fad5b-d9cb-469f-a165-70867728950e","status":)";
const QByteArray created = R"("created_at":"2026-11-23T09:15:00.125+00:00")";
const QByteArray updated = R"(,"updated_at":"2026-11-23T09:15:02.125+00:00")";
const QByteArray ended = R"(,"completed_at":"2026-11-23T09:15:02.125+00:00"})";

} // namespace

void tst_SeedJson::taskStatusSpeaksTheSeedsWords_data()
{
    QTest::addColumn<Task>("task");
    QTest::addColumn<QByteArray>("json");

    const auto row = [](const char *name, const Task &task, const QByteArray &json) {
        QTest::newRow(name) << task << QByteArray(head + json);
    };
    row("pending", taskWith(TaskStatus::Pending), R"("pending","progress":"",)" + created + "}");
    for (const TaskStatus status :
         {TaskStatus::Processing, TaskStatus::Paused, TaskStatus::Cancelling}) {
        Task task = taskWith(status);
        task.progress.text = u"\"half\" done"_s;
        task.error = u"not to be seen"_s;
        row(qPrintable(wordOf(status)), task,
            R"("processing","progress":"\"half\" done",)" + created + updated + "}");
    }
    Task completed = taskWith(TaskStatus::Completed);
    row("completed", completed,
        R"("completed","progress":"",)" + created + updated + R"(,"result":null)" + ended);
    completed.result = R"({"b": 1.0,"a":[ ]})";
    row("completed with a result", completed,
        R"("completed","progress":"",)" + created + updated + R"(,"result":{"b": 1.0,"a":[ ]})"
            + ended);
    Task failed = taskWith(TaskStatus::Failed);
    row("failed without a word", failed,
        R"("failed","progress":"",)" + created + updated + R"(,"error":null)" + ended);
    failed.error = u"<b>\n"_s;
    row("failed", failed,
        R"("failed","progress":"",)" + created + updated + R"(,"error":"<b>\n")" + ended);
    row("cancelled", taskWith(TaskStatus::Cancelled),
        R"("failed","progress":"",)" + created + updated + R"(,"error":"Cancelled by user")"
            + ended);
    row("lost", taskWith(TaskStatus::Lost),
        R"("failed","progress":"",)" + created + updated
            + R"(,"error":"Lost contact with the task")" + ended);
}

void tst_SeedJson::taskStatusSpeaksTheSeedsWords()
{
    QFETCH(const Task, task);
    QFETCH(const QByteArray, json);

    QCOMPARE(taskStatusJson(task), json);
}

void tst_SeedJson::indexProgressSpeaksTheSeedsWords_data()
{
    QTest::addColumn<Task>("task");
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("nothing known")
        << taskWith(TaskStatus::Pending)
        << QByteArray(
               R"({"status":"pending","progress":"","current_file":"","processed":0,"total":0})");
    Task task = taskWith(TaskStatus::Processing);
    task.progress = {u"indexing"_s, 0.1, 12, 120, u"files"_s, u"a\\b.txt"_s};
    QTest::newRow("under way")
        << task
        << QByteArray(R"({"status":"processing","progress":"indexing","current_file":"a\\b.txt",)"
                      R"("processed":12,"total":120})");
    task = taskWith(TaskStatus::Completed);
    const QByteArray done =
        R"({"status":"completed","progress":"","current_file":"","processed":0,"total":0)";
    QTest::newRow("completed") << task << QByteArray(done + "}");
    task.result = "[1, 2]";
    QTest::newRow("completed with results") << task << QByteArray(done + R"(,"results":[1, 2]})");
}

void tst_SeedJson::indexProgressSpeaksTheSeedsWords()
{
    QFETCH(const Task, task);
    QFETCH(const QByteArray, json);

    QCOMPARE(indexProgressJson(task), json);
}

void tst_SeedJson::wholeTaskSpeaksTheSeedsWords()
{
    Task task = taskWith(TaskStatus::Cancelled);
    task.kind = u"chat"_s;
    task.result = "1.0";
    QCOMPARE(seedTaskJson(task),
             QByteArray(R"({"task_id":"0f8fad5b-d9cb-469f-a165-70867728950e",)"
                        R"("user":"owner@example.org","name":"n","kind":"chat","status":"failed",)"
                        R"("progress":"","created_at":"2026-11-23T09:15:00.125+00:00",)"
                        R"("started_at":"2026-11-23T09:15:01.125+00:00",)"
                        R"("updated_at":"2026-11-23T09:15:02.125+00:00",)"
                        R"("completed_at":"2026-11-23T09:15:02.125+00:00",)"
                        R"("result":1.0,"error":"Cancelled by user"})"));
}

QTEST_GUILESS_MAIN(tst_SeedJson)
#include "tst_seedjson.moc"
