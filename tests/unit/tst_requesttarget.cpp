#include "core/api/requesttarget.h"

#include <QTest>

using namespace headway;

class RequestTargetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTakenApart_data();
    void isTakenApart();
    void escapesAreDecoded_data();
    void escapesAreDecoded();
    void badEscapesAreRefused_data();
    void badEscapesAreRefused();
    void everyByteSurvivesItsEscape();
};

void RequestTargetTest::isTakenApart_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("authority");

    const auto row = [](const char *target, const char *path, const char *query,
                        const char *authority = "") {
        QTest::newRow(target) << QByteArray(target) << QByteArray(path) << QByteArray(query)
                              << QByteArray(authority);
    };
    row("/", "/", "");
    row("/?", "/", "");
    row("/a/b", "/a/b", "");
    row("/a/b/", "/a/b/", "");
    row("//a", "//a", "");
    row("/./a/../b", "/./a/../b", "");
    row("/%2e%2E/%2F", "/%2e%2E/%2F", "");
    row("/a?b", "/a", "b");
    row("/a?b?c", "/a", "b?c");
    row("/a?/b", "/a", "/b");
    row("/a%3Fb", "/a%3Fb", "");
    row("/a?http://b/", "/a", "http://b/");
    row("/http://a/", "/http://a/", "");
    row("*", "*", "");
    row("http://a", "/", "", "a");
    row("http://a/", "/", "", "a");
    row("http://a?b", "/", "b", "a");
    row("http://a/b?c", "/b", "c", "a");
    row("http://a:1/b", "/b", "", "a:1");
    row("http://a:/", "/", "", "a:");
    row("http://[::1]:7717/a", "/a", "", "[::1]:7717");
    row("HTTP://A/b", "/b", "", "A");
    row("http://a//b", "//b", "", "a");
    row("http://a?/b", "/", "/b", "a");
}

void RequestTargetTest::isTakenApart()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, authority);
    const auto read = readRequestTarget(target);
    QVERIFY(read);
    QCOMPARE(read->path, path);
    QCOMPARE(read->query, query);
    QCOMPARE(read->authority, authority);
}

void RequestTargetTest::escapesAreDecoded_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");

    const auto row = [](const char *text, const char *bytes) {
        QTest::addRow("'%s'", text) << QByteArray(text) << QByteArray(bytes);
    };
    row("", "");
    row("a", "a");
    row("a+b", "a+b");
    row("%41", "A");
    row("%61%62", "ab");
    row("%2f%2F", "//");
    row("%2e%2E", "..");
    row("%252e", "%2e"); // once
    row("%25", "%");
    row("%0d%0A", "\r\n");
    row("%01", "\1");
    row("%7f", "\x7f");
    row("%c2%80", "\xc2\x80");
    row("%c3%A4", "\xc3\xa4");
    row("\xc3%a4", "\xc3\xa4");
    row("%e0%a0%80", "\xe0\xa0\x80");
    row("%ef%bb%bf", "\xef\xbb\xbf");
    row("%ef%bf%bf", "\xef\xbf\xbf");
    row("%ed%9f%bf", "\xed\x9f\xbf");
    row("%f0%90%80%80", "\xf0\x90\x80\x80");
    row("%f4%8f%bf%bf", "\xf4\x8f\xbf\xbf");
}

void RequestTargetTest::escapesAreDecoded()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, bytes);
    QCOMPARE(percentDecoded(text), bytes);
}

void RequestTargetTest::badEscapesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");

    for (const char *text : {"%",
                             "a%",
                             "%4",
                             "%%",
                             "%%41",
                             "%4%1",
                             "%zz",
                             "%4g",
                             "%g4",
                             "%+4",
                             "% 4",
                             "%-1",
                             "%0x41",
                             "%u0041",
                             "%U0041",
                             "%00",
                             "a%00",
                             "%00a",
                             "%80",
                             "%bf",
                             "%ff",
                             "%fe",
                             "%c0%80",
                             "%c0%ae",
                             "%c0%af",
                             "%c1%81",
                             "%c1%bf",
                             "%c3",
                             "%c3a",
                             "%c3/",
                             "%c3%41",
                             "%a4%c3",
                             "%e2%82",
                             "%e0%80%80",
                             "%e0%80%af",
                             "%e0%9f%bf",
                             "%ed%a0%80",
                             "%ed%bf%bf",
                             "%ed%a0%bd%ed%b8%80",
                             "%f0%80%80%af",
                             "%f0%8f%bf%bf",
                             "%f0%9f%98",
                             "%f4%90%80%80",
                             "%f5%80%80%80",
                             "%f8%88%80%80%80",
                             "\xc3",
                             "\xff",
                             "%c3\xc3"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("a bare NUL") << QByteArray("a\0b", 3);
}

void RequestTargetTest::badEscapesAreRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!percentDecoded(text));
    QVERIFY(!readRequestTarget('/' + text));
}

void RequestTargetTest::everyByteSurvivesItsEscape()
{
    for (int byte = 1; byte < 0x80; ++byte) {
        const QByteArray hex = QByteArray(1, static_cast<char>(byte)).toHex();
        const QByteArray expected(1, static_cast<char>(byte));
        QCOMPARE(percentDecoded('%' + hex), expected);
        QCOMPARE(percentDecoded('%' + hex.toUpper()), expected);
    }
}

QTEST_GUILESS_MAIN(RequestTargetTest)
#include "tst_requesttarget.moc"
