#include "core/api/forwarded.h"
#include "tests/support/headwith.h"

#include <QHostAddress>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

/// What a proxy says of its client, among what the client says of itself.
class ForwardedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void client_data();
    void client();
    void isSecure_data();
    void isSecure();
    void otherFieldsSayNothing();
    void oneTextAnAddress();
};

void ForwardedTest::client_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<QString>("address");

    const auto row = [](const QByteArrayList &values, const QString &address) {
        QTest::addRow("'%s'", values.join("' '").constData()) << values << address;
    };
    row({"192.0.2.1"}, u"192.0.2.1"_s);
    row({" 192.0.2.1 "}, u"192.0.2.1"_s);
    row({"2001:db8::1"}, u"2001:db8::1"_s);
    row({"2001:DB8:0:0:0:0:0:1"}, u"2001:db8::1"_s);
    row({"::ffff:192.0.2.1"}, u"192.0.2.1"_s);
    row({"::1"}, u"::1"_s);
    // The last is the proxy's word; what stands before it may be invented.
    row({"198.51.100.1, 192.0.2.1"}, u"192.0.2.1"_s);
    row({"198.51.100.1,192.0.2.1"}, u"192.0.2.1"_s);
    row({"198.51.100.1", "192.0.2.1"}, u"192.0.2.1"_s);
    row({"127.0.0.1, 192.0.2.1"}, u"192.0.2.1"_s);
    row({"<script>, 192.0.2.1"}, u"192.0.2.1"_s);
    row({"\"198.51.100.1, 192.0.2.1"}, u"192.0.2.1"_s);
    // Nothing that can be believed.
    row({}, {});
    row({""}, {});
    row({"192.0.2.1,"}, {});
    row({"192.0.2.1", ""}, {});
    row({"192.0.2.1, unknown"}, {});
    row({"unknown"}, {});
    row({"_hidden"}, {});
    row({"localhost"}, {});
    row({"192.0.2.1:4711"}, {});
    row({"[2001:db8::1]"}, {});
    row({"[2001:db8::1]:4711"}, {});
    row({"\"192.0.2.1\""}, {});
    row({"for=192.0.2.1"}, {});
    row({"192.0.2.256"}, {});
    row({"192.0.2.1.1"}, {});
    row({"192.0.2.1 198.51.100.1"}, {});
    row({"192.0.2.1/24"}, {});
    row({"192.0.2.1\xc2\xa0"}, {});
    row({"2001:db8::1::2"}, {});
    row({"2001:db8::12345"}, {});
    row({"-1"}, {});
    row({"' OR 1=1--"}, {});
}

void ForwardedTest::client()
{
    QFETCH(const QByteArrayList, values);
    QFETCH(const QString, address);
    QCOMPARE(forwardedFor(headWith("x-forwarded-for", values)), address);
}

void ForwardedTest::isSecure_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<bool>("isSecure");

    const auto row = [](const QByteArrayList &values, bool isSecure) {
        QTest::addRow("'%s'", values.join("' '").constData()) << values << isSecure;
    };
    row({"https"}, true);
    row({"HTTPS"}, true);
    row({" https "}, true);
    row({"http, https"}, true);
    row({"http", "https"}, true);
    row({}, false);
    row({""}, false);
    row({"http"}, false);
    row({"https, http"}, false);
    row({"https", "http"}, false);
    row({"https,"}, false);
    row({"https", ""}, false);
    row({"https:"}, false);
    row({"https://"}, false);
    row({"\"https\""}, false);
    row({"httpss"}, false);
    row({"xhttps"}, false);
    row({"wss"}, false);
    row({"on"}, false);
    row({"https;q=1"}, false);
    row({"proto=https"}, false);
}

void ForwardedTest::isSecure()
{
    QFETCH(const QByteArrayList, values);
    QFETCH(const bool, isSecure);
    QCOMPARE(isForwardedSecurely(headWith("x-forwarded-proto", values)), isSecure);
}

void ForwardedTest::otherFieldsSayNothing()
{
    for (const char *name : {"forwarded", "x-real-ip", "x-client-ip", "x_forwarded_for", "via"})
        QVERIFY(forwardedFor(headWith(name, {"192.0.2.1"})).isEmpty());
    for (const char *name :
         {"forwarded", "x-forwarded-ssl", "x-forwarded-scheme", "front-end-https"})
        QVERIFY(!isForwardedSecurely(headWith(name, {"https"})));
}

void ForwardedTest::oneTextAnAddress()
{
    QCOMPARE(plainText(QHostAddress(u"::ffff:192.0.2.1"_s)), u"192.0.2.1"_s);
    QCOMPARE(plainText(QHostAddress(u"192.0.2.1"_s)), u"192.0.2.1"_s);
    QCOMPARE(plainText(QHostAddress(u"2001:DB8::0:1"_s)), u"2001:db8::1"_s);
}

QTEST_GUILESS_MAIN(ForwardedTest)
#include "tst_forwarded.moc"
