#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/widgets/coursechart.h"
#include "ui/widgets/courseplot.h"
#include "ui/widgets/coursereadout.h"
#include "ui/widgets/courseview.h"
#include "ui/widgets/outputview.h"
#include "ui/widgets/statestrip.h"
#include "ui/widgets/taskdetailpane.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

class TestCourseChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curveIsDrawn_data();
    void curveIsDrawn();
    void anyAmountIsDrawn_data();
    void anyAmountIsDrawn();
    void littleCpuHasMarksThatDiffer();
    void pointerTellsHowThingsStood();
    void keysMoveTheCursorAndAskForTheMoment();
    void clickAsksForTheMoment();
    void summaryIsOneSentence();
    void legendNamesTheEarlierRuns();
    void nothingRecordedSaysSo();
    void lineOfTheMomentIsShown();
    void lineOfAnOutputNotLookedAtIsShown();
    void whoGoesElsewhereIsNotTakenBack();
    void nothingOfAnEmptyOutputIsWaitedFor();
    void stripIsAsWideAsTheStatesWereLong();
    void stripPutsTogetherWhatHasNoRoom();
    void stripTellsOfTheOneUnderThePointer();

private:
    /// Ten samples, one a second, each a tenth further, with a line of output each.
    CourseRun run() const;
    Task recorded(FakeTaskSession &session) const;

    FakeClock m_clock;
};

CourseRun TestCourseChart::run() const
{
    CourseRun run;
    run.task = sampleTask(u"make"_s, TaskStatus::Processing, m_clock.now());
    run.task.startedAt = m_clock.now();
    run.task.updatedAt = m_clock.now().addSecs(10);
    run.task.progress.fraction = 1;
    for (int i = 1; i <= 10; ++i)
        run.course.samples.append({i * 1000ms, i / 10.0, {}, i * 7, {i * 10.0, i * 1024}});
    return run;
}

Task TestCourseChart::recorded(FakeTaskSession &session) const
{
    const CourseRun known = run();
    session.begin({known.task});
    session.record(known.task.id, known.course.samples);
    for (int line = 0; line < 10; ++line)
        session.write(known.task.id, "line " + QByteArray::number(line) + '\n');
    return session.stored(known.task.id);
}

void TestCourseChart::curveIsDrawn_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(500, 300);
    QTest::newRow("wide") << QSize(1500, 200);
    QTest::newRow("tiny") << QSize(1, 1);
}

void TestCourseChart::curveIsDrawn()
{
    QFETCH(const QSize, size);
    CourseChart chart;
    chart.resize(size);
    const QImage empty = chart.grab().toImage();
    chart.setRuns(run(), {run(), run()});
    QVERIFY(chart.hasCurve());
    const QImage drawn = chart.grab().toImage();
    QCOMPARE(drawn != empty, size.width() > 1);
    chart.setRuns({}, {});
    QVERIFY(!chart.hasCurve());
    QCOMPARE(chart.grab().toImage(), empty);
}

void TestCourseChart::anyAmountIsDrawn_data()
{
    QTest::addColumn<double>("amount");
    QTest::newRow("greatest") << std::numeric_limits<double>::max();
    QTest::newRow("nearly the greatest") << 6e307;
    QTest::newRow("least") << std::numeric_limits<double>::denorm_min();
    QTest::newRow("tiny") << 1e-320;
    QTest::newRow("none") << 0.0;
}

void TestCourseChart::anyAmountIsDrawn()
{
    QFETCH(const double, amount);
    CoursePlot plot;
    plot.measure = CourseMeasure::Current;
    plot.lines.append({{{0, 0}, {1000, amount}}, Qt::black, 1});
    plot.top = plot.fittingTop();
    plot.area = QRectF(0, 0, 100, 100);
    plot.most = 1s;
    QVERIFY(std::isfinite(plot.top) && plot.top > 0 && plot.top >= amount);
    const QPointF end = plot.place({1000, amount});
    QVERIFY2(plot.area.adjusted(0, 0, 1, 1).contains(end), qPrintable(QString::number(end.y())));
    CourseRun far = run();
    far.task.progress = {};
    for (CourseSample &sample : far.course.samples) {
        sample.fraction.reset();
        sample.current = amount;
    }
    CourseChart chart;
    chart.resize(500, 300);
    chart.setRuns(far, {});
    QVERIFY(!chart.grab().isNull());
}

/// They are told in whole per cents.
void TestCourseChart::littleCpuHasMarksThatDiffer()
{
    CoursePlot plot;
    plot.measure = CourseMeasure::Cpu;
    for (const double percent : {0.3, 1.0, 3.0}) {
        plot.lines = {{{{0, 0}, {1000, percent}}, Qt::black, 1}};
        QCOMPARE(plot.fittingTop(), 4.0);
    }
    plot.lines = {{{{0, 0}, {1000, 9}}, Qt::black, 1}};
    QVERIFY(plot.fittingTop() >= 9);
}

