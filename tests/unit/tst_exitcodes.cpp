#include "tests/unit/headwayrunner.h"

#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

/// Every verb that asks a service, with every reason for it to fail.
class tst_ExitCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void overviewAndVersionAreAnswers();
    void wrongUsageIsToldInOneLine_data();
    void wrongUsageIsToldInOneLine();
    void failuresHaveTheirCodes_data();
    void failuresHaveTheirCodes();
    void helpOfEveryVerbIsAnAnswer_data();
    void helpOfEveryVerbIsAnAnswer();
    void killedServiceIsUnreachable();
    void warningsOfOthersAreNotPrinted();
    void commandGetsNoDescriptorOfOurs();
    void outputThatIsLostIsAFailure_data();
    void outputThatIsLostIsAFailure();

private:
    static QStringList words(const QString &line) { return line.split(u' ', Qt::SkipEmptyParts); }

    std::unique_ptr<HeadwayRunner> m_headway;
    TaskId m_mine;
    TaskId m_theirs;
};

namespace {

const QStringList taskVerbs{u"status"_s, u"log"_s,    u"log --follow"_s, u"wait"_s,
                            u"watch"_s,  u"cancel"_s, u"delete"_s};
const QStringList otherVerbs{u"list"_s, u"watch"_s, u"whoami"_s, u"token create"_s,
                             u"token list"_s};

} // namespace

void tst_ExitCodes::initTestCase()
{
    m_headway = std::make_unique<HeadwayRunner>();
    m_mine = m_headway->make(u"mine"_s, TaskStatus::Pending).id;
    m_theirs = m_headway->make(u"theirs"_s, TaskStatus::Pending, &m_headway->other()).id;
}

void tst_ExitCodes::overviewAndVersionAreAnswers()
{
    const Outcome help = m_headway->run({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.contains("\n  list "));
    QCOMPARE(help.err, QByteArray());
    const Outcome version = m_headway->run({u"--version"_s});
    QCOMPARE(version.exitCode, 0);
    QCOMPARE(version.out, QByteArray("headway " HEADWAY_VERSION "\n"));
}

void tst_ExitCodes::wrongUsageIsToldInOneLine_data()
{
    QTest::addColumn<QStringList>("line");

    QTest::newRow("nothing") << QStringList();
    for (const char *line : {"nonsense",
                             "--nonsense",
                             "status",
                             "status a b",
                             "log",
                             "wait",
                             "cancel",
                             "delete",
                             "token",
                             "token make",
                             "token create now",
                             "token revoke",
                             "token revoke 7",
                             "token create --scope admin",
                             "token create --expires soon",
                             "account",
                             "account add",
                             "account add a@example.org b@example.org",
                             "account list all",
                             "account list --url http://127.0.0.1:1",
                             "list --token-file /nonexistent",
                             "list --data-dir /x --url http://127.0.0.1:1",
                             "wait --json=1",
                             "list --data-dir=",
                             "list --url=",
                             "list --token-file=",
                             "report complete a --percent 50",
                             "report progress a --exit-code 1",
                             "report fail a --error b c",
                             "report create --name a --item b",
                             "login a@example.org b@example.org",
                             "logout now",
                             "whoami else"})
        QTest::newRow(line) << words(QString::fromLatin1(line));
    QTest::newRow("hostile verb") << QStringList{u"\x1b[2J\nx"_s};
}

void tst_ExitCodes::wrongUsageIsToldInOneLine()
{
    QFETCH(const QStringList, line);

    const Outcome outcome = m_headway->run(line);
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.startsWith("headway: "), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY(!outcome.err.contains('\x1b'));
}

void tst_ExitCodes::failuresHaveTheirCodes_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("operand");
    QTest::addColumn<QString>("token");
    QTest::addColumn<int>("exitCode");

    const QString nobody = TaskId::make().toString();
    for (const QString &verb : taskVerbs) {
        const auto row = [&](const char *name, const QString &operand, const QString &token,
                             int code) {
            QTest::addRow("%s, %s", qPrintable(verb), name) << verb << operand << token << code;
        };
        row("wrong token", m_mine.toString(), u"hw_wrong"_s, 4);
        row("another account's", m_theirs.toString(), QString(), 5);
        row("no such task", nobody, QString(), 6);
        row("no ID", u"nonsense"_s, QString(), 6);
        row("no task begins so", nobody.first(8), QString(), 6);
        row("another account's, by its beginning", m_theirs.toString().first(8), QString(), 6);
    }
    for (const QString &verb : otherVerbs) {
        QTest::addRow("%s, wrong token", qPrintable(verb))
            << verb << QString() << u"hw_wrong"_s << 4;
    }
    QTest::newRow("token revoke, none") << u"token revoke"_s << nobody << QString() << 1;
    QTest::newRow("cancel, all in vain")
        << QString(u"cancel "_s + nobody) << u"nonsense"_s << QString() << 6;
    QTest::newRow("logout, nobody in") << u"logout"_s << QString() << QString() << 4;
}

