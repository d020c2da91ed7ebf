#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/timelinefeed.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace headway;
using namespace Qt::StringLiterals;

class TestTimelineFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void surroundingsAreAskedForAsWell();
    void whatIsKnownIsNotAskedForAgain();
    void changesAreFollowedWithoutAsking();
    void progressAloneIsNoChange();
    void deletedTaskGoes();
    void changeWhileAskingIsNotLost();
    void whatWasCutIsAskedForCloser();
    void nothingIsAskedWhileNobodyLooks();
    void missedChangesAreAskedFor();
    void changesMissedWhileAskingAreAskedFor();
    void failureIsTold();
    void failureIsTriedAgain();
    void nothingOfTheSessionBefore();

private:
    static QDateTime at(int minute)
    {
        return QDateTime(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC).addSecs(60 * minute);
    }
    static Period hour(int number) { return {at(60 * number), at(60 * number + 60)}; }
    QStringList names() const;

    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<TimelineFeed> m_feed;
};

void TestTimelineFeed::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_session->begin({sampleTask(u"early"_s, TaskStatus::Completed, at(-30)),
                      sampleTask(u"mid"_s, TaskStatus::Failed, at(30)),
                      sampleTask(u"far"_s, TaskStatus::Completed, at(600)),
                      sampleTask(u"live"_s, TaskStatus::Processing, at(10)),
                      sampleTask(u"waiting"_s, TaskStatus::Pending, at(10))});
    m_feed = std::make_unique<TimelineFeed>();
    m_feed->want(hour(0));
    m_feed->setSession(m_session);
    m_feed->setWatched(true);
}

QStringList TestTimelineFeed::names() const
{
    QStringList names;
    for (const TaskSpan &span : m_feed->spans())
        names.append(span.name);
    names.sort();
    return names;
}

void TestTimelineFeed::surroundingsAreAskedForAsWell()
{
    QCOMPARE(m_session->spanned().size(), 1);
    QVERIFY(m_session->spanned().first() == (Period{at(-60), at(120)}));
    QCOMPARE(names(), QStringList({u"early"_s, u"live"_s, u"mid"_s}));
    QVERIFY(m_feed->isLoaded());
}

void TestTimelineFeed::whatIsKnownIsNotAskedForAgain()
{
    m_feed->want(hour(1));
    m_feed->want({at(0), at(1)});
    QCOMPARE(m_session->spanned().size(), 1);
    m_feed->want(hour(2));
    QCOMPARE(m_session->spanned().size(), 2);
}

void TestTimelineFeed::changesAreFollowedWithoutAsking()
{
    QSignalSpy changed(m_feed.get(), &TimelineFeed::spansChanged);
    Task task = sampleTask(u"new"_s, TaskStatus::Processing, at(50));
    m_session->put(task);
    m_session->put(sampleTask(u"elsewhere"_s, TaskStatus::Completed, at(700)));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(names().contains(u"new"_s));
    QVERIFY(!names().contains(u"elsewhere"_s));
    task.status = TaskStatus::Lost;
    task.completedAt = at(55);
    m_session->put(task);
    QTRY_COMPARE(changed.size(), 2);
    const TaskSpan span = *std::find_if(m_feed->spans().begin(), m_feed->spans().end(),
                                        [&](const TaskSpan &each) { return each.id == task.id; });
    QCOMPARE(span.status, TaskStatus::Lost);
    QCOMPARE(span.completedAt, at(55));
    QCOMPARE(m_session->spanned().size(), 1);
}

void TestTimelineFeed::progressAloneIsNoChange()
{
    Task task = sampleTask(u"new"_s, TaskStatus::Processing, at(50));
    m_session->put(task);
    QSignalSpy changed(m_feed.get(), &TimelineFeed::spansChanged);
    QTRY_COMPARE(changed.size(), 1);
    task.progress.fraction = 0.5;
    m_session->put(task);
    m_session->put(sampleTask(u"last"_s, TaskStatus::Processing, at(51)));
    QTRY_COMPARE(changed.size(), 2);
    m_session->put(task);
    QVERIFY(!changed.wait(300));
}

void TestTimelineFeed::deletedTaskGoes()
{
    QSignalSpy changed(m_feed.get(), &TimelineFeed::spansChanged);
    const TaskId gone = m_feed->spans().first().id;
    m_session->drop({gone, TaskId::make()});
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(m_feed->spans().size(), 2);
    for (const TaskSpan &span : m_feed->spans())
        QVERIFY(span.id != gone);
}

