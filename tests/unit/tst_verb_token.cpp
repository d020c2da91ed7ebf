#include "core/wire/accountjson.h"
#include "tests/unit/headwayrunner.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_VerbToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretIsPrintedOnceAndWorks();
    void readTokenMayNotWrite();
    void expiryIsKept();
    void listShowsNoSecret();
    void revokedTokenIsDead();
    void tokenOfARunEndsWithIt();

private:
    Outcome as(const QByteArray &secret, const QStringList &words)
    {
        return m_headway.run(words, {}, {{u"HEADWAY_TOKEN"_s, QString::fromLatin1(secret)}});
    }

    HeadwayRunner m_headway;
};

void tst_VerbToken::secretIsPrintedOnceAndWorks()
{
    const Outcome made = m_headway.run({u"token"_s, u"create"_s, u"--name"_s, u"ci"_s});
    QCOMPARE(made.exitCode, 0);
    QVERIFY(made.out.startsWith("hw_"));
    QCOMPARE(made.lines().size(), 1);
    QVERIFY(!made.err.isEmpty());
    QVERIFY(!made.err.contains(made.out.trimmed()));
    QCOMPARE(as(made.out.trimmed(), {u"whoami"_s}).out, QByteArray("owner@example.org\n"));
}

void tst_VerbToken::readTokenMayNotWrite()
{
    const Task task = m_headway.make(u"to keep"_s);
    const QByteArray secret =
        m_headway.run({u"token"_s, u"create"_s, u"--scope=read"_s}).out.trimmed();
    QCOMPARE(as(secret, {u"status"_s, task.id.toString()}).exitCode, 0);
    QCOMPARE(as(secret, {u"cancel"_s, task.id.toString()}).exitCode, 5);
    QCOMPARE(await(m_headway.own().task(task.id))->status, TaskStatus::Processing);
}

void tst_VerbToken::expiryIsKept()
{
    const Outcome made =
        m_headway.run({u"token"_s, u"create"_s, u"--expires"_s, u"12h"_s, u"--json"_s});
    const Result<wire::IssuedToken> issued = wire::readIssuedToken(made.out);
    QVERIFY(issued.isOk());
    QCOMPARE(issued->token.createdAt.secsTo(issued->token.expiresAt), 12 * 3600);
}

void tst_VerbToken::listShowsNoSecret()
{
    const QByteArray secret =
        m_headway.run({u"token"_s, u"create"_s, u"--name"_s, u"a\tb\x1b"_s}).out.trimmed();
    for (const QStringList &words :
         {QStringList{u"token"_s, u"list"_s}, QStringList{u"token"_s, u"list"_s, u"--json"_s}}) {
        const Outcome list = m_headway.run(words);
        QCOMPARE(list.exitCode, 0);
        QVERIFY(!list.out.contains(secret));
        QVERIFY(!list.out.contains('\x1b'));
    }
    QVERIFY(m_headway.run({u"token"_s, u"list"_s}).out.contains("\ta b\xef\xbf\xbd\n"));
}

void tst_VerbToken::revokedTokenIsDead()
{
    const Outcome made = m_headway.run({u"token"_s, u"create"_s, u"--json"_s});
    const Result<wire::IssuedToken> issued = wire::readIssuedToken(made.out);
    const QStringList revoke{u"token"_s, u"revoke"_s, issued->token.id.toString()};
    const QByteArray theirs = m_headway.otherToken();
    QCOMPARE(as(theirs, revoke).exitCode, 1);
    QCOMPARE(as(issued->secret, {u"whoami"_s}).exitCode, 0);
    QCOMPARE(m_headway.run(revoke).exitCode, 0);
    QCOMPARE(as(issued->secret, {u"whoami"_s}).exitCode, 4);
    QCOMPARE(m_headway.run(revoke).exitCode, 1);
}

void tst_VerbToken::tokenOfARunEndsWithIt()
{
    const Outcome made = m_headway.run({u"token"_s, u"create"_s, u"--json"_s});
    const Result<wire::IssuedToken> issued = wire::readIssuedToken(made.out);
    const Outcome run = as(issued->secret,
                           {u"run"_s, u"--revoke-token"_s, issued->token.id.toString(), u"--"_s,
                            u"sh"_s, u"-c"_s, u"exit 3"_s});
    QCOMPARE(run.exitCode, 3);
    QCOMPARE(await(m_headway.own().list({}))->tasks.first().status, TaskStatus::Failed);
    QCOMPARE(as(issued->secret, {u"whoami"_s}).exitCode, 4);
    QCOMPARE(m_headway.run({u"run"_s, u"--revoke-token"_s, u"x"_s, u"--"_s, u"true"_s}).exitCode,
             2);
}

QTEST_GUILESS_MAIN(tst_VerbToken)
#include "tst_verb_token.moc"
