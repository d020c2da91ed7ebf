#include "ui/models/figures.h"

#include <QTest>

using namespace headway;
using namespace std::chrono_literals;

class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void daysAreLocalAndNoneIsLeftOut();
    void rateIsOfWhatWasNotCancelled();
    void hoursAreLocal();
    void spreadIsBetweenTheQuartiles();
    void partsWithNoRunHaveNoSpread();

private:
    static QDateTime utc(int day, int hour, int minute = 0)
    {
        return QDateTime(QDate(2026, 11, day), QTime(hour, minute), Qt::UTC);
    }
};

/// Half an hour off, as some zones are.
void TestFigures::initTestCase()
{
    qputenv("TZ", "Asia/Kolkata");
    tzset();
}

void TestFigures::daysAreLocalAndNoneIsLeftOut()
{
    const QList<QuarterHour> quarters{
        {utc(22, 18, 15), 1, {{TaskStatus::Completed, 1}}}, // 23:45
        {utc(22, 18, 30), 1, {{TaskStatus::Failed, 2}, {TaskStatus::Lost, 3}}}, // 00:00
        {utc(24, 18, 30), 1, {{TaskStatus::Cancelled, 4}}}, // another day
    };
    const Period period{utc(21, 18, 30), utc(24, 18, 30)};
    const QList<DayFigures> expected{{QDate(2026, 11, 22), 1, 0, 0},
                                     {QDate(2026, 11, 23), 0, 5, 0},
                                     {QDate(2026, 11, 24), 0, 0, 0}};
    QCOMPARE(figuresByDay(quarters, period), expected);
}

void TestFigures::rateIsOfWhatWasNotCancelled()
{
    QCOMPARE(DayFigures({{}, 3, 1, 100}).failureRate(), std::optional(0.25));
    QCOMPARE(DayFigures({{}, 0, 0, 100}).failureRate(), std::nullopt);
}

void TestFigures::hoursAreLocal()
{
    const WeekFigures week =
        figuresOfWeek({{utc(23, 3, 30), 2, {}}, {utc(23, 4, 15), 3, {}}, {utc(22, 18, 30), 5, {}}});
    QCOMPARE(week[0][9], 5); // Monday from 9:00 to 9:45
    QCOMPARE(week[0][0], 5);
    QCOMPARE(week[6][18], 0);
}

void TestFigures::spreadIsBetweenTheQuartiles()
{
    QList<TaskRun> runs;
    for (const auto length : {40s, 10s, 30s, 20s, 50s})
        runs.append({1, {}, TaskStatus::Completed, utc(23, 9), length});
    const Period period{utc(23, 0), utc(24, 0)};
    const QList<Spread> expected{{utc(23, 12), 20s, 30s, 40s}};
    QCOMPARE(spreadOf(runs, period, 1), expected);
    runs.removeLast();
    QCOMPARE(spreadOf(runs, period, 1).first().median, 25s);
}

void TestFigures::partsWithNoRunHaveNoSpread()
{
    const QList<TaskRun> runs{{1, {}, TaskStatus::Failed, utc(23, 1), 1s},
                              {2, {}, TaskStatus::Failed, utc(23, 23), 2s},
                              {3, {}, TaskStatus::Failed, utc(24, 0), 2s},
                              {4, {}, TaskStatus::Failed, utc(22, 23), 2s}};
    const QList<Spread> spreads = spreadOf(runs, {utc(23, 0), utc(24, 0)}, 12);
    QCOMPARE(spreads.size(), 2);
    QCOMPARE(spreads.first().at, utc(23, 1));
    QCOMPARE(spreads.last().lowerQuartile, 2s);
    QVERIFY(spreadOf({}, {utc(23, 0), utc(24, 0)}, 12).isEmpty());
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
