#include "core/store/answerstore.h"
#include "tests/unit/sampledatabase.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class AnswerStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldOnesGoBitByBitAndNewOnesStay();
};

void AnswerStoreTest::oldOnesGoBitByBitAndNewOnesStay()
{
    const QTemporaryDir directory;
    test::SampleDatabase sample(directory.filePath(u"headway.db"_s));
    AnswerStore answers(sample.database());
    const QDateTime time = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
    const AnswerStore::Answer answer{"print", Error{ErrorCode::NotFound, u"No."_s}};
    for (int i = 0; i < 6; ++i) {
        const AccountId owner = i % 2 == 0 ? sample.owner : sample.other;
        QVERIFY(answers.insert(owner, "k" + QByteArray::number(i), answer, time.addSecs(i)));
    }
    for (const bool hasMore : {true, true, false})
        QCOMPARE(*answers.removeOlderThan(time.addSecs(5), 2), hasMore);
    QVERIFY(!answers.find(sample.owner, "k4")->has_value());
    QVERIFY(answers.find(sample.other, "k5")->has_value());
}

QTEST_GUILESS_MAIN(AnswerStoreTest)
#include "tst_answerstore.moc"