void TestCourseChart::pointerTellsHowThingsStood()
{
    CourseChart chart;
    chart.resize(600, 300);
    chart.setRuns(run(), {run()});
    QMouseEvent move(QEvent::MouseMove, {599, 100}, {599, 100}, Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&chart, &move);
    QVERIFY2(chart.readOut().startsWith(u"10"_s), qPrintable(chart.readOut()));
    for (const QString &part : {u"100 %"_s, u"earlier 100 %"_s, u"CPU 100 %"_s, u"Memory 10"_s})
        QVERIFY2(chart.readOut().contains(part), qPrintable(chart.readOut()));
    QCOMPARE(chart.accessibleDescription(), chart.readOut());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&chart, &leave);
    QVERIFY(!chart.readOut().contains(u"CPU"_s));
}

void TestCourseChart::keysMoveTheCursorAndAskForTheMoment()
{
    CourseChart chart;
    chart.setRuns(run(), {});
    QSignalSpy wanted(&chart, &CourseChart::momentWanted);
    QTest::keyClick(&chart, Qt::Key_Return);
    QVERIFY(wanted.isEmpty()); // no moment is chosen
    QTest::keyClick(&chart, Qt::Key_Left);
    QVERIFY2(chart.readOut().startsWith(u"10 s"_s), qPrintable(chart.readOut()));
    QTest::keyClick(&chart, Qt::Key_Left);
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(wanted.takeFirst(), QVariantList{qint64(63)});
    QTest::keyClick(&chart, Qt::Key_Home);
    QTest::keyClick(&chart, Qt::Key_Left);
    QTest::keyClick(&chart, Qt::Key_Enter);
    QCOMPARE(wanted.takeFirst(), QVariantList{qint64(7)});
    QTest::keyClick(&chart, Qt::Key_Right);
    QVERIFY(chart.readOut().startsWith(u"2"_s));
    QTest::keyClick(&chart, Qt::Key_PageDown);
    QVERIFY(chart.readOut().startsWith(u"10 s"_s));
}

void TestCourseChart::clickAsksForTheMoment()
{
    CourseChart chart;
    chart.resize(600, 300);
    chart.setRuns(run(), {});
    QSignalSpy wanted(&chart, &CourseChart::momentWanted);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, {599, 100});
    QCOMPARE(wanted.takeFirst(), QVariantList{qint64(70)});
    QTest::mouseClick(&chart, Qt::RightButton, {}, {599, 100});
    QVERIFY(wanted.isEmpty());
}

void TestCourseChart::summaryIsOneSentence()
{
    CourseChart chart;
    QVERIFY(chart.readOut().isEmpty());
    CourseRun earlier = run();
    earlier.task.completedAt = earlier.task.startedAt.addSecs(42);
    chart.setRuns(run(), {});
    QCOMPARE(chart.readOut(), u"100 % after 10 s"_s);
    chart.setRuns(run(), {earlier});
    QCOMPARE(chart.readOut(), u"100 % after 10 s; earlier 42 s"_s);
    QVERIFY(!chart.accessibleName().isEmpty());
}

void TestCourseChart::legendNamesTheEarlierRuns()
{
    const QDateTime noon = QDate(2026, 11, 20).startOfDay().addSecs(12 * 3600);
    CourseRun first = run();
    first.task.attempt = 2;
    first.task.status = TaskStatus::Failed;
    first.task.startedAt = noon.toUTC();
    first.task.completedAt = first.task.startedAt.addSecs(120);
    CourseRun second = first;
    second.task.startedAt = noon.addDays(4).toUTC();
    QCOMPARE(legendWords({}), QString());
    QCOMPARE(legendWords({first}), u"Attempt 2, 20 Nov 12:00"_s);
    QCOMPARE(legendWords({first, first}), u"2 earlier runs, 20 Nov"_s);
    QCOMPARE(legendWords({second, first}), u"2 earlier runs, 20 Nov to 24 Nov"_s);
    const QString list = earlierList({second, first});
    QCOMPARE(list.count(u'\n'), 1);
    QVERIFY2(list.contains(u"20 Nov 12:00, attempt 2: Failed, 2 min"_s), qPrintable(list));
}

void TestCourseChart::nothingRecordedSaysSo()
{
    TaskDetailPane pane(m_clock);
    pane.showTab(u"course"_s);
    pane.setTask(run().task);
    auto *view = pane.findChild<CourseView *>();
    QVERIFY(view->currentWidget() != view->chart());
}

void TestCourseChart::lineOfTheMomentIsShown()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = recorded(*session);
    TaskDetailPane pane(m_clock);
    pane.setSession(session);
    pane.resize(500, 400);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.setTask(task);
    QVERIFY(session->coursesAsked().isEmpty()); // nobody looks
    pane.showTab(u"course"_s);
    auto *chart = pane.findChild<CourseChart *>();
    QTRY_VERIFY(chart->isVisible());
    QTest::keyClick(chart, Qt::Key_Home);
    QTest::keyClick(chart, Qt::Key_Right);
    QTest::keyClick(chart, Qt::Key_Return);
    auto *output = pane.findChild<OutputView *>();
    QTRY_VERIFY(output->isVisible());
    QTRY_COMPARE(output->selection().first().row, 7); // "line 1", the second one
    QCOMPARE(output->selection().last().row, 14);
    QCOMPARE(pane.shownTab(), u"output"_s);
}

