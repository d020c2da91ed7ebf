#include "core/base/worker.h"
#include "core/service/operationqueue.h"

#include <QTest>

using namespace headway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::nanoseconds patience = 1min;
constexpr size_t most = 1000;

std::unique_ptr<Operation> something()
{
    return std::make_unique<TypedOperation<void>>([](WriteGroup &) { return Result<void>(); });
}

} // namespace

class OperationQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstOneAsksToBeTold();
    void aGroupIsNoLargerThanTheLimit();
    void thoseThatComeTogetherAreOneGroup();
    void waitsForNobodyWhenAllAreThere();
    void goesOnWithoutThoseThatStayAway();
    void lateOnesAreOfTheNextGroup();

private:
    /// Waits for @p count, and takes groups as the engine does, until there are none.
    QFuture<QList<size_t>> commitsOf(size_t count);

    OperationQueue m_queue;
    Worker m_taker{u"taker"_s};
};

QFuture<QList<size_t>> OperationQueueTest::commitsOf(size_t count)
{
    return m_taker.post([this, count] {
        QList<size_t> sizes;
        m_queue.gather(count, patience);
        for (Operations group = m_queue.takeGroup(most); !group.empty();
             group = m_queue.takeGroup(most))
            sizes.append(group.size());
        return sizes;
    });
}

void OperationQueueTest::firstOneAsksToBeTold()
{
    QVERIFY(m_queue.push(something()));
    QVERIFY(!m_queue.push(something()));
    QCOMPARE(m_queue.takeGroup(most).size(), size_t{2});
    QVERIFY(!m_queue.push(something())); // whoever takes groups looks once more
    QCOMPARE(m_queue.takeGroup(most).size(), size_t{1});
    QVERIFY(m_queue.takeGroup(most).empty());
    QVERIFY(m_queue.push(something()));
    QCOMPARE(m_queue.takeGroup(most).size(), size_t{1});
    QVERIFY(m_queue.takeGroup(most).empty());
}

void OperationQueueTest::aGroupIsNoLargerThanTheLimit()
{
    for (int i = 0; i < 1500; ++i)
        m_queue.push(something());
    QCOMPARE(m_queue.size(), 1500);
    QCOMPARE(m_queue.takeGroup(most).size(), size_t{1000});
    QCOMPARE(m_queue.takeGroup(most).size(), size_t{500});
    QVERIFY(m_queue.takeGroup(most).empty());
}

void OperationQueueTest::thoseThatComeTogetherAreOneGroup()
{
    const QFuture<QList<size_t>> commits = commitsOf(3);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!commits.isFinished());
        m_queue.push(something());
    }
    QCOMPARE(commits.result(), QList<size_t>{3});
}

void OperationQueueTest::waitsForNobodyWhenAllAreThere()
{
    for (int i = 0; i < 4; ++i)
        m_queue.push(something());
    QCOMPARE(commitsOf(3).result(), QList<size_t>{4});
}

void OperationQueueTest::goesOnWithoutThoseThatStayAway()
{
    m_queue.push(something());
    m_queue.gather(3, 0ns);
    QCOMPARE(m_queue.takeGroup(most).size(), size_t{1});
    QVERIFY(m_queue.takeGroup(most).empty());
}

/// What nobody waits for any longer must not end the next wait.
void OperationQueueTest::lateOnesAreOfTheNextGroup()
{
    m_queue.gather(2, 0ns);
    m_queue.push(something());
    m_queue.push(something());
    const QFuture<QList<size_t>> commits = commitsOf(4);
    QTRY_VERIFY(m_queue.isGathering() || commits.isFinished());
    m_queue.push(something());
    QVERIFY(!commits.isFinished());
    m_queue.push(something());
    QCOMPARE(commits.result(), QList<size_t>{4});
}

QTEST_GUILESS_MAIN(OperationQueueTest)
#include "tst_operationqueue.moc"
