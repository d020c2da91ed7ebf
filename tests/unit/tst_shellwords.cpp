#include "core/base/shellwords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestShellWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreTakenApart_data();
    void wordsAreTakenApart();
    void whatIsNotClosedIsNoCommand_data();
    void whatIsNotClosedIsNoCommand();
};

void TestShellWords::wordsAreTakenApart_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("words");

    const auto row = [](const char *name, const QString &command, const QStringList &words) {
        QTest::newRow(name) << command << words;
    };
    row("nothing", u""_s, {});
    row("blanks", u"  \t\n "_s, {});
    row("words", u"  make -j2\tall "_s, {u"make"_s, u"-j2"_s, u"all"_s});
    row("single quotes", u"echo 'a \"b\\ $c'"_s, {u"echo"_s, u"a \"b\\ $c"_s});
    row("double quotes", u"echo \"a 'b' \\\" \\\\ \\n\""_s, {u"echo"_s, u"a 'b' \" \\ \\n"_s});
    row("within a word", u"a'b c'd\"e f\"g\\ h"_s, {u"ab cde fg h"_s});
    row("empty words", u"a '' \"\""_s, {u"a"_s, u""_s, u""_s});
    row("a quote in quotes", u"'it'\\''s'"_s, {u"it's"_s});
    row("no operators", u"a; b | c > d && $(e) `f` *"_s,
        {u"a;"_s, u"b"_s, u"|"_s, u"c"_s, u">"_s, u"d"_s, u"&&"_s, u"$(e)"_s, u"`f`"_s, u"*"_s});
}

void TestShellWords::wordsAreTakenApart()
{
    QFETCH(QString, command);
    QFETCH(QStringList, words);
    const std::optional<QStringList> found = shellWords(command);
    QVERIFY(found);
    QCOMPARE(*found, words);
}

void TestShellWords::whatIsNotClosedIsNoCommand_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("single") << u"echo 'a"_s;
    QTest::newRow("double") << u"echo \"a"_s;
    QTest::newRow("backslash") << u"echo \\"_s;
    QTest::newRow("escaped quote") << u"echo \"a\\\""_s;
}

void TestShellWords::whatIsNotClosedIsNoCommand()
{
    QFETCH(QString, command);
    QVERIFY(!shellWords(command));
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
