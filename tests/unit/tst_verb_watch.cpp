#include "core/base/uniquefd.h"
#include "core/wire/taskjson.h"
#include "tests/unit/headwayrunner.h"

#include <QProcess>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

/// The program on a terminal of its own.
class Terminal
{
public:
    Terminal(const HeadwayRunner &headway, const QStringList &words, int rows, int columns,
             const QString &kind = u"xterm"_s)
    {
        int master = -1;
        int slave = -1;
        const winsize size = sizeOf(rows, columns);
        if (::openpty(&master, &slave, nullptr, nullptr, &size) != 0)
            qFatal("no pseudo-terminal");
        m_master.reset(master);
        m_slave.reset(slave);
        process.setChildProcessModifier([slave] { ::dup2(slave, STDOUT_FILENO); });
        headway.start(process, words, {{u"TERM"_s, kind}});
    }

    void resize(int rows, int columns)
    {
        const winsize size = sizeOf(rows, columns);
        ::ioctl(m_master.get(), TIOCSWINSZ, &size);
        send(SIGWINCH);
    }
    void send(int number) { ::kill(static_cast<pid_t>(process.processId()), number); }

    /// All that has come through so far: the system may still have some of what was written.
    QByteArray bytes()
    {
        int waiting = 0;
        ::ioctl(m_master.get(), FIONREAD, &waiting);
        QByteArray more(waiting, '\0');
        if (waiting > 0)
            more.resize(::read(m_master.get(), more.data(), static_cast<size_t>(waiting)));
        return m_bytes += more;
    }
    /// The lines of the last whole drawing.
    QByteArrayList lines()
    {
        const QByteArray all = bytes();
        const qsizetype end = all.lastIndexOf("\x1b[J");
        const qsizetype begin = all.lastIndexOf(hideCursor, end);
        if (end < 0 || begin < 0)
            return {};
        QByteArray drawing = all.sliced(begin, end - begin);
        drawing = drawing.sliced(drawing.indexOf('\r') + 1);
        if (drawing.startsWith("\x1b["))
            drawing = drawing.sliced(drawing.indexOf('A') + 1);
        QByteArrayList lines = drawing.replace("\x1b[K", "").split('\n');
        lines.removeLast();
        for (QByteArray &line : lines)
            line.replace('\r', "");
        return lines;
    }
    bool shows(const QByteArray &text) { return lines().join('\n').contains(text); }

    static constexpr auto hideCursor = "\x1b[?25l";
    static constexpr auto showCursor = "\x1b[?25h";
    QProcess process;

private:
    static winsize sizeOf(int rows, int columns)
    {
        return {static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
    }

    UniqueFd m_master;
    UniqueFd m_slave;
    QByteArray m_bytes;
};

} // namespace

class tst_VerbWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_headway = std::make_unique<HeadwayRunner>(); }

    void allThatIsLiveIsTold();
    void endsWhenAllHaveEnded();
    void exitCodeTellsWhetherAllCompleted_data();
    void exitCodeTellsWhetherAllCompleted();
    void refusedOnesDoNotKeepFromTheOthers();
    void deletedTaskIsOver();
    void jsonIsTheApis();
    void outsideTextIsHarmless();
    void startOfAnotherServiceIsSurvived();
    void endOfTheSignInEndsIt();
    void goneReaderEndsIt();
    void screenIsDrawnInItsPlace();
    void screenFitsItsWindow();
    void signalGivesTheCursorBack_data();
    void signalGivesTheCursorBack();
    void dumbTerminalGetsLines();

private:
    TaskSession &own() { return m_headway->own(); }
    Task complete(const Task &task) { return *await(own().complete(task.id, {})); }
    void say(const Task &task, const QString &words, std::optional<double> fraction = {})
    {
        TaskUpdate update;
        update.progress = words;
        if (fraction)
            update.fraction = fraction;
        QVERIFY(await(own().update(task.id, update)).isOk());
    }
    /// A line for scripts.
    static QByteArray lineOf(const Task &task, const QByteArray &rest)
    {
        return task.id.toString().toLatin1() + '\t' + rest + '\n';
    }

    std::unique_ptr<HeadwayRunner> m_headway;
};

