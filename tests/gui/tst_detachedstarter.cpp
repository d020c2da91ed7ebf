#include "app/desktop/detachedstarter.h"
#include "core/base/datadirectory.h"
#include "core/client/remotesignin.h"
#include "core/runner/keptcommands.h"
#include "tests/unit/headwayrunner.h"
#include "ui/window/rundesk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// With a script in the place of the program `headway`.
class TestDetachedStarter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void programIsAskedToRunIt();
    void tokenIsInTheEnvironmentAlone_data();
    void tokenIsInTheEnvironmentAlone();
    void directoryIsToldByItsPath();
    void nameIsTheCommandUnlessGiven();
    void whatTheProgramSaysIsTheError();
    void commandThatRunsIsNoError();
    void commandThatCannotRunReportsByItself();
    void absentProgramIsAnError();
    void absentDirectoryIsAnError();
    void startedCommandIsKnownAgain();
    void otherCommandBecomesALine();
    void unknownTaskIsNotFound();
    void taskIsOfWhoeverIsSignedIn();

private:
    void writeProgram(const QByteArray &script);
    QStringList asked() const;
    Result<StartedRun> start(const StartRequest &request,
                             const std::optional<NewSecret> &token = {});
    Result<StartRequest> keep(const QByteArrayList &words);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<DetachedStarter> m_starter;
    const TaskId m_id = TaskId::make();
};

template <typename T>
static T waitFor(const QFuture<T> &future)
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20000); }();
    return future.result();
}

void TestDetachedStarter::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    writeProgram("pwd -P > \"$0.asked\"; printf '%s\\n' \"$@\" >> \"$0.asked\"; echo "
                 + m_id.toString().toLatin1());
    m_starter = std::make_unique<DetachedStarter>(m_directory->filePath(u"headway"_s),
                                                  m_directory->filePath(u"data"_s));
}

