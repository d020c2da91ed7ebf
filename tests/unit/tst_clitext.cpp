#include "app/cli/lifetime.h"
#include "app/cli/plaintext.h"
#include "app/cli/tasktext.h"
#include "app/cli/terminalblock.h"
#include "app/cli/texttable.h"
#include "app/cli/watchline.h"

#include <QTest>

#include <clocale>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

class tst_CliText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::setlocale(LC_ALL, "C.UTF-8"); }
    void controlCharactersAreHarmless_data();
    void controlCharactersAreHarmless();
    void textIsCutByColumns_data();
    void textIsCutByColumns();
    void durationsAreShort_data();
    void durationsAreShort();
    void lifetimesAreRead_data();
    void lifetimesAreRead();
    void progressIsPercentOrCount();
    void tableFitsTheTerminal();
    void tableForScriptsHasTabs();
    void errorKeepsItsLinesAndNothingElse();
    void usageIsToldWithItsMost();
    void watchLineFits_data();
    void watchLineFits();
    void watchSummaryCounts();
    void blockIsDrawnOverItself();
};

void tst_CliText::controlCharactersAreHarmless_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << u"make all"_s << u"make all"_s;
    QTest::newRow("letters of the world") << u"äß日本 😀"_s << u"äß日本 😀"_s;
    QTest::newRow("markup") << u"<b>&amp;"_s << u"<b>&amp;"_s;
    QTest::newRow("colour") << u"\x1b[31mred"_s << u"�[31mred"_s;
    QTest::newRow("title") << u"\x1b]0;x\x07"_s << u"�]0;x�"_s;
    QTest::newRow("C1") << u"a\u009b2J"_s << u"a�2J"_s;
    QTest::newRow("delete") << u"a\u007f"_s << u"a�"_s;
    QTest::newRow("line breaks") << u"a\nb\r\nc\td"_s << u"a b  c d"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a b"_s;
    QTest::newRow("right to left") << u"a\u202eb\u2066"_s << u"a�b�"_s;
}

void tst_CliText::controlCharactersAreHarmless()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);

    QCOMPARE(harmless(text), shown);
}

void tst_CliText::textIsCutByColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("shown");

    QTest::newRow("fits") << u"build"_s << 5 << u"build"_s;
    QTest::newRow("too long") << u"build"_s << 4 << u"bui…"_s;
    QTest::newRow("one column") << u"build"_s << 1 << u"…"_s;
    QTest::newRow("no column") << u"build"_s << 0 << QString();
    QTest::newRow("wide letters fit") << u"日本"_s << 4 << u"日本"_s;
    QTest::newRow("half a wide letter") << u"日本語"_s << 4 << u"日…"_s;
    QTest::newRow("beyond the first plane") << u"😀😀😀"_s << 5 << u"😀😀…"_s;
    QTest::newRow("accents take no column") << u"e\u0301e\u0301"_s << 2 << u"e\u0301e\u0301"_s;
}

void tst_CliText::textIsCutByColumns()
{
    QFETCH(const QString, text);
    QFETCH(const int, columns);
    QFETCH(const QString, shown);

    QCOMPARE(elided(text, columns), shown);
    QVERIFY(columnsOf(elided(text, columns)) <= columns);
}

void tst_CliText::durationsAreShort_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");

    const auto row = [](const QString &text, std::chrono::milliseconds time) {
        QTest::newRow(qPrintable(text)) << qint64{time.count()} << text;
    };
    row(u"0s"_s, 999ms);
    row(u"59s"_s, 59s);
    row(u"1:00"_s, 60s);
    row(u"12:05"_s, 12min + 5s);
    row(u"1:02:03"_s, 1h + 2min + 3s);
    row(u"2d 0:00:09"_s, 48h + 9s);
}

void tst_CliText::durationsAreShort()
{
    QFETCH(const qint64, milliseconds);
    QFETCH(const QString, text);

    QCOMPARE(durationText(std::chrono::milliseconds(milliseconds)), text);
}

void tst_CliText::lifetimesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // 0: refused

    QTest::newRow("90s") << u"90s"_s << qint64{90};
    QTest::newRow("45m") << u"45m"_s << qint64{2700};
    QTest::newRow("12h") << u"12h"_s << qint64{43200};
    QTest::newRow("30d") << u"30d"_s << qint64{2592000};
    QTest::newRow("a hundred years") << u"36525d"_s << qint64{3155760000};
    QTest::newRow("longer") << u"36526d"_s << qint64{0};
    QTest::newRow("huge") << u"99999999999999999999d"_s << qint64{0};
    for (const char *wrong : {"", "d", "30", "30w", "0d", "-1d", "1.5h", "5M"})
        QTest::addRow("refused '%s'", wrong) << QString::fromLatin1(wrong) << qint64{0};
}

void tst_CliText::lifetimesAreRead()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, seconds);

    const Result<std::chrono::seconds> lifetime = readLifetime(text);
    QCOMPARE(lifetime.isOk(), seconds != 0);
    if (lifetime)
        QCOMPARE(qint64{lifetime->count()}, seconds);
    else
        QCOMPARE(lifetime.error().code, ErrorCode::InvalidArgument);
}

