#include "core/base/shellword.h"

#include <QFile>
#include <QTest>

#include <cstdio>

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
    // Not with QProcess, at whose way to start one clang 14's ThreadSanitizer aborts.
    std::FILE *shell = ::popen(("printf '%s.' " + shellWord(word).toUtf8()).constData(), "r");
    QFile output;
    QVERIFY(shell && output.open(shell, QIODevice::ReadOnly));
    const QByteArray printed = output.readAll();
    output.close();
    QCOMPARE(::pclose(shell), 0);
    QCOMPARE(QString::fromUtf8(printed), word + u'.');
}

void TestShellWord::plainWordStaysAsItIs()
{
    QCOMPARE(shellWord(u"/usr/bin/make"_s), u"/usr/bin/make"_s);
    QCOMPARE(shellWord(u"a b"_s), u"'a b'"_s);
}

QTEST_GUILESS_MAIN(TestShellWord)
#include "tst_shellword.moc"
