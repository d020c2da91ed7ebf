#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/statisticsfeed.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestStatisticsFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void endsAreFollowedAfterARest();
    void restIsAsLongAsTheAnswersTook();
    void anotherNameDoesNotLengthenTheRest();
    void restHasAnEnd();
    void nameChosenWhileCountingLosesNothing();
    void answerForAnotherPeriodIsDropped();
    void failureIsTriedAgainAndToldOnce();
    void whatIsRefusedIsNotTriedAgain();
    void newDayIsAskedFor();

private:
    QTimer *rest() const { return m_feed->findChild<QTimer *>(u"rest"_s); }
    void endOne() { m_session->put(sampleTask(u"a"_s, TaskStatus::Completed, m_clock.now())); }
    qsizetype counted() const { return m_session->counted().size(); }

    FakeClock m_clock;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<StatisticsFeed> m_feed;
};

void TestStatisticsFeed::initTestCase()
{
    qputenv("TZ", "Asia/Kolkata");
    tzset();
}

void TestStatisticsFeed::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_session->setStatistics({{}, {{u"make"_s, 3}, {u"other"_s, 1}}},
                             {{11, TaskId::make(), TaskStatus::Completed, m_clock.now(), 20s}});
    m_feed = std::make_unique<StatisticsFeed>(m_clock);
    m_feed->setSession(m_session);
    m_feed->setWatched(true);
}

void TestStatisticsFeed::endsAreFollowedAfterARest()
{
    endOne();
    QCOMPARE(counted(), 1);
    rest()->start(0);
    QTRY_COMPARE(counted(), 2);
    QCOMPARE(m_session->ran().size(), 2);
    rest()->start(0);
    QTRY_VERIFY(!rest()->isActive());
    QCOMPARE(counted(), 2); // nothing has ended since
    endOne();
    QCOMPARE(counted(), 3);
}

void TestStatisticsFeed::restIsAsLongAsTheAnswersTook()
{
    m_session->holdAnswers();
    m_feed->setDays(7);
    QVERIFY(!rest()->isActive());
    m_clock.advance(1s);
    m_session->answer();
    QTRY_VERIFY(rest()->isActive());
    QCOMPARE(rest()->intervalAsDuration(), 20s);
}

void TestStatisticsFeed::anotherNameDoesNotLengthenTheRest()
{
    m_clock.advance(10min);
    m_feed->setName(u"other"_s);
    QVERIFY(rest()->isActive());
    QCOMPARE(rest()->intervalAsDuration(), 5s);
}

void TestStatisticsFeed::restHasAnEnd()
{
    m_session->holdAnswers();
    m_feed->setDays(7);
    m_clock.advance(24h * 100);
    m_session->answer();
    QTRY_VERIFY(rest()->isActive());
    QCOMPARE(rest()->intervalAsDuration(), 5min);
}

void TestStatisticsFeed::nameChosenWhileCountingLosesNothing()
{
    QSignalSpy told(m_feed.get(), &StatisticsFeed::statisticsChanged);
    m_session->holdAnswers();
    m_feed->setDays(7);
    m_feed->setName(u"other"_s);
    m_session->answer();
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(m_feed->period().milliseconds(), 7 * 24 * 3600 * 1000LL);
    QCOMPARE(m_session->ran(), QStringList({u"make"_s, u"other"_s, u"other"_s}));
    QTRY_VERIFY(rest()->isActive());
}

void TestStatisticsFeed::answerForAnotherPeriodIsDropped()
{
    QSignalSpy told(m_feed.get(), &StatisticsFeed::statisticsChanged);
    m_session->holdAnswers();
    m_feed->setDays(7);
    m_feed->setDays(90);
    m_session->answer();
    QTRY_VERIFY(rest()->isActive());
    QCOMPARE(told.size(), 1);
    QCOMPARE(m_session->ran().size(), 2);
}

void TestStatisticsFeed::failureIsTriedAgainAndToldOnce()
{
    QSignalSpy failed(m_feed.get(), &StatisticsFeed::failed);
    QSignalSpy told(m_feed.get(), &StatisticsFeed::statisticsChanged);
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    m_feed->setDays(7);
    rest()->start(0);
    QTRY_COMPARE(counted(), 3);
    QCOMPARE(failed.size(), 1);
    m_session->failWith({});
    rest()->start(0);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(failed.size(), 1);
}

void TestStatisticsFeed::whatIsRefusedIsNotTriedAgain()
{
    m_session->failWith(Error{ErrorCode::InvalidArgument, {}});
    m_feed->setName(u"other"_s);
    rest()->start(0);
    QTRY_VERIFY(!rest()->isActive());
    QCOMPARE(counted(), 1);
    QCOMPARE(m_session->ran().size(), 2);
}

void TestStatisticsFeed::newDayIsAskedFor()
{
    const QDateTime end = m_feed->period().to;
    rest()->start(0);
    QTRY_VERIFY(!rest()->isActive());
    m_clock.setWall(end.addSecs(1));
    m_feed->findChild<QTimer *>(u"midnight"_s)->start(0);
    QTRY_COMPARE(counted(), 2);
    QVERIFY(m_feed->period().to > end);
}

QTEST_GUILESS_MAIN(TestStatisticsFeed)
#include "tst_statisticsfeed.moc"
