#include "core/base/privatefile.h"
#include "tests/unit/headwayrunner.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

/// login, whoami and logout.
class tst_VerbLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loginHoldsUntilLogout();
    void secondLoginReplacesTheFirst();
    void loginSurvivesANewPort();
    void namedServiceNeedsALogin();
    void localRunIsTheOwners();
    void wrongPasswordIsNotSignedIn();
    void passwordNeedsATerminalOrStdin();
    void logoutWithoutTheServiceKeepsTheLogin();
    void whoamiTellsTheOwner();

private:
    static Outcome login(HeadwayRunner &headway, const QStringList &more = {},
                         const QByteArray &password = HeadwayRunner::otherPassword())
    {
        headway.other(); // makes the account
        return headway.run(
            QStringList{u"login"_s, HeadwayRunner::otherEmail(), u"--password-stdin"_s} + more,
            password + '\n');
    }
    static QByteArray whoami(HeadwayRunner &headway, const QStringList &more = {})
    {
        return headway.run(QStringList{u"whoami"_s} + more).out.trimmed();
    }
    static QString savedFile(HeadwayRunner &headway)
    {
        return headway.file(u"config/headway/credentials.json"_s);
    }
};

void tst_VerbLogin::loginHoldsUntilLogout()
{
    HeadwayRunner headway;
    const Outcome in = login(headway);
    QCOMPARE(in.exitCode, 0);
    QCOMPARE(in.out, QByteArray());
    QVERIFY(in.err.contains("other@example.org"));
    QCOMPARE(whoami(headway), QByteArray("other@example.org"));

    const QFile::Permissions permissions = QFile::permissions(savedFile(headway));
    QCOMPARE(permissions & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup),
             QFile::Permissions());
    QVERIFY(!readPrivateFile(savedFile(headway))->contains(HeadwayRunner::otherPassword()));
    const Outcome tokens = headway.run({u"token"_s, u"list"_s});
    QCOMPARE(tokens.lines().size(), 1);
    QVERIFY(tokens.lines().first().contains("\theadway login on "));

    // The token that was saved is dead, not only forgotten.
    const QByteArray saved = *readPrivateFile(savedFile(headway));
    const QByteArray secret = saved.mid(saved.indexOf("\"hw_") + 1).split('"').first();
    const QStringList withToken{u"--token-file"_s, headway.file(u"token"_s)};
    QVERIFY(writePrivateFile(withToken.last(), secret).isOk());
    QCOMPARE(whoami(headway, withToken), QByteArray("other@example.org"));
    QCOMPARE(headway.run({u"logout"_s}).exitCode, 0);
    QCOMPARE(headway.run(QStringList{u"whoami"_s} + withToken).exitCode, 4);
    QVERIFY(!QFile::exists(savedFile(headway)));
    QCOMPARE(whoami(headway), QByteArray("owner@example.org"));
}

void tst_VerbLogin::secondLoginReplacesTheFirst()
{
    HeadwayRunner headway;
    QCOMPARE(login(headway).exitCode, 0);
    QCOMPARE(login(headway).exitCode, 0);
    QCOMPARE(headway.run({u"token"_s, u"list"_s}).lines().size(), 1);
}

void tst_VerbLogin::loginSurvivesANewPort()
{
    HeadwayRunner headway;
    QCOMPARE(login(headway).exitCode, 0);
    const QString before = headway.url();
    headway.stopService();
    QTcpServer squatter; // so that the next start takes another port
    squatter.listen(QHostAddress::LocalHost, static_cast<quint16>(QUrl(before).port()));
    headway.startService();
    QVERIFY(headway.url() != before);
    QCOMPARE(whoami(headway), QByteArray("other@example.org"));
    QCOMPARE(headway.run({u"logout"_s}).exitCode, 0);
    QCOMPARE(whoami(headway), QByteArray("owner@example.org"));
}

void tst_VerbLogin::namedServiceNeedsALogin()
{
    HeadwayRunner headway;
    const QStringList named{u"--url"_s, headway.url()};
    QCOMPARE(headway.run(QStringList{u"whoami"_s} + named).exitCode, 4);
    QCOMPARE(login(headway, named).exitCode, 0);
    QCOMPARE(whoami(headway, named), QByteArray("other@example.org"));
}

/// What the window starts for whoever owns the data directory.
void tst_VerbLogin::localRunIsTheOwners()
{
    HeadwayRunner headway;
    QCOMPARE(login(headway).exitCode, 0);
    QStringList run{u"run"_s, u"--local"_s, u"--"_s, u"sh"_s, u"-c"_s, u"echo $HEADWAY_URL"_s};
    const QMap<QString, QString> environment{{u"HEADWAY_URL"_s, u"http://127.0.0.1:1"_s}};
    const Outcome done = headway.run(run, {}, environment);
    QCOMPARE(done.err, QByteArray()); // nothing is delayed
    QCOMPARE(done.out, QByteArray("http://127.0.0.1:1\n"));
    QCOMPARE(await(headway.own().list({}))->tasks.size(), 1);
    QVERIFY(await(headway.other().list({}))->tasks.isEmpty());
    run.insert(1, u"--url=http://127.0.0.1:1"_s);
    QCOMPARE(headway.run(run).exitCode, 2);
}

void tst_VerbLogin::wrongPasswordIsNotSignedIn()
{
    HeadwayRunner headway;
    const Outcome in = login(headway, {}, "not the password");
    QCOMPARE(in.exitCode, 4);
    QCOMPARE(in.err, QByteArray("headway: Invalid email or password\n"));
    QVERIFY(!QFile::exists(savedFile(headway)));
    QCOMPARE(whoami(headway), QByteArray("owner@example.org"));
}

void tst_VerbLogin::passwordNeedsATerminalOrStdin()
{
    HeadwayRunner headway;
    QProcess process;
    process.setChildProcessModifier([] { ::setsid(); }); // no terminal, even where tests have one
    headway.start(process, {u"login"_s, HeadwayRunner::otherEmail()});
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("--password-stdin"));
}

void tst_VerbLogin::logoutWithoutTheServiceKeepsTheLogin()
{
    HeadwayRunner headway;
    QCOMPARE(login(headway).exitCode, 0);
    headway.stopService();
    QCOMPARE(headway.run({u"logout"_s}).exitCode, 3);
    QVERIFY(QFile::exists(savedFile(headway)));
}

void tst_VerbLogin::whoamiTellsTheOwner()
{
    HeadwayRunner headway;
    QCOMPARE(whoami(headway), QByteArray("owner@example.org"));
    QCOMPARE(whoami(headway, {u"--json"_s}),
             QByteArray(R"({"user":{"email":"owner@example.org"}})"));
}

QTEST_GUILESS_MAIN(tst_VerbLogin)
#include "tst_verb_login.moc"
