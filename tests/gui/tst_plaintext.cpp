#include "ui/models/plaintext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLineIsHarmless_data();
    void oneLineIsHarmless();
    void longTextIsCutWithAnEllipsis();
    void combiningMarksAreBounded();
    void surrogatePairsStayWhole();
    void linesAreKeptWhereWanted();
    void toolTipHoldsNoMarkup();
};

void TestPlainText::oneLineIsHarmless_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << u"make -j8 all"_s << u"make -j8 all"_s;
    QTest::newRow("markup stays as it is") << u"<b>x</b> & y"_s << u"<b>x</b> & y"_s;
    QTest::newRow("line ends") << u"a\nb\r\nc\u2028d"_s << u"a b c d"_s;
    QTest::newRow("tab") << u"a\tb"_s << u"a b"_s;
    QTest::newRow("outer blanks") << u"  a  "_s << u"a"_s;
    QTest::newRow("bell") << u"a\u0007b"_s << u"a\u2407b"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u"b"_s) << u"a\u2400b"_s;
    QTest::newRow("delete") << u"a\u007fb"_s << u"a\u2421b"_s;
    QTest::newRow("C1") << u"a\u009bb"_s << u"a\ufffdb"_s;
    QTest::newRow("bidi override") << u"txt.\u202eexe"_s << u"txt.\ufffdexe"_s;
    QTest::newRow("bidi isolate") << u"\u2066a\u2069"_s << u"\ufffda\ufffd"_s;
    QTest::newRow("lone surrogate") << QString(u"a"_s + QChar(0xd83d) + u"b"_s) << u"a\ufffdb"_s;
    QTest::newRow("Hebrew letters stay") << u"שלום"_s << u"שלום"_s;
    QTest::newRow("accents stay") << u"e\u0301t\u0323\u0302"_s << u"e\u0301t\u0323\u0302"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestPlainText::oneLineIsHarmless()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(oneLine(text), shown);
}

void TestPlainText::longTextIsCutWithAnEllipsis()
{
    const QString shown = oneLine(QString(1'000'000, u'x'), 100);
    QCOMPARE(shown, QString(100, u'x') + u'…');
    QCOMPARE(oneLine(QString(100, u'x'), 100), QString(100, u'x'));
}

void TestPlainText::combiningMarksAreBounded()
{
    const QString shown = oneLine(u'a' + QString(30'000, QChar(0x301)) + u'b');
    QVERIFY(shown.count(QChar(0x301)) <= 6);
    QVERIFY(shown.startsWith(u'a'));
    QVERIFY(shown.endsWith(u'…'));
}

void TestPlainText::surrogatePairsStayWhole()
{
    const QString shown = oneLine(u"🚀🚀🚀"_s, 3);
    QVERIFY(shown.isValidUtf16());
    QCOMPARE(oneLine(u"🚀 build"_s), u"🚀 build"_s);
}

void TestPlainText::linesAreKeptWhereWanted()
{
    QCOMPARE(manyLines(u"  a\r\nb\tc\rd\n"_s), u"  a\nb\tc\nd\n"_s);
    QCOMPARE(manyLines(u"a\u202eb\u001b[0m"_s), u"a\ufffdb\u241b[0m"_s);
}

void TestPlainText::toolTipHoldsNoMarkup()
{
    const QString tip = toolTipText(u"<img src=/some/fifo>\n&amp;"_s);
    QCOMPARE(tip, u"<p>&lt;img src=/some/fifo&gt;<br>&amp;amp;</p>"_s);
    QVERIFY(toolTipText({}).isEmpty());
    QVERIFY(toolTipText(QString(100'000, u'<')).size() < 4000);
}

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