void tst_CliText::progressIsPercentOrCount()
{
    Task task;
    QCOMPARE(progressText(task), QString());
    task.progress.current = 12;
    task.progress.unit = u"files\x1b"_s;
    QCOMPARE(progressText(task), u"12 files�"_s);
    task.progress.total = 0;
    QCOMPARE(progressText(task), u"12/0 files�"_s);
    task.progress.fraction = 0.999;
    QCOMPARE(progressText(task), u"99%"_s);
    task.progress.fraction = 1;
    QCOMPARE(progressText(task), u"100%"_s);
}

void tst_CliText::tableFitsTheTerminal()
{
    TextTable table({u"ID"_s, u"NAME"_s});
    table.addRow({u"1"_s, u"日本語 and a rather long name\nof two lines"_s});
    table.addRow({u"1234"_s, u"\x1b[2J"_s});
    QCOMPARE(table.forPeople(20),
             u"ID    NAME\n"
             "1     日本語 and a …\n"
             "1234  �[2J\n"_s);
}

void tst_CliText::tableForScriptsHasTabs()
{
    TextTable table({u"ID"_s, u"WHAT"_s, u"NAME"_s});
    table.addRow({u"1"_s, QString(), u"a\tb\nc"_s});
    table.addRow({u"2"_s, u"x"_s, QString(300, u'n')});
    QCOMPARE(table.forScripts(), u"1\t-\ta b c\n2\tx\t%1\n"_s.arg(QString(300, u'n')));
}

void tst_CliText::errorKeepsItsLinesAndNothingElse()
{
    Task task;
    task.id = TaskId::make();
    task.name = u"two\nstatus: completed"_s;
    task.error = u"first\n\x1b[31msecond"_s;
    const QStringList lines = taskLines(task);
    QVERIFY(lines.contains(u"name: two status: completed"_s));
    QVERIFY(lines.contains(u"status: pending"_s));
    QVERIFY(lines.contains(u"error: first\n�[31msecond"_s));
}

void tst_CliText::usageIsToldWithItsMost()
{
    Task task;
    const TaskCourse course{{},
                            {{1s, {}, {}, 0, {250.0, {}}}, {2s, {}, {}, 0, {20.0, 1024 * 1024}}}};
    QVERIFY(taskLines(task).filter(u"cpu"_s).isEmpty());
    QVERIFY(taskLines(task, course).contains(u"cpu: at most 250%"_s));
    QVERIFY(taskLines(task, course).contains(u"memory: at most 1.0 MiB"_s));
    task.usage = {12.4, 3 * 1024 * 1024};
    QVERIFY(taskLines(task, course).contains(u"cpu: 12% (at most 250%)"_s));
    QVERIFY(taskLines(task, course).contains(u"memory: 3.0 MiB"_s));
}

void tst_CliText::watchLineFits_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("line");

    QTest::newRow("wide") << 100
                          << u"processing  日本語    [#####-----]  50%  1:00 left      file � 5"_s;
    QTest::newRow("narrower") << 60
                              << u"processing  日本語    [#####-----]  50%  1:00 left      fil…"_s;
    QTest::newRow("without progress") << 50 << u"processing  日本語    1:00 left      file � 5"_s;
    QTest::newRow("without time") << 40 << u"processing  日本語    file � 5"_s;
    QTest::newRow("narrow") << 16 << u"processing  日…"_s;
    QTest::newRow("one column") << 1 << u"…"_s;
    QTest::newRow("no column") << 0 << QString();
}

void tst_CliText::watchLineFits()
{
    QFETCH(const int, width);
    QFETCH(const QString, line);

    const QDateTime begin(QDate(2026, 11, 23), QTime(9, 15), Qt::UTC);
    Task task;
    task.name = u"日本語"_s;
    task.status = TaskStatus::Processing;
    task.startedAt = begin;
    task.updatedAt = begin.addSecs(60);
    task.progress.fraction = 0.5;
    task.progress.text = u"file \x1b 5"_s;
    QCOMPARE(watchLine(task, begin.addSecs(60), 8, width), line);
    QVERIFY(columnsOf(watchLine(task, begin.addSecs(60), 8, width)) <= width);
}

void tst_CliText::watchSummaryCounts()
{
    Task task;
    QVERIFY(watchSummary({}).startsWith(u"No task is under way"_s));
    QCOMPARE(watchSummary({task}), u"1 task: 1 pending"_s);
    Task other;
    other.status = TaskStatus::Failed;
    QCOMPARE(watchSummary({other, task, other}), u"3 tasks: 1 pending, 2 failed"_s);
}

void tst_CliText::blockIsDrawnOverItself()
{
    TerminalBlock block;
    const QByteArray first = block.draw({u"a"_s, u"日本語 long"_s}, 20);
    QCOMPARE(first, "\x1b[?25l\ra\x1b[K\r\n日本語 long\x1b[K\r\n\x1b[J");
    QVERIFY(block.draw({u"b"_s}, 20).startsWith("\x1b[?25l\r\x1b[2Ab\x1b[K\r\n"));
    block.draw({u"a"_s, u"日本語 long"_s}, 20);
    QVERIFY(block.draw({u"b"_s}, 5).startsWith("\x1b[?25l\r\x1b[4Ab")); // it has been wrapped
    QCOMPARE(block.leave(), "\x1b[?25h");
    QCOMPARE(block.leave(), QByteArray());
    QVERIFY(block.draw({u"c"_s}, 20).startsWith("\x1b[?25l\rc"));
}

QTEST_GUILESS_MAIN(tst_CliText)
#include "tst_clitext.moc"
