#include "core/base/logtext.h"

#include <QTest>

#include <algorithm>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

QString stringOf(char32_t c)
{
    return QStringView(QChar::fromUcs4(c)).toString();
}

} // namespace

class LogTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void charactersAreShown_data();
    void charactersAreShown();
    void bytesAreShown_data();
    void bytesAreShown();
    void nothingThatEndsALineIsLeft();
    void longTextIsCut_data();
    void longTextIsCut();
};

void LogTextTest::charactersAreShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    const auto row = [](const char *name, const QString &text, const QString &shown) {
        QTest::newRow(name) << text << shown;
    };
    const auto single = [&](const char *name, char32_t c, const QString &shown) {
        row(name, u'a' + stringOf(c) + u'b', u'a' + shown + u'b');
    };
    row("nothing", {}, {});
    row("plain", u"Build of kernel 6.1 (50 %) 'x' \"y\" <z>"_s,
        u"Build of kernel 6.1 (50 %) 'x' \"y\" <z>"_s);
    row("other scripts", u"Größe, размер, 大小, חלון"_s, u"Größe, размер, 大小, חלון"_s);
    row("beyond 16 bits", u"\U0001f680"_s, u"\U0001f680"_s);
    row("combining mark", u"e\u0301"_s, u"e\u0301"_s);
    row("a second line", u"x\r\nheadway: all is well"_s, u"x\\x0d\\x0aheadway: all is well"_s);
    row("an escape's double", u"\\x0a"_s, u"\\x5cx0a"_s);
    row("terminal colours", u"\x1b[31mred"_s, u"\\x1b[31mred"_s);
    single("line feed", U'\n', u"\\x0a"_s);
    single("carriage return", U'\r', u"\\x0d"_s);
    single("tab", U'\t', u"\\x09"_s);
    single("NUL", 0, u"\\x00"_s);
    single("DEL", 0x7f, u"\\x7f"_s);
    single("C1 next line", 0x85, u"\\u0085"_s);
    single("C1 control sequence", 0x9b, u"\\u009b"_s);
    single("no-break space", 0xa0, u"\\u00a0"_s);
    single("soft hyphen", 0xad, u"\\u00ad"_s);
    single("zero-width space", 0x200b, u"\\u200b"_s);
    single("zero-width joiner", 0x200d, u"\\u200d"_s);
    single("right-to-left mark", 0x200f, u"\\u200f"_s);
    single("right-to-left override", 0x202e, u"\\u202e"_s);
    single("first isolate", 0x2066, u"\\u2066"_s);
    single("last isolate", 0x2069, u"\\u2069"_s);
    single("Arabic letter mark", 0x061c, u"\\u061c"_s);
    single("line separator", 0x2028, u"\\u2028"_s);
    single("paragraph separator", 0x2029, u"\\u2029"_s);
    single("byte order mark", 0xfeff, u"\\ufeff"_s);
    single("grapheme joiner", 0x034f, u"\\u034f"_s);
    single("Hangul filler", 0x3164, u"\\u3164"_s);
    single("variation selector", 0xfe0f, u"\\ufe0f"_s);
    single("private use", 0xe000, u"\\ue000"_s);
    single("not assigned", 0x0378, u"\\u0378"_s);
    single("noncharacter", 0xffff, u"\\uffff"_s);
    single("tag letter", 0xe0041, u"\\U000e0041"_s);
    row("lone surrogates", u"a\xd83d"_s + u"b\xde80"_s, u"a\\ud83db\\ude80"_s);
}

void LogTextTest::charactersAreShown()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(logText(text), shown);
    if (text.isValidUtf16())
        QCOMPARE(logText(text.toUtf8()), shown);
}

void LogTextTest::bytesAreShown_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");

    QTest::newRow("no UTF-8") << "a\xff\xfe"_ba << u"a\\xff\\xfe"_s;
    QTest::newRow("Latin-1") << "Gr\xf6\xdf"_ba + 'e' << u"Gr\\xf6\\xdfe"_s;
    QTest::newRow("overlong line feed") << "\xc0\x8a"_ba << u"\\xc0\\x8a"_s;
    QTest::newRow("surrogate") << "\xed\xa0\xbd"_ba << u"\\xed\\xa0\\xbd"_s;
    QTest::newRow("beyond Unicode") << "\xf4\x90\x80\x80"_ba << u"\\xf4\\x90\\x80\\x80"_s;
    QTest::newRow("cut short") << "\xe2\x82"_ba << u"\\xe2\\x82"_s;
    QTest::newRow("lone continuation") << "\x80"_ba << u"\\x80"_s;
    QTest::newRow("broken, then whole") << "\xe2\x82\xc3\xb6"_ba << u"\\xe2\\x82ö"_s;
    QTest::newRow("NUL") << QByteArray(2, '\0') << u"\\x00\\x00"_s;
}

void LogTextTest::bytesAreShown()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, shown);
    QCOMPARE(logText(bytes), shown);
}

void LogTextTest::nothingThatEndsALineIsLeft()
{
    for (char32_t c = 0; c <= QChar::LastValidCodePoint; ++c) {
        const QString shown = logText(stringOf(c));
        const bool isEscaped = shown.size() > 2;
        const bool hasLineEnd = std::any_of(shown.cbegin(), shown.cend(), [](QChar unit) {
            return unit != u' ' && unit.isSpace();
        });
        // Qt's macros only where one is wrong: a million of them take a minute.
        if (isEscaped != (!QChar::isPrint(c) || shown.startsWith(u'\\')) || hasLineEnd)
            QFAIL(qPrintable(QString::number(c, 16)));
    }
}

void LogTextTest::longTextIsCut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("maxLength");
    QTest::addColumn<QString>("shown");

    QTest::newRow("just fits") << u"12345"_s << qsizetype(5) << u"12345"_s;
    QTest::newRow("one too many") << u"123456"_s << qsizetype(5) << u"12345…"_s;
    QTest::newRow("no half escape") << u"123\n5"_s << qsizetype(5) << u"123…"_s;
    QTest::newRow("no half character") << u"1234\U0001f680"_s << qsizetype(5) << u"1234…"_s;
    QTest::newRow("usual length") << QString(1000, u'x') << logTextLength
                                  << QString(logTextLength, u'x') + u'…';
}

void LogTextTest::longTextIsCut()
{
    QFETCH(const QString, text);
    QFETCH(const qsizetype, maxLength);
    QFETCH(const QString, shown);
    QCOMPARE(logText(text, maxLength), shown);
    QCOMPARE(logText(text.toUtf8(), maxLength), shown);
}

QTEST_GUILESS_MAIN(LogTextTest)
#include "tst_logtext.moc"
