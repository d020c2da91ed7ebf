#include "core/wire/taskjson.h"
#include "tests/unit/headwayrunner.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_VerbList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyListSaysWhatToTry();
    void newestComesFirstAndOnlyMine();
    void filtersAreApplied();
    void limitAndAllFollowTheCursor();
    void hostileNamesStayOnTheirLine();
    void jsonIsTheApis();
    void wrongOptionsAreWrongUsage_data();
    void wrongOptionsAreWrongUsage();
};

void tst_VerbList::emptyListSaysWhatToTry()
{
    HeadwayRunner headway;
    const Outcome list = headway.run({u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.out, QByteArray());
    QVERIFY(list.err.contains("headway run -- "));
}

void tst_VerbList::newestComesFirstAndOnlyMine()
{
    HeadwayRunner headway;
    const Task first = headway.make(u"first"_s);
    headway.make(u"not mine"_s, TaskStatus::Processing, &headway.other());
    const Task second = headway.make(u"second"_s, TaskStatus::Pending);

    const Outcome list = headway.run({u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.err, QByteArray());
    QCOMPARE(list.lines().size(), 2);
    const QByteArrayList newest = list.lines().at(0).split('\t');
    QCOMPARE(newest.at(0), second.id.toString().toLatin1());
    QCOMPARE(newest.at(1), QByteArray("pending"));
    QCOMPARE(newest.last(), QByteArray("second"));
    QVERIFY(list.lines().at(1).startsWith(first.id.toString().toLatin1() + "\tprocessing\t"));

    const QMap<QString, QString> asOther{
        {u"HEADWAY_TOKEN"_s, QString::fromLatin1(headway.otherToken())}};
    const Outcome theirs = headway.run({u"list"_s}, {}, asOther);
    QCOMPARE(theirs.lines().size(), 1);
    QVERIFY(theirs.lines().at(0).endsWith("\tnot mine"));
}

void tst_VerbList::filtersAreApplied()
{
    HeadwayRunner headway;
    headway.make(u"waiting & 100%+"_s, TaskStatus::Pending);
    headway.make(u"running"_s);
    const auto names = [&](const QStringList &options) {
        QByteArrayList found;
        for (const QByteArray &line : headway.run(QStringList{u"list"_s} + options).lines())
            found.append(line.split('\t').last());
        return found;
    };
    QCOMPARE(names({u"--status"_s, u"pending"_s}), QByteArrayList{"waiting & 100%+"});
    QCOMPARE(names({u"--status=pending"_s, u"--status=processing"_s}).size(), 2);
    QCOMPARE(names({u"--search"_s, u"& 100%+"_s}), QByteArrayList{"waiting & 100%+"});
    QCOMPARE(names({u"--kind"_s, u"chat"_s}), QByteArrayList());
}

void tst_VerbList::limitAndAllFollowTheCursor()
{
    HeadwayRunner headway;
    for (int i = 0; i < 25; ++i)
        headway.make(QString::number(i), TaskStatus::Pending);
    QCOMPARE(headway.run({u"list"_s}).lines().size(), 20);
    QCOMPARE(headway.run({u"list"_s, u"--limit"_s, u"3"_s}).lines().size(), 3);
    QCOMPARE(headway.run({u"list"_s, u"--all"_s}).lines().size(), 25);
}

void tst_VerbList::hostileNamesStayOnTheirLine()
{
    HeadwayRunner headway;
    headway.make(u"two\nlines\t\x1b[2J\u202e"_s);
    const Outcome list = headway.run({u"list"_s});
    QCOMPARE(list.lines().size(), 1);
    QVERIFY(list.lines().first().endsWith("\ttwo lines \xef\xbf\xbd[2J\xef\xbf\xbd"));
}

void tst_VerbList::jsonIsTheApis()
{
    HeadwayRunner headway;
    const Task task = headway.make(u"\x1b<b>"_s);
    const Outcome list = headway.run({u"list"_s, u"--json"_s});
    const Result<TaskPage> page = wire::readTaskPage(list.out);
    QVERIFY(page.isOk());
    QCOMPARE(page->tasks.size(), 1);
    QCOMPARE(page->tasks.first().id, task.id);
    QCOMPARE(page->tasks.first().name, task.name);
}

void tst_VerbList::wrongOptionsAreWrongUsage_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("unknown status") << QStringList{u"--status"_s, u"done"_s};
    QTest::newRow("no number") << QStringList{u"--limit"_s, u"many"_s};
    QTest::newRow("zero") << QStringList{u"--limit"_s, u"0"_s};
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s};
    QTest::newRow("an operand") << QStringList{u"tasks"_s};
    QTest::newRow("no url") << QStringList{u"--url"_s, u"nonsense"_s};
}

void tst_VerbList::wrongOptionsAreWrongUsage()
{
    QFETCH(const QStringList, options);

    HeadwayRunner headway;
    const Outcome list = headway.run(QStringList{u"list"_s} + options);
    QCOMPARE(list.exitCode, 2);
    QCOMPARE(list.out, QByteArray());
    QVERIFY(list.err.startsWith("headway: "));
    QCOMPARE(list.err.count('\n'), 1);
}

QTEST_GUILESS_MAIN(tst_VerbList)
#include "tst_verb_list.moc"
