#include "core/model/limits.h"
#include "core/runner/usagemeter.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <spawn.h>
#include <sys/wait.h>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class UsageMeterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allDescendantsCount();
    void thoseThatHaveEndedStillCount();
    void changeIsToldAndRestIsNot();
    void changesAreToldNowAndThen();
    void whatCannotBeMeasuredIsNotTold();
    void endedProcessesAreNotTold();
    void timeThatIsMissingForAMomentIsUsedOnce();
    void percentIsOfOneCore_data();
    void percentIsOfOneCore();
    void smallDifferenceIsNone_data();
    void smallDifferenceIsNone();

private:
    /// A shell that runs @p script; -1 if there is none. Not with QProcess, at whose way to start
    /// one clang 14's ThreadSanitizer aborts.
    static pid_t shell(QByteArray script)
    {
        char name[] = "sh";
        char option[] = "-c";
        char *words[] = {name, option, script.data(), nullptr};
        pid_t id = -1;
        return ::posix_spawn(&id, "/bin/sh", nullptr, nullptr, words, environ) == 0 ? id : -1;
    }
    static bool waitForEnd(pid_t id) { return ::waitpid(id, nullptr, 0) == id; }
};

void UsageMeterTest::allDescendantsCount()
{
    const auto processorTime = [] { return usageOfDescendants()->processor; };
    const auto before = processorTime();
    // The one that is busy is a child of our child.
    const pid_t process = shell("sh -c 'while :; do :; done' & wait");
    QVERIFY(process > 0);
    QTRY_VERIFY_WITH_TIMEOUT(processorTime() >= before + 50ms, 60'000);
    QVERIFY(usageOfDescendants()->memoryBytes > 100'000);
    QVERIFY(waitForEnd(shell("pkill -9 -P " + QByteArray::number(process))));
    QVERIFY(waitForEnd(process));
}

void UsageMeterTest::thoseThatHaveEndedStillCount()
{
    const auto before = usageOfDescendants()->processor;
    QVERIFY(waitForEnd(shell("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; (while [ $i -gt 0 "
                             "]; do i=$((i-1)); done)")));
    QVERIFY(usageOfDescendants()->processor > before);
    QCOMPARE(usageOfDescendants()->memoryBytes, 0);
}

void UsageMeterTest::changeIsToldAndRestIsNot()
{
    qint64 bytes = 1'000'000;
    UsageMeter meter([&bytes] { return TreeUsage{1s, bytes}; });
    QSignalSpy measured(&meter, &UsageMeter::measured);
    QSignalSpy changed(&meter, &UsageMeter::changed);
    meter.start(1ms);
    QTRY_VERIFY(measured.size() > 2 * UsageMeter::calmMeasurements);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.takeFirst().constFirst().value<ResourceUsage>(),
             (ResourceUsage{0.0, 1'000'000}));
    bytes = 2'000'000;
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().value<ResourceUsage>(),
             (ResourceUsage{0.0, 2'000'000}));
}

void UsageMeterTest::changesAreToldNowAndThen()
{
    qint64 bytes = 1;
    UsageMeter meter([&bytes] { return TreeUsage{1s, bytes *= 2}; });
    QList<int> at; // of the measurements
    int measurements = 0;
    connect(&meter, &UsageMeter::measured, &meter, [&](const ResourceUsage &) {
        if (++measurements > 20)
            meter.stop();
    });
    connect(&meter, &UsageMeter::changed, &meter, [&] { at.append(measurements); });
    meter.start(1ms);
    QTRY_VERIFY(measurements > 20);
    QCOMPARE(at, (QList<int>{1, 7, 13, 19}));
}

void UsageMeterTest::whatCannotBeMeasuredIsNotTold()
{
    const QTemporaryDir empty;
    QVERIFY(!usageOfDescendants(empty.path()));
    int asked = 0;
    UsageMeter meter([&asked]() -> std::optional<TreeUsage> {
        return ++asked > 1 ? std::nullopt : std::optional(TreeUsage());
    });
    QSignalSpy measured(&meter, &UsageMeter::measured);
    meter.start(1ms);
    QTRY_COMPARE(asked, 2);
    QVERIFY(measured.isEmpty());
}

void UsageMeterTest::endedProcessesAreNotTold()
{
    int asked = 0;
    UsageMeter meter([&asked] { return TreeUsage{1s, ++asked < 3 ? 1'000'000 : 0}; });
    QSignalSpy measured(&meter, &UsageMeter::measured);
    meter.start(1ms);
    QTRY_VERIFY(asked > 5);
    QCOMPARE(measured.size(), 1);
    QCOMPARE(measured.constFirst().constFirst().value<ResourceUsage>().memoryBytes, 1'000'000);
}

void UsageMeterTest::timeThatIsMissingForAMomentIsUsedOnce()
{
    QList<std::chrono::seconds> totals{1000s, 10s, 1000s, 1000s};
    UsageMeter meter([&totals] {
        return TreeUsage{totals.size() > 1 ? totals.takeFirst() : totals.first(), 1'000};
    });
    QSignalSpy measured(&meter, &UsageMeter::measured);
    meter.start(1ms);
    QTRY_VERIFY(measured.size() > 4);
    for (const QVariantList &one : std::as_const(measured))
        QCOMPARE(one.constFirst().value<ResourceUsage>().cpuPercent, std::optional(0.0));
}

void UsageMeterTest::percentIsOfOneCore_data()
{
    QTest::addColumn<int>("used");
    QTest::addColumn<int>("wall");
    QTest::addColumn<double>("percent");
    QTest::newRow("nothing") << 0 << 2000 << 0.0;
    QTest::newRow("half a core") << 1000 << 2000 << 50.0;
    QTest::newRow("three cores") << 6000 << 2000 << 300.0;
    QTest::newRow("rounded") << 333 << 1000 << 33.0;
    QTest::newRow("time that went back") << -10 << 2000 << 0.0;
    QTest::newRow("no time at all") << 5 << 0 << 400.0;
    QTest::newRow("more than there is") << 90'000 << 2000 << 400.0;
}

void UsageMeterTest::percentIsOfOneCore()
{
    QFETCH(const int, used);
    QFETCH(const int, wall);
    QFETCH(const double, percent);
    const TreeUsage before{10s, 1};
    const TreeUsage after{10s + std::chrono::milliseconds(used), 4096};
    QCOMPARE(usageBetween(before, after, std::chrono::milliseconds(wall), 4),
             (ResourceUsage{percent, 4096}));
}

void UsageMeterTest::smallDifferenceIsNone_data()
{
    QTest::addColumn<double>("percent");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("differs");
    QTest::newRow("the same") << 50.0 << qint64(64'000'000) << false;
    QTest::newRow("one percent") << 51.0 << qint64(64'000'000) << false;
    QTest::newRow("ten percent") << 60.0 << qint64(64'000'000) << true;
    QTest::newRow("some memory") << 50.0 << qint64(66'000'000) << false;
    QTest::newRow("more memory") << 50.0 << qint64(70'000'000) << true;
    QTest::newRow("less memory") << 50.0 << qint64(58'000'000) << true;
}

void UsageMeterTest::smallDifferenceIsNone()
{
    QFETCH(const double, percent);
    QFETCH(const qint64, bytes);
    QFETCH(const bool, differs);
    QCOMPARE(differVisibly({50.0, 64'000'000}, {percent, bytes}), differs);
}

QTEST_GUILESS_MAIN(UsageMeterTest)
#include "tst_usagemeter.moc"
