#include "core/wire/taskjson.h"
#include "tests/unit/headwayrunner.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_VerbStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsKnown();
    void takesTheBeginningOfAnId();
    void tellsWhatItUses();
    void jsonIsTheApis();

private:
    HeadwayRunner m_headway;
};

void tst_VerbStatus::tellsWhatIsKnown()
{
    const Task task = m_headway.make(u"na\x1bme"_s);
    TaskUpdate update;
    update.progress = u"half\nway"_s;
    update.current = 5;
    update.total = 10;
    update.unit = u"files"_s;
    QVERIFY(await(m_headway.own().update(task.id, update)).isOk());
    const Outcome running = m_headway.run({u"status"_s, task.id.toString()});
    QCOMPARE(running.exitCode, 0);
    QVERIFY(running.lines().contains("id: " + task.id.toString().toLatin1()));
    QVERIFY(running.lines().contains("name: na\xef\xbf\xbdme"));
    QVERIFY(running.lines().contains("status: processing"));
    QVERIFY(running.lines().contains("progress: 50%"));
    QVERIFY(running.lines().contains("count: 5/10 files"));
    QVERIFY(running.lines().contains("message: half way"));
    QVERIFY(running.lines().contains("owner: owner@example.org"));

    QVERIFY(await(m_headway.own().fail(task.id, {u"first\nlast"_s, 2, {}})).isOk());
    const Outcome failed = m_headway.run({u"status"_s, task.id.toString()});
    QVERIFY(failed.out.contains("status: failed\n"));
    QVERIFY(failed.out.contains("exit code: 2\n"));
    QVERIFY(failed.out.contains("error: first\nlast\n"));
}

void tst_VerbStatus::takesTheBeginningOfAnId()
{
    const Task task = m_headway.make(u"named briefly"_s);
    const QString id = task.id.toString();
    QVERIFY(m_headway.run({u"status"_s, id.first(8)}).out.contains("name: named briefly"));
    QVERIFY(m_headway.run({u"status"_s, id.first(13).toUpper()}).out.contains("named briefly"));
    QCOMPARE(m_headway.run({u"status"_s, id.first(3)}).exitCode, 6);
}

void tst_VerbStatus::tellsWhatItUses()
{
    const Task task = m_headway.make(u"hungry"_s);
    TaskUpdate update;
    update.cpuPercent = 150;
    update.memoryBytes = 5 * 1024 * 1024;
    QVERIFY(await(m_headway.own().update(task.id, update)).isOk());
    const Outcome status = m_headway.run({u"status"_s, task.id.toString()});
    QVERIFY2(status.lines().contains("cpu: 150%"), status.out.constData());
    QVERIFY(status.lines().contains("memory: 5.0 MiB"));
}

void tst_VerbStatus::jsonIsTheApis()
{
    const Task task = m_headway.make(u"json"_s);
    const Outcome status = m_headway.run({u"--json"_s, task.id.toString()});
    QCOMPARE(status.exitCode, 2); // an option is no verb
    const Outcome json = m_headway.run({u"status"_s, u"--json"_s, task.id.toString()});
    QCOMPARE(json.exitCode, 0);
    QCOMPARE(json.out, wire::toJson(task) + '\n');
}

QTEST_GUILESS_MAIN(tst_VerbStatus)
#include "tst_verb_status.moc"
