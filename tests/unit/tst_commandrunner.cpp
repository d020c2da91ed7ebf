#include "core/runner/commandrunner.h"
#include "core/runner/outputpump.h"
#include "core/runner/processtree.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Gathers what comes out of a descriptor, as the user at the other end would.
class Reader
{
public:
    explicit Reader(int fd)
        : m_pump(UniqueFd(fd), -1)
    {
        QObject::connect(&m_pump, &OutputPump::passedOn, &m_pump,
                         [this](const QByteArray &more) { bytes += more; });
        m_pump.start();
    }

    QByteArray bytes;

private:
    OutputPump m_pump;
};

struct Pipe
{
    Pipe()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            qFatal("no pipe");
        reading.reset(ends[0]);
        writing.reset(ends[1]);
    }

    UniqueFd reading;
    UniqueFd writing;
};

/// The user's terminal: the test sits at its master.
struct UserTerminal
{
    UserTerminal()
    {
        const winsize size{40, 100, 0, 0};
        int ends[2];
        if (::openpty(&ends[0], &ends[1], nullptr, nullptr, &size) != 0)
            qFatal("no terminal");
        ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        keys.reset(ends[0]);
        slave.reset(ends[1]);
        screen = std::make_unique<Reader>(::fcntl(ends[0], F_DUPFD_CLOEXEC, 3));
    }
    void type(const QByteArray &text) const
    {
        QCOMPARE(::write(keys.get(), text.constData(), static_cast<size_t>(text.size())),
                 text.size());
    }
    termios modes() const
    {
        termios found = {};
        ::tcgetattr(slave.get(), &found);
        return found;
    }

    UniqueFd keys;
    UniqueFd slave;
    std::unique_ptr<Reader> screen;
};

/// The states of all processes below this one: R, S, T and the like. Source: proc(5)
QByteArray statesBelow()
{
    QByteArray states;
    for (const pid_t pid : descendantsOf(::getpid())) {
        QFile file(u"/proc/%1/stat"_s.arg(pid));
        if (file.open(QIODevice::ReadOnly)) {
            const QByteArray stat = file.readAll();
            states += stat.mid(stat.lastIndexOf(')') + 2, 1);
        }
    }
    return states;
}

Command shell(const QByteArray &script)
{
    return {{"sh", "-c", script}};
}

} // namespace

class CommandRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void endIsPassedOn_data();
    void endIsPassedOn();
    void whatCannotRunIsAnError_data();
    void whatCannotRunIsAnError();
    void scriptWithoutInterpreterRuns();
    void bytesAreUnchangedAndStreamsSeparate();
    void outputIsToldToTheObserver();
    void inputIsTheUsersOwn();
    void slowReaderLosesNothing();
    void readerThatLeavesEndsTheCommand();
    void outputThatFindsNoRoomIsTold();
    void backgroundProcessDoesNotHoldTheEnd();

    void eachStreamIsATerminalOrNot_data();
    void eachStreamIsATerminalOrNot();
    void noPtyGivesPipes();
    void differentTerminalsStayApart();
    void orderIsKeptOnOneTerminal();
    void windowSizeIsPassedOn();
    void typedKeysReachTheCommand();
    void controlCReachesTheCommand();
    void modesAreRestored();
    void closedTerminalHangsUp();

    void signalsReachTheGroup_data();
    void signalsReachTheGroup();
    void cancelEndsTheWholeTree();
    void cancelEndsAStoppedCommand();
    void pauseStopsTheWholeTree();
    void pausedCommandIsCancelled();
    void pausedCommandTakesASignal();
    void pausedCommandTakesControlC();
    void pauseKeepsTheEnd();
    void earlyEndOfUsEndsThePause();
    void commandStartsClean();

private:
    CommandEnd run(const Command &command, StandardStreams streams, RunnerTimes times = {});
    CommandEnd finish();
    std::unique_ptr<CommandRunner> start(const Command &command, StandardStreams streams,
                                         RunnerTimes times = {});
    StandardStreams toPipes() const
    {
        return {m_null.get(), m_out.writing.get(), m_err.writing.get()};
    }
    StandardStreams toTerminal() const
    {
        const int fd = m_terminal->slave.get();
        return {fd, fd, fd};
    }
    void readPipes();

    UniqueFd m_null;
    Pipe m_out;
    Pipe m_err;
    std::unique_ptr<Reader> m_outReader;
    std::unique_ptr<Reader> m_errReader;
    std::unique_ptr<UserTerminal> m_terminal;
    std::unique_ptr<CommandRunner> m_runner;
    std::optional<CommandEnd> m_end;
};

