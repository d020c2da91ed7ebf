#include "ui/models/querycompletion.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

/// What the search box offers; the cursor is where the bar stands.
class TestQueryCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offers_data();
    void offers();
    void tellsWhatEachMeans();
};

void TestQueryCompletion::offers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("offered");

    const auto row = [](const QString &text, const QString &part, const QString &offered) {
        QTest::addRow("%s", qPrintable(text)) << text << part << offered;
    };
    row(u"|"_s, u""_s, u""_s);
    row(u"st|"_s, u"st"_s, u"status:"_s);
    row(u"ST|"_s, u"ST"_s, u"status:"_s);
    row(u"-st|"_s, u"st"_s, u"status:"_s);
    row(u"-|"_s, u""_s, u"status: kind: host: label:"_s); // a time takes no minus
    row(u"-si|"_s, u"si"_s, u""_s);
    row(u"--|"_s, u"-"_s, u""_s);
    row(u"make ki| all"_s, u"ki"_s, u"kind:"_s);
    row(u"\"a ki|"_s, u"\"a ki"_s, u""_s);
    row(u"zebra|"_s, u"zebra"_s, u""_s);
    row(u"status:|"_s, u""_s,
        u"pending processing paused cancelling completed failed cancelled lost running waiting "
        "ended"_s);
    row(u"status:c|"_s, u"c"_s, u"cancelling completed cancelled"_s);
    row(u"status:failed,l|"_s, u"l"_s, u"lost"_s);
    row(u"-Status:failed,l|"_s, u"l"_s, u"lost"_s);
    row(u"status:lost|"_s, u"lost"_s, u""_s);
    row(u"kind:|"_s, u""_s, u"build \"a b\" \"c,d\""_s);
    row(u"kind:\"a|"_s, u"\"a"_s, u"\"a b\""_s);
    row(u"host:w|"_s, u"w"_s, u"workshop"_s);
    row(u"label:|"_s, u""_s, u"branch=main who=\"me too\""_s);
    row(u"label:branch=|"_s, u"branch="_s, u"branch=main"_s);
    row(u"since:y|"_s, u"y"_s, u"yesterday"_s);
    row(u"ended-until:t|"_s, u"t"_s, u"today"_s);
    row(u"https:|"_s, u""_s, u""_s);
    row(u"st|atus:failed"_s, u"st"_s, u"status:"_s);
}

void TestQueryCompletion::offers()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    QFETCH(QString, offered);

    TaskGroups known;
    known.kinds = {{{}, u"build"_s, 3}, {{}, u"a b"_s, 2}, {{}, u"c,d"_s, 1}};
    known.hosts = {{{}, u"workshop"_s, 3}};
    known.labels = {{u"branch"_s, u"main"_s, 3}, {u"who"_s, u"me too"_s, 2}};
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(u'|');
    const QueryCompletion completion = completionOf(text, cursor, known);
    QCOMPARE(text.mid(completion.begin, completion.length), part);
    QStringList texts;
    for (const QueryOffer &offer : completion.offers) {
        texts += offer.text;
        QVERIFY2(!offer.meaning.isEmpty(), qPrintable(offer.text));
    }
    QCOMPARE(texts.join(u' '), offered);
}

void TestQueryCompletion::tellsWhatEachMeans()
{
    TaskGroups known;
    known.kinds = {{{}, u"build"_s, 3}, {{}, u"test"_s, 1}};
    const auto meaning = [&known](const QString &text) {
        return completionOf(text, text.size(), known).offers.constFirst().meaning;
    };
    QCOMPARE(meaning(u"ho"_s), u"The computer it runs on"_s);
    QCOMPARE(meaning(u"-ho"_s), u"Leave out a computer"_s);
    QCOMPARE(meaning(u"status:failed,lo"_s), u"Is not heard of any more"_s);
    QCOMPARE(meaning(u"status:run"_s), u"processing, paused, cancelling"_s);
    QCOMPARE(meaning(u"status:wait"_s), u"pending"_s);
    QCOMPARE(meaning(u"since:2"_s), u"2 hours ago"_s);
    QCOMPARE(meaning(u"kind:b"_s), u"3 tasks"_s);
    QCOMPARE(meaning(u"kind:t"_s), u"1 task"_s);
    QVERIFY(completionOf(u"ho"_s, 2, known).isKeyword);
    QVERIFY(!completionOf(u"kind:"_s, 5, known).isKeyword);
}

QTEST_GUILESS_MAIN(TestQueryCompletion)
#include "tst_querycompletion.moc"
