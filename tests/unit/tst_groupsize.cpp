#include "core/service/groupsize.h"

#include <QTest>

using namespace headway;
using namespace std::chrono_literals;

class GroupSizeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsThereAtFirst();
    void goesWithTheTimeOfACommit();
    void neverTakesOneByOne();
    void aSlowSyncIsForgotten();

private:
    /// A hundred groups of ten, each operation written in 10 us.
    void work(std::chrono::nanoseconds commit);

    GroupSize m_size;
};

void GroupSizeTest::work(std::chrono::nanoseconds commit)
{
    for (int i = 0; i < 100; ++i)
        m_size.note(10, 100us, commit);
}

void GroupSizeTest::takesWhatIsThereAtFirst()
{
    QCOMPARE(m_size.limit(), size_t{1000});
}

void GroupSizeTest::goesWithTheTimeOfACommit()
{
    m_size = {};
    work(250us);
    QCOMPARE(m_size.limit(), size_t{10});
    QCOMPARE(m_size.worthwhile(), size_t{5});
    m_size = {};
    work(5ms);
    QCOMPARE(m_size.limit(), size_t{200});
    m_size = {};
    work(1s);
    QCOMPARE(m_size.limit(), size_t{1000});
}

void GroupSizeTest::neverTakesOneByOne()
{
    m_size = {};
    work(1us);
    QCOMPARE(m_size.limit(), size_t{8});
}

void GroupSizeTest::aSlowSyncIsForgotten()
{
    m_size = {};
    work(250us);
    m_size.note(10, 100us, 200ms);
    QVERIFY(m_size.limit() > 400);
    work(250us);
    QVERIFY(m_size.limit() < 14);
}

QTEST_GUILESS_MAIN(GroupSizeTest)
#include "tst_groupsize.moc"
