#include "tests/unit/headwayrunner.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// `headway backup` and `headway restore`, beside a service and without one.
class tst_VerbBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backupComesBack_data();
    void backupComesBack();
    void restoreWaitsForTheServiceToStop();
    void loginsAndTokensEnd();
    void jsonTellsWhatIsIn();
    void damageIsTold();
    void mistakesFail_data();
    void mistakesFail();
};

void tst_VerbBackup::backupComesBack_data()
{
    QTest::addColumn<bool>("runs");
    QTest::newRow("service runs") << true;
    QTest::newRow("no service") << false;
}

void tst_VerbBackup::backupComesBack()
{
    QFETCH(const bool, runs);

    HeadwayRunner headway;
    const Task before = headway.make(u"before"_s);
    if (!runs)
        headway.stopService();
    const QString file = headway.file(u"a copy"_s);
    const Outcome backup = headway.run({u"backup"_s, file});
    QCOMPARE(backup.exitCode, 0);
    QCOMPARE(backup.err, QByteArray());
    QVERIFY2(backup.out.startsWith("1 task and 1 account are backed up in "),
             backup.out.constData());
    QCOMPARE(headway.run({u"backup"_s, file}).exitCode, 1); // there already
    QCOMPARE(headway.run({u"backup"_s, u"--force"_s, file}).exitCode, 0);
    if (!runs)
        headway.startService();
    const Task after = headway.make(u"after"_s);
    headway.stopService();

    const Outcome restored = headway.run({u"restore"_s, file});
    QCOMPARE(restored.exitCode, 0);
    QVERIFY2(restored.out.contains("kept in " + headway.directory().backupsDirectory().toUtf8()),
             restored.out.constData());
    headway.startService();
    QCOMPARE(*await(headway.own().task(before.id)), before);
    QCOMPARE(await(headway.own().task(after.id)).error().code, ErrorCode::NotFound);
    QVERIFY(headway.make(u"next"_s).revision > after.revision);
}

void tst_VerbBackup::restoreWaitsForTheServiceToStop()
{
    HeadwayRunner headway;
    const Task task = headway.make(u"kept"_s);
    const QString file = headway.file(u"copy"_s);
    QCOMPARE(headway.run({u"backup"_s, file}).exitCode, 0);
    const Outcome refused = headway.run({u"restore"_s, file});
    QCOMPARE(refused.exitCode, 1);
    const QByteArray holder = "process " + QByteArray::number(QCoreApplication::applicationPid());
    QVERIFY2(refused.err.contains(holder) && refused.err.contains("stop it"),
             refused.err.constData());
    QCOMPARE(refused.err.count('\n'), 1);
    QCOMPARE(*await(headway.own().task(task.id)), task);
}

void tst_VerbBackup::loginsAndTokensEnd()
{
    HeadwayRunner headway;
    const QByteArray token = headway.otherToken();
    const QString file = headway.file(u"copy"_s);
    QVERIFY(headway.auth().principalOfToken(token).isOk());
    QCOMPARE(headway.run({u"backup"_s, file}).exitCode, 0);
    headway.stopService();
    QCOMPARE(headway.run({u"restore"_s, file}).exitCode, 0);
    headway.startService();
    QCOMPARE(headway.auth().principalOfToken(token).error().code, ErrorCode::NotSignedIn);
    QVERIFY(await(headway.auth().checkPassword(HeadwayRunner::otherEmail(),
                                               HeadwayRunner::otherPassword(), {}))
                .isOk());
}

void tst_VerbBackup::jsonTellsWhatIsIn()
{
    HeadwayRunner headway;
    const Task task = headway.make(u"one"_s);
    const QString file = headway.file(u"copy"_s);
    const Outcome backup = headway.run({u"backup"_s, file, u"--json"_s});
    const QJsonObject made = QJsonDocument::fromJson(backup.out).object();
    QCOMPARE(made.value("file"_L1).toString(), file);
    QCOMPARE(made.value("revision"_L1).toInteger(), qint64(task.revision));
    QCOMPARE(made.value("rows"_L1).toObject().value("tasks"_L1).toInt(), 1);
    headway.stopService();
    const Outcome restored = headway.run({u"restore"_s, u"--json"_s, file});
    const QJsonObject back = QJsonDocument::fromJson(restored.out).object();
    QVERIFY(back.value("revision"_L1).toInteger() > qint64(task.revision));
    QVERIFY(QFile::exists(back.value("kept"_L1).toString() + "/headway.db"_L1));
}

void tst_VerbBackup::damageIsTold()
{
    HeadwayRunner headway;
    headway.stopService();
    QVERIFY(QFile::resize(headway.directory().databaseFile(), 0));
    const Outcome list = headway.run({u"account"_s, u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.err.startsWith("headway: The database was damaged (it is empty)."),
             list.err.constData());
    QCOMPARE(list.err.count('\n'), 1);
    QVERIFY(list.err.contains(headway.directory().backupsDirectory().toUtf8() + "/damaged-"));
    QCOMPARE(list.lines().size(), 1); // the owner's account
    QCOMPARE(headway.run({u"account"_s, u"list"_s}).err, QByteArray());
}

void tst_VerbBackup::mistakesFail_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("backup to nowhere") << u"backup"_s << 2;
    QTest::newRow("two files") << u"backup a b"_s << 2;
    QTest::newRow("backup of a service elsewhere") << u"backup a --url http://127.0.0.1:1"_s << 2;
    QTest::newRow("no such directory") << u"backup /nowhere/at/all"_s << 1;
    QTest::newRow("no database") << u"backup a --data-dir /nowhere"_s << 1;
    QTest::newRow("restore nothing") << u"restore"_s << 2;
    QTest::newRow("restore a service elsewhere") << u"restore a --url http://127.0.0.1:1"_s << 2;
    QTest::newRow("restore what is not there") << u"restore /nowhere/at/all"_s << 1;
    QTest::newRow("restore what is no backup") << u"restore /etc/passwd"_s << 1;
}

void tst_VerbBackup::mistakesFail()
{
    QFETCH(const QString, words);
    QFETCH(const int, exitCode);
    HeadwayRunner headway;
    headway.stopService();
    const Outcome outcome = headway.run(words.split(u' '));
    QCOMPARE(outcome.exitCode, exitCode);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.startsWith("headway: "), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
}

QTEST_GUILESS_MAIN(tst_VerbBackup)
#include "tst_verb_backup.moc"