void CommandRunnerTest::init()
{
    m_null.reset(::open("/dev/null", O_RDWR | O_CLOEXEC));
    m_out = Pipe();
    m_err = Pipe();
    m_outReader.reset();
    m_errReader.reset();
    m_terminal = std::make_unique<UserTerminal>();
    m_end.reset();
}

void CommandRunnerTest::cleanup()
{
    m_runner.reset();
    signalDescendants(SIGKILL);
    QTRY_VERIFY(reapChildren(0).treeIsGone);
}

void CommandRunnerTest::readPipes()
{
    m_outReader = std::make_unique<Reader>(m_out.reading.release());
    m_errReader = std::make_unique<Reader>(m_err.reading.release());
}

std::unique_ptr<CommandRunner> CommandRunnerTest::start(const Command &command,
                                                        StandardStreams streams, RunnerTimes times)
{
    m_end.reset();
    auto runner = std::make_unique<CommandRunner>(streams, times);
    connect(runner.get(), &CommandRunner::ended, this,
            [this](const CommandEnd &end) { m_end = end; });
    if (const Result<void> started = runner->start(command); !started)
        qFatal("%s", qPrintable(started.error().detail));
    return runner;
}

CommandEnd CommandRunnerTest::finish()
{
    if (!QTest::qWaitFor([this] { return m_end.has_value(); }, 20'000))
        qFatal("the command does not end");
    return *m_end;
}

CommandEnd CommandRunnerTest::run(const Command &command, StandardStreams streams,
                                  RunnerTimes times)
{
    m_runner = start(command, streams, times);
    return finish();
}

void CommandRunnerTest::endIsPassedOn_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<CommandEnd>("end");
    QTest::addColumn<int>("shellCode");
    QTest::newRow("success") << QByteArray("true") << CommandEnd{0, {}} << 0;
    QTest::newRow("failure") << QByteArray("false") << CommandEnd{1, {}} << 1;
    QTest::newRow("7") << QByteArray("exit 7") << CommandEnd{7, {}} << 7;
    QTest::newRow("255") << QByteArray("exit 255") << CommandEnd{255, {}} << 255;
    QTest::newRow("SIGTERM") << QByteArray("kill -TERM $$") << CommandEnd{{}, SIGTERM} << 143;
    QTest::newRow("SIGKILL") << QByteArray("kill -KILL $$") << CommandEnd{{}, SIGKILL} << 137;
}

void CommandRunnerTest::endIsPassedOn()
{
    QFETCH(QByteArray, script);
    QFETCH(CommandEnd, end);
    QFETCH(int, shellCode);
    readPipes();
    const CommandEnd found = run(shell(script), toPipes());
    QCOMPARE(found, end);
    QCOMPARE(found.shellCode(), shellCode);
}

void CommandRunnerTest::whatCannotRunIsAnError_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no such name") << QByteArray("no-such-program-7717") << ErrorCode::NotFound;
    QTest::newRow("no such path") << QByteArray("/no/such/program") << ErrorCode::NotFound;
    QTest::newRow("empty name") << QByteArray("") << ErrorCode::NotFound;
    QTest::newRow("directory") << QByteArray("/tmp") << ErrorCode::Internal;
    QTest::newRow("no right to execute") << QByteArray("/etc/passwd") << ErrorCode::Internal;
}

void CommandRunnerTest::whatCannotRunIsAnError()
{
    QFETCH(QByteArray, program);
    QFETCH(ErrorCode, code);
    CommandRunner runner(toPipes());
    QSignalSpy ended(&runner, &CommandRunner::ended);
    const Result<void> started = runner.start({{program}});
    QVERIFY(!started);
    QCOMPARE(started.error().code, code);
    QVERIFY(started.error().detail.startsWith(QString::fromUtf8(program)));
    QCoreApplication::processEvents();
    QVERIFY(ended.isEmpty());
}

void CommandRunnerTest::scriptWithoutInterpreterRuns()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"script"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("echo \"script got $1\"\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    file.close();
    readPipes();
    QCOMPARE(run({{QFile::encodeName(path), "it"}}, toPipes()), (CommandEnd{0, {}}));
    QTRY_COMPARE(m_outReader->bytes, "script got it\n");
}

