#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/taskpages.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace headway;

class TestTaskPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPageIsFetchedOnce();
    void lastLookedForComesFirst();
    void whatIsOutOfSightIsNotFetched();
    void failedFetchIsTriedAgainLater();
    void serviceThatIsBackIsAskedAtOnce();
    void rowsThatHoldNothingAreTold();
    void olderTaskIsPassedOver();
    void littleIsKept();
    void nothingOfTheSessionBefore();

private:
    static constexpr int pageCount = 40;

    std::shared_ptr<FakeTaskSession> m_session;
    QList<quint32> m_rows;
    std::unique_ptr<TaskPages> m_pages;
};

void TestTaskPages::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    QList<Task> tasks;
    for (int i = 0; i < pageCount * TaskPages::pageRows; ++i)
        tasks += sampleTask(QString::number(i), TaskStatus::Completed, {});
    m_session->begin(tasks);
    m_rows.resize(tasks.size());
    std::iota(m_rows.begin(), m_rows.end(), 1);
    m_pages = std::make_unique<TaskPages>(m_rows);
    m_pages->setSession(m_session);
}

void TestTaskPages::aPageIsFetchedOnce()
{
    QSignalSpy arrived(m_pages.get(), &TaskPages::arrived);
    QVERIFY(!m_pages->find(m_rows[5]));
    for (int position = 0; position < 64; ++position)
        m_pages->want(position);
    QTRY_COMPARE(arrived.count(), 1);
    QCOMPARE(m_session->fetched(), QList<QList<quint32>>({m_rows.first(64)}));
    QCOMPARE(m_pages->find(m_rows[63])->row, m_rows[63]);
    QVERIFY(!m_pages->find(m_rows[64]));
}

void TestTaskPages::lastLookedForComesFirst()
{
    m_session->holdAnswers();
    for (const int page : {1, 2, 3, 4})
        m_pages->want(page * TaskPages::pageRows);
    QTRY_COMPARE(m_session->fetched().size(), 2); // no more at once
    QCOMPARE(m_session->fetched().at(0).first(), m_rows[4 * 64]);
    QCOMPARE(m_session->fetched().at(1).first(), m_rows[3 * 64]);
    m_pages->want(9 * TaskPages::pageRows);
    m_session->answer();
    QTRY_COMPARE(m_session->fetched().size(), 5);
    QCOMPARE(m_session->fetched().at(2).first(), m_rows[9 * 64]);
}

void TestTaskPages::whatIsOutOfSightIsNotFetched()
{
    for (int page = 0; page < pageCount; ++page) // as a scroll bar that is dragged
        m_pages->want(page * TaskPages::pageRows);
    QTRY_VERIFY(m_pages->find(m_rows.last() - 63));
    QTest::qWait(0);
    QVERIFY(m_session->fetched().size() <= 8);
    QVERIFY(!m_pages->find(m_rows.first()));
}

void TestTaskPages::failedFetchIsTriedAgainLater()
{
    QSignalSpy failed(m_pages.get(), &TaskPages::failed);
    m_session->failWith(Error{ErrorCode::Unreachable, {}});
    m_pages->want(0);
    QTRY_COMPARE(failed.count(), 1);
    m_session->failWith({});
    for (int i = 0; i < 10; ++i) { // painting does not ask again and again
        m_pages->want(0);
        QTest::qWait(0);
    }
    QCOMPARE(m_session->fetched().size(), 1);
    QSignalSpy arrived(m_pages.get(), &TaskPages::arrived);
    QTRY_COMPARE(arrived.count(), 1); // look again
    m_pages->want(0);
    QTRY_VERIFY(m_pages->find(m_rows.first()));
}

void TestTaskPages::serviceThatIsBackIsAskedAtOnce()
{
    QSignalSpy arrived(m_pages.get(), &TaskPages::arrived);
    Q_EMIT m_session->resumed();
    QCOMPARE(arrived.count(), 0); // nothing has failed
    QSignalSpy failed(m_pages.get(), &TaskPages::failed);
    m_session->failWith(Error{ErrorCode::Unreachable, {}});
    m_pages->want(0);
    QTRY_COMPARE(failed.count(), 1);
    m_session->failWith({});
    Q_EMIT m_session->resumed();
    QCOMPARE(arrived.count(), 1); // whoever looks, looks again
    m_pages->want(0);
    QTRY_VERIFY(m_pages->find(m_rows[0]));
}

void TestTaskPages::rowsThatHoldNothingAreTold()
{
    m_rows[3] = 1'000'000;
    QSignalSpy missed(m_pages.get(), &TaskPages::missed);
    m_pages->want(0);
    QTRY_COMPARE(missed.count(), 1);
    QCOMPARE(missed[0][0].value<QList<quint32>>(), QList<quint32>({1'000'000}));
}

void TestTaskPages::olderTaskIsPassedOver()
{
    Task task = sampleTask(u"new"_s, TaskStatus::Completed, {});
    task.row = 7;
    task.revision = 9;
    m_pages->put(task);
    task.revision = 8;
    task.name = u"old"_s;
    m_pages->put(task);
    QCOMPARE(m_pages->find(7)->name, u"new"_s);
}

void TestTaskPages::littleIsKept()
{
    Task task = sampleTask(u"big"_s, TaskStatus::Completed, {});
    task.result = QByteArray(200 * 1024, ' ');
    for (quint32 row = 1; row <= 100; ++row) {
        task.row = row;
        m_pages->put(task);
    }
    QVERIFY(m_pages->find(100));
    QVERIFY(!m_pages->find(1));
}

void TestTaskPages::nothingOfTheSessionBefore()
{
    m_session->holdAnswers();
    m_pages->want(0);
    QTRY_COMPARE(m_session->fetched().size(), 1);
    m_pages->setSession(std::make_shared<FakeTaskSession>(u"other@example.org"_s));
    m_session->answer();
    QTest::qWait(0);
    QVERIFY(!m_pages->find(m_rows.first()));
}

QTEST_GUILESS_MAIN(TestTaskPages)
#include "tst_taskpages.moc"
