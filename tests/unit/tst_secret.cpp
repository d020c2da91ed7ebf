#include "core/base/secret.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class SecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreAsManyAsAsked();
    void secretsDiffer();
    void secretsAreSafeInUrlsAndHeaders();
    void hashIsBlake2b_data();
    void hashIsBlake2b();
    void comparisonIsExact_data();
    void comparisonIsExact();
};

void SecretTest::bytesAreAsManyAsAsked()
{
    QCOMPARE(randomBytes(0).size(), 0);
    QCOMPARE(randomBytes(1).size(), 1);
    QCOMPARE(randomBytes(1000).size(), 1000);
    QVERIFY(randomBytes(32) != randomBytes(32));
}

void SecretTest::secretsDiffer()
{
    QSet<QByteArray> secrets;
    for (int i = 0; i < 1000; ++i)
        secrets.insert(makeSecret());
    QCOMPARE(secrets.size(), 1000);
}

void SecretTest::secretsAreSafeInUrlsAndHeaders()
{
    static const QRegularExpression form(u"^hw_[A-Za-z0-9_-]{43}$"_s);
    for (int i = 0; i < 100; ++i)
        QVERIFY(form.match(QString::fromLatin1(makeSecret("hw_"))).hasMatch());
}

void SecretTest::hashIsBlake2b_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("hex");
    // As b2sum -l 256 gives them.
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("0e5751c026e543b2e8ab2eb06099daa1"
                                         "d1e5df47778f7787faab45cdf12fe3a8");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("bddd813c634239723171ef3fee98579b"
                                       "94964e3bb1cb3e427262c8c068d52319");
}

void SecretTest::hashIsBlake2b()
{
    QFETCH(QByteArray, secret);
    QTEST(hashOfSecret(secret).toHex(), "hex");
}

void SecretTest::comparisonIsExact_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("equal");
    QTest::newRow("equal") << QByteArray("secret") << QByteArray("secret") << true;
    QTest::newRow("empty") << QByteArray() << QByteArray("") << true;
    QTest::newRow("first byte") << QByteArray("Secret") << QByteArray("secret") << false;
    QTest::newRow("last byte") << QByteArray("secret") << QByteArray("secreT") << false;
    QTest::newRow("shorter") << QByteArray("secre") << QByteArray("secret") << false;
    QTest::newRow("longer") << QByteArray("secret") + '\0' << QByteArray("secret") << false;
    QTest::newRow("behind a NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
}

void SecretTest::comparisonIsExact()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(equalInConstantTime(a, b), "equal");
    QTEST(equalInConstantTime(b, a), "equal");
}

QTEST_GUILESS_MAIN(SecretTest)
#include "tst_secret.moc"