void TestDetachedStarter::writeProgram(const QByteArray &script)
{
    QFile program(m_directory->filePath(u"headway"_s));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\n" + script + '\n');
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// The directory, and the arguments.
QStringList TestDetachedStarter::asked() const
{
    QFile file(m_directory->filePath(u"headway.asked"_s));
    file.open(QIODevice::ReadOnly);
    return QString::fromUtf8(file.readAll()).chopped(1).split(u'\n');
}

Result<StartedRun> TestDetachedStarter::start(const StartRequest &request,
                                              const std::optional<NewSecret> &token)
{
    return waitFor(m_starter->start(request, token));
}

Result<StartRequest> TestDetachedStarter::keep(const QByteArrayList &words)
{
    const QString directory =
        DataDirectory::resolve(m_directory->filePath(u"data"_s)).commandsDirectory();
    QDir().mkpath(directory);
    const KeptCommands commands(directory);
    const Result<void> kept = commands.keep(m_id, {{words, false}, "/somewhere"});
    return kept ? waitFor(m_starter->kept(m_id)) : kept.error();
}

void TestDetachedStarter::programIsAskedToRunIt()
{
    const TaskId before = TaskId::make();
    const Result<StartedRun> id =
        start({u"make && echo 'done'"_s, m_directory->path(), u"Build"_s, before});
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    QCOMPARE(id->id, m_id);
    QCOMPARE(asked(),
             QStringList({QDir(m_directory->path()).canonicalPath(), u"run"_s, u"--detach"_s,
                          u"--local"_s, u"--data-dir"_s, m_directory->filePath(u"data"_s),
                          u"--name"_s, u"Build"_s, u"--retry-of"_s, before.toString(), u"--"_s,
                          u"/bin/sh"_s, u"-c"_s, u"make && echo 'done'"_s}));
}

void TestDetachedStarter::tokenIsInTheEnvironmentAlone_data()
{
    QTest::addColumn<bool>("isOwner");
    QTest::newRow("the owner has none") << true;
    QTest::newRow("another account") << false;
}

void TestDetachedStarter::tokenIsInTheEnvironmentAlone()
{
    QFETCH(const bool, isOwner);
    writeProgram("printf '%s\\n' \"$HEADWAY_TOKEN\" \"$HEADWAY_URL\" \"$@\" > \"$0.asked\"; echo "
                 + m_id.toString().toLatin1());
    const NewSecret secret{{CredentialId::make(), u"a run"_s, TokenScope::Write, {}, {}},
                           "hw_secret"};
    qputenv("HEADWAY_URL", "http://127.0.0.1:1"); // of another service
    qputenv("HEADWAY_TOKEN", "hw_elsewhere");
    const bool isStarted =
        start({u"make"_s, {}, {}, {}}, isOwner ? std::nullopt : std::optional(secret)).isOk();
    qunsetenv("HEADWAY_URL");
    qunsetenv("HEADWAY_TOKEN");
    QVERIFY(isStarted);
    const QStringList said = asked();
    QCOMPARE(said.value(0), isOwner ? QString() : u"hw_secret"_s);
    QCOMPARE(said.value(1), u"http://127.0.0.1:1"_s); // the command may need it
    QVERIFY(said.contains(u"--local"_s)); // and the run does not take it
    QVERIFY(said.lastIndexOf(u"hw_secret"_s) <= 0);
    const QString ended = said.value(said.indexOf(u"--revoke-token"_s) + 1);
    QCOMPARE(ended == secret.token.id.toString(), !isOwner);
}

/// It runs in another directory.
void TestDetachedStarter::directoryIsToldByItsPath()
{
    DetachedStarter starter(m_directory->filePath(u"headway"_s), u"data"_s);
    QVERIFY(waitFor(starter.start({u"make"_s, m_directory->path(), {}, {}}, {})));
    const QStringList words = asked();
    QCOMPARE(words.value(words.indexOf(u"--data-dir"_s) + 1), QDir().absoluteFilePath(u"data"_s));
}

void TestDetachedStarter::nameIsTheCommandUnlessGiven()
{
    QVERIFY(start({u"make all"_s, {}, {}, {}}));
    const QStringList words = asked();
    QCOMPARE(words.first(), QDir(QDir::homePath()).canonicalPath());
    QCOMPARE(words.value(words.indexOf(u"--name"_s) + 1), u"make all"_s);
}

void TestDetachedStarter::whatTheProgramSaysIsTheError()
{
    writeProgram("echo 'headway: the service is away' >&2; exit 1");
    const Result<StartedRun> id = start({u"make"_s, {}, {}, {}});
    QVERIFY(!id);
    QCOMPARE(id.error().detail, u"the service is away"_s);
}

/// The service cannot be told of it yet.
void TestDetachedStarter::commandThatRunsIsNoError()
{
    writeProgram("echo 'headway: Too many requests. The command is reported later.' >&2");
    const Result<StartedRun> run = start({u"make"_s, {}, {}, {}});
    QVERIFY(run);
    QVERIFY(run->id.isNull());
    QCOMPARE(run->note, u"Too many requests. The command is reported later."_s);
}

void TestDetachedStarter::commandThatCannotRunReportsByItself()
{
    writeProgram("echo 'headway: /bin/sh: Argument list too long' >&2; exit 126");
    const Result<StartedRun> run = start({u"make"_s, {}, {}, {}});
    QVERIFY(run);
    QCOMPARE(run->failure, u"/bin/sh: Argument list too long"_s);
}

void TestDetachedStarter::absentProgramIsAnError()
{
    QFile::remove(m_directory->filePath(u"headway"_s));
    const Result<StartedRun> id = start({u"make"_s, {}, {}, {}});
    QVERIFY(!id);
    QVERIFY2(id.error().detail.contains(u"headway"_s), qPrintable(id.error().detail));
}

void TestDetachedStarter::absentDirectoryIsAnError()
{
    const Result<StartedRun> id = start({u"make"_s, u"/no/such/place"_s, {}, {}});
    QVERIFY(!id);
    QVERIFY(id.error().detail.contains(u"/no/such/place"_s));
    QVERIFY(!QFile::exists(m_directory->filePath(u"headway.asked"_s)));
}

void TestDetachedStarter::startedCommandIsKnownAgain()
{
    const Result<StartRequest> kept = keep({"/bin/sh", "-c", "make && echo 'done'"});
    QVERIFY(kept);
    QCOMPARE(kept->command, u"make && echo 'done'"_s);
    QCOMPARE(kept->directory, u"/somewhere"_s);
}

void TestDetachedStarter::otherCommandBecomesALine()
{
    const Result<StartRequest> kept = keep({"cp", "a file", "it's"});
    QVERIFY(kept);
    QCOMPARE(kept->command, u"cp 'a file' 'it'\\''s'"_s);
}

void TestDetachedStarter::unknownTaskIsNotFound()
{
    const Result<StartRequest> kept = waitFor(m_starter->kept(TaskId::make()));
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, ErrorCode::NotFound);
}

/// With the real program, and the real service.
void TestDetachedStarter::taskIsOfWhoeverIsSignedIn()
{
    HeadwayRunner headway;
    headway.other();
    RemoteSignIn signIn(headway.directory());
    const Result<TaskSessionPtr> session =
        waitFor(signIn.signIn(HeadwayRunner::otherEmail(), HeadwayRunner::otherPassword()));
    QVERIFY(session);
    DetachedStarter starter(QStringLiteral(HEADWAY_BIN_DIR "/headway"), headway.directory().path());
    RunDesk desk(starter);
    desk.setAccount({.tokens = signIn.tokenDesk(*session)});
    const Result<StartedRun> run = waitFor(desk.start({u"exit 3"_s, {}, u"Mine"_s, {}}));
    QVERIFY2(run, run ? "" : qPrintable(run.error().detail));
    const TaskId id = run->id;
    QTRY_COMPARE_WITH_TIMEOUT(waitFor((*session)->task(id))->status, TaskStatus::Failed, 60'000);
    QCOMPARE(waitFor((*session)->task(id))->ownerEmail, HeadwayRunner::otherEmail());
    QCOMPARE(waitFor(headway.own().task(id)).error().code, ErrorCode::AccessDenied);
    const std::unique_ptr<TokenDesk> tokens = signIn.tokenDesk(*session);
    QTRY_VERIFY_WITH_TIMEOUT(waitFor(tokens->list())->isEmpty(), 60'000); // its own has ended
}

QTEST_MAIN(TestDetachedStarter)
#include "tst_detachedstarter.moc"
