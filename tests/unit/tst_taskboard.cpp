#include "core/service/taskboard.h"
#include "tests/support/sampletasks.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

Task made(TaskStatus status)
{
    return sampleTask(u"Export"_s, status, QDateTime::fromSecsSinceEpoch(1'795'425'302, Qt::UTC));
}

TaskPtr shared(const Task &task)
{
    return std::make_shared<const Task>(task);
}

} // namespace

class TaskBoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveTasksStay();
    void endedOnesAreBoundInNumber();
    void endedOnesAreBoundInSize();
    void whatWasReadIsRemembered();
    void whatWasDeletedMeanwhileIsNot();
    void whatWasCorrectedMeanwhileIsNot();
    void changesOfLiveTasksDoNotMatter();
    void whatIsHiddenIsNotFound();
};

void TaskBoardTest::liveTasksStay()
{
    TaskBoard board;
    const Task live = made(TaskStatus::Processing);
    board.apply({{live}, {}});
    for (int i = 0; i < 10'100; ++i)
        board.apply({{made(TaskStatus::Completed)}, {}});
    QVERIFY(board.find(live.id));
}

void TaskBoardTest::endedOnesAreBoundInNumber()
{
    TaskBoard board;
    const Task first = made(TaskStatus::Completed);
    board.apply({{first}, {}});
    for (int i = 0; i < 9'999; ++i)
        board.apply({{made(TaskStatus::Completed)}, {}});
    QVERIFY(board.find(first.id));
    board.apply({{made(TaskStatus::Completed)}, {}});
    QVERIFY(!board.find(first.id));
}

void TaskBoardTest::endedOnesAreBoundInSize()
{
    TaskBoard board;
    Task large = made(TaskStatus::Completed);
    large.result = QByteArray(200 * 1024, ' ');
    board.apply({{large}, {}});
    for (int i = 0; i < 100; ++i) {
        Task other = large;
        other.id = TaskId::make();
        board.remember(shared(other), board.pastChanges());
    }
    QVERIFY(!board.find(large.id));
}

void TaskBoardTest::whatWasReadIsRemembered()
{
    TaskBoard board;
    const TaskPtr ended = shared(made(TaskStatus::Completed));
    board.remember(ended, board.pastChanges());
    QCOMPARE(board.find(ended->id), ended);
    board.apply({{}, {{ended->id, 2}}});
    QVERIFY(!board.find(ended->id));
}

void TaskBoardTest::whatWasDeletedMeanwhileIsNot()
{
    TaskBoard board;
    const TaskPtr ended = shared(made(TaskStatus::Completed));
    const quint64 before = board.pastChanges();
    board.apply({{}, {{ended->id, 2}}}); // while it is read
    board.remember(ended, before);
    QVERIFY(!board.find(ended->id));
}

void TaskBoardTest::whatWasCorrectedMeanwhileIsNot()
{
    TaskBoard board;
    Task lost = made(TaskStatus::Lost);
    const quint64 before = board.pastChanges();
    Task corrected = lost;
    corrected.status = TaskStatus::Completed;
    board.apply({{corrected}, {}});
    board.remember(shared(lost), before);
    QVERIFY(board.find(lost.id)->status == TaskStatus::Completed);
}

void TaskBoardTest::changesOfLiveTasksDoNotMatter()
{
    TaskBoard board;
    Task live = made(TaskStatus::Processing);
    board.apply({{live}, {}});
    const quint64 before = board.pastChanges();
    live.progress.text = u"more"_s;
    board.apply({{live}, {}});
    const TaskPtr ended = shared(made(TaskStatus::Completed));
    board.remember(ended, before);
    QVERIFY(board.find(ended->id));
}

/// Not what comes there later, either.
void TaskBoardTest::whatIsHiddenIsNotFound()
{
    TaskBoard board;
    Task before = made(TaskStatus::Processing);
    Task after = made(TaskStatus::Completed);
    Task others = made(TaskStatus::Processing);
    before.owner = after.owner = AccountId(7);
    others.owner = AccountId(8);
    board.apply({{before, others}, {}});
    board.hide(AccountId(7));
    board.remember(shared(after), board.pastChanges());
    QVERIFY(!board.find(before.id));
    QVERIFY(!board.find(after.id));
    QVERIFY(board.find(others.id));
}

QTEST_GUILESS_MAIN(TaskBoardTest)
#include "tst_taskboard.moc"
