#include "core/model/limits.h"
#include "tests/unit/headwayrunner.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_VerbLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsEveryByte();
    void printsMoreThanOnePiece();
    void followsToTheEnd();

private:
    HeadwayRunner m_headway;
};

void tst_VerbLog::printsEveryByte()
{
    const Task task = m_headway.make(u"bytes"_s);
    QCOMPARE(m_headway.run({u"log"_s, task.id.toString()}).out, QByteArray());
    constexpr char text[] = "\x1b[31mred\x1b[0m\r\n\0\xff\xfe no line end";
    const QByteArray bytes(text, sizeof text - 1);
    QVERIFY(await(m_headway.own().appendOutput(task.id, bytes)).isOk());
    const Outcome log = m_headway.run({u"log"_s, task.id.toString()});
    QCOMPARE(log.exitCode, 0);
    QCOMPARE(log.out, bytes);
    QCOMPARE(log.err, QByteArray());
}

void tst_VerbLog::printsMoreThanOnePiece()
{
    const Task task = m_headway.make(u"much"_s);
    QByteArray all;
    while (all.size() < 3 * limits::outputChunkBytes) {
        const QByteArray piece(100'001, static_cast<char>('a' + all.size() % 26));
        QVERIFY(await(m_headway.own().appendOutput(task.id, piece)).isOk());
        all += piece;
    }
    QVERIFY(m_headway.run({u"log"_s, task.id.toString()}).out == all);
}

void tst_VerbLog::followsToTheEnd()
{
    const Task task = m_headway.make(u"followed"_s);
    QVERIFY(await(m_headway.own().appendOutput(task.id, "one\n")).isOk());
    QProcess process;
    m_headway.start(process, {u"log"_s, u"--follow"_s, task.id.toString()});
    QTRY_COMPARE(process.peek(100), QByteArray("one\n"));
    QVERIFY(await(m_headway.own().appendOutput(task.id, "two\n")).isOk());
    QTRY_COMPARE(process.peek(100), QByteArray("one\ntwo\n"));
    QCOMPARE(process.state(), QProcess::Running);
    QVERIFY(await(m_headway.own().appendOutput(task.id, "three")).isOk());
    QVERIFY(await(m_headway.own().complete(task.id, {})).isOk());
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), QByteArray("one\ntwo\nthree"));
}

QTEST_GUILESS_MAIN(tst_VerbLog)
#include "tst_verb_log.moc"
