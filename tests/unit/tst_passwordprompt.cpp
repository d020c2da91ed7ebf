#include "core/base/uniquefd.h"
#include "tests/unit/headwayrunner.h"

#include <QProcess>
#include <QTest>

#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

/// The program on a terminal of its own, with the test at the keyboard.
class Typist
{
public:
    Typist(const HeadwayRunner &headway, const QStringList &words)
    {
        int keyboard = -1;
        int terminal = -1;
        const winsize size{24, 60, 0, 0};
        if (::openpty(&keyboard, &terminal, nullptr, nullptr, &size) != 0)
            qFatal("no pseudo-terminal");
        m_keyboard.reset(keyboard);
        m_terminal.reset(terminal);
        process.setChildProcessModifier([terminal] {
            ::setsid();
            ::ioctl(terminal, TIOCSCTTY, 0);
            ::dup2(terminal, STDOUT_FILENO);
        });
        headway.start(process, words);
    }

    void type(const QByteArray &text)
    {
        const auto size = static_cast<size_t>(text.size());
        QCOMPARE(::write(m_keyboard.get(), text.constData(), size), text.size());
    }

    /// What the screen has shown so far.
    QByteArray screen()
    {
        int waiting = 0;
        ::ioctl(m_keyboard.get(), FIONREAD, &waiting);
        QByteArray bytes(waiting, '\0');
        if (waiting > 0)
            bytes.resize(::read(m_keyboard.get(), bytes.data(), static_cast<size_t>(waiting)));
        return m_screen += bytes;
    }

    bool echoes() const
    {
        termios ways = {};
        return ::tcgetattr(m_terminal.get(), &ways) == 0 && (ways.c_lflag & ECHO) != 0;
    }

    QProcess process;

private:
    UniqueFd m_keyboard;
    UniqueFd m_terminal;
    QByteArray m_screen;
};

} // namespace

class tst_PasswordPrompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passwordIsNotShown();
    void newPasswordIsTypedTwice();
    void interruptGivesTheEchoBack();
    void tableFitsTheTerminal();

private:
    HeadwayRunner m_headway;
};

void tst_PasswordPrompt::passwordIsNotShown()
{
    m_headway.other();
    Typist typist(m_headway, {u"login"_s});
    QTRY_VERIFY(typist.screen().endsWith("Email: "));
    QVERIFY(typist.echoes());
    typist.type("other@example.org\n");
    QTRY_VERIFY(typist.screen().endsWith("Password: "));
    QVERIFY(!typist.echoes());
    typist.type(HeadwayRunner::otherPassword() + '\n');
    QTRY_COMPARE(typist.process.state(), QProcess::NotRunning);
    QCOMPARE(typist.process.exitCode(), 0);
    QVERIFY(typist.echoes());
    QVERIFY(!typist.screen().contains(HeadwayRunner::otherPassword()));
    QCOMPARE(m_headway.run({u"logout"_s}).exitCode, 0);
}

void tst_PasswordPrompt::newPasswordIsTypedTwice()
{
    const QStringList add{u"account"_s, u"add"_s, u"new@example.org"_s};
    Typist careless(m_headway, add);
    QTRY_VERIFY(careless.screen().endsWith("New password: "));
    careless.type("correct horse\n");
    QTRY_VERIFY(careless.screen().endsWith("again: "));
    careless.type("incorrect horse\n");
    QTRY_COMPARE(careless.process.state(), QProcess::NotRunning);
    QCOMPARE(careless.process.exitCode(), 2);

    Typist careful(m_headway, add);
    QTRY_VERIFY(careful.screen().endsWith("New password: "));
    careful.type("correct horse\n");
    QTRY_VERIFY(careful.screen().endsWith("again: "));
    careful.type("correct horse\n");
    QTRY_COMPARE(careful.process.state(), QProcess::NotRunning);
    QCOMPARE(careful.process.exitCode(), 0);
}

void tst_PasswordPrompt::interruptGivesTheEchoBack()
{
    Typist typist(m_headway, {u"account"_s, u"passwd"_s, u"owner@example.org"_s});
    QTRY_VERIFY(typist.screen().endsWith("New password: "));
    QVERIFY(!typist.echoes());
    typist.type("\x03"); // Ctrl-C
    QTRY_COMPARE(typist.process.state(), QProcess::NotRunning);
    QCOMPARE(typist.process.exitStatus(), QProcess::CrashExit); // by the signal itself
    QVERIFY(typist.echoes());
}

void tst_PasswordPrompt::tableFitsTheTerminal()
{
    const Task task =
        m_headway.make(u"A name that is far too long for a terminal of sixty columns"_s);
    Typist typist(m_headway, {u"list"_s});
    QTRY_COMPARE(typist.process.state(), QProcess::NotRunning);
    const QByteArrayList lines = typist.screen().split('\n');
    QVERIFY(lines.at(0).startsWith("ID        STATUS      PROGRESS  TIME  NAME"));
    QVERIFY(lines.at(1).startsWith(task.id.toString().first(8).toLatin1() + "  processing  "));
    QVERIFY(lines.at(1).contains("  A name that"));
    QCOMPARE(QString::fromUtf8(lines.at(1)).trimmed().size(), 60);
}

QTEST_GUILESS_MAIN(tst_PasswordPrompt)
#include "tst_passwordprompt.moc"