void CommandRunnerTest::bytesAreUnchangedAndStreamsSeparate()
{
    QTemporaryDir directory;
    QByteArray noise(10 * 1024 * 1024, Qt::Uninitialized);
    QRandomGenerator random(7717);
    random.fillRange(reinterpret_cast<quint32 *>(noise.data()), noise.size() / 4);
    QFile file(directory.filePath(u"noise"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(noise), noise.size());
    file.close();
    readPipes();
    const QByteArray path = QFile::encodeName(file.fileName());
    QCOMPARE(run(shell("cat '" + path + "' & head -c 3000000 '" + path + "' >&2; wait"), toPipes()),
             (CommandEnd{0, {}}));
    QTRY_COMPARE(m_outReader->bytes.size(), noise.size());
    QVERIFY(m_outReader->bytes == noise);
    QTRY_COMPARE(m_errReader->bytes.size(), 3'000'000);
    QVERIFY(m_errReader->bytes == noise.first(3'000'000));
}

void CommandRunnerTest::outputIsToldToTheObserver()
{
    readPipes();
    m_runner = start(shell("echo out; echo err >&2"), toPipes());
    QMap<CommandStream, QByteArray> told;
    connect(m_runner.get(), &CommandRunner::output, this,
            [&told](const QByteArray &bytes, CommandStream stream) { told[stream] += bytes; });
    finish();
    QCOMPARE(told.value(CommandStream::Output), "out\n");
    QCOMPARE(told.value(CommandStream::Errors), "err\n");
}

void CommandRunnerTest::inputIsTheUsersOwn()
{
    Pipe input;
    const QByteArray text("a\0b\xff\n", 5);
    QCOMPARE(::write(input.writing.get(), text.constData(), 5), 5);
    input.writing.reset();
    readPipes();
    StandardStreams streams = toPipes();
    streams.input = input.reading.get();
    QCOMPARE(run({{"cat"}}, streams), (CommandEnd{0, {}}));
    QTRY_COMPARE(m_outReader->bytes, text);
}

void CommandRunnerTest::slowReaderLosesNothing()
{
    // More than the user's pipe holds, and all of it in our hands when the command has ended.
    m_runner = start(shell("head -c 100000 /dev/zero"), toPipes(), {5000ms, 0ms});
    QTRY_VERIFY(descendantsOf(::getpid()).isEmpty());
    QVERIFY(!m_end);
    readPipes();
    finish();
    QTRY_COMPARE(m_outReader->bytes.size(), 100'000);
}

void CommandRunnerTest::readerThatLeavesEndsTheCommand()
{
    m_out.reading.reset();
    QCOMPARE(run({{"yes"}}, toPipes()), (CommandEnd{{}, SIGPIPE}));
}

void CommandRunnerTest::outputThatFindsNoRoomIsTold()
{
    const UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    StandardStreams streams = toPipes();
    streams.output = full.get();
    m_runner = start(shell("echo lost"), streams);
    const QSignalSpy lost(m_runner.get(), &CommandRunner::outputLost);
    finish();
    QCOMPARE(*m_end, (CommandEnd{0, {}}));
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.first().first().toInt(), ENOSPC);
}

void CommandRunnerTest::backgroundProcessDoesNotHoldTheEnd()
{
    readPipes();
    QCOMPARE(run(shell("sleep 600 & echo started"), toPipes(), {5000ms, 50ms}),
             (CommandEnd{0, {}}));
    QTRY_COMPARE(m_outReader->bytes, "started\n");
    QVERIFY(!descendantsOf(::getpid()).isEmpty());
}

void CommandRunnerTest::eachStreamIsATerminalOrNot_data()
{
    QTest::addColumn<int>("terminals"); // bit n: stream n is one
    for (int terminals = 0; terminals < 8; ++terminals)
        QTest::addRow("%d%d%d", terminals & 1, terminals >> 1 & 1, terminals >> 2 & 1) << terminals;
}

void CommandRunnerTest::eachStreamIsATerminalOrNot()
{
    QFETCH(int, terminals);
    readPipes();
    const int fd = m_terminal->slave.get();
    const StandardStreams streams{(terminals & 1) != 0 ? fd : m_null.get(),
                                  (terminals & 2) != 0 ? fd : m_out.writing.get(),
                                  (terminals & 4) != 0 ? fd : m_err.writing.get()};
    const CommandEnd end =
        run(shell("n=0; test -t 0 && n=$((n+1)); test -t 1 && n=$((n+2)); test -t 2 && n=$((n+4)); "
                  "echo out; echo err >&2; exit $n"),
            streams);
    QCOMPARE(end, (CommandEnd{terminals, {}}));
    const bool outShown = (terminals & 2) != 0;
    const bool errShown = (terminals & 4) != 0;
    QTRY_COMPARE(m_terminal->screen->bytes,
                 QByteArray(outShown ? "out\r\n" : "") + (errShown ? "err\r\n" : ""));
    QTRY_COMPARE(m_outReader->bytes, outShown ? "" : "out\n");
    QTRY_COMPARE(m_errReader->bytes, errShown ? "" : "err\n");
}

void CommandRunnerTest::noPtyGivesPipes()
{
    Command command = shell("test -t 1 || test -t 2 || echo \"$(printf 'a\\nb')\"");
    command.usePty = false;
    QCOMPARE(run(command, toTerminal()), (CommandEnd{0, {}}));
    QTRY_COMPARE(m_terminal->screen->bytes, "a\r\nb\r\n"); // the user's own terminal adds the CR
}

void CommandRunnerTest::differentTerminalsStayApart()
{
    const UserTerminal other;
    StandardStreams streams = toTerminal();
    streams.error = other.slave.get();
    QCOMPARE(run(shell("echo out; echo err >&2; test -t 2"), streams), (CommandEnd{0, {}}));
    QTRY_COMPARE(m_terminal->screen->bytes, "out\r\n");
    QTRY_COMPARE(other.screen->bytes, "err\r\n");
}

void CommandRunnerTest::orderIsKeptOnOneTerminal()
{
    QCOMPARE(
        run(shell("for i in 1 2 3 4 5 6 7 8 9; do echo o$i; echo e$i >&2; done"), toTerminal()),
        (CommandEnd{0, {}}));
    QByteArray expected;
    for (int i = 1; i < 10; ++i)
        expected += 'o' + QByteArray::number(i) + "\r\ne" + QByteArray::number(i) + "\r\n";
    QTRY_COMPARE(m_terminal->screen->bytes, expected);
}

void CommandRunnerTest::windowSizeIsPassedOn()
{
    m_runner = start(shell("trap 'stty size; exit' WINCH; stty size; sleep 600 & wait; wait"),
                     toTerminal(), {5000ms, 50ms});
    QTRY_COMPARE(m_terminal->screen->bytes, "40 100\r\n");
    const winsize size{25, 80, 0, 0};
    QCOMPARE(::ioctl(m_terminal->keys.get(), TIOCSWINSZ, &size), 0);
    QCOMPARE(::kill(::getpid(), SIGWINCH), 0);
    finish();
    QTRY_COMPARE(m_terminal->screen->bytes, "40 100\r\n25 80\r\n");
}

void CommandRunnerTest::typedKeysReachTheCommand()
{
    m_runner = start(shell("read line; echo \"got $line\"; cat"), toTerminal());
    m_terminal->type("hello\r");
    QTRY_COMPARE(m_terminal->screen->bytes, "hello\r\ngot hello\r\n");
    m_terminal->type("\x04");
    QCOMPARE(finish(), (CommandEnd{0, {}}));
}

void CommandRunnerTest::controlCReachesTheCommand()
{
    m_runner = start(shell("echo ready; exec sleep 600"), toTerminal());
    QTRY_COMPARE(m_terminal->screen->bytes, "ready\r\n");
    m_terminal->type("\x03");
    QCOMPARE(finish(), (CommandEnd{{}, SIGINT}));
}

void CommandRunnerTest::modesAreRestored()
{
    const termios before = m_terminal->modes();
    m_runner = start(shell("stty -echo; echo ready; cat"), toTerminal());
    QTRY_COMPARE(m_terminal->screen->bytes, "ready\r\n");
    QVERIFY((m_terminal->modes().c_lflag & ICANON) == 0);
    m_terminal->type("\x04");
    finish();
    const termios after = m_terminal->modes();
    QCOMPARE(after.c_lflag, before.c_lflag);
    QCOMPARE(after.c_iflag, before.c_iflag);
    QCOMPARE(after.c_oflag, before.c_oflag);
}

void CommandRunnerTest::closedTerminalHangsUp()
{
    m_runner = start({{"yes"}}, toTerminal());
    QTRY_VERIFY(!m_terminal->screen->bytes.isEmpty());
    m_terminal->screen.reset();
    m_terminal->keys.reset();
    QCOMPARE(finish(), (CommandEnd{{}, SIGHUP}));
}

void CommandRunnerTest::signalsReachTheGroup_data()
{
    QTest::addColumn<int>("number");
    for (const int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP})
        QTest::addRow("%s", strsignal(number)) << number;
}

