#include "core/base/shellword.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestShellWord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shellReadsItBack_data();
    void shellReadsItBack();
    void plainWordStaysAsItIs();
};

void TestShellWord::shellReadsItBack_data()
{
    QTest::addColumn<QString>("word");
    for (const QString &word :
         {u""_s, u"make"_s, u"two words"_s, u"it's"_s, u"$(reboot) `x` \"q\""_s, u"a\nb"_s,
          u"*?~"_s, u"straße"_s, u"\\"_s, u"'"_s})
        QTest::newRow(qPrintable(word)) << word;
}

void TestShellWord::shellReadsItBack()
{
    QFETCH(const QString, word);
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s.' "_s + shellWord(word)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), word + u'.');
}

void TestShellWord::plainWordStaysAsItIs()
{
    QCOMPARE(shellWord(u"/usr/bin/make"_s), u"/usr/bin/make"_s);
    QCOMPARE(shellWord(u"a b"_s), u"'a b'"_s);
}

QTEST_GUILESS_MAIN(TestShellWord)
#include "tst_shellword.moc"
