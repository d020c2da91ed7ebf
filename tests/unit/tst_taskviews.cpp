#include "core/api/taskviews.h"
#include "core/wire/seedjson.h"
#include "core/wire/taskjson.h"
#include "tests/support/sampletasks.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype room = 64 * 1024;

TaskPtr processing()
{
    const QDateTime begin = QDateTime::fromSecsSinceEpoch(1'795'425'302, Qt::UTC);
    return std::make_shared<const Task>(sampleTask(u"Export"_s, TaskStatus::Processing, begin));
}

TaskPtr withProgress(const TaskPtr &before, const QString &progress)
{
    Task task = *before;
    task.progress.text = progress;
    return std::make_shared<const Task>(task);
}

} // namespace

class TaskViewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachViewIsItsOwn();
    void oneStateIsWrittenOnce();
    void anotherStateIsWrittenAnew();
    void theTagIsTheBodys();
    void whatIsNotAskedForGoes();
};

void TaskViewsTest::eachViewIsItsOwn()
{
    TaskViews views(room);
    const TaskPtr task = processing();
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(views.answer(TaskView::SeedStatus, task).body, wire::taskStatusJson(*task));
        QCOMPARE(views.answer(TaskView::SeedTask, task).body, wire::seedTaskJson(*task));
        QCOMPARE(views.answer(TaskView::SeedProgress, task).body, wire::indexProgressJson(*task));
        QCOMPARE(views.answer(TaskView::VersionOne, task).body, wire::toJson(*task));
    }
}

void TaskViewsTest::oneStateIsWrittenOnce()
{
    TaskViews views(room);
    const TaskPtr task = processing();
    const Answer first = views.answer(TaskView::SeedStatus, task);
    const Answer second = views.answer(TaskView::SeedStatus, task);
    QCOMPARE(static_cast<const void *>(second.body.constData()),
             static_cast<const void *>(first.body.constData()));
}

void TaskViewsTest::anotherStateIsWrittenAnew()
{
    TaskViews views(room);
    const TaskPtr before = processing();
    const Answer old = views.answer(TaskView::SeedStatus, before);
    const TaskPtr after = withProgress(before, u"half of it"_s);
    const Answer fresh = views.answer(TaskView::SeedStatus, after);
    QCOMPARE(fresh.body, wire::taskStatusJson(*after));
    QVERIFY(fresh.tag != old.tag);
}

void TaskViewsTest::theTagIsTheBodys()
{
    TaskViews views(room);
    const TaskPtr task = processing();
    const Answer one = views.answer(TaskView::VersionOne, task);
    QVERIFY(!one.tag.isEmpty());
    const TaskPtr same = withProgress(task, task->progress.text); // another object, the same words
    QCOMPARE(views.answer(TaskView::VersionOne, same).tag, one.tag);
    QVERIFY(views.answer(TaskView::SeedTask, task).tag != one.tag);
}

void TaskViewsTest::whatIsNotAskedForGoes()
{
    constexpr int tasks = 200; // several times the room
    TaskViews views(room);
    std::weak_ptr<const Task> first;
    for (int i = 0; i < tasks; ++i) {
        const TaskPtr task = processing();
        if (i == 0)
            first = task;
        views.answer(TaskView::SeedStatus, task);
    }
    QVERIFY(first.expired());
}

QTEST_GUILESS_MAIN(TaskViewsTest)
#include "tst_taskviews.moc"
