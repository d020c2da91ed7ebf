#include "core/wire/accountjson.h"
#include "tests/unit/headwayrunner.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// Each with the service running and with none, when the directory is opened by the verb itself.
class tst_VerbAccount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accountsAreManaged_data();
    void accountsAreManaged();
    void mistakesFail_data();
    void mistakesFail();
    void leftOverEndpointFileIsNoService();
    void addedAccountCanSignIn();
};

void tst_VerbAccount::accountsAreManaged_data()
{
    QTest::addColumn<bool>("runs");
    QTest::newRow("service runs") << true;
    QTest::newRow("no service") << false;
}

void tst_VerbAccount::accountsAreManaged()
{
    QFETCH(const bool, runs);

    HeadwayRunner headway;
    if (!runs)
        headway.stopService();
    const QString email = u"a+b/c@example.org"_s; // needs escapes in a path
    const QStringList add{u"account"_s, u"add"_s, email, u"--password-stdin"_s};
    const Outcome added = headway.run(add, "correct horse\n");
    QCOMPARE(added.exitCode, 0);
    QCOMPARE(added.out + added.err, QByteArray());
    QCOMPARE(headway.run(add, "correct horse\n").exitCode, 1); // there already

    const Outcome list = headway.run({u"account"_s, u"list"_s, u"--json"_s});
    QCOMPARE(list.exitCode, 0);
    const Result<QList<Account>> accounts = wire::readAccounts(list.out);
    QVERIFY(accounts.isOk());
    QCOMPARE(accounts->size(), 2);
    QCOMPARE(accounts->at(0).email, u"owner@example.org"_s);
    QVERIFY(accounts->at(0).isOwner && !accounts->at(0).hasPassword);
    QCOMPARE(accounts->at(1).email, email);
    QVERIFY(!accounts->at(1).isOwner && accounts->at(1).hasPassword);
    const Outcome table = headway.run({u"account"_s, u"list"_s});
    QCOMPARE(table.lines().size(), 2);
    QVERIFY(table.lines().first().startsWith("owner@example.org\tnone\t"));

    QCOMPARE(headway
                 .run({u"account"_s, u"passwd"_s, email.toUpper(), u"--password-stdin"_s},
                      "another horse\n")
                 .exitCode,
             0);
    QCOMPARE(headway.run({u"account"_s, u"remove"_s, email}).exitCode, 0);
    QCOMPARE(headway.run({u"account"_s, u"list"_s}).lines().size(), 1);
}

void tst_VerbAccount::mistakesFail_data()
{
    QTest::addColumn<bool>("runs");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("exitCode");

    for (const bool runs : {true, false}) {
        const auto row = [runs](const char *name, const char *words, const QByteArray &password,
                                int code) {
            QTest::addRow("%s, %s", name, runs ? "service runs" : "no service")
                << runs << QString::fromLatin1(words).split(u' ') << password << code;
        };
        row("short password", "add who@example.org --password-stdin", "seven77\n", 1);
        row("common password", "add who@example.org --password-stdin", "password1\n", 1);
        row("no password", "add who@example.org --password-stdin", "", 2);
        row("password not UTF-8", "add who@example.org --password-stdin", "correct\xff horse\n", 2);
        row("no email", "add who --password-stdin", "correct horse\n", 1);
        row("nobody's password", "passwd who@example.org --password-stdin", "correct horse\n", 1);
        row("nobody to remove", "remove who@example.org", "", 1);
        row("owner cannot go", "remove owner@example.org", "", 1);
    }
}

void tst_VerbAccount::mistakesFail()
{
    QFETCH(const bool, runs);
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, password);
    QFETCH(const int, exitCode);

    HeadwayRunner headway;
    if (!runs)
        headway.stopService();
    const Outcome outcome = headway.run(QStringList{u"account"_s} + words, password);
    QCOMPARE(outcome.exitCode, exitCode);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.startsWith("headway: "), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
    QCOMPARE(headway.run({u"account"_s, u"list"_s}).lines().size(), 1);
}

void tst_VerbAccount::leftOverEndpointFileIsNoService()
{
    HeadwayRunner headway;
    const QString copy = headway.file(u"endpoint"_s);
    QVERIFY(QFile::copy(headway.directory().endpointFile(), copy));
    headway.stopService();
    QVERIFY(QFile::rename(copy, headway.directory().endpointFile()));
    const Outcome list = headway.run({u"account"_s, u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.lines().size(), 1);
}

void tst_VerbAccount::addedAccountCanSignIn()
{
    HeadwayRunner headway;
    headway.stopService();
    QCOMPARE(headway
                 .run({u"account"_s, u"add"_s, u"who@example.org"_s, u"--password-stdin"_s},
                      "correct horse\n")
                 .exitCode,
             0);
    headway.startService();
    QVERIFY(await(headway.auth().checkPassword(u"who@example.org"_s, "correct horse", {})).isOk());
    const QString file = headway.directory().databaseFile();
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

QTEST_GUILESS_MAIN(tst_VerbAccount)
#include "tst_verb_account.moc"
