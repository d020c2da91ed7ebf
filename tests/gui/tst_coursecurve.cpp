#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/coursecurve.h"
#include "ui/models/coursefeed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class TestCourseCurve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progressIsDrawnFromStartToEnd();
    void measureIsTheOneOfWhichMostIsKnown();
    void usageIsDrawnWhereItWasMeasured();
    void valueLiesBetweenItsNeighbours();
    void nearestSampleIsFound();
    void axesAreDividedRoundly_data();
    void axesAreDividedRoundly();
    void timesAreDividedAsClocksAre_data();
    void timesAreDividedAsClocksAre();

    void nothingIsAskedUnlessSomebodyLooks();
    void earlierRunsComeInTheirOrder();
    void newsOfARunningTaskIsAskedForOnce();
    void deeperLookWhileAnAnswerWaitsIsNotForgotten();
    void newsWhileAnAnswerWaitsIsAskedFor();
    void nothingOfTheTaskBeforeShows();
    void errorLeavesWhatTheTaskItselfTells();

private:
    Task run(TaskStatus status) const { return sampleTask(u"make"_s, status, m_clock.now()); }

    FakeClock m_clock;
};

namespace {

CourseSample sampleAt(milliseconds elapsed, std::optional<double> fraction)
{
    return {elapsed, fraction, {}, elapsed.count(), {}};
}

} // namespace

