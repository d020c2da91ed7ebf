#include "core/terminal/terminalline.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestTerminalLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsWhatATerminalShows_data();
    void textIsWhatATerminalShows();
    void stylesAreRead_data();
    void stylesAreRead();
    void runsOfOneStyleAreOne();
    void longLineIsCut();
    void erasedRestCutsNothing();
};

void TestTerminalLine::textIsWhatATerminalShows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    QTest::newRow("plain") << QByteArray("make all\n") << u"make all"_s;
    QTest::newRow("line end of a terminal") << QByteArray("make all\r\n") << u"make all"_s;
    QTest::newRow("carriage return") << QByteArray("10 %\r20 %") << u"20 %"_s;
    QTest::newRow("shorter over longer") << QByteArray("100 files\r99") << u"990 files"_s;
    QTest::newRow("erased to the end") << QByteArray("100 files\r99\x1b[K") << u"99"_s;
    QTest::newRow("erased whole") << QByteArray("100\x1b[2K\rok") << u"ok "_s;
    QTest::newRow("backspace") << QByteArray("ab\bc") << u"ac"_s;
    QTest::newRow("tab") << QByteArray("a\tb") << u"a       b"_s;
    QTest::newRow("column") << QByteArray("abc\x1b[1Gx\x1b[2Cy") << u"xbcy"_s;
    QTest::newRow("colours") << QByteArray("\x1b[1;31merror:\x1b[0m no") << u"error: no"_s;
    QTest::newRow("title") << QByteArray("\x1b]0;title\aok") << u"ok"_s;
    QTest::newRow("link") << QByteArray("\x1b]8;;http://a\x1b\\ok\x1b]8;;\x1b\\") << u"ok"_s;
    QTest::newRow("cursor and screen") << QByteArray("\x1b[2J\x1b[5A\x1b[?25lok") << u"ok"_s;
    QTest::newRow("unfinished") << QByteArray("ok\x1b[3") << u"ok"_s;
    QTest::newRow("UTF-8") << QByteArray("größer 🚀") << u"größer 🚀"_s;
    QTest::newRow("not UTF-8") << QByteArray("a\xff"
                                             "b")
                               << u"a\ufffdb"_s;
    QTest::newRow("bell and NUL") << QByteArray("a\a\0b", 4) << u"ab"_s;
    QTest::newRow("half a character") << QByteArray("a\xc2r") << u"a\uFFFDr"_s;
    QTest::newRow("many numbers") << "\x1b[1" + QByteArray(";:").repeated(5000) + "mok" << u"ok"_s;
    QTest::newRow("huge number") << QByteArray("a\x1b[99999999999Cb")
                                 << u"a"_s + QString(999, u' ');
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestTerminalLine::textIsWhatATerminalShows()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(terminalLine(bytes).text().trimmed(), text.trimmed());
}

void TestTerminalLine::stylesAreRead_data()
{
    QTest::addColumn<QByteArray>("sequence");
    QTest::addColumn<TerminalStyle>("style");

    using Kind = TerminalColour::Kind;
    const auto row = [](const char *sequence, const TerminalStyle &style) {
        QTest::newRow(sequence) << QByteArray(sequence) << style;
    };
    row("", {});
    row("1", {.bold = true});
    row("1;31", {.text = {Kind::Indexed, 1}, .bold = true});
    row("92;44", {.text = {Kind::Indexed, 10}, .ground = {Kind::Indexed, 4}});
    row("2;3;4;7;9",
        {.faint = true, .italic = true, .underlined = true, .reversed = true, .struckOut = true});
    row("1;2;22", {});
    row("31;1;0", {});
    row("31;", {});
    row("31;39", {});
    row("38;5;208;1", {.text = {Kind::Indexed, 208}, .bold = true});
    row("48;2;1;2;3;4", {.ground = {Kind::Rgb, 0x010203}, .underlined = true});
    row("38:2:1:2:3;1", {.text = {Kind::Rgb, 0x010203}, .bold = true});
    row("38:2::1:2:3;1", {.text = {Kind::Rgb, 0x010203}, .bold = true});
    row("38:5:208", {.text = {Kind::Indexed, 208}});
    row("4:3", {.underlined = true});
    row("4;4:0;1", {.bold = true});
    row("38;5", {.text = {Kind::Indexed, 0}});
    row("38", {});
    row("1234", {});
}

void TestTerminalLine::stylesAreRead()
{
    QFETCH(QByteArray, sequence);
    QFETCH(TerminalStyle, style);
    const TerminalLine line = terminalLine("\x1b[" + sequence + "mx");
    QCOMPARE(line.runs.size(), 1);
    QVERIFY(line.runs.constFirst().style == style);
}

void TestTerminalLine::runsOfOneStyleAreOne()
{
    const TerminalLine line = terminalLine("a\x1b[mb\x1b[31mc\x1b[31md\x1b[me");
    QCOMPARE(line.runs.size(), 3);
    QCOMPARE(line.runs.at(1).text, u"cd"_s);
}

void TestTerminalLine::longLineIsCut()
{
    const TerminalLine line = terminalLine(QByteArray(100'000, 'x'), 80);
    QCOMPARE(line.text(), QString(80, u'x'));
    QVERIFY(line.isCut);
    QVERIFY(!terminalLine(QByteArray(80, 'x'), 80).isCut);
}

void TestTerminalLine::erasedRestCutsNothing()
{
    QVERIFY(!terminalLine(QByteArray(100, 'x') + "\r\x1b[Kshort", 80).isCut);
}

QTEST_APPLESS_MAIN(TestTerminalLine)
#include "tst_terminalline.moc"
