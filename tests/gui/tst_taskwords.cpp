#include "tests/support/sampletasks.h"
#include "ui/models/jsontext.h"
#include "ui/models/taskfields.h"
#include "ui/models/taskwords.h"
#include "ui/models/timewords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

class TestTaskWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void durationIsReadable_data();
    void durationIsReadable();
    void progressSaysWhatIsKnown_data();
    void progressSaysWhatIsKnown();
    void headlineOfAFailureIsItsLastLine();
    void remainingIsNeverNegative();
    void remainingHasAReason_data();
    void remainingHasAReason();
    void tenthsDoNotFlickerWhileItRuns();
    void silenceIsCountedWhileItIsStalled();
    void instantIsAsShortAsTheDayAllows();
    void unknownFieldsAreLeftOut();
    void everyFieldIsTold();
    void jsonIsLaidOutAndNotChanged_data();
    void jsonIsLaidOutAndNotChanged();

private:
    const QDateTime m_now{QDate(2026, 11, 23), QTime(9, 15), Qt::UTC};
};

void TestTaskWords::durationIsReadable_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QString>("words");

    QTest::newRow("none") << qint64(0) << u"0:00"_s << u"0 s"_s;
    QTest::newRow("part of a second") << qint64(420) << u"0:00"_s << u"0.4 s"_s;
    QTest::newRow("seconds") << qint64(42'000) << u"0:42"_s << u"42 s"_s;
    QTest::newRow("minutes") << qint64(184'000) << u"3:04"_s << u"3 min 4 s"_s;
    QTest::newRow("hours") << qint64(7'533'000) << u"2:05:33"_s << u"2 h 5 min"_s;
    QTest::newRow("days") << qint64(270'000'000) << u"3 d 03:00"_s << u"3 d 3 h"_s;
    QTest::newRow("negative") << qint64(-5) << u"0:00"_s << u"0 s"_s;
}

void TestTaskWords::durationIsReadable()
{
    QFETCH(qint64, milliseconds);
    QTEST(clockText(std::chrono::milliseconds(milliseconds)), "clock");
    QTEST(durationWords(std::chrono::milliseconds(milliseconds)), "words");
}

void TestTaskWords::progressSaysWhatIsKnown_data()
{
    QTest::addColumn<Task>("task");
    QTest::addColumn<QString>("words");

    Task task = sampleTask(u"a"_s, TaskStatus::Processing, m_now);
    QTest::newRow("nothing") << task << QString();
    task.progress.current = 1204;
    task.progress.unit = u"files"_s;
    QTest::newRow("amount with no total") << task << u"1,204 files"_s;
    task.progress.fraction = 0.999;
    QTest::newRow("rounded down") << task << u"99 %"_s;
    task.progress.fraction = 0.29;
    QTest::newRow("no floating surprise") << task << u"29 %"_s;
    task.progress.fraction.reset();
    task.status = TaskStatus::Completed;
    QTest::newRow("completed is all of it") << task << u"100 %"_s;
    task.status = TaskStatus::Failed;
    QTest::newRow("failed with no fraction") << task << QString();
}

void TestTaskWords::progressSaysWhatIsKnown()
{
    QFETCH(Task, task);
    QTEST(progressWords(task), "words");
}

void TestTaskWords::headlineOfAFailureIsItsLastLine()
{
    Task task = sampleTask(u"a"_s, TaskStatus::Failed, m_now);
    task.progress.text = u"step 3"_s;
    QCOMPARE(headlineOf(task), u"step 3"_s);
    task.error = u"Traceback:\n  line 4\nValueError: no\n\n"_s;
    QCOMPARE(headlineOf(task), u"ValueError: no"_s);
    task.status = TaskStatus::Completed;
    QCOMPARE(headlineOf(task), u"step 3"_s);
}

void TestTaskWords::remainingIsNeverNegative()
{
    Task task = sampleTask(u"a"_s, TaskStatus::Processing, m_now.addSecs(-1000));
    QVERIFY(!remaining(task, m_now));
    task.progress.fraction = 0.5;
    const auto left = remaining(task, m_now);
    QVERIFY(left);
    QCOMPARE(*left, 0ms);
    const QString reason = remainingReason(task, m_now);
    QVERIFY2(reason.startsWith(u"50 % took 29 s. If it goes on like this, it ends at "_s),
             qPrintable(reason));
}

void TestTaskWords::remainingHasAReason_data()
{
    QTest::addColumn<Task>("task");
    QTest::addColumn<QString>("reason");

    const auto row = [this](const char *name, TaskStatus status, std::optional<double> fraction,
                            const QString &reason) {
        Task task = sampleTask(u"a"_s, status, m_now.addSecs(-60));
        task.startedAt = task.createdAt;
        task.progress.fraction = fraction;
        task.stalled = qstrcmp(name, "quiet") == 0;
        QTest::newRow(name) << task << reason;
    };
    using enum TaskStatus;
    row("waiting", Pending, {}, u"It has not begun yet."_s);
    row("paused", Paused, 0.5, u"It is paused: nobody can tell before it goes on."_s);
    row("cancelling", Cancelling, 0.5, u"It is being cancelled."_s);
    row("quiet", Processing, 0.5, u"Nobody can tell: it has gone quiet."_s);
    row("no fraction", Processing, {},
        u"Nobody can tell: it does not say how much there is to do."_s);
    row("begun", Processing, 0.0, u"Nobody can tell yet: it has only begun."_s);
    row("done", Processing, 1.0, u"All is done, but it has not ended yet."_s);
    row("ended", Completed, {}, QString());
}

void TestTaskWords::remainingHasAReason()
{
    QFETCH(Task, task);
    QTEST(remainingReason(task, m_now), "reason");
}

void TestTaskWords::tenthsDoNotFlickerWhileItRuns()
{
    Task task = sampleTask(u"a"_s, TaskStatus::Processing, m_now);
    QCOMPARE(elapsedWords(task, m_now.addMSecs(2420)), u"2 s"_s);
    task.status = TaskStatus::Completed;
    task.completedAt = m_now.addMSecs(2420);
    QCOMPARE(elapsedWords(task, m_now.addSecs(60)), u"2.4 s"_s);
}

void TestTaskWords::silenceIsCountedWhileItIsStalled()
{
    Task task = sampleTask(u"quiet"_s, TaskStatus::Processing, m_now.addSecs(-600));
    QCOMPARE(quietWords(task, m_now), QString());
    task.stalled = true;
    task.quietSince = m_now.addMSecs(-45'300);
    QCOMPARE(quietWords(task, m_now), u"No sign of life for 45 s"_s);
    const auto statusIn = [this](const Task &shown) { return fieldsOf(shown, m_now).at(1).value; };
    QCOMPARE(statusIn(task), u"Running  ·  No sign of life for 45 s"_s);
    task.status = TaskStatus::Paused;
    QCOMPARE(statusIn(task), u"Paused  ·  No sign of life for 45 s"_s);
    task.quietSince = m_now.addSecs(9); // the clock was set back
    QCOMPARE(quietWords(task, m_now), u"No sign of life for 0 s"_s);
}

void TestTaskWords::instantIsAsShortAsTheDayAllows()
{
    const QDateTime now(QDate(2026, 11, 23), QTime(9, 15));
    QCOMPARE(shortInstant(now.addSecs(-60), now), u"09:14:00"_s);
    QCOMPARE(shortInstant(now.addDays(-2), now), u"21 Nov 09:15"_s);
    QCOMPARE(shortInstant(now.addYears(-1), now), u"23 Nov 2025"_s);
    QCOMPARE(shortInstant({}, now), QString());
}

void TestTaskWords::unknownFieldsAreLeftOut()
{
    const QList<TaskField> fields = fieldsOf(sampleTask(u"a"_s, TaskStatus::Pending, m_now), m_now);
    QStringList labels;
    for (const TaskField &field : fields)
        labels += field.label;
    QCOMPARE(labels, QStringList({u"Name"_s, u"Status"_s, u"Created"_s, u"ID"_s}));
}

void TestTaskWords::everyFieldIsTold()
{
    Task task = sampleTask(u"the name"_s, TaskStatus::Failed, m_now);
    task.kind = u"the-kind"_s;
    task.host = u"the-host"_s;
    task.ownerEmail = u"owner@example.org"_s;
    task.progress = {u"the message"_s, 0.5, 5, 10, u"pages"_s, u"the item"_s};
    task.exitCode = 77;
    task.signal = 9;
    task.labels = {{u"key"_s, u"value"_s}};
    task.attempt = 4;
    task.retryOf = TaskId::make();
    QString all;
    for (const TaskField &field : fieldsOf(task, m_now))
        all += field.label + u'=' + field.value + u'\n';
    for (const QString &part :
         {u"the name"_s, u"the-kind"_s, u"the-host"_s, u"owner@example.org"_s, u"the message"_s,
          u"50 %"_s, u"5 of 10 pages"_s, u"the item"_s, u"77"_s, u"9 (SIGKILL)"_s, u"key = value"_s,
          u"Attempt=4"_s, task.retryOf.toString(), task.id.toString()})
        QVERIFY2(all.contains(part), qPrintable(part));
}

void TestTaskWords::jsonIsLaidOutAndNotChanged_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("shown");

    QTest::newRow("scalar") << QByteArray("12.50") << u"12.50"_s;
    QTest::newRow("order and repeated members stay")
        << QByteArray(R"({"b":1,"a":[1,2],"b":2})")
        << u"{\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": 2\n}"_s;
    QTest::newRow("strings are not looked into")
        << QByteArray(R"(["a,{\"b\": ]"])") << u"[\n  \"a,{\\\"b\\\": ]\"\n]"_s;
    QTest::newRow("empty") << QByteArray(R"({"a":{},"b":[]})")
                           << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
}

void TestTaskWords::jsonIsLaidOutAndNotChanged()
{
    QFETCH(QByteArray, json);
    QTEST(indentedJson(json), "shown");
}

QTEST_GUILESS_MAIN(TestTaskWords)
#include "tst_taskwords.moc"