void tst_VerbWatch::allThatIsLiveIsTold()
{
    complete(m_headway->make(u"over"_s));
    const Task first = m_headway->make(u"first"_s);
    m_headway->make(u"theirs"_s, TaskStatus::Processing, &m_headway->other());
    QProcess process;
    m_headway->start(process, {u"watch"_s});
    QByteArray expected = lineOf(first, "processing\t-\tfirst\t-");
    QTRY_COMPARE(process.peek(5000), expected);
    const Task second = m_headway->make(u"second"_s, TaskStatus::Pending);
    expected += lineOf(second, "pending\t-\tsecond\t-");
    QTRY_COMPARE(process.peek(5000), expected);
    TaskUpdate usage;
    usage.cpuPercent = 50.0;
    QVERIFY(await(own().update(first.id, usage)).isOk()); // which is in no line
    say(first, u"half\tway"_s, 0.5);
    m_headway->make(u"theirs too"_s, TaskStatus::Processing, &m_headway->other());
    complete(first);
    complete(second);
    expected += lineOf(first, "processing\t50%\tfirst\thalf way")
        + lineOf(first, "completed\t50%\tfirst\thalf way")
        + lineOf(second, "completed\t-\tsecond\t-");
    QTRY_COMPARE(process.peek(5000), expected);
    QCOMPARE(process.state(), QProcess::Running);
    process.terminate();
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
}

void tst_VerbWatch::endsWhenAllHaveEnded()
{
    const Task first = m_headway->make(u"first"_s);
    const Task second = m_headway->make(u"second"_s, TaskStatus::Pending);
    const Task other = m_headway->make(u"not asked for"_s);
    QProcess process;
    m_headway->start(process, {u"watch"_s, first.id.toString(), second.id.toString().first(12)});
    QTRY_COMPARE(process.peek(5000).count('\n'), 2);
    complete(first);
    complete(other);
    QTRY_COMPARE(process.peek(5000).count('\n'), 3);
    QCOMPARE(process.state(), QProcess::Running);
    complete(second);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().endsWith(lineOf(second, "completed\t-\tsecond\t-")));
}

void tst_VerbWatch::exitCodeTellsWhetherAllCompleted_data()
{
    QTest::addColumn<QStringList>("ends");
    QTest::addColumn<int>("exitCode");

    QTest::newRow("completed") << QStringList{u"completed"_s} << 0;
    QTest::newRow("failed") << QStringList{u"failed"_s} << 1;
    QTest::newRow("cancelled") << QStringList{u"cancelled"_s} << 1;
    QTest::newRow("one of two") << QStringList{u"failed"_s, u"completed"_s} << 1;
    QTest::newRow("both") << QStringList{u"completed"_s, u"completed"_s} << 0;
}

void tst_VerbWatch::exitCodeTellsWhetherAllCompleted()
{
    QFETCH(const QStringList, ends);
    QFETCH(const int, exitCode);

    QStringList words{u"watch"_s};
    for (const QString &end : ends) {
        const Task task = m_headway->make(end);
        words.append(task.id.toString());
        if (end == "completed"_L1)
            complete(task);
        else if (end == "failed"_L1)
            QVERIFY(await(own().fail(task.id, {u"first\nlast words"_s, {}, {}})).isOk());
        else
            QVERIFY(await(own().cancel(task.id)).isOk());
    }
    const Outcome watch = m_headway->run(words);
    QCOMPARE(watch.exitCode, exitCode);
    QCOMPARE(watch.lines().size(), ends.size());
    QCOMPARE(watch.out.contains("failed\t-\tfailed\tlast words\n"), ends.contains(u"failed"_s));
    QCOMPARE(watch.err, QByteArray());
}

