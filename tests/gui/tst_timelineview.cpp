#include "tests/support/fakeclock.h"
#include "tests/support/takenpool.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/timelinepainter.h"
#include "ui/widgets/timelineview.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

using namespace headway;
using namespace Qt::StringLiterals;

class TestTimelineView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_view.reset(); }

    void barsLieAtTheirTimes();
    void onlyWhatIsInSightIsPainted();
    void barsOfOnePixelArePaintedAsOne();
    void isPaintedByNoOtherThread();
    void wheelZoomsAroundThePointer();
    void zoomHasBounds();
    void keysZoom();
    void draggingPans();
    void wheelPansAndScrolls();
    void keysPan();
    void clickSelects();
    void doubleClickAndEnterActivate();
    void nearBarsAreHit();
    void arrowsGoFromBarToBar();
    void selectedBarIsBroughtIntoSight();
    void selectedBarIsSaid();
    void toolTipIsPlainText();
    void whatIsUnderWayGrows();
    void ticksAreRound_data();
    void ticksAreRound();
    void ticksOfANarrowAxisDoNotMeet();
    void timeWithoutRoomIsNotCut();
    void barOfManyYearsHasABoundedRect();

private:
    static QDateTime at(double minute)
    {
        return QDateTime(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC)
            .addMSecs(static_cast<qint64>(minute * 60'000));
    }
    TaskSpan span(double from, std::optional<double> to, const QString &kind = u"build"_s);
    void show(const QList<TaskSpan> &spans, double from = 0, double to = 100);
    QPoint middleOf(const TaskSpan &span) const { return m_view->rectOf(span.id).center(); }
    void turnWheel(QPointF place, QPoint angle, Qt::KeyboardModifiers modifiers);
    int painted();
    double minuteAt(double x) const;

    FakeClock m_clock;
    quint32 m_row = 0;
    std::unique_ptr<TimelineView> m_view;
};

/// Half an hour off UTC: what is round there is not round here.
void TestTimelineView::initTestCase()
{
    qputenv("TZ", "Asia/Kolkata");
    tzset();
}

void TestTimelineView::init()
{
    m_row = 0;
    m_clock.setWall(at(60));
    m_view = std::make_unique<TimelineView>(m_clock);
    m_view->resize(1000, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

TaskSpan TestTimelineView::span(double from, std::optional<double> to, const QString &kind)
{
    TaskSpan span;
    span.row = ++m_row;
    span.id = TaskId::make();
    span.name = u"task %1"_s.arg(m_row);
    span.kind = kind;
    span.status = to ? TaskStatus::Completed : TaskStatus::Processing;
    span.startedAt = at(from);
    span.completedAt = to ? at(*to) : QDateTime();
    return span;
}

void TestTimelineView::show(const QList<TaskSpan> &spans, double from, double to)
{
    m_view->setSpans(spans);
    m_view->showPeriod({at(from), at(to)});
}

void TestTimelineView::turnWheel(QPointF place, QPoint angle, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(place, m_view->viewport()->mapToGlobal(place), {}, angle, Qt::NoButton,
                      modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_view->viewport(), &event);
}

int TestTimelineView::painted()
{
    m_view->viewport()->repaint();
    return m_view->paintedBars();
}

double TestTimelineView::minuteAt(double x) const
{
    const double axis = x - TimelinePainter::namesWidth(m_view->fontMetrics());
    const double width =
        m_view->viewport()->width() - TimelinePainter::namesWidth(m_view->fontMetrics());
    const Period shown = m_view->period();
    return (double(at(0).msecsTo(shown.from)) + axis / width * double(shown.milliseconds()))
        / 60'000;
}

void TestTimelineView::barsLieAtTheirTimes()
{
    const TaskSpan first = span(20, 40);
    const TaskSpan second = span(30, 50);
    show({first, second});
    const QRect rect = m_view->rectOf(first.id);
    QVERIFY(qAbs(minuteAt(rect.left()) - 20) < 0.3);
    QVERIFY(qAbs(minuteAt(rect.right()) - 40) < 0.3);
    QVERIFY(m_view->rectOf(second.id).top() > rect.bottom());
    QVERIFY(m_view->rectOf(TaskId::make()).isEmpty());
}

void TestTimelineView::onlyWhatIsInSightIsPainted()
{
    QList<TaskSpan> spans;
    for (int i = 0; i < 100; ++i)
        spans.append(span(i * 100, i * 100 + 50));
    for (int i = 0; i < 1000; ++i)
        spans.append(span(10'000, 10'050));
    show(spans, 1010, 1190);
    QCOMPARE(painted(), 2);
    show(spans, 10'000, 10'100);
    QVERIFY(painted() > 2);
    QVERIFY(painted() < 40); // a thousand rows, of which a window holds few
    show(spans, -1000, -900);
    QCOMPARE(painted(), 0);
}

void TestTimelineView::barsOfOnePixelArePaintedAsOne()
{
    QList<TaskSpan> spans;
    for (int i = 0; i < 20'000; ++i)
        spans.append(span(i, i + 0.5));
    show(spans, 0, 20'000);
    QVERIFY(painted() <= m_view->viewport()->width());
    QVERIFY(painted() > m_view->viewport()->width() / 2);
    show(spans, 100, 110);
    QVERIFY(qAbs(painted() - 10) <= 1);
}

void TestTimelineView::isPaintedByNoOtherThread()
{
    QList<TaskSpan> spans;
    for (int i = 0; i < 200; ++i) {
        spans.append(span(i, i + i % 60));
        spans.last().status = allTaskStatuses[static_cast<size_t>(i) % std::size(allTaskStatuses)];
    }
    m_view->resize(1000, 1000);
    show(spans, 0, 200);
    TakenPool pool;
    QVERIFY(painted() > 100);
    QVERIFY(pool.wasLeftAlone());
}

void TestTimelineView::wheelZoomsAroundThePointer()
{
    show({span(0, 50)});
    const double before = minuteAt(600);
    turnWheel({600, 100}, {0, 120}, Qt::ControlModifier);
    QCOMPARE(m_view->period().milliseconds(), 80 * 60'000);
    QVERIFY(qAbs(minuteAt(600) - before) < 0.01);
    turnWheel({600, 100}, {0, -120}, Qt::ControlModifier);
    QCOMPARE(m_view->period().milliseconds(), 100 * 60'000);
    QVERIFY(qAbs(minuteAt(600) - before) < 0.01);
}

void TestTimelineView::zoomHasBounds()
{
    for (int i = 0; i < 100; ++i)
        m_view->zoom(0.1);
    QCOMPARE(m_view->period().milliseconds(), TimeAxis::shortest);
    for (int i = 0; i < 100; ++i)
        m_view->zoom(10);
    QCOMPARE(m_view->period().milliseconds(), TimeAxis::longest);
    painted();
}

void TestTimelineView::keysZoom()
{
    show({span(0, 50)});
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QVERIFY(m_view->period().milliseconds() < 100 * 60'000);
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QCOMPARE(m_view->period().milliseconds(), 100 * 60'000);
}

void TestTimelineView::draggingPans()
{
    const TaskSpan bar = span(0, 50);
    show({bar});
    QSignalSpy selected(m_view.get(), &TimelineView::taskSelected);
    const double under = minuteAt(700);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, {700, 200});
    QTest::mouseMove(m_view->viewport(), {650, 200});
    QTest::mouseMove(m_view->viewport(), {500, 200});
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, {500, 200});
    QVERIFY(qAbs(minuteAt(500) - under) < 0.3);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, middleOf(bar));
    QTest::mouseMove(m_view->viewport(), middleOf(bar) + QPoint(50, 0));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, middleOf(bar));
    QCOMPARE(selected.size(), 0);
}

void TestTimelineView::wheelPansAndScrolls()
{
    show({span(0, 50)});
    turnWheel({600, 100}, {0, -120}, {});
    QVERIFY(m_view->period().from > at(0)); // nothing to scroll
    const Period before = m_view->period();
    QList<TaskSpan> many;
    for (int i = 0; i < 100; ++i)
        many.append(span(0, 50));
    m_view->setSpans(many);
    turnWheel({600, 100}, {0, -120}, {});
    QVERIFY(m_view->period() == before);
    QVERIFY(m_view->verticalScrollBar()->value() > 0);
    turnWheel({600, 100}, {0, -120}, Qt::ShiftModifier);
    QVERIFY(m_view->period().from > before.from);
}

void TestTimelineView::keysPan()
{
    show({span(0, 50)});
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->period().from, at(15));
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(m_view->period().from, at(0));
    QCOMPARE(m_view->period().milliseconds(), 100 * 60'000);
}

void TestTimelineView::clickSelects()
{
    const TaskSpan first = span(20, 40);
    const TaskSpan second = span(30, 50);
    show({first, second});
    QSignalSpy selected(m_view.get(), &TimelineView::taskSelected);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf(second));
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.first().first().toUInt(), second.row);
    QVERIFY(m_view->selectedTask() == second.id);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {950, 280});
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {20, middleOf(first).y()});
    QCOMPARE(selected.size(), 1);
}

void TestTimelineView::doubleClickAndEnterActivate()
{
    const TaskSpan bar = span(20, 40);
    show({bar});
    QSignalSpy activated(m_view.get(), &TimelineView::taskActivated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 0);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, middleOf(bar));
    QCOMPARE(activated.size(), 1);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf(bar));
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 2);
    QCOMPARE(activated.last().first().toUInt(), bar.row);
}