void TestCourseChart::lineOfAnOutputNotLookedAtIsShown()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = recorded(*session);
    QByteArray more;
    for (int line = 10; line < 20'000; ++line)
        more += "line " + QByteArray::number(line) + '\n';
    session->write(task.id, more);
    OutputView view;
    view.resize(400, 200);
    session->holdAnswers();
    view.setTask(session, task.id);
    view.showByte(20); // nothing is known yet, and it is hidden
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    session->answer();
    QTRY_COMPARE(view.selection().first().row, 14);
    QVERIFY(view.visibleText().contains(u"line 2\n"_s));
    QVERIFY(!view.followsEnd());
    view.showByte(1 << 30); // beyond it
    QTRY_VERIFY(view.visibleText().contains(u"line 19999"_s));
}

void TestCourseChart::whoGoesElsewhereIsNotTakenBack()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = recorded(*session);
    session->write(task.id, QByteArray(10'000, '\n') + "the end\n");
    OutputView view;
    view.resize(400, 200);
    session->holdAnswers();
    view.setTask(session, task.id);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.showByte(20);
    view.scrollToEnd(); // before anything has come
    session->answer();
    QTRY_VERIFY(view.visibleText().contains(u"the end"_s));
    QVERIFY(view.followsEnd());
    QVERIFY(view.selection().isEmpty());
}

void TestCourseChart::nothingOfAnEmptyOutputIsWaitedFor()
{
    auto session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    const Task task = run().task;
    session->begin({task});
    OutputView view;
    view.resize(400, 200);
    view.setTask(session, task.id);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.showByte(0);
    session->write(task.id, "line 0\n" + QByteArray(10'000, '\n') + "the end\n");
    QTRY_VERIFY(view.visibleText().contains(u"the end"_s));
    QVERIFY(view.followsEnd());
    QVERIFY(view.selection().isEmpty());
}

void TestCourseChart::stripIsAsWideAsTheStatesWereLong()
{
    StateStrip strip;
    strip.resize(624, 40);
    const QDateTime start = m_clock.now();
    strip.setMoments({{TaskStatus::Processing, false, start, 10s},
                      {TaskStatus::Paused, false, start.addSecs(10), 30s},
                      {TaskStatus::Processing, false, start.addSecs(40), 0s},
                      {TaskStatus::Completed, false, start.addSecs(40), {}}},
                     start.addSecs(40));
    const QList<QRectF> spans = strip.spans();
    QCOMPARE(spans.size(), 4);
    QVERIFY(spans.at(1).width() > 2.8 * spans.at(0).width());
    QVERIFY(spans.at(2).width() >= 3); // it can be seen
    QVERIFY(spans.at(3).width() >= 16); // and so can the icon of how it ended
    QVERIFY(spans.last().right() <= strip.width());
    for (qsizetype i = 1; i < spans.size(); ++i)
        QCOMPARE(spans.at(i).left(), spans.at(i - 1).right());
    QVERIFY(!strip.grab().isNull());
}

void TestCourseChart::stripPutsTogetherWhatHasNoRoom()
{
    StateStrip strip;
    strip.resize(324, 40);
    const QDateTime start = m_clock.now();
    QList<TaskMoment> moments;
    for (int i = 0; i < 200; ++i) {
        moments.append({TaskStatus::Processing, false, start.addSecs(10 * i), 9s});
        moments.append({TaskStatus::Paused, false, start.addSecs(10 * i + 9), 1s});
    }
    moments.append({TaskStatus::Failed, false, start.addSecs(2000), {}});
    strip.setMoments(moments, start.addSecs(2000));
    const QList<QRectF> spans = strip.spans();
    QVERIFY(spans.size() > 10 && spans.size() < 100);
    QVERIFY(spans.constLast().right() <= strip.width());
    QVERIFY(spans.constLast().width() >= 16);
    QVERIFY(strip.toolTipAt(spans.constFirst().center()).startsWith(u"Running since "_s));
    QVERIFY(strip.toolTipAt(spans.constLast().center()).startsWith(u"Failed since "_s));
    QVERIFY(!strip.grab().isNull());
}

void TestCourseChart::stripTellsOfTheOneUnderThePointer()
{
    StateStrip strip;
    strip.resize(400, 40);
    const QDateTime start = m_clock.now();
    strip.setMoments({{TaskStatus::Processing, false, start, 10s},
                      {TaskStatus::Processing, true, start.addSecs(10), 42s}},
                     start.addSecs(52));
    const QList<QRectF> spans = strip.spans();
    QVERIFY(strip.toolTipAt(spans.at(0).center()).startsWith(u"Running since "_s));
    QVERIFY(strip.toolTipAt(spans.at(1).center()).startsWith(u"Quiet since "_s));
    QVERIFY(strip.toolTipAt(spans.at(1).center()).endsWith(u"for 42 s"_s));
    QVERIFY(strip.toolTipAt({0, 0}).isEmpty());
}

QTEST_MAIN(TestCourseChart)
#include "tst_coursechart.moc"