void tst_ExitCodes::failuresHaveTheirCodes()
{
    QFETCH(const QString, verb);
    QFETCH(const QString, operand);
    QFETCH(const QString, token);
    QFETCH(const int, exitCode);

    const Outcome outcome =
        m_headway->run(words(verb + u' ' + operand), {}, {{u"HEADWAY_TOKEN"_s, token}});
    QCOMPARE(outcome.exitCode, exitCode);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.startsWith("headway: "), outcome.err.constData());
    QVERIFY(!outcome.err.contains("theirs"));
}

void tst_ExitCodes::helpOfEveryVerbIsAnAnswer_data()
{
    QTest::addColumn<QString>("verb");
    for (const char *verb : {"list", "status", "log", "wait", "watch", "cancel", "delete",
                             "account", "login", "logout", "whoami", "token"})
        QTest::newRow(verb) << QString::fromLatin1(verb);
}

void tst_ExitCodes::helpOfEveryVerbIsAnAnswer()
{
    QFETCH(const QString, verb);

    const Outcome help = m_headway->run({verb, u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.startsWith("Usage: headway " + verb.toLatin1()));
    QCOMPARE(help.err, QByteArray());
}

void tst_ExitCodes::killedServiceIsUnreachable()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QString url = u"http://127.0.0.1:%1"_s.arg(gone.serverPort());
    gone.close();
    const QString nowhere = m_headway->file(u"nowhere"_s);
    for (const QString &verb : taskVerbs + otherVerbs) {
        const bool isOfTask = taskVerbs.contains(verb);
        const QStringList line = words(isOfTask ? verb + u' ' + m_mine.toString() : verb);
        QCOMPARE(m_headway->run(line + QStringList{u"--data-dir"_s, nowhere}).exitCode, 3);
        const Outcome remote = m_headway->run(line + QStringList{u"--url"_s, url}, {},
                                              {{u"HEADWAY_TOKEN"_s, u"hw_some"_s}});
        QCOMPARE(remote.exitCode, 3);
        QCOMPARE(m_headway->run(line + QStringList{u"--url"_s, url}).exitCode, 3);
        // Named by a URL, a service is never shown the endpoint file's token.
        QCOMPARE(m_headway->run(line + QStringList{u"--url"_s, m_headway->url()}).exitCode, 4);
    }
}

void tst_ExitCodes::warningsOfOthersAreNotPrinted()
{
    const Outcome list = m_headway->run({u"whoami"_s}, {}, {{u"LC_ALL"_s, u"C"_s}});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.err, QByteArray());
}

void tst_ExitCodes::commandGetsNoDescriptorOfOurs()
{
    QProcess process;
    process.setChildProcessModifier([] { ::close(STDIN_FILENO); });
    m_headway->start(process, {u"run"_s, u"--"_s, u"readlink"_s, u"/proc/self/fd/0"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), "/dev/null\n");
}

void tst_ExitCodes::outputThatIsLostIsAFailure_data()
{
    QTest::addColumn<QStringList>("line");
    for (const char *line : {"list", "list --json", "--help", "--version", "whoami"})
        QTest::newRow(line) << words(QString::fromLatin1(line));
}

void tst_ExitCodes::outputThatIsLostIsAFailure()
{
    QFETCH(const QStringList, line);

    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    m_headway->start(process, line);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.readAllStandardError(),
             "headway: The output could not be written: No space left on device.\n");
}

QTEST_GUILESS_MAIN(tst_ExitCodes)
#include "tst_exitcodes.moc"