void TestTimelineView::nearBarsAreHit()
{
    const TaskSpan shortOne = span(20, 20.001);
    show({shortOne});
    const QRect rect = m_view->rectOf(shortOne.id);
    QVERIFY(m_view->taskAt(rect.center() + QPoint(3, 0)) == shortOne.id);
    QVERIFY(m_view->taskAt(rect.center() - QPoint(3, 0)) == shortOne.id);
    QVERIFY(m_view->taskAt(rect.center() + QPoint(12, 0)).isNull());
    QVERIFY(m_view->taskAt({rect.center().x(), 2}).isNull()); // the axis
}

void TestTimelineView::arrowsGoFromBarToBar()
{
    const TaskSpan first = span(20, 40);
    const TaskSpan second = span(50, 60);
    const TaskSpan below = span(45, 55);
    show({second, first, below});
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(m_view->selectedTask() == first.id);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(m_view->selectedTask() == second.id);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QVERIFY(!m_view->selectedTask().isNull());
}

void TestTimelineView::selectedBarIsBroughtIntoSight()
{
    QList<TaskSpan> spans;
    for (int i = 0; i < 60; ++i)
        spans.append(span(0, 50));
    const TaskSpan far = span(5000, 5010);
    show(spans + QList{far});
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(m_view->viewport()->rect().contains(m_view->rectOf(m_view->selectedTask())));
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Up);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(m_view->selectedTask() == far.id);
    QVERIFY(m_view->viewport()->rect().contains(m_view->rectOf(far.id)));
}