void TestTimelineFeed::changeWhileAskingIsNotLost()
{
    m_session->holdAnswers();
    m_feed->want(hour(9));
    m_session->put(sampleTask(u"meanwhile"_s, TaskStatus::Processing, at(550)));
    QVERIFY(!m_feed->isLoaded());
    m_session->answer();
    QTRY_VERIFY(names().contains(u"meanwhile"_s));
    QVERIFY(m_feed->isLoaded());
    QVERIFY(names().contains(u"far"_s));
}

void TestTimelineFeed::whatWasCutIsAskedForCloser()
{
    m_session->cutSpansAt(2);
    m_feed->want({at(-600), at(900)});
    QVERIFY(m_feed->isCut());
    QCOMPARE(m_feed->spans().size(), 2);
    const qsizetype asked = m_session->spanned().size();
    m_feed->want({at(-400), at(800)});
    QCOMPARE(m_session->spanned().size(), asked);
    m_feed->want({at(590), at(620)});
    QCOMPARE(m_session->spanned().size(), asked + 1);
    QVERIFY(m_session->spanned().last() == (Period{at(590), at(620)}));
    QVERIFY(!m_feed->isCut());
}

void TestTimelineFeed::nothingIsAskedWhileNobodyLooks()
{
    m_feed->setWatched(false);
    m_feed->want(hour(9));
    m_session->put(sampleTask(u"unseen"_s, TaskStatus::Processing, at(550)));
    QCOMPARE(m_session->spanned().size(), 1);
    QVERIFY(!names().contains(u"unseen"_s));
    m_feed->setWatched(true);
    QCOMPARE(m_session->spanned().size(), 2);
    QVERIFY(names().contains(u"unseen"_s));
}

void TestTimelineFeed::missedChangesAreAskedFor()
{
    m_session->begin({sampleTask(u"missed"_s, TaskStatus::Processing, at(50))});
    Q_EMIT m_session->outdated();
    QCOMPARE(m_session->spanned().size(), 2);
    QVERIFY(names().contains(u"missed"_s));
}

void TestTimelineFeed::changesMissedWhileAskingAreAskedFor()
{
    m_session->holdAnswers();
    m_feed->want(hour(9));
    m_session->begin({sampleTask(u"missed"_s, TaskStatus::Processing, at(550))});
    Q_EMIT m_session->outdated();
    QCOMPARE(m_session->spanned().size(), 2);
    m_session->answer();
    QTRY_VERIFY(names().contains(u"missed"_s));
    QCOMPARE(m_session->spanned().size(), 3);
    QVERIFY(m_feed->isLoaded());
}

void TestTimelineFeed::failureIsTold()
{
    QSignalSpy failed(m_feed.get(), &TimelineFeed::failed);
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    m_feed->want(hour(9));
    QCOMPARE(failed.size(), 1);
    QVERIFY(!m_feed->isLoaded());
    m_session->failWith({});
    m_feed->want(hour(9));
    QVERIFY(m_feed->isLoaded());
}

void TestTimelineFeed::failureIsTriedAgain()
{
    QSignalSpy failed(m_feed.get(), &TimelineFeed::failed);
    auto *retry = m_feed->findChild<QTimer *>(u"retry"_s);
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    m_feed->want(hour(9));
    QVERIFY(retry->isActive());
    retry->start(0);
    QTRY_COMPARE(m_session->spanned().size(), 3);
    QCOMPARE(failed.size(), 1);
    m_session->failWith({});
    retry->start(0);
    QTRY_VERIFY(m_feed->isLoaded());
    QVERIFY(!retry->isActive());
}

void TestTimelineFeed::nothingOfTheSessionBefore()
{
    m_session->holdAnswers();
    m_feed->want(hour(9));
    m_feed->setSession(nullptr);
    m_session->answer();
    QVERIFY(m_feed->spans().isEmpty());
    m_session->put(sampleTask(u"new"_s, TaskStatus::Processing, at(50)));
    QVERIFY(m_feed->spans().isEmpty());
}

QTEST_GUILESS_MAIN(TestTimelineFeed)
#include "tst_timelinefeed.moc"
