#include "tests/unit/headwayrunner.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace headway;

/// What the programs leave behind for others to read.
class tst_NothingTold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crashLeavesNoCoreFile();
    void commandKeepsItsCoreLimit();
    void commandDoesNotGetTheToken();

private:
    void startServe(QProcess &service) const;

    HeadwayRunner m_headway;
};

namespace {

/// Lets @p process leave a core file in @p directory when it crashes, as far as the system does.
void allowCoreFile(QProcess &process, const QString &directory, rlim_t maxBytes = RLIM_INFINITY)
{
    process.setWorkingDirectory(directory);
    process.setChildProcessModifier([maxBytes] {
        rlimit limit = {};
        ::getrlimit(RLIMIT_CORE, &limit);
        limit.rlim_cur = qMin(maxBytes, limit.rlim_max);
        ::setrlimit(RLIMIT_CORE, &limit);
    });
}

void crash(const QProcess &process)
{
    ::kill(static_cast<pid_t>(process.processId()), SIGABRT);
}

QByteArray coreLimitIn(const QByteArray &limits)
{
    for (const QByteArray &line : limits.split('\n')) {
        if (line.startsWith("Max core file size"))
            return line.simplified();
    }
    return {};
}

} // namespace

/// The service in a process of its own.
void tst_NothingTold::startServe(QProcess &service) const
{
    m_headway.start(service, {u"serve"_s, u"--port"_s, u"0"_s});
    QTRY_VERIFY_WITH_TIMEOUT(service.canReadLine(), 20000);
}

void tst_NothingTold::crashLeavesNoCoreFile()
{
    QTemporaryDir directory;
    QProcess other;
    allowCoreFile(other, directory.path());
    other.start(u"sleep"_s, {u"60"_s});
    QVERIFY(other.waitForStarted());
    crash(other);
    QTRY_COMPARE(other.state(), QProcess::NotRunning);
    if (QDir(directory.path()).isEmpty())
        QSKIP("This system writes no core files into the working directory.");
    QVERIFY(QDir(directory.path()).removeRecursively() && QDir().mkdir(directory.path()));

    m_headway.stopService();
    QProcess service;
    allowCoreFile(service, directory.path());
    startServe(service);
    QCOMPARE(m_headway
                 .run({u"account"_s, u"add"_s, u"who@example.org"_s, u"--password-stdin"_s},
                      "correct horse\n")
                 .exitCode,
             0);
    crash(service);
    QTRY_COMPARE(service.state(), QProcess::NotRunning);
    QCOMPARE(service.exitStatus(), QProcess::CrashExit);
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    m_headway.startService();
}

void tst_NothingTold::commandKeepsItsCoreLimit()
{
    qputenv("ASAN_OPTIONS", qgetenv("ASAN_OPTIONS") + ":disable_coredump=0"); // it has a limit too
    QProcess run;
    constexpr rlim_t limit = 1234567;
    allowCoreFile(run, m_headway.directory().path(), limit);
    m_headway.start(run, {u"run"_s, u"--"_s, u"cat"_s, u"/proc/self/limits"_s});
    QTRY_COMPARE(run.state(), QProcess::NotRunning);
    const QByteArray told = coreLimitIn(run.readAllStandardOutput());

    QProcess cat;
    allowCoreFile(cat, m_headway.directory().path(), limit);
    cat.start(u"cat"_s, {u"/proc/self/limits"_s});
    QTRY_COMPARE(cat.state(), QProcess::NotRunning);
    QVERIFY(!told.isEmpty());
    QCOMPARE(told, coreLimitIn(cat.readAllStandardOutput()));
}

void tst_NothingTold::commandDoesNotGetTheToken()
{
    const Outcome run =
        m_headway.run({u"run"_s, u"--"_s, u"env"_s}, {},
                      {{u"HEADWAY_TOKEN"_s, QString::fromLatin1(m_headway.otherToken())},
                       {u"HEADWAY_TOKENS"_s, u"kept"_s}});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.lines().contains("HEADWAY_TOKENS=kept"));
    QVERIFY(run.out.contains("\nHEADWAY_DATA_DIR=") || run.out.startsWith("HEADWAY_DATA_DIR="));
    QVERIFY2(!run.out.contains("HEADWAY_TOKEN="), run.out.constData());
}

QTEST_GUILESS_MAIN(tst_NothingTold)
#include "tst_nothingtold.moc"
