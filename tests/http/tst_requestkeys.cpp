#include "core/store/database.h"
#include "core/store/statement.h"
#include "core/wire/fingerprint.h"
#include "tests/support/rawclient.h"
#include "tests/support/testserver.h"

#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto accounts = "/api/v1/accounts";

QByteArray accountJson(const QByteArray &email, const QByteArray &password)
{
    return R"({"email":")" + email + R"(","password":")" + password + R"("})";
}

} // namespace

/// What the disk keeps of the keys of requests whose answers it does not keep.
class RequestKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<TestServer>(HttpLimits(), RateLimits{.isOn = false},
                                                LeaseTimes(), HashCost());
    }

    void passwordLeavesNoQuickHash();
    void keyComesToDiskWithItsAccount();
    void keyOfARefusedAccountMayBeUsed();
    void replayWaitsForTheFirstAnswer();

private:
    HttpAnswer add(const QByteArray &json, const QByteArray &key) const
    {
        return m_server->send("POST", accounts, m_server->dataOwner(), json, keyField(key));
    }
    HttpAnswer remove(const QByteArray &email) const
    {
        return m_server->send("DELETE", accounts + ('/' + email), m_server->dataOwner());
    }
    /// The first column of what is on disk.
    QStringList stored(const QString &sql) const
    {
        const auto database = Database::openReadOnly(m_server->databaseFile());
        const Result<QStringList> texts =
            database ? textsFrom(**database, sql) : Result<QStringList>(database.error());
        return texts ? *texts : QStringList(texts.error().detail);
    }

    std::unique_ptr<TestServer> m_server;
};

void RequestKeysTest::passwordLeavesNoQuickHash()
{
    const QByteArray email = "hashed@example.org";
    for (const QByteArray password : {"correct horse", "another horse"}) {
        QCOMPARE(add(accountJson(email, password), password.first(7)).status, 201);
        QCOMPARE(remove(email).status, 204);
    }
    const QStringList prints = stored(u"SELECT hex(fingerprint) FROM answers"_s);
    QCOMPARE(prints.size(), 2);
    QCOMPARE(prints.first(), prints.last());
    const QByteArray ofAll =
        wire::fingerprintOf("POST", accounts, {}, accountJson(email, "correct horse"));
    QVERIFY(!prints.contains(QString::fromLatin1(ofAll.toHex().toUpper())));
}

/// Whatever happens in between, it can be tried again.
void RequestKeysTest::keyComesToDiskWithItsAccount()
{
    RawClient client(m_server->port());
    client.send(requestBytes("POST /api/v1/accounts HTTP/1.1", m_server->port(),
                             m_server->dataOwner().field + keyField("together")
                                 + "Content-Type: application/json\r\n",
                             accountJson("together@example.org", "correct horse")));
    QStringList seen;
    const auto isThere = [&] {
        seen +=
            stored(u"SELECT (SELECT count(*) FROM answers WHERE CAST(key AS TEXT) = 'together')"
                   " || ' ' || (SELECT count(*) FROM accounts WHERE email LIKE 'together@%')"_s);
        return seen.constLast() == u"1 1";
    };
    QTRY_VERIFY(isThere());
    seen.removeDuplicates();
    QCOMPARE(seen, (QStringList{u"0 0"_s, u"1 1"_s}));
    QCOMPARE(client.answer().status, 201);
}

void RequestKeysTest::keyOfARefusedAccountMayBeUsed()
{
    const QByteArray json = accountJson(TestServer::otherEmail, "correct horse");
    for (int i = 0; i < 2; ++i) {
        const HttpAnswer refused = add(json, "refused");
        QCOMPARE(refused.status, 409);
        QVERIFY2(refused.body.contains("There is an account with this email already"),
                 refused.body.constData());
        m_server->restart();
    }
    QCOMPARE(remove(TestServer::otherEmail).status, 204);
    QCOMPARE(add(json, "refused").status, 201);
}

/// The hash of a password takes its time, in which the replay comes.
void RequestKeysTest::replayWaitsForTheFirstAnswer()
{
    RawClient first(m_server->port());
    RawClient second(m_server->port());
    for (RawClient *client : {&first, &second}) {
        client->send(requestBytes("POST /api/v1/accounts HTTP/1.1", m_server->port(),
                                  m_server->dataOwner().field + keyField("twice")
                                      + "Content-Type: application/json\r\n",
                                  accountJson("twice@example.org", "correct horse")));
    }
    const HttpAnswer made = first.answer();
    const HttpAnswer replayed = second.answer();
    QCOMPARE(made.status, 201);
    QCOMPARE(replayed.status, 201);
    QCOMPARE(replayed.body, made.body);
}

QTEST_GUILESS_MAIN(RequestKeysTest)
#include "tst_requestkeys.moc"
