#include "core/service/failedsignins.h"

#include <QTest>

using namespace headway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Peer me{OsUserId(1000), u"127.0.0.1"_s};
const Peer neighbour{OsUserId(1001), u"127.0.0.1"_s};
const Peer far{{}, u"192.0.2.1"_s};
const Peer farther{{}, u"192.0.2.2"_s};
constexpr std::chrono::milliseconds start = 100h;

int seconds(std::optional<std::chrono::seconds> pause)
{
    return pause ? static_cast<int>(pause->count()) : 0;
}

} // namespace

class FailedSignInsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFurtherFailureDoublesThePause_data();
    void eachFurtherFailureDoublesThePause();
    void begunSecondCountsWhole();
    void failuresWearOff_data();
    void failuresWearOff();
    void successClearsTheSlate();
    void nobodyHoldsUpAnybodyElse_data();
    void nobodyHoldsUpAnybodyElse();
    void leastRecentPairGoes();
    void othersPairsStay();

private:
    static void fail(FailedSignIns &failed, int times, std::chrono::milliseconds at = start)
    {
        for (int i = 0; i < times; ++i)
            failed.add(u"owner@example.org"_s, me, at);
    }
    static int pause(const FailedSignIns &failed, std::chrono::milliseconds at = start)
    {
        return seconds(failed.pause(u"owner@example.org"_s, me, at));
    }
};

void FailedSignInsTest::eachFurtherFailureDoublesThePause_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("pauseSeconds");
    const auto row = [](int failures, int pauseSeconds) {
        QTest::addRow("%d", failures) << failures << pauseSeconds;
    };
    row(0, 0);
    row(1, 0);
    row(4, 0);
    row(5, 1);
    row(6, 2);
    row(7, 4);
    row(8, 8);
    row(14, 512);
    row(15, 900);
    row(16, 900);
    row(10'000, 900);
}

void FailedSignInsTest::eachFurtherFailureDoublesThePause()
{
    QFETCH(int, failures);
    FailedSignIns failed;
    fail(failed, failures);
    QTEST(pause(failed), "pauseSeconds");
}

void FailedSignInsTest::begunSecondCountsWhole()
{
    FailedSignIns failed;
    fail(failed, 7);
    QCOMPARE(pause(failed, start + 1ms), 4);
    QCOMPARE(pause(failed, start + 1s), 3);
    QCOMPARE(pause(failed, start + 3999ms), 1);
    QVERIFY(!failed.pause(u"owner@example.org"_s, me, start + 4s));
}

void FailedSignInsTest::failuresWearOff_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("minutesOfQuiet");
    QTest::addColumn<int>("pauseOfTheNext"); // in seconds
    const auto row = [](int failures, int minutesOfQuiet, int pauseOfTheNext) {
        QTest::addRow("%d, then %d minutes", failures, minutesOfQuiet)
            << failures << minutesOfQuiet << pauseOfTheNext;
    };
    row(5, 14, 2);
    row(5, 15, 1);
    row(5, 29, 1);
    row(5, 30, 0);
    row(15, 15, 900);
    row(15, 30, 512);
    row(15, 10 * 15, 2);
    row(15, 12 * 15, 0);
    row(15, 1'000'000, 0);
}

void FailedSignInsTest::failuresWearOff()
{
    QFETCH(int, failures);
    QFETCH(int, minutesOfQuiet);
    FailedSignIns failed;
    fail(failed, failures);
    const auto later = start + std::chrono::minutes(minutesOfQuiet);
    fail(failed, 1, later);
    QTEST(pause(failed, later), "pauseOfTheNext");
}

void FailedSignInsTest::successClearsTheSlate()
{
    FailedSignIns failed;
    fail(failed, 9);
    failed.clear(u"owner@example.org"_s, me);
    QCOMPARE(pause(failed), 0);
    fail(failed, 4);
    QCOMPARE(pause(failed), 0);
    failed.clear(u"never@example.org"_s, neighbour); // nothing to clear is no trouble
    fail(failed, 1);
    QCOMPARE(pause(failed), 1);
}

void FailedSignInsTest::nobodyHoldsUpAnybodyElse_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<Peer>("peer");
    QTest::addColumn<Peer>("failing");
    QTest::addColumn<bool>("isHeld");
    const QString email = u"owner@example.org"_s;
    QTest::newRow("the very pair") << email << me << me << true;
    QTest::newRow("in capitals") << u" OWNER@example.org"_s << me << me << true;
    QTest::newRow("same user, other address")
        << email << Peer{OsUserId(1000), u"::1"_s} << me << true;
    QTest::newRow("same user, other email") << u"other@example.org"_s << me << me << false;
    QTest::newRow("other user") << email << neighbour << me << false;
    QTest::newRow("address, after a user from it")
        << email << Peer{{}, u"127.0.0.1"_s} << me << false;
    QTest::newRow("same address") << email << far << far << true;
    QTest::newRow("other address") << email << farther << far << false;
    QTest::newRow("user, after an address") << email << me << far << false;
}

void FailedSignInsTest::nobodyHoldsUpAnybodyElse()
{
    QFETCH(QString, email);
    QFETCH(Peer, peer);
    QFETCH(Peer, failing);
    FailedSignIns failed;
    for (int i = 0; i < 20; ++i)
        failed.add(u"owner@example.org"_s, failing, start);
    QTEST(failed.pause(email, peer, start).has_value(), "isHeld");
}

void FailedSignInsTest::leastRecentPairGoes()
{
    FailedSignIns failed;
    fail(failed, 20);
    for (int i = 1; i < FailedSignIns::pairsOfOneUser; ++i)
        failed.add(QString::number(i), me, start + 1s);
    QCOMPARE(pause(failed), 900);
    failed.add(u"1"_s, me, start + 2s); // one that is known needs no room
    QCOMPARE(pause(failed), 900);
    failed.add(u"one more"_s, me, start + 2s);
    QCOMPARE(pause(failed), 0);
}

void FailedSignInsTest::othersPairsStay()
{
    FailedSignIns failed;
    fail(failed, 20);
    for (int i = 0; i <= FailedSignIns::pairsOfOneUser; ++i) {
        failed.add(QString::number(i), neighbour, start + 1s);
        failed.add(QString::number(i), far, start + 1s);
    }
    QCOMPARE(pause(failed), 900);
    // A new user makes room for itself among those whose failures have worn off, and no others.
    failed.add(u"a"_s, Peer{OsUserId(1002), {}}, start + 10min);
    QCOMPARE(pause(failed, start + 10min), 300);
    failed.add(u"a"_s, Peer{OsUserId(1003), {}}, start + 24h);
    fail(failed, 4, start + 24h);
    QCOMPARE(pause(failed, start + 24h), 0);
}

QTEST_GUILESS_MAIN(FailedSignInsTest)
#include "tst_failedsignins.moc"