void TestTimelineView::selectedBarIsSaid()
{
    TaskSpan bar = span(20, 40);
    bar.name = u"Bu\u202eild\n<b>"_s;
    bar.status = TaskStatus::Failed;
    show({bar});
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf(bar));
    const QString said =
        QAccessible::queryAccessibleInterface(m_view.get())->text(QAccessible::Name);
    QVERIFY2(said.contains(u"Failed"_s) && said.contains(u"20 min"_s), qPrintable(said));
    QVERIFY(said.contains(oneLine(bar.name)));
    QVERIFY(!said.contains(u'\u202e') && !said.contains(u'\n'));
}

void TestTimelineView::toolTipIsPlainText()
{
    TaskSpan bar = span(20, 40);
    bar.name = u"<img src='/dev/null'>"_s + QString(30'000, u'\u0301');
    bar.kind = u"<b>"_s;
    show({bar});
    painted();
    const QPoint place = middleOf(bar);
    QHelpEvent event(QEvent::ToolTip, place, m_view->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(m_view->viewport(), &event);
    QTRY_VERIFY(QToolTip::isVisible());
    QVERIFY(QToolTip::text().contains(u"&lt;img"_s));
    QVERIFY(QToolTip::text().contains(u"&lt;b&gt;"_s));
    QVERIFY(QToolTip::text().size() < 2000);
    QToolTip::hideText();
}

void TestTimelineView::whatIsUnderWayGrows()
{
    const TaskSpan live = span(20, {});
    show({span(0, 10)});
    painted();
    QVERIFY(!m_view->isGrowing());
    show({live});
    painted();
    QVERIFY(m_view->isGrowing());
    const int before = m_view->rectOf(live.id).right();
    m_clock.setWall(at(80));
    QVERIFY(m_view->rectOf(live.id).right() > before + 100);
    show({live}, 200, 300); // now is not in sight
    painted();
    QVERIFY(!m_view->isGrowing());
    show({live});
    QVERIFY(m_view->isGrowing());
    m_view->hide();
    QVERIFY(!m_view->isGrowing());
}

void TestTimelineView::ticksAreRound_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("a minute") << qint64{60} << u"09:00:00"_s << u"09:00:05"_s;
    QTest::newRow("an hour") << qint64{3600} << u"09:00"_s << u"09:05"_s;
    QTest::newRow("half a day") << qint64{12 * 3600} << u"09:00"_s << u"10:00"_s;
    QTest::newRow("days") << qint64{3 * 86'400} << u"12:00"_s << u"18:00"_s;
    QTest::newRow("a month") << qint64{30 * 86'400} << u"30 Nov"_s << u"7 Dec"_s;
}

void TestTimelineView::ticksAreRound()
{
    QFETCH(const qint64, seconds);
    TimeAxis axis;
    axis.setWidth(1000);
    const QDateTime from(QDate(2026, 11, 23), QTime(9, 0));
    axis.setPeriod({from.toUTC(), from.addSecs(seconds).toUTC()});
    const QList<TimeTick> ticks = axis.ticks(80);
    QVERIFY(ticks.size() >= 3 && ticks.size() <= 13);
    QTEST(ticks.at(0).text, "first");
    QTEST(ticks.at(1).text, "second");
    for (qsizetype i = 1; i < ticks.size(); ++i)
        QVERIFY(axis.xOf(ticks.at(i).at) - axis.xOf(ticks.at(i - 1).at) >= 79);
}

void TestTimelineView::ticksOfANarrowAxisDoNotMeet()
{
    TimeAxis axis;
    axis.setWidth(300);
    axis.setPeriod({at(0), at(400 * 24 * 60)});
    const QList<TimeTick> ticks = axis.ticks(80);
    QVERIFY(ticks.size() >= 2);
    for (qsizetype i = 1; i < ticks.size(); ++i)
        QVERIFY(axis.xOf(ticks.at(i).at) - axis.xOf(ticks.at(i - 1).at) >= 79);
}

void TestTimelineView::timeWithoutRoomIsNotCut()
{
    show({}, 0, 121); // the last half hour begins a minute before the end
    const QImage image = m_view->grab().toImage();
    const int head = TimelinePainter::headHeight(m_view->fontMetrics());
    const QRect place = m_view->viewport()->geometry();
    const auto lastHasText = [&](int columns) {
        for (int x = place.right() - columns; x <= place.right(); ++x) {
            for (int y = place.top(); y < place.top() + head - 6; ++y) { // above the tick itself
                if (image.pixelColor(x, y) != m_view->palette().color(QPalette::Base))
                    return true;
            }
        }
        return false;
    };
    QVERIFY(!lastHasText(20));
    QVERIFY(lastHasText(200)); // that before it
}

void TestTimelineView::barOfManyYearsHasABoundedRect()
{
    const TaskSpan old = span(-60.0 * 24 * 365 * 30, std::nullopt);
    show({old});
    m_view->showPeriod({at(50), at(50).addMSecs(TimeAxis::shortest)});
    const QRect rect = m_view->rectOf(old.id);
    QVERIFY(rect.left() < 0 && rect.right() > m_view->viewport()->width());
    QVERIFY(rect.width() <= 4 * m_view->viewport()->width());
    QVERIFY(painted() == 1);
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
