#include "core/model/taskstatus.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

/// Row: from; column: to; x: the move is legal. In the order of the enumerators.
constexpr std::array legalMoves{
    //                    pe pr pa ci co fa ca lo
    /* pending    */ ". x . x x x x x",
    /* processing */ ". . x x x x x x",
    /* paused     */ ". x . x x x x x",
    /* cancelling */ ". . . . x . x x",
    /* completed  */ ". . . . . . . .",
    /* failed     */ ". . . . . . . .",
    /* cancelled  */ ". . . . . . . .",
    /* lost       */ ". x . . x x x .",
};

} // namespace

class TaskStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPairIsLegalOrNot_data();
    void everyPairIsLegalOrNot();
    void everyStatusHasItsWordAndKind_data();
    void everyStatusHasItsWordAndKind();
    void otherWordsAreNone_data();
    void otherWordsAreNone();
};

void TaskStatusTest::everyPairIsLegalOrNot_data()
{
    QTest::addColumn<TaskStatus>("from");
    QTest::addColumn<TaskStatus>("to");
    QTest::addColumn<bool>("legal");
    for (size_t from = 0; from < allTaskStatuses.size(); ++from) {
        for (size_t to = 0; to < allTaskStatuses.size(); ++to) {
            const QString name =
                wordOf(allTaskStatuses[from]) + " to "_L1 + wordOf(allTaskStatuses[to]);
            QTest::newRow(qPrintable(name)) << allTaskStatuses[from] << allTaskStatuses[to]
                                            << (legalMoves[from][2 * to] == 'x');
        }
    }
}

void TaskStatusTest::everyPairIsLegalOrNot()
{
    QFETCH(TaskStatus, from);
    QFETCH(TaskStatus, to);
    QTEST(canMove(from, to), "legal");
}

void TaskStatusTest::everyStatusHasItsWordAndKind_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("processing");
    QTest::addColumn<bool>("ended");
    QTest::newRow("pending") << TaskStatus::Pending << u"pending"_s << false << false;
    QTest::newRow("processing") << TaskStatus::Processing << u"processing"_s << true << false;
    QTest::newRow("paused") << TaskStatus::Paused << u"paused"_s << true << false;
    QTest::newRow("cancelling") << TaskStatus::Cancelling << u"cancelling"_s << true << false;
    QTest::newRow("completed") << TaskStatus::Completed << u"completed"_s << false << true;
    QTest::newRow("failed") << TaskStatus::Failed << u"failed"_s << false << true;
    QTest::newRow("cancelled") << TaskStatus::Cancelled << u"cancelled"_s << false << true;
    QTest::newRow("lost") << TaskStatus::Lost << u"lost"_s << false << true;
}

void TaskStatusTest::everyStatusHasItsWordAndKind()
{
    QFETCH(TaskStatus, status);
    QFETCH(QString, word);
    QCOMPARE(wordOf(status), word);
    QCOMPARE(taskStatusFromWord(word), std::optional(status));
    QTEST(isProcessing(status), "processing");
    QTEST(isEnded(status), "ended");
}

void TaskStatusTest::otherWordsAreNone_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QString();
    QTest::newRow("capital") << u"Pending"_s;
    QTest::newRow("blank") << u"pending "_s;
    QTest::newRow("unknown") << u"done"_s;
    QTest::newRow("part") << u"process"_s;
}

void TaskStatusTest::otherWordsAreNone()
{
    QFETCH(QString, word);
    QVERIFY(!taskStatusFromWord(word));
}

QTEST_GUILESS_MAIN(TaskStatusTest)
#include "tst_taskstatus.moc"
