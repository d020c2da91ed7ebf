#include "core/api/credentials.h"
#include "tests/support/headwith.h"

#include <QTest>

using namespace headway;
using namespace headway::test;

/// Which secret a request presents, as a bearer token and as a cookie.
class CredentialsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bearerToken_data();
    void bearerToken();
    void sessionSecret_data();
    void sessionSecret();
    void anotherFieldHasNone();
};

void CredentialsTest::bearerToken_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("token");

    const auto row = [](const char *authorization, const char *token) {
        QTest::addRow("'%s'", authorization) << QByteArray(authorization) << QByteArray(token);
    };
    row("Bearer hw_abc", "hw_abc");
    row("bearer hw_abc", "hw_abc");
    row("BEARER hw_abc", "hw_abc");
    row("Bearer   hw_abc", "hw_abc");
    row("Bearer azAZ09-._~+/==", "azAZ09-._~+/==");
    row("Bearer hw_abc=", "hw_abc=");
    for (const char *none : {"",
                             "Bearer",
                             "Bearer ",
                             "Bearer  ",
                             "hw_abc",
                             "Bearerhw_abc",
                             "Bearer\thw_abc",
                             "Bearer:hw_abc",
                             "Bearer=hw_abc",
                             "Bearers hw_abc",
                             " Bearer hw_abc",
                             "Basic hw_abc",
                             "Basic Bearer hw_abc",
                             "Digest username=\"a\"",
                             "Negotiate hw_abc",
                             "Token hw_abc",
                             "Bearer hw_abc hw_def",
                             "Bearer hw_abc,hw_def",
                             "Bearer hw_abc, Bearer hw_def",
                             "Bearer hw_abc;",
                             "Bearer Bearer hw_abc",
                             "Bearer \"hw_abc\"",
                             "Bearer 'hw_abc'",
                             "Bearer <hw_abc>",
                             "Bearer token=hw_abc",
                             "Bearer hw=abc",
                             "Bearer =",
                             "Bearer =hw_abc",
                             "Bearer hw_%61bc",
                             "Bearer hw_\xc3\xa4",
                             "Bearer hw_\xff",
                             "Bearer hw_abc\thw_def",
                             "Bearer {hw_abc}",
                             "Bearer hw_abc\\"})
        row(none, "");
}

void CredentialsTest::bearerToken()
{
    QFETCH(const QByteArray, authorization);
    QFETCH(const QByteArray, token);
    QCOMPARE(headway::bearerToken(headWith("authorization", {authorization})), token);
}

void CredentialsTest::sessionSecret_data()
{
    QTest::addColumn<QByteArrayList>("cookies");
    QTest::addColumn<QByteArray>("secret");

    const auto row = [](const QByteArrayList &cookies, const char *secret) {
        QTest::addRow("'%s'", cookies.join("' '").constData()) << cookies << QByteArray(secret);
    };
    // One session, wherever it stands.
    row({"session=abc"}, "abc");
    row({"session=abc;"}, "abc");
    row({";session=abc"}, "abc");
    row({" session=abc "}, "abc");
    row({"a=b; session=abc"}, "abc");
    row({"a=b;session=abc;c=d"}, "abc");
    row({"session=abc; Path=/; $Version=1"}, "abc");
    row({"a=b", "session=abc"}, "abc");
    row({"session=abc", "a=b"}, "abc");
    row({"a; session=abc"}, "abc");
    row({"a=session=no; session=abc"}, "abc");
    row({"=; session=abc"}, "abc");
    row({"session=a=b"}, "a=b");
    row({"session==abc"}, "=abc");
    row({"session=abc def"}, "abc def");
    row({"session=abc,session=def"}, "abc,session=def");
    row({"session=a%62c"}, "a%62c");
    // Quotes belong to a value and hold nothing together. Source: RFC 6265 section 5.4
    row({"session=\"abc\""}, "\"abc\"");
    row({"session=\"abc; a=b\""}, "\"abc");
    row({"a=\"b; session=abc; c\""}, "abc");
    // The same twice is one.
    row({"session=abc; session=abc"}, "abc");
    row({"session=abc", "session=abc"}, "abc");
    row({"session=abc; a=b;session=abc "}, "abc");
    // Who can plant a second one must not decide which counts.
    row({"session=abc; session=def"}, "");
    row({"session=def; session=abc"}, "");
    row({"session=abc", "session=def"}, "");
    row({"session=abc; session=def; session=abc"}, "");
    row({"session=abc; session=abc; session=def"}, "");
    row({"session=; session=abc"}, "");
    row({"session=abc; session="}, "");
    row({"session=abc; session=\"abc\""}, "");
    row({"session=abc; session=ABC"}, "");
    row({"session=abc; session= abc"}, "");
    // None.
    row({}, "");
    row({""}, "");
    row({"session"}, "");
    row({"session="}, "");
    row({"session; abc"}, "");
    row({"=session=abc; a"}, "");
    row({"Session=abc"}, "");
    row({"SESSION=abc"}, "");
    row({"session =abc"}, "");
    row({"session\t=abc"}, "");
    row({"xsession=abc"}, "");
    row({"session2=abc"}, "");
    row({"session.id=abc"}, "");
    row({"__Host-session=abc"}, "");
    row({"__Secure-session=abc"}, "");
    row({"%73ession=abc"}, "");
    row({"session:abc"}, "");
    row({"\"session\"=abc"}, "");
    row({"$session=abc"}, "");
    row({"a=b, session=abc"}, "");
    row({"a=b&session=abc"}, "");
    row({"ses", "sion=abc"}, "");
    row({"\xc2\xa0session=abc"}, "");
}

void CredentialsTest::sessionSecret()
{
    QFETCH(const QByteArrayList, cookies);
    QFETCH(const QByteArray, secret);
    QCOMPARE(headway::sessionSecret(headWith("cookie", cookies)), secret);
}

void CredentialsTest::anotherFieldHasNone()
{
    for (const char *name : {"proxy-authorization", "x-authorization", "cookie2", "set-cookie"}) {
        QVERIFY(headway::bearerToken(headWith(name, {"Bearer hw_abc"})).isEmpty());
        QVERIFY(headway::sessionSecret(headWith(name, {"session=abc"})).isEmpty());
    }
}

QTEST_GUILESS_MAIN(CredentialsTest)
#include "tst_credentials.moc"
