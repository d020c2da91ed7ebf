#include "core/terminal/terminaltext.h"

#include <QTest>

#include <random>

using namespace headway;
using namespace Qt::StringLiterals;

class TerminalTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatATerminalWould_data();
    void showsWhatATerminalWould();
    void piecesOfAnySizeGiveTheSame_data() { showsWhatATerminalWould_data(); }
    void piecesOfAnySizeGiveTheSame();
    void scrolledOffLinesAreFinished();
    void lastLineOutlivesItsScreen();
    void finishedLinesAreBounded();
    void anyBytesAreHarmless();
};

void TerminalTextTest::showsWhatATerminalWould_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("screen");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &screen) {
        QTest::newRow(name) << bytes << screen;
    };
    row("nothing", "", {});
    row("plain lines", "one\ntwo\n", {u"one"_s, u"two"_s});
    row("bare LF returns the carriage", "ab\ncd", {u"ab"_s, u"cd"_s});
    row("CR LF", "ab\r\ncd\r\n", {u"ab"_s, u"cd"_s});
    row("CR overwrites", "  1%\r 50%\r100%", {u"100%"_s});
    row("CR keeps what is not overwritten", "abcdef\rxy", {u"xycdef"_s});
    row("backspace", "12%\b\b\b34%", {u"34%"_s});
    row("tab", "a\tb", {u"a       b"_s});
    row("colours vanish", "\x1b[1;31merror:\x1b[0m \x1b[38;5;4mno\x1b[m", {u"error: no"_s});
    row("erase to the end of the line", "building\r\x1b[Kdone", {u"done"_s});
    row("cursor up", "one\ntwo\n\x1b[2Aonce\x1b[2B", {u"once"_s, u"two"_s});
    row("empty lines between stay", "a\n\n\nb\n\n", {u"a"_s, {}, {}, u"b"_s});
    row("trailing blanks go", "a   \n", {u"a"_s});
    row("window title", "\x1b]0;secret title\x07visible", {u"visible"_s});
    row("long window title", "\x1b]0;" + QByteArray(5000, 't') + "\x07visible", {u"visible"_s});
    row("hyperlink", "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", {u"link"_s});
    row("UTF-8", "Z\xc3\xbcrich \xe2\x82\xac", {u"Zürich €"_s});
    row("wide characters",
        "\xe6\x97\xa5\xe6\x9c\xac"
        "!",
        {u"日本!"_s});
    row("wide characters overwritten", "\xe6\x97\xa5\xe6\x9c\xac\rabc", {u"abc"_s});
    row("combining mark", "e\xcc\x81t", {u"e\u0301t"_s});
    row("beyond the first plane", "\xf0\x9f\x9a\x80 up", {u"\U0001F680 up"_s});
    row("invalid UTF-8",
        "a\xff"
        "b",
        {u"a\uFFFDb"_s});
    row("half a character", "a\xcc~", {u"a\uFFFD~"_s});
    row("two halves of characters", "a\xcc\xcc~", {u"a\uFFFD\uFFFD~"_s});
    row("line drawing after UTF-8", "\x1b(0q\xc3\xa4q", {u"\u2500ä\u2500"_s});
    row("byte order mark", "\xef\xbb\xbf!", {u"!"_s});
    row("encoded surrogate",
        "a\xed\xa0\x80"
        "b",
        {u"a\uFFFD\uFFFD\uFFFDb"_s});
    row("reset keeps lines starting left",
        "\x1b"
        "cone\ntwo",
        {u"one"_s, u"two"_s});
    row("alternate screen goes again", "before\n\x1b[?1049hfull\x1b[?1049lafter",
        {u"before"_s, u"after"_s});
    row("a setting asked for", "\x1bP$q\"p\x1b\\ok", {u"ok"_s});
    row("a setting asked for after a control", "\x1b\x07P$q\"p\x07ok", {u"ok"_s});
    row("a long device control string", "\x1bP" + QByteArray(5000, 'q') + "\x1b\\ok", {u"ok"_s});
    row("more numbers than there is room for",
        "\x1b[1" + QByteArray("::;;").repeated(5000) + "mok\x1b[1;31m!", {u"ok!"_s});
    row("a control beyond ASCII", "\xc2\x9b\x1b[Kok", {u"\uFFFDok"_s});
    row("a repeated character", "ab\x1b[3bc", {u"abbbbc"_s});
    row("nothing to repeat", "\x1b[5bok", {u"ok"_s});
    row("nothing to repeat after a reset",
        "a\x1b"
        "c\x1b[5bok",
        {u"ok"_s});
    row("what takes no column is not repeated", "a\xcc\x81\x1b[99999999999bok", {u"a\u0301ok"_s});
    row("a question gets no answer", "\x1b[6n\x1b[cok", {u"ok"_s});
}