void tst_VerbWatch::refusedOnesDoNotKeepFromTheOthers()
{
    const Task mine = complete(m_headway->make(u"mine"_s));
    const Task theirs = m_headway->make(u"theirs"_s, TaskStatus::Processing, &m_headway->other());
    const Outcome watch = m_headway->run(
        {u"watch"_s, theirs.id.toString(), TaskId::make().toString(), mine.id.toString()});
    QCOMPARE(watch.exitCode, 5); // the first one's
    QCOMPARE(watch.out, lineOf(mine, "completed\t-\tmine\t-"));
    QCOMPARE(watch.err.count("headway: "), 2);
    QVERIFY(!watch.err.contains("theirs"));
}

void tst_VerbWatch::deletedTaskIsOver()
{
    const Task task = m_headway->make(u"short"_s);
    const Task other = m_headway->make(u"other"_s);
    QProcess process;
    m_headway->start(process, {u"watch"_s, task.id.toString(), other.id.toString()});
    QTRY_COMPARE(process.peek(5000).count('\n'), 2);
    complete(task);
    QTRY_COMPARE(process.peek(5000).count('\n'), 3);
    QVERIFY(await(own().remove(task.id)).isOk());
    complete(other);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 0);
}

void tst_VerbWatch::jsonIsTheApis()
{
    const Task task = m_headway->make(u"task"_s);
    QProcess process;
    m_headway->start(process, {u"watch"_s, u"--json"_s, task.id.toString()});
    QTRY_COMPARE(process.peek(5000), wire::toJson(task) + '\n');
    const Task ended = *await(own().complete(task.id, {"{\"a\":\n[1.0]}", {}}));
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.readAllStandardOutput(),
             wire::toJson(task) + '\n' + wire::toJson(ended).replace('\n', ' ') + '\n');
}

void tst_VerbWatch::outsideTextIsHarmless()
{
    const Task task = m_headway->make(u"\x1b]0;title\x07name\nforged"_s);
    say(task, u"\x1b[2J\u009b2J\ttext\r\n"_s);
    complete(task);
    const Outcome watch = m_headway->run({u"watch"_s, task.id.toString()});
    QCOMPARE(watch.lines().size(), 1);
    QVERIFY(!watch.out.contains('\x1b') && !watch.out.contains('\x07'));
    QVERIFY(!watch.out.contains("\u009b"));
    Terminal terminal(*m_headway, {u"watch"_s, task.id.toString()}, 24, 80);
    QTRY_COMPARE(terminal.process.state(), QProcess::NotRunning);
    QTRY_VERIFY(terminal.shows("]0;title"));
    QVERIFY(!terminal.shows("\x1b"));
}

void tst_VerbWatch::startOfAnotherServiceIsSurvived()
{
    const TaskId id = m_headway->make(u"patient"_s).id;
    QProcess process;
    m_headway->start(process, {u"watch"_s, id.toString()});
    QTRY_COMPARE(process.peek(5000).count('\n'), 1);
    m_headway->stopService();
    QByteArray told;
    QTRY_VERIFY((told += process.readAllStandardError()).contains("Waiting for it."));
    m_headway->startService(); // on another port, with another secret
    QVERIFY(await(own().complete(id, {})).isOk());
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    told += process.readAllStandardError();
    QVERIFY2(told.contains("headway: The service is there again.\n"), told.constData());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput().count('\n'), 2);
}

void tst_VerbWatch::endOfTheSignInEndsIt()
{
    AuthService &auth = m_headway->auth();
    const MadeToken made = *await(auth.createToken(auth.owner(), {u"t"_s, TokenScope::Read, {}}));
    m_headway->make(u"task"_s);
    QProcess process;
    m_headway->start(process, {u"watch"_s},
                     {{u"HEADWAY_TOKEN"_s, QString::fromLatin1(made.secret)}});
    QTRY_COMPARE(process.peek(5000).count('\n'), 1);
    QVERIFY(await(auth.revokeToken(auth.owner(), made.token.id)).isOk());
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(process.exitCode(), 4);
}

