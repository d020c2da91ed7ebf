#include "core/runner/progressrecogniser.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

class ProgressRecogniserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatToolsWrite_data();
    void readsWhatToolsWrite();
    void proseMovesNothing_data();
    void proseMovesNothing();
    void barFollows_data();
    void barFollows();
};

void ProgressRecogniserTest::readsWhatToolsWrite_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<double>("fraction");
    QTest::addColumn<double>("current"); // -1: only a percent
    QTest::addColumn<double>("total");
    const auto percent = [](const char *tool, const QString &line, double value) {
        QTest::newRow(tool) << line << value / 100 << -1.0 << -1.0;
    };
    const auto count = [](const char *tool, const QString &line, double current, double total) {
        QTest::newRow(tool) << line << current / total << current << total;
    };
    percent("plain", u"45%"_s, 45);
    percent("plain with a fraction", u"  99.5 %"_s, 99.5);
    percent("labelled", u"Progress: 7%"_s, 7);
    percent("sentence", u"45% done"_s, 45);
    percent("at the end", u"copying files 45%"_s, 45);
    percent("cmake", u"[ 45%] Building CXX object core/base/clock.cpp.o"_s, 45);
    percent("pytest", u"tests/test_api.py ........................ [ 37%]"_s, 37);
    percent("wget", u"debian.iso           45%[=======>       ]   1.2M  1.5MB/s    eta 3s"_s, 45);
    percent("curl", u"######################                     61.0%"_s, 61);
    percent("apt", u"Progress: [ 45%] [########..........]"_s, 45);
    percent("apt fetching", u"23% [3 libqt6core6 1,234 kB/5,678 kB 21%]"_s, 23);
    percent("git", u"remote: Compressing objects:  45% (10/22)"_s, 45);
    percent("pv", u"1.2GiB 0:00:10 [ 120MiB/s] [=====>      ] 45% ETA 0:00:12"_s, 45);
    percent("tqdm", u" 45%|████▌     | 45/100 [00:10<00:12,  4.50it/s]"_s, 45);
    percent("gradle", u"<====---------> 31% EXECUTING [12s]"_s, 31);
    count("ninja", u"[12/345] Building CXX object a.o"_s, 12, 345);
    count("bazel", u"[12 / 345] 3 actions running"_s, 12, 345);
    count("docker build", u"Step 3/10 : RUN make"_s, 3, 10);
    count("buildkit", u"[+] Building 12.3s (3/7)"_s, 3, 7);
    count("cargo", u"    Building [=====>        ] 45/123: syn, quote"_s, 45, 123);
    count("ctest", u" 12/30 Test #12: tst_task ...................   Passed    0.01 sec"_s, 12, 30);
    count("keras", u"Epoch 3/10"_s, 3, 10);
    count("yarn", u"[1/4] Resolving packages..."_s, 1, 4);
    count("words", u"Processing file 3 of 10: report.pdf"_s, 3, 10);
    count("out of", u"step 3 out of 10"_s, 3, 10);
    count("whole line", u"3/10"_s, 3, 10);
    count("whole line in words", u"3 of 10"_s, 3, 10);
    count("pip", u"     ━━━━━━━━━━━╸━━━━━━━━━━━ 12.5/50.0 MB 5.2 MB/s eta 0:00:08"_s, 12.5, 50);
}

void ProgressRecogniserTest::readsWhatToolsWrite()
{
    QFETCH(QString, line);
    QFETCH(double, fraction);
    QFETCH(double, current);
    QFETCH(double, total);
    const auto found = recogniseProgress(line);
    QVERIFY(found);
    QVERIFY(found->isCertain);
    if (total < 0 && found->total) // git tells both, which say the same
        fraction = *found->current / *found->total;
    else
        QCOMPARE(found->total.value_or(-1), total);
    if (total >= 0)
        QCOMPARE(found->current.value_or(-1), current);
    QCOMPARE(found->fraction, fraction);
}

void ProgressRecogniserTest::proseMovesNothing_data()
{
    QTest::addColumn<QString>("line");
    const char *const lines[] = {
        "",
        "nothing at all",
        "2026/11/23 09:15:02 started",
        "log of 23/11/2026",
        "[2026/11/23]",
        "add 1/2 cup of sugar",
        "open 24/7",
        "12/30 was the last release",
        "GET /items/3/10 HTTP/1.1",
        "/usr/lib/1/2",
        "150% faster",
        "version 1.2/3.4 of the protocol",
        "disk is 91% full",
        "saved 30% of the time",
        "3 of the 10 files",
        "5/0",
        "7/3",
        "0x1/2",
        "99999999999999999999/999999999999999999999",
    };
    for (const char *line : lines)
        QTest::newRow(line) << QString::fromUtf8(line);
}

void ProgressRecogniserTest::proseMovesNothing()
{
    QFETCH(QString, line);
    ProgressFollower follower;
    QVERIFY(!follower.follow(line));
    QVERIFY(!follower.follow(line));
    QVERIFY(!follower.progress());
}

void ProgressRecogniserTest::barFollows_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QList<int>>("percents"); // after each line; -1: still unknown
    QTest::newRow("forward") << QStringList{u"[ 10%] a"_s, u"[ 50%] b"_s, u"[100%] c"_s}
                             << QList<int>{10, 50, 100};
    QTest::newRow("a stray match does not go back")
        << QStringList{u"[50/100] a"_s, u"part 1/10"_s, u"[51/100] b"_s} << QList<int>{50, 50, 51};
    QTest::newRow("a new phase does")
        << QStringList{u"[9/9] link"_s, u"[1/20] a"_s, u"[2/20] b"_s, u"[3/20] c"_s}
        << QList<int>{100, 100, 10, 15};
    QTest::newRow("a doubtful form counts once it moves")
        << QStringList{u"  1,238,099  20%  146.38kB/s    0:00:08"_s,
                       u"  2,238,099  40%  146.38kB/s    0:00:06"_s}
        << QList<int>{-1, 40};
    QTest::newRow("the same line again confirms nothing")
        << QStringList{u"disk is 91% full"_s, u"disk is 91% full"_s} << QList<int>{-1, -1};
    QTest::newRow("lines between change nothing")
        << QStringList{u" 1/4 Test #1: a"_s, u"    Start 2: b"_s, u" 2/4 Test #2: b"_s}
        << QList<int>{25, 25, 50};
}

void ProgressRecogniserTest::barFollows()
{
    QFETCH(QStringList, lines);
    QFETCH(QList<int>, percents);
    ProgressFollower follower;
    QList<int> shown;
    for (const QString &line : std::as_const(lines)) {
        const auto before = follower.progress();
        const bool moved = follower.follow(line);
        QCOMPARE(moved, follower.progress() != before);
        shown += follower.progress() ? qRound(follower.progress()->fraction * 100) : -1;
    }
    QCOMPARE(shown, percents);
}

QTEST_APPLESS_MAIN(ProgressRecogniserTest)

#include "tst_progressrecogniser.moc"