void TerminalTextTest::showsWhatATerminalWould()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, screen);
    TerminalText text;
    text.write(bytes);
    QCOMPARE(text.screen(), screen);
    QCOMPARE(text.lastLine(), screen.isEmpty() ? QString() : screen.last());
    QVERIFY(text.takeFinished().isEmpty());
}

void TerminalTextTest::piecesOfAnySizeGiveTheSame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, screen);
    TerminalText text;
    for (const char byte : std::as_const(bytes))
        text.write(QByteArray(1, byte));
    QCOMPARE(text.screen(), screen);
}

void TerminalTextTest::scrolledOffLinesAreFinished()
{
    TerminalText text(10, 2);
    text.write("1\n2\n3\n4");
    QCOMPARE(text.takeFinished(), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(text.takeFinished().isEmpty());
    QCOMPARE(text.screen(), (QStringList{u"3"_s, u"4"_s}));
    text.write("\nabcdefghijKLM");
    QCOMPARE(text.takeFinished(), (QStringList{u"3"_s, u"4"_s}));
    QCOMPARE(text.screen(), (QStringList{u"abcdefghij"_s, u"KLM"_s}));
}

void TerminalTextTest::lastLineOutlivesItsScreen()
{
    TerminalText text(10, 2);
    text.write("last words\n\n\n\n\n");
    QVERIFY(text.screen().isEmpty());
    QCOMPARE(text.lastLine(), u"last words"_s);
}

void TerminalTextTest::finishedLinesAreBounded()
{
    TerminalText text(8, 2);
    for (int line = 0; line < 3 * TerminalText::maxFinished; ++line)
        text.write(QByteArray::number(line) + '\n');
    const QStringList finished = text.takeFinished();
    QCOMPARE(finished.size(), TerminalText::maxFinished);
    QCOMPARE(finished.last(), QString::number(3 * TerminalText::maxFinished - 2));
}

void TerminalTextTest::anyBytesAreHarmless()
{
    // A fixed seed: a failure can be repeated. Half of the bytes are from escape sequences.
    std::minstd_rand random(20261123);
    const QByteArray favourites =
        "\x1b[]PX^_;:?0123456789hlmABCDHJKLMPSTXbr\x07\x08\x0e\r\n\xc3\xe2";
    TerminalText text(40, 10);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes;
        for (int i = 0; i < 100; ++i) {
            const auto drawn = random();
            bytes += drawn % 2 == 0 ? static_cast<char>(drawn >> 8)
                                    : favourites.at((drawn >> 8) % favourites.size());
        }
        text.write(bytes);
        QVERIFY(text.screen().size() <= 10);
        for (const QString &line : text.screen() + text.takeFinished()) {
            QVERIFY(line.isValidUtf16());
            for (const QChar c : line)
                QVERIFY(c.category() != QChar::Other_Control);
        }
    }
}

QTEST_GUILESS_MAIN(TerminalTextTest)

#include "tst_terminaltext.moc"
