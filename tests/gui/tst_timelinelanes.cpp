#include "ui/models/timelinelanes.h"

#include <QRandomGenerator>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class TestTimelineLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasksAreInTheLaneOfTheirKindOrHost();
    void lanesAreInOrder();
    void noBarLiesOverAnother();
    void noMoreRowsThanNeeded_data();
    void noMoreRowsThanNeeded();
    void whatIsUnderWayKeepsItsRow();
    void neighboursAreFound();

private:
    /// From and to seconds; "": it has no kind. Without an end it is under way.
    static TaskSpan span(qint64 from, std::optional<qint64> to, const QString &kind = u"build"_s);
};

TaskSpan TestTimelineLanes::span(qint64 from, std::optional<qint64> to, const QString &kind)
{
    TaskSpan span;
    span.id = TaskId::make();
    span.kind = kind;
    span.host = u"host of "_s + kind;
    span.status = to ? TaskStatus::Completed : TaskStatus::Processing;
    span.startedAt = QDateTime::fromSecsSinceEpoch(from, Qt::UTC);
    span.completedAt = to ? QDateTime::fromSecsSinceEpoch(*to, Qt::UTC) : QDateTime();
    return span;
}

void TestTimelineLanes::tasksAreInTheLaneOfTheirKindOrHost()
{
    const QList<TaskSpan> spans{span(0, 10, u"a"_s), span(0, 10, u"b"_s), span(5, 10, u"a"_s)};
    const TimelineLanes kinds(spans, LaneKey::Kind);
    QCOMPARE(kinds.lanes().size(), 2);
    QCOMPARE(kinds.lanes().first().name, u"a"_s);
    QCOMPARE(kinds.lanes().first().taskCount, 2);
    QCOMPARE(kinds.lanes().first().rowCount, 2);
    QCOMPARE(kinds.lanes().last().firstRow, 2);
    QCOMPARE(kinds.rowOf(1), 2);
    QCOMPARE(TimelineLanes(spans, LaneKey::Host).lanes().first().name, u"host of a"_s);
    QVERIFY(!kinds.hasLive());
    QCOMPARE(TimelineLanes({}, LaneKey::Kind).rowCount(), 0);
}

void TestTimelineLanes::lanesAreInOrder()
{
    QStringList names;
    const TimelineLanes lanes(
        {span(0, 1, {}), span(0, 1, u"b"_s), span(0, 1, u"a"_s), span(0, 1, u"c"_s)},
        LaneKey::Kind);
    for (const TimelineLane &lane : lanes.lanes())
        names.append(lane.name);
    QCOMPARE(names, QStringList({u"a"_s, u"b"_s, u"c"_s, QString()}));
}

void TestTimelineLanes::noBarLiesOverAnother()
{
    QRandomGenerator random(7);
    QList<TaskSpan> spans;
    for (int i = 0; i < 2000; ++i) {
        const qint64 from = random.bounded(10'000);
        spans.append(span(from, from + random.bounded(100)));
    }
    const TimelineLanes lanes(spans, LaneKey::Kind);
    qsizetype count = 0;
    for (int row = 0; row < lanes.rowCount(); ++row) {
        const QList<TimelineBar> &bars = lanes.bars(row);
        QVERIFY(!bars.isEmpty());
        count += bars.size();
        for (qsizetype i = 0; i < bars.size(); ++i) {
            QCOMPARE(lanes.rowOf(bars.at(i).span), row);
            QVERIFY(i == 0 || bars.at(i - 1).to <= bars.at(i).from);
        }
    }
    QCOMPARE(count, spans.size());
}

void TestTimelineLanes::noMoreRowsThanNeeded_data()
{
    QTest::addColumn<QList<TaskSpan>>("spans");
    QTest::addColumn<int>("rows");
    const auto row = [](const char *name, const QList<TaskSpan> &spans, int rows) {
        QTest::newRow(name) << spans << rows;
    };
    row("one after the other", {span(0, 10), span(10, 20), span(20, 30)}, 1);
    row("at once", {span(0, 10), span(0, 10), span(5, 6)}, 3);
    row("a gap is used", {span(0, 10), span(0, 100), span(10, 20), span(30, 40)}, 2);
    row("of no length", {span(5, 5), span(5, 5), span(5, 6)}, 1);
    row("ended before it began", {span(10, 5), span(11, 12)}, 1);
}

void TestTimelineLanes::noMoreRowsThanNeeded()
{
    QFETCH(const QList<TaskSpan>, spans);
    QFETCH(const int, rows);
    QCOMPARE(TimelineLanes(spans, LaneKey::Kind).rowCount(), rows);
}

void TestTimelineLanes::whatIsUnderWayKeepsItsRow()
{
    const TimelineLanes lanes({span(0, {}), span(1'000'000, 1'000'001)}, LaneKey::Kind);
    QVERIFY(lanes.hasLive());
    QCOMPARE(lanes.rowCount(), 2);
    QCOMPARE(lanes.bars(0).first().to, TimelineLanes::underWay);
}

void TestTimelineLanes::neighboursAreFound()
{
    using enum TimelineLanes::Direction;
    const QList<TaskSpan> spans{span(0, 10), span(20, 30), span(5, 15), span(18, 40),
                                span(0, 1, u"c"_s)};
    const TimelineLanes lanes(spans, LaneKey::Kind);
    QCOMPARE(lanes.rowCount(), 3);
    QCOMPARE(lanes.find(spans.at(2).id), 2);
    QCOMPARE(lanes.find(TaskId::make()), -1);
    QCOMPARE(lanes.neighbour(0, After), 3); // the row that is free first takes it
    QCOMPARE(lanes.neighbour(3, Before), 0);
    QCOMPARE(lanes.neighbour(0, Before), -1);
    QCOMPARE(lanes.neighbour(3, After), -1);
    QCOMPARE(lanes.neighbour(0, Below), 2);
    QCOMPARE(lanes.neighbour(3, Below), 1);
    QCOMPARE(lanes.neighbour(2, Above), 0);
    QCOMPARE(lanes.neighbour(1, Below), 4);
    QCOMPARE(lanes.neighbour(0, Above), -1);
    QCOMPARE(lanes.neighbour(4, Below), -1);
}

QTEST_GUILESS_MAIN(TestTimelineLanes)
#include "tst_timelinelanes.moc"