void CommandRunnerTest::signalsReachTheGroup()
{
    QFETCH(int, number);
    readPipes();
    // Core files of SIGQUIT are not wanted.
    m_runner = start(shell("ulimit -c 0; sleep 600 & echo ready; wait"), toPipes());
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    QCOMPARE(::kill(::getpid(), number), 0);
    QCOMPARE(finish(), (CommandEnd{{}, number}));
    if (number == SIGTERM || number == SIGHUP) // a shell's background job ignores the others
        QTRY_VERIFY(descendantsOf(::getpid()).isEmpty());
}

void CommandRunnerTest::cancelEndsTheWholeTree()
{
    readPipes();
    m_runner = start(shell("setsid sleep 600 & (setsid sh -c 'trap \"\" TERM; sleep 600; sleep 600'"
                           " &) ; trap '' TERM; echo ready; while :; do sleep 600; done"),
                     toPipes(), {200ms, 50ms});
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    QTRY_VERIFY(descendantsOf(::getpid()).size() >= 5);
    m_runner->cancel();
    QCOMPARE(finish(), (CommandEnd{{}, SIGKILL}));
    QVERIFY(descendantsOf(::getpid()).isEmpty());
}

void CommandRunnerTest::cancelEndsAStoppedCommand()
{
    readPipes();
    m_runner = start(shell("echo ready; kill -STOP $$; sleep 600"), toPipes());
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    m_runner->cancel();
    QCOMPARE(finish(), (CommandEnd{{}, SIGTERM}));
}

