#include "core/model/limits.h"
#include "core/runner/outputwatch.h"

#include <QSignalSpy>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class OutputWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastStateIsAlwaysTold();
    void floodIsToldSparingly();
    void sameLineIsToldOnce();
    void progressIsFoundAboveTheLastLine();
    void earlierLinesDoNotMoveTheBarBack();
    void lastWordsAreTheLastLines();
    void lastWordsEndWithTheErrors();
    void lastWordsAreBounded();
};

namespace {

TaskUpdate lastUpdate(const QSignalSpy &spy)
{
    return spy.isEmpty() ? TaskUpdate() : spy.last().first().value<TaskUpdate>();
}

} // namespace

void OutputWatchTest::lastStateIsAlwaysTold()
{
    OutputWatch watch;
    QSignalSpy progressed(&watch, &OutputWatch::progressed);
    watch.append("[1/4] first\n");
    QTRY_COMPARE(progressed.size(), 1);
    watch.append("[2/4] second\n");
    watch.append("[4/4] last\n");
    watch.flush();
    QCOMPARE(progressed.size(), 2);
    const TaskUpdate update = lastUpdate(progressed);
    QCOMPARE(update.progress, u"[4/4] last"_s);
    QCOMPARE(update.fraction.value_or(std::nullopt), 1.0);
    QCOMPARE(update.current.value_or(std::nullopt), 4.0);
    QCOMPARE(update.total.value_or(std::nullopt), 4.0);
    watch.flush();
    QCOMPARE(progressed.size(), 2);
}

void OutputWatchTest::floodIsToldSparingly()
{
    OutputWatch watch;
    QSignalSpy progressed(&watch, &OutputWatch::progressed);
    for (int n = 0; n <= 100'000; ++n)
        watch.append("[" + QByteArray::number(n) + "/100000]\n");
    QVERIFY(progressed.isEmpty());
    watch.flush();
    QCOMPARE(progressed.size(), 1);
    QCOMPARE(lastUpdate(progressed).fraction.value_or(std::nullopt), 1.0);
}

void OutputWatchTest::sameLineIsToldOnce()
{
    OutputWatch watch;
    QSignalSpy progressed(&watch, &OutputWatch::progressed);
    watch.append("working");
    watch.flush();
    watch.append("\rworking");
    watch.flush();
    QCOMPARE(progressed.size(), 1);
    QVERIFY(!lastUpdate(progressed).fraction);
}

void OutputWatchTest::progressIsFoundAboveTheLastLine()
{
    OutputWatch watch;
    QSignalSpy progressed(&watch, &OutputWatch::progressed);
    watch.append(" 1/4 Test #1: tst_a ....   Passed\n    Start 2: tst_b\n");
    watch.flush();
    QCOMPARE(lastUpdate(progressed).progress, u"Start 2: tst_b"_s);
    QCOMPARE(lastUpdate(progressed).fraction.value_or(std::nullopt), 0.25);
}

void OutputWatchTest::earlierLinesDoNotMoveTheBarBack()
{
    OutputWatch watch;
    QSignalSpy progressed(&watch, &OutputWatch::progressed);
    watch.append("[ 10%] a\n[ 20%] b\n[ 30%] c\n");
    watch.flush();
    for (int line = 0; line < 30; ++line) {
        watch.append("no number here " + QByteArray(line, '.') + '\n');
        watch.flush();
        QCOMPARE(lastUpdate(progressed).fraction.value_or(std::nullopt), 0.3);
    }
}

void OutputWatchTest::lastWordsAreTheLastLines()
{
    OutputWatch watch;
    QCOMPARE(watch.lastWords(), QString());
    QStringList expected;
    for (int n = 0; n < 1000; ++n) {
        watch.append("\x1b[31mline " + QByteArray::number(n) + "\x1b[0m\n");
        expected += u"line %1"_s.arg(n);
    }
    QCOMPARE(watch.lastWords(), expected.sliced(1000 - OutputRecord::maxLines).join(u'\n'));
}

void OutputWatchTest::lastWordsEndWithTheErrors()
{
    OutputWatch watch;
    watch.append("warning\nFATAL\n", CommandStream::Errors);
    for (int n = 0; n < 40; ++n)
        watch.append("line\n");
    watch.flush();
    const QStringList lines = watch.lastWords().split(u'\n');
    QCOMPARE(lines.size(), OutputRecord::maxLines + 2);
    QCOMPARE(lines.last(3), QStringList({u"line"_s, u"warning"_s, u"FATAL"_s}));
}

void OutputWatchTest::lastWordsAreBounded()
{
    OutputWatch watch;
    watch.append(QByteArray(10'000'000, 'x'));
    QVERIFY(watch.lastWords().size() <= limits::errorLength);
    QVERIFY(watch.lastWords().endsWith(u"xxx"_s));
}

QTEST_GUILESS_MAIN(OutputWatchTest)

#include "tst_outputwatch.moc"
