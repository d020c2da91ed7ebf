#include "core/service/taskengine.h"
#include "tests/unit/sampledatabase.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <semaphore>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TaskEngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void groupsAreNoLargerThanIsWorthWhile();
    void whatIsDueIsDoneAmongChangesWithoutEnd();
    void stopWritesWhatIsLeft();

private:
    /// Submits @p count changes while the engine is at work on another. @return the commits that
    /// they took
    quint64 commitsOf(int count);

    QTemporaryDir m_directory;
    const SystemClock m_clock{};
    TaskBoard m_board;
    StorageWatch m_storage;
    const OutputStore m_outputs{m_directory.path()};
    TaskEngine m_engine{m_board, m_storage, m_outputs, m_clock};
};

void TaskEngineTest::initTestCase()
{
    const QString file = m_directory.filePath(u"headway.db"_s);
    test::SampleDatabase made(file);
    QVERIFY(m_engine.open(file, Reserve(m_directory.filePath(u"reserve"_s))));
    // The first group does what is done once an hour.
    QVERIFY(m_engine.submit<void>([](WriteGroup &) { return Result<void>(); }).result());
}

quint64 TaskEngineTest::commitsOf(int count)
{
    std::binary_semaphore isAtWork{0};
    std::binary_semaphore allAreThere{0};
    m_engine.submit<void>([&](WriteGroup &) {
        isAtWork.release();
        allAreThere.acquire();
        return Result<void>();
    });
    isAtWork.acquire();
    const quint64 before = m_engine.commits();
    QList<QFuture<Result<void>>> changes;
    for (int i = 0; i < count; ++i)
        changes.append(
            m_engine.submit<void>([](WriteGroup &group) { return group.setRetention({}); }));
    allAreThere.release();
    for (const QFuture<Result<void>> &change : std::as_const(changes)) {
        if (!change.result())
            return 0;
    }
    return m_engine.commits() - before;
}

/// It takes all until it knows what a commit costs. Two are of a thousand each, as on a disk that
/// takes very long just then; the most are of eight.
void TaskEngineTest::groupsAreNoLargerThanIsWorthWhile()
{
    QCOMPARE(commitsOf(500), quint64{1});
    const quint64 commits = commitsOf(2000);
    QVERIFY2(commits >= 2 && commits <= 250, qPrintable(QString::number(commits)));
}

/// As many clients as keep the writer busy must not put off for ever what it does by itself: to
/// delete, or to look whether a full disk has room again.
void TaskEngineTest::whatIsDueIsDoneAmongChangesWithoutEnd()
{
    std::atomic<bool> isDone = false;
    std::atomic<bool> isOver = false;
    std::binary_semaphore ended{0};
    const std::function<void()> goOn = [&] {
        m_engine.submit<void>([&](WriteGroup &) {
            if (isOver)
                ended.release();
            else
                goOn(); // so that there is always one
            return Result<void>();
        });
    };
    goOn();
    m_engine.submit<void>([&](WriteGroup &) {
        m_engine.submitLater(1ms, [&](WriteGroup &) {
            isDone = true;
            return Result<void>();
        });
        return Result<void>();
    });
    const bool isDoneInTime = QTest::qWaitFor([&] { return isDone.load(); });
    isOver = true;
    ended.acquire();
    QVERIFY(isDoneInTime);
}

/// More than is written in one turn of the thread.
void TaskEngineTest::stopWritesWhatIsLeft()
{
    QList<QFuture<Result<void>>> changes;
    for (int i = 0; i < 2000; ++i)
        changes.append(
            m_engine.submit<void>([](WriteGroup &group) { return group.setRetention({}); }));
    m_engine.stop();
    QVERIFY(std::all_of(changes.cbegin(), changes.cend(),
                        [](const auto &change) { return change.isFinished() && change.result(); }));
}

QTEST_GUILESS_MAIN(TaskEngineTest)
#include "tst_taskengine.moc"