void CommandRunnerTest::pauseStopsTheWholeTree()
{
    readPipes();
    m_runner = start(shell("setsid sh -c 'sleep 600; true' & echo ready; wait"), toPipes());
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    QTRY_VERIFY(statesBelow().size() >= 3);
    const qsizetype count = statesBelow().size();
    m_runner->pause();
    m_runner->pause();
    QTRY_COMPARE(statesBelow(), QByteArray(count, 'T'));
    m_runner->resume();
    QTRY_VERIFY(!statesBelow().contains('T'));
    QCOMPARE(statesBelow().size(), count);
    m_runner->resume();
    m_runner->cancel();
    finish();
}

void CommandRunnerTest::pausedCommandIsCancelled()
{
    readPipes();
    m_runner = start(shell("echo ready; exec sleep 600"), toPipes());
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    m_runner->pause();
    QTRY_COMPARE(statesBelow(), "T");
    m_runner->cancel();
    QCOMPARE(finish(), (CommandEnd{{}, SIGTERM}));
}

void CommandRunnerTest::pausedCommandTakesASignal()
{
    readPipes();
    m_runner = start(shell("trap 'exit 7' TERM; echo ready; while :; do sleep 600 & wait; done"),
                     toPipes());
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    m_runner->pause();
    QCOMPARE(::kill(::getpid(), SIGTERM), 0);
    QCOMPARE(finish(), (CommandEnd{7, {}}));
}

void CommandRunnerTest::pausedCommandTakesControlC()
{
    m_runner = start(shell("echo ready; exec sleep 600"), toTerminal());
    QTRY_COMPARE(m_terminal->screen->bytes, "ready\r\n");
    m_runner->pause();
    m_terminal->type("\x03");
    QCOMPARE(finish(), (CommandEnd{{}, SIGINT}));
}

void CommandRunnerTest::pauseKeepsTheEnd()
{
    readPipes();
    Pipe input;
    StandardStreams streams = toPipes();
    streams.input = input.reading.get();
    m_runner = start(shell("echo ready; read line; exit 3"), streams);
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    m_runner->pause();
    QCOMPARE(::write(input.writing.get(), "x\n", 2), 2);
    QTRY_COMPARE(statesBelow(), "T");
    QVERIFY(!m_end);
    m_runner->resume();
    QCOMPARE(finish(), (CommandEnd{3, {}}));
}

void CommandRunnerTest::earlyEndOfUsEndsThePause()
{
    readPipes();
    m_runner = start(shell("echo ready; exec sleep 600"), toPipes());
    QTRY_COMPARE(m_outReader->bytes, "ready\n");
    m_runner->pause();
    QTRY_COMPARE(statesBelow(), "T");
    m_runner.reset();
    QTRY_COMPARE(statesBelow(), "S");
}

void CommandRunnerTest::commandStartsClean()
{
    readPipes();
    const mode_t before = ::umask(027);
    run(shell("umask; grep -E '^Sig(Blk|Ign)' /proc/self/status; ls -l /proc/self/fd"), toPipes());
    ::umask(before);
    QTRY_VERIFY(m_outReader->bytes.contains("SigIgn"));
    const QByteArray told = m_outReader->bytes;
    QVERIFY2(told.startsWith("0027\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"),
             told.constData());
    QVERIFY(!told.contains("eventfd"));
    QVERIFY(!told.contains("ptmx"));
}

QTEST_GUILESS_MAIN(CommandRunnerTest)

#include "tst_commandrunner.moc"