void TestCourseCurve::progressIsDrawnFromStartToEnd()
{
    CourseRun own{run(TaskStatus::Completed), {{}, {sampleAt(1s, 0.25), sampleAt(2s, 0.5)}}};
    CourseCurve expected{{0, 0}, {1000, 0.25}, {2000, 0.5}, {60'980, 1}};
    QCOMPARE(curveOf(own, CourseMeasure::Fraction), expected);

    own.task = run(TaskStatus::Processing); // updated 29.98 s after its start
    own.task.progress.fraction = 0.75;
    expected.last() = {29'980, 0.75};
    QCOMPARE(curveOf(own, CourseMeasure::Fraction), expected);

    own.course.samples.clear();
    QVERIFY(curveOf(own, CourseMeasure::Fraction).isEmpty());
}

void TestCourseCurve::measureIsTheOneOfWhichMostIsKnown()
{
    CourseRun own{run(TaskStatus::Completed), {{}, {sampleAt(1s, {})}}};
    QCOMPARE(progressMeasureOf(own), CourseMeasure::Output);
    QCOMPARE(curveOf(own, CourseMeasure::Output), (CourseCurve{{0, 0}, {1000, 1000}}));
    own.course.samples.first().current = 7;
    QCOMPARE(progressMeasureOf(own), CourseMeasure::Current);
    own.course.samples.first().fraction = 0.5;
    QCOMPARE(progressMeasureOf(own), CourseMeasure::Fraction);
}

void TestCourseCurve::usageIsDrawnWhereItWasMeasured()
{
    CourseRun own{run(TaskStatus::Processing), {{}, {sampleAt(1s, 0.1), sampleAt(2s, 0.2)}}};
    QVERIFY(curveOf(own, CourseMeasure::Cpu).isEmpty());
    own.course.samples.last().usage = {150.0, 4096};
    QCOMPARE(curveOf(own, CourseMeasure::Cpu), (CourseCurve{{2000, 150}}));
    own.task.usage = {50.0, 8192};
    QCOMPARE(curveOf(own, CourseMeasure::Memory), (CourseCurve{{2000, 4096}, {29'980, 8192}}));
}

void TestCourseCurve::valueLiesBetweenItsNeighbours()
{
    const CourseCurve curve{{10, 1}, {20, 3}};
    QCOMPARE(valueAt(curve, 10), std::optional(1.0));
    QCOMPARE(valueAt(curve, 15), std::optional(2.0));
    QCOMPARE(valueAt(curve, 20), std::optional(3.0));
    QVERIFY(!valueAt(curve, 9) && !valueAt(curve, 21) && !valueAt({}, 0));
}

void TestCourseCurve::nearestSampleIsFound()
{
    const QList<CourseSample> samples{sampleAt(1s, {}), sampleAt(3s, {}), sampleAt(9s, {})};
    QCOMPARE(nearestSample(samples, 0s)->elapsed, 1s);
    QCOMPARE(nearestSample(samples, 5s)->elapsed, 3s);
    QCOMPARE(nearestSample(samples, 7s)->elapsed, 9s);
    QCOMPARE(nearestSample(samples, 1h)->elapsed, 9s);
    QVERIFY(!nearestSample({}, 1s));
}

void TestCourseCurve::axesAreDividedRoundly_data()
{
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("step");
    QTest::newRow("hundred") << 100.0 << 50.0;
    QTest::newRow("a bit more") << 120.0 << 50.0;
    QTest::newRow("three") << 3.0 << 1.0;
    QTest::newRow("a fraction") << 0.5 << 0.2;
    QTest::newRow("a million") << 1e6 << 5e5;
    QTest::newRow("the least") << 1e-3 << 5e-4;
}

void TestCourseCurve::axesAreDividedRoundly()
{
    QFETCH(const double, most);
    QFETCH(const double, step);
    QCOMPARE(tickStep(most, 3), step);
}

void TestCourseCurve::timesAreDividedAsClocksAre_data()
{
    QTest::addColumn<milliseconds>("most");
    QTest::addColumn<milliseconds>("step");
    QTest::newRow("a second") << milliseconds(1s) << milliseconds(200ms);
    QTest::newRow("a minute") << milliseconds(1min) << milliseconds(15s);
    QTest::newRow("an hour") << milliseconds(1h) << milliseconds(15min);
    QTest::newRow("a day") << milliseconds(24h) << milliseconds(6h);
    QTest::newRow("a month") << milliseconds(24h * 30) << milliseconds(24h * 10);
}

void TestCourseCurve::timesAreDividedAsClocksAre()
{
    QFETCH(const milliseconds, most);
    QFETCH(const milliseconds, step);
    QCOMPARE(tickStep(most, 5), step);
}

void TestCourseCurve::nothingIsAskedUnlessSomebodyLooks()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = run(TaskStatus::Processing);
    session->begin({task});
    CourseFeed feed;
    feed.setTask(session, session->stored(task.id));
    QVERIFY(session->coursesAsked().isEmpty());
    feed.setDepth(CourseFeed::Depth::Own);
    QCOMPARE(session->coursesAsked(), QList<TaskId>{task.id});
    QVERIFY(feed.course());
    session->put(task);
    feed.setTask(session, session->stored(task.id)); // the same state: no news of its states
    QVERIFY(!feed.findChild<QTimer *>()->isActive());
    feed.setDepth(CourseFeed::Depth::Nothing);
    Task paused = task;
    paused.status = TaskStatus::Paused;
    session->put(paused);
    feed.setTask(session, session->stored(task.id));
    QCOMPARE(session->coursesAsked().size(), 1);
}

void TestCourseCurve::earlierRunsComeInTheirOrder()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    QList<Task> tasks;
    for (int i = 0; i < 8; ++i) {
        m_clock.advance(1s);
        tasks.append(run(TaskStatus::Completed));
    }
    session->begin(tasks);
    for (const Task &task : tasks.first(7))
        session->record(task.id, {sampleAt(1s, 0.5)});
    session->record(tasks.at(5).id, {}); // of which nothing is known
    CourseFeed feed;
    feed.setDepth(CourseFeed::Depth::WithEarlier);
    feed.setTask(session, session->stored(tasks.last().id));
    QCOMPARE(feed.earlier().size(), CourseFeed::earlierAtMost - 1);
    const QList<int> expected{6, 4, 3, 2};
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(feed.earlier().at(i).task.id, tasks.at(expected.at(i)).id);
}

void TestCourseCurve::newsOfARunningTaskIsAskedForOnce()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = run(TaskStatus::Processing);
    session->begin({task});
    CourseFeed feed;
    feed.setDepth(CourseFeed::Depth::WithEarlier);
    feed.setTask(session, session->stored(task.id));
    auto *refresh = feed.findChild<QTimer *>(u"refresh"_s);
    QVERIFY(!refresh->isActive());
    for (int i = 0; i < 100; ++i) {
        session->put(task);
        feed.setTask(session, session->stored(task.id));
    }
    QVERIFY(refresh->isActive());
    QCOMPARE(session->coursesAsked().size(), 1);
    refresh->setInterval(0ms);
    QTRY_COMPARE(session->coursesAsked().size(), 2);
    QVERIFY(!refresh->isActive());
}

void TestCourseCurve::deeperLookWhileAnAnswerWaitsIsNotForgotten()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = run(TaskStatus::Processing);
    session->begin({task});
    session->holdAnswers();
    CourseFeed feed;
    feed.setDepth(CourseFeed::Depth::Own);
    feed.setTask(session, session->stored(task.id));
    feed.setDepth(CourseFeed::Depth::WithEarlier);
    QCOMPARE(session->coursesAsked().size(), 1);
    session->answer();
    QTRY_COMPARE(session->coursesAsked().size(), 2); // what it had may be old
    QTRY_VERIFY(feed.course());
    session->put(task);
    feed.setTask(session, session->stored(task.id));
    QVERIFY(feed.findChild<QTimer *>(u"refresh"_s)->isActive()); // and it goes on
}

void TestCourseCurve::newsWhileAnAnswerWaitsIsAskedFor()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = run(TaskStatus::Processing);
    session->begin({task});
    session->holdAnswers();
    CourseFeed feed;
    auto *refresh = feed.findChild<QTimer *>(u"refresh"_s);
    refresh->setInterval(0ms);
    feed.setDepth(CourseFeed::Depth::WithEarlier);
    feed.setTask(session, session->stored(task.id));
    session->put(task);
    feed.setTask(session, session->stored(task.id));
    QTRY_VERIFY(!refresh->isActive());
    QCOMPARE(session->coursesAsked().size(), 1);
    session->answer();
    QTRY_COMPARE(session->coursesAsked().size(), 2);
}

void TestCourseCurve::nothingOfTheTaskBeforeShows()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task first = run(TaskStatus::Processing);
    const Task second = run(TaskStatus::Processing);
    session->begin({first, second});
    session->record(first.id, {sampleAt(1s, 0.5)});
    session->holdAnswers();
    CourseFeed feed;
    feed.setDepth(CourseFeed::Depth::WithEarlier);
    feed.setTask(session, session->stored(first.id));
    feed.setTask(session, session->stored(second.id));
    session->answer();
    QTRY_VERIFY(feed.course());
    QVERIFY(feed.course()->samples.isEmpty());
    feed.setTask(session, {});
    QVERIFY(!feed.course());
}

void TestCourseCurve::errorLeavesWhatTheTaskItselfTells()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = run(TaskStatus::Processing);
    session->begin({task});
    session->failWith(Error{ErrorCode::Unreachable, {}});
    CourseFeed feed;
    QSignalSpy changed(&feed, &CourseFeed::changed);
    feed.setDepth(CourseFeed::Depth::WithEarlier);
    feed.setTask(session, session->stored(task.id));
    QVERIFY(!changed.isEmpty());
    QVERIFY(feed.course() && feed.course()->states.isEmpty());
    QVERIFY(feed.earlier().isEmpty());
}

QTEST_GUILESS_MAIN(TestCourseCurve)
#include "tst_coursecurve.moc"