void tst_VerbWatch::goneReaderEndsIt()
{
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    UniqueFd reading(ends[0]);
    const UniqueFd writing(ends[1]);
    const Task task = m_headway->make(u"task"_s);
    QProcess process;
    process.setChildProcessModifier([&writing] { ::dup2(writing.get(), STDOUT_FILENO); });
    m_headway->start(process, {u"watch"_s});
    const auto waiting = [&reading] {
        int bytes = 0;
        ::ioctl(reading.get(), FIONREAD, &bytes);
        return bytes;
    };
    QTRY_VERIFY(waiting() > 0);
    reading.reset();
    say(task, u"to nobody"_s);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by SIGPIPE
}

void tst_VerbWatch::screenIsDrawnInItsPlace()
{
    const Task first = m_headway->make(u"first"_s);
    const Task second = m_headway->make(u"second"_s, TaskStatus::Pending);
    Terminal terminal(*m_headway, {u"watch"_s, first.id.toString(), second.id.toString()}, 24, 100);
    QTRY_VERIFY(terminal.shows("2 tasks: 1 pending, 1 processing"));
    QCOMPARE(terminal.lines().size(), 3);
    say(first, u"nearly there"_s, 0.42);
    QTRY_VERIFY(terminal.shows("nearly there"));
    QVERIFY(terminal.lines().at(1).startsWith("pending     second"));
    QVERIFY(terminal.lines().at(0).startsWith("processing  first     [####------]  42%  "));
    QVERIFY(terminal.bytes().contains("\r\x1b[3A")); // over the lines that were there
    complete(first);
    complete(second);
    QTRY_COMPARE(terminal.process.state(), QProcess::NotRunning);
    QCOMPARE(terminal.process.exitCode(), 0);
    QTRY_VERIFY(terminal.shows("2 tasks: 2 completed"));
    QTRY_VERIFY(terminal.bytes().endsWith(Terminal::showCursor));
}

void tst_VerbWatch::screenFitsItsWindow()
{
    for (int i = 0; i < 20; ++i)
        m_headway->make(u"name %1 "_s.arg(i) + QString(200, u'n'));
    Terminal terminal(*m_headway, {u"watch"_s}, 10, 50);
    const auto fits = [&terminal](qsizetype rows, qsizetype columns) {
        const QByteArrayList lines = terminal.lines();
        return lines.size() == rows - 1
            && std::all_of(lines.begin(), lines.end(), [columns](const QByteArray &line) {
                   return QString::fromUtf8(line).size() < columns;
               });
    };
    QTRY_VERIFY(fits(10, 50));
    QVERIFY(terminal.shows("(12 not shown)"));
    QVERIFY(terminal.shows("name 19"));
    terminal.resize(6, 30);
    QTRY_VERIFY(fits(6, 30));
    terminal.resize(30, 200);
    QTRY_VERIFY(terminal.lines().size() == 21);
    QVERIFY(!terminal.shows("not shown"));
    terminal.send(SIGTERM);
    QTRY_COMPARE(terminal.process.state(), QProcess::NotRunning);
}

void tst_VerbWatch::signalGivesTheCursorBack_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
    QTest::newRow("hang up") << SIGHUP;
}

void tst_VerbWatch::signalGivesTheCursorBack()
{
    QFETCH(const int, number);
    Terminal terminal(*m_headway, {u"watch"_s}, 24, 80);
    QTRY_VERIFY(terminal.shows("No task is under way."));
    terminal.send(number);
    QTRY_COMPARE(terminal.process.state(), QProcess::NotRunning);
    QCOMPARE(terminal.process.exitStatus(), QProcess::CrashExit); // by the signal
    QTRY_VERIFY(terminal.bytes().endsWith(Terminal::showCursor));
}

void tst_VerbWatch::dumbTerminalGetsLines()
{
    const Task task = complete(m_headway->make(u"task"_s));
    Terminal terminal(*m_headway, {u"watch"_s, task.id.toString()}, 24, 80, u"dumb"_s);
    QTRY_COMPARE(terminal.process.state(), QProcess::NotRunning);
    QTRY_COMPARE(terminal.bytes().replace('\r', ""), lineOf(task, "completed\t-\ttask\t-"));
}

QTEST_GUILESS_MAIN(tst_VerbWatch)
#include "tst_verb_watch.moc"
