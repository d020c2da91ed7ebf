#include "core/api/allowances.h"
#include "core/model/peer.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace headway;
using namespace std::chrono_literals;
using std::chrono::microseconds;

namespace {

/// What one request after the other gets.
struct Step
{
    microseconds at;
    microseconds wait; ///< 0: allowed
};

Peer userPeer(quint32 uid)
{
    return {OsUserId{uid}, QStringLiteral("127.0.0.1")};
}

Peer farPeer(int number)
{
    return {std::nullopt, QStringLiteral("192.0.2.%1").arg(number)};
}

} // namespace

class TokenBucketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatIsThere_data();
    void givesWhatIsThere();
    void refusalCostsNothing();
    void isFullAsSoonAsAllHasComeBack();

    void accountsShareNothing();
    void budgetsShareNothing();
    void strangersAreToldApartByUserThenByAddress();
    void defaultsAreThoseOfTheContract_data();
    void defaultsAreThoseOfTheContract();
    void wholeAllowancesAreForgotten();
    void strangersBeyondTheBoundShareOne();
};

void TokenBucketTest::givesWhatIsThere_data()
{
    QTest::addColumn<Rate>("rate");
    QTest::addColumn<QList<Step>>("steps");
    QTest::newRow("burst, then none")
        << Rate{3, 10ms} << QList<Step>{{0us, 0us}, {0us, 0us}, {0us, 0us}, {0us, 10ms}};
    QTest::newRow("the wait shrinks")
        << Rate{1, 10ms} << QList<Step>{{0us, 0us}, {1us, 9999us}, {9999us, 1us}, {10ms, 0us}};
    QTest::newRow("one comes back at a time")
        << Rate{2, 10ms}
        << QList<Step>{{0us, 0us}, {0us, 0us}, {10ms, 0us}, {10ms, 10ms}, {20ms, 0us}};
    QTest::newRow("never more than the burst")
        << Rate{2, 10ms} << QList<Step>{{0us, 0us}, {1h, 0us}, {1h, 0us}, {1h, 10ms}};
    QTest::newRow("parts of one add up")
        << Rate{2, 10ms}
        << QList<Step>{{0us, 0us}, {5ms, 0us}, {9ms, 1ms}, {10ms, 0us}, {14ms, 6ms}, {20ms, 0us}};
    QTest::newRow("one at most") << Rate{1, 1h} << QList<Step>{{5s, 0us}, {6s, 1h - 1s}};
    QTest::newRow("a clock that has run for a year")
        << Rate{1, 1us} << QList<Step>{{8760h, 0us}, {8760h, 1us}};
}

void TokenBucketTest::givesWhatIsThere()
{
    QFETCH(Rate, rate);
    QFETCH(QList<Step>, steps);
    TokenBucket bucket;
    for (const Step &step : steps)
        QCOMPARE(bucket.take(rate, step.at).count(), step.wait.count());
}

void TokenBucketTest::refusalCostsNothing()
{
    const Rate rate{1, 10ms};
    TokenBucket bucket;
    QCOMPARE(bucket.take(rate, 0us), 0us);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(bucket.take(rate, 5ms), 5ms);
    QCOMPARE(bucket.take(rate, 10ms), 0us);
}

void TokenBucketTest::isFullAsSoonAsAllHasComeBack()
{
    const Rate rate{2, 10ms};
    TokenBucket bucket;
    QVERIFY(bucket.isFull(0us));
    QCOMPARE(bucket.take(rate, 0us), 0us);
    QCOMPARE(bucket.take(rate, 0us), 0us);
    QVERIFY(!bucket.isFull(20ms - 1us));
    QVERIFY(bucket.isFull(20ms));
}

void TokenBucketTest::accountsShareNothing()
{
    const FakeClock clock;
    Allowances allowances({.reads = {1, 1s}}, clock);
    QCOMPARE(allowances.take(AccountId(1), Budget::Reads), 0us);
    QCOMPARE(allowances.take(AccountId(1), Budget::Reads), 1s);
    QCOMPARE(allowances.take(AccountId(2), Budget::Reads), 0us);
}

