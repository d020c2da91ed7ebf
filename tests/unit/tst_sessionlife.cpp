#include "core/service/sessionlife.h"
#include "tests/support/fakeclock.h"

#include <QTest>

#include <thread>

using namespace headway;
using namespace std::chrono_literals;

namespace {

StoredCredential sessionOf(const QDateTime &createdAt, const QDateTime &usedAt)
{
    StoredCredential session;
    session.createdAt = createdAt;
    session.expiresAt = createdAt.addDuration(SessionLife::lifetime);
    session.usedAt = usedAt;
    return session;
}

} // namespace

class SessionLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhenIdle();
    void endsAfterAWeekHoweverUsed();
    void settingTheWallClockProlongsNothing_data();
    void settingTheWallClockProlongsNothing();
    void sleepCounts();
    void whatWasReadIsNotBelievedOfTheFuture();
    void idlenessGoesOnAfterARestart();
    void usesAreWrittenNowAndThen();
    void oneOfManyThreadsWrites();
};

void SessionLifeTest::endsWhenIdle()
{
    FakeClock clock;
    SessionLife life(sessionOf(clock.now(), clock.now()), clock);
    clock.advance(8h - 1ms);
    QVERIFY(!life.isOver(clock));
    life.use(clock);
    clock.advance(8h - 1ms);
    QVERIFY(!life.isOver(clock));
    clock.advance(1ms);
    QVERIFY(life.isOver(clock));
}

void SessionLifeTest::endsAfterAWeekHoweverUsed()
{
    FakeClock clock;
    SessionLife life(sessionOf(clock.now(), clock.now()), clock);
    for (int hour = 0; hour < 7 * 24; ++hour) {
        QVERIFY(!life.isOver(clock));
        life.use(clock);
        clock.advance(1h);
    }
    QVERIFY(life.isOver(clock));
}

void SessionLifeTest::settingTheWallClockProlongsNothing_data()
{
    QTest::addColumn<int>("daysSet");
    QTest::addColumn<bool>("isOverAtOnce");
    QTest::newRow("a day back") << -1 << false;
    QTest::newRow("a year back") << -365 << false;
    QTest::newRow("a day ahead") << 1 << true;
}

void SessionLifeTest::settingTheWallClockProlongsNothing()
{
    QFETCH(int, daysSet);
    FakeClock clock;
    SessionLife life(sessionOf(clock.now(), clock.now()), clock);
    clock.setWall(clock.now().addDays(daysSet));
    QTEST(life.isOver(clock), "isOverAtOnce");
    clock.advance(8h);
    QVERIFY(life.isOver(clock));
    for (int hour = 0; hour < 7 * 24; ++hour) {
        life.use(clock);
        clock.advance(1h);
    }
    QVERIFY(life.isOver(clock));
}

void SessionLifeTest::sleepCounts()
{
    FakeClock clock;
    SessionLife life(sessionOf(clock.now(), clock.now()), clock);
    clock.setWall(clock.now().addDuration(8h)); // the monotonic one stands still meanwhile
    QVERIFY(life.isOver(clock));
}

void SessionLifeTest::whatWasReadIsNotBelievedOfTheFuture()
{
    FakeClock clock;
    const QDateTime later = clock.now().addYears(1);
    SessionLife life(sessionOf(later, later), clock);
    clock.advance(8h - 1ms);
    QVERIFY(!life.isOver(clock));
    clock.advance(1ms);
    QVERIFY(life.isOver(clock));
    for (int hour = 8; hour < 7 * 24; ++hour) {
        life.use(clock);
        clock.advance(1h);
    }
    QVERIFY(life.isOver(clock));
}

void SessionLifeTest::idlenessGoesOnAfterARestart()
{
    FakeClock clock;
    const QDateTime now = clock.now();
    const auto isOver = [&](std::chrono::milliseconds age, std::chrono::milliseconds idle) {
        return SessionLife(sessionOf(now.addDuration(-age), now.addDuration(-idle)), clock)
            .isOver(clock);
    };
    QVERIFY(!isOver(24h, 8h - 1ms));
    QVERIFY(isOver(24h, 8h));
    QVERIFY(!isOver(7 * 24h - 1ms, 1h));
    QVERIFY(isOver(7 * 24h, 1h));
    SessionLife life(sessionOf(now.addDuration(-24h), now.addDuration(-7h)), clock);
    clock.advance(1h);
    QVERIFY(life.isOver(clock));
}

void SessionLifeTest::usesAreWrittenNowAndThen()
{
    FakeClock clock;
    SessionLife life(sessionOf(clock.now(), clock.now()), clock);
    int written = 0;
    for (int request = 0; request < 36'000; ++request) { // an hour, ten a second
        clock.advance(100ms);
        written += life.use(clock) ? 1 : 0;
        if (request == 18'000)
            clock.setWall(clock.now().addDays(-30));
    }
    QCOMPARE(written, 12);
}

void SessionLifeTest::oneOfManyThreadsWrites()
{
    FakeClock clock;
    SessionLife life(sessionOf(clock.now(), clock.now()), clock);
    clock.advance(SessionLife::useGrain);
    std::atomic<int> written = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] { written += life.use(clock) ? 1 : 0; });
    }
    QCOMPARE(written.load(), 1);
}

QTEST_GUILESS_MAIN(SessionLifeTest)
#include "tst_sessionlife.moc"
