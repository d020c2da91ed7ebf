#include "core/base/worker.h"
#include "core/service/operationqueue.h"

#include <QTest>

using namespace headway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::nanoseconds patience = 1min;

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
    void someAreEnoughAfterALargeGroup();
    void goesOnWithoutThoseThatStayAway();
    void lateOnesAreOfTheNextGroup();

private:
    /// Takes groups as the engine does after one of @p size, each a commit, until there are none.
    QFuture<QList<size_t>> commitsAfter(size_t size);

    OperationQueue m_queue;
    Worker m_taker{u"taker"_s};
};

QFuture<QList<size_t>> OperationQueueTest::commitsAfter(size_t size)
{
    return m_taker.post([this, size] {
        QList<size_t> sizes;
        m_queue.gatherAfter(size, patience);
        for (Operations group = m_queue.takeGroup(); !group.empty(); group = m_queue.takeGroup())
            sizes.append(group.size());
        return sizes;
    });
}

void OperationQueueTest::firstOneAsksToBeTold()
{
    QVERIFY(m_queue.push(something()));
    QVERIFY(!m_queue.push(something()));
    QCOMPARE(m_queue.takeGroup().size(), size_t{2});
    QVERIFY(!m_queue.push(something())); // whoever takes groups looks once more
    QCOMPARE(m_queue.takeGroup().size(), size_t{1});
    QVERIFY(m_queue.takeGroup().empty());
    QVERIFY(m_queue.push(something()));
    QCOMPARE(m_queue.takeGroup().size(), size_t{1});
    QVERIFY(m_queue.takeGroup().empty());
}

void OperationQueueTest::aGroupIsNoLargerThanTheLimit()
{
    for (int i = 0; i < 1500; ++i)
        m_queue.push(something());
    QCOMPARE(m_queue.size(), 1500);
    QCOMPARE(m_queue.takeGroup().size(), size_t{1000});
    QCOMPARE(m_queue.takeGroup().size(), size_t{500});
    QVERIFY(m_queue.takeGroup().empty());
}

void OperationQueueTest::thoseThatComeTogetherAreOneGroup()
{
    const QFuture<QList<size_t>> commits = commitsAfter(3);
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
    QCOMPARE(commitsAfter(3).result(), QList<size_t>{4});
}

/// Half of 64 producers are being answered while the other half is committed.
void OperationQueueTest::someAreEnoughAfterALargeGroup()
{
    for (int i = 0; i < 32; ++i)
        m_queue.push(something());
    QCOMPARE(m_queue.takeGroup().size(), size_t{32});
    for (int i = 0; i < 31; ++i)
        m_queue.push(something());
    QCOMPARE(commitsAfter(32).result(), QList<size_t>{31});
}

void OperationQueueTest::goesOnWithoutThoseThatStayAway()
{
    m_queue.push(something());
    m_queue.gatherAfter(3, 0ns);
    QCOMPARE(m_queue.takeGroup().size(), size_t{1});
    QVERIFY(m_queue.takeGroup().empty());
}

/// What nobody waits for any longer must not end the next wait.
void OperationQueueTest::lateOnesAreOfTheNextGroup()
{
    m_queue.gatherAfter(2, 0ns);
    m_queue.push(something());
    m_queue.push(something());
    const QFuture<QList<size_t>> commits = commitsAfter(4);
    QTRY_VERIFY(m_queue.isGathering() || commits.isFinished());
    m_queue.push(something());
    QVERIFY(!commits.isFinished());
    m_queue.push(something());
    QCOMPARE(commits.result(), QList<size_t>{4});
}

QTEST_GUILESS_MAIN(OperationQueueTest)
#include "tst_operationqueue.moc"