void TokenBucketTest::budgetsShareNothing()
{
    const FakeClock clock;
    Allowances allowances({.reads = {1, 1s},
                           .writes = {1, 2s},
                           .cancels = {1, 3s},
                           .visits = {1, 4s},
                           .mistakes = {1, 5s}},
                          clock);
    const QList<Budget> budgets{Budget::Reads, Budget::Writes, Budget::Cancels, Budget::Visits,
                                Budget::Mistakes};
    for (const Budget budget : budgets) {
        QCOMPARE(allowances.take(AccountId(1), budget), 0us);
        QCOMPARE(allowances.take(userPeer(1), budget), 0us);
    }
    std::chrono::seconds wait(0);
    for (const Budget budget : budgets) {
        QCOMPARE(allowances.take(AccountId(1), budget), ++wait);
        QCOMPARE(allowances.take(userPeer(1), budget), wait);
    }
}

void TokenBucketTest::strangersAreToldApartByUserThenByAddress()
{
    const FakeClock clock;
    Allowances allowances({.visits = {1, 1s}}, clock);
    QCOMPARE(allowances.take(userPeer(1000), Budget::Visits), 0us);
    QCOMPARE(allowances.take(userPeer(1000), Budget::Visits), 1s);
    QCOMPARE(allowances.take(userPeer(1001), Budget::Visits), 0us); // at the same address
    QCOMPARE(allowances.take(farPeer(1), Budget::Visits), 0us);
    QCOMPARE(allowances.take(farPeer(2), Budget::Visits), 0us);
    QCOMPARE(allowances.take(farPeer(1), Budget::Visits), 1s);
}

void TokenBucketTest::defaultsAreThoseOfTheContract_data()
{
    QTest::addColumn<Rate>("rate");
    QTest::addColumn<int>("burst");
    QTest::addColumn<int>("aSecond");
    const RateLimits limits;
    QTest::newRow("reads") << limits.reads << 200 << 50;
    QTest::newRow("writes") << limits.writes << 1000 << 200;
    QTest::newRow("cancels") << limits.cancels << 100 << 20;
    QTest::newRow("visits") << limits.visits << 100 << 20;
    QTest::newRow("mistakes") << limits.mistakes << 200 << 50;
}

void TokenBucketTest::defaultsAreThoseOfTheContract()
{
    QFETCH(Rate, rate);
    QFETCH(int, burst);
    QFETCH(int, aSecond);
    TokenBucket bucket;
    const auto takeAll = [&](microseconds now) {
        int count = 0;
        while (bucket.take(rate, now) == 0us)
            ++count;
        return count;
    };
    QCOMPARE(takeAll(0us), burst);
    QCOMPARE(takeAll(1s), aSecond);
}

void TokenBucketTest::wholeAllowancesAreForgotten()
{
    FakeClock clock;
    Allowances allowances({.reads = {1, 1s}, .writes = {1, 10h}}, clock);
    QCOMPARE(allowances.take(AccountId(1), Budget::Writes), 0us);
    constexpr int many = 5000;
    for (int i = 0; i < many; ++i) {
        QCOMPARE(allowances.take(AccountId(100 + i), Budget::Reads), 0us);
        clock.advance(1s);
    }
    QVERIFY2(allowances.size() < many / 2, qPrintable(QString::number(allowances.size())));
    QVERIFY(allowances.take(AccountId(1), Budget::Writes) > 0us); // it was not whole
}

void TokenBucketTest::strangersBeyondTheBoundShareOne()
{
    FakeClock clock;
    Allowances allowances({.visits = {1, 1s}, .strangersKnown = 3}, clock);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(allowances.take(farPeer(i), Budget::Visits), 0us);
    QCOMPARE(allowances.take(farPeer(3), Budget::Visits), 0us);
    QCOMPARE(allowances.take(farPeer(4), Budget::Visits), 1s);
    QCOMPARE(allowances.size(), 4);
    clock.advance(1s);
    QCOMPARE(allowances.take(farPeer(4), Budget::Visits), 0us);
    QCOMPARE(allowances.take(farPeer(5), Budget::Visits), 0us);
    QVERIFY(allowances.size() <= 3);
}

QTEST_GUILESS_MAIN(TokenBucketTest)
#include "tst_tokenbucket.moc"
