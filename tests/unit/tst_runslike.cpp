#include "core/client/runslike.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class RunsLikeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginningIsWhole_data();
    void beginningIsWhole();
    void fewTasksAreAskedFor();
    void nameIsFoundOnThePage();
};

void RunsLikeTest::beginningIsWhole_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<qsizetype>("length");

    const QString smile = u"\U0001F600"_s;
    QTest::newRow("short") << u"a"_s << qsizetype(1);
    QTest::newRow("a pair at the end") << QString(198, u'a') + smile << qsizetype(200);
    QTest::newRow("a pair before the cut") << QString(198, u'a') + smile + u'b' << qsizetype(200);
    QTest::newRow("a pair across the cut") << QString(199, u'a') + smile << qsizetype(199);
    QTest::newRow("a pair behind the cut") << QString(200, u'a') + smile << qsizetype(200);
}

void RunsLikeTest::beginningIsWhole()
{
    QFETCH(const QString, name);
    QFETCH(const qsizetype, length);
    const QString asked = beginningLike(name, {}).query.words.constFirst().values.constFirst();
    QVERIFY(asked.isValidUtf16());
    QCOMPARE(asked, name.first(length));
}

void RunsLikeTest::fewTasksAreAskedFor()
{
    QVERIFY(beginningLike(QString(1000, u'a'), {}).limit <= 50);
}

void RunsLikeTest::nameIsFoundOnThePage()
{
    TaskPage page;
    for (const QString &name : {u"other"_s, u"MAKE all"_s, u"make all"_s}) {
        Task task;
        task.id = TaskId::make();
        task.name = name;
        page.tasks.append(task);
    }
    QCOMPARE(*taskCalled(u"make ALL"_s, page), std::optional(page.tasks.at(1).id));
    QCOMPARE(*taskCalled(u"make"_s, page), std::optional<TaskId>());
    page.nextCursor = 7;
    QCOMPARE(*taskCalled(u"make all"_s, page), std::optional(page.tasks.at(1).id));
    QCOMPARE(taskCalled(u"make"_s, page).error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(RunsLikeTest)
#include "tst_runslike.moc"
