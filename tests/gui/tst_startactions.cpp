#include "core/base/future.h"
#include "core/base/promise.h"
#include "tests/support/fakedesks.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/window/rundesk.h"
#include "ui/window/startactions.h"
#include "ui/window/startdialog.h"
#include "ui/window/viewstate.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

class FakeStarter final : public CommandStarter
{
public:
    QFuture<Result<StartedRun>> start(const StartRequest &request,
                                      const std::optional<NewSecret> &token) override
    {
        started.append(request);
        tokens.append(token);
        if (!refusal.isEmpty())
            return readyFuture(Result<StartedRun>(Error{ErrorCode::StateForbids, refusal}));
        const StartedRun run{note.isEmpty() ? TaskId::make() : TaskId(), note, failure};
        return readyFuture(Result<StartedRun>(run));
    }
    QFuture<Result<StartRequest>> kept(TaskId id) override
    {
        if (held)
            return held->future();
        if (!known.contains(id))
            return readyFuture(Result<StartRequest>(Error{ErrorCode::NotFound, {}}));
        return readyFuture(Result<StartRequest>(known.value(id)));
    }

    QList<StartRequest> started;
    QList<std::optional<NewSecret>> tokens; ///< that they were started with
    QString refusal;
    std::optional<QString> failure; ///< why the command cannot run
    QString note; ///< why the service does not know of what runs
    QHash<TaskId, StartRequest> known;
    std::shared_ptr<QPromise<Result<StartRequest>>> held; ///< what kept() answers, some day
};

/// Makes its token when it is told to.
class SlowTokenDesk final : public TokenDesk
{
public:
    struct Seen
    {
        Promise<Result<NewSecret>> made = {};
        QList<CredentialId> takenBack = {};
    };

    explicit SlowTokenDesk(Seen &seen)
        : m_seen(seen)
    {
    }

    QFuture<Result<QList<Token>>> list() override { return readyFuture(Result(QList<Token>())); }
    QFuture<Result<NewSecret>> create(const NewToken &) override { return m_seen.made.future(); }
    QFuture<Result<void>> revoke(CredentialId) override // whose session has ended
    {
        return readyFuture(Result<void>(Error{ErrorCode::NotSignedIn, {}}));
    }
    QFuture<Result<void>> takeBack(const NewSecret &made) override
    {
        m_seen.takenBack.append(made.token.id);
        return readyFuture(Result<void>());
    }

private:
    Seen &m_seen;
};

} // namespace

class TestStartActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void commandIsStartedAndRemembered();
    void nothingIsStartedWithoutACommand();
    void refusalIsToldInTheDialog();
    void recentCommandFillsTheFields();
    void recentOnesAreFewAndEachOnce();
    void othersStartWithATokenOfTheirs();
    void tokenOfWhatDidNotStartIsRevoked();
    void whatRunsUnknownKeepsItsToken();
    void nothingStartsForWhoeverHasGone_data();
    void nothingStartsForWhoeverHasGone();
    void nobodyStartsAsTheOwner();
    void tokenOfWhatReportsByItselfIsKept();
    void tokenThatCannotBeMadeIsTold();
    void windowWithoutAStarterStartsNothing();
    void runAgainTakesWhatWasKept();
    void runAgainOfAStrangersTaskIsLeftToIt();
    void runAgainIsForWhatHasEnded();
    void runAgainIsForAFewAtATime();
    void answerForWhoeverSignedOutIsDropped();
    void changesBeginWithWhatRan();
    void droppedScriptIsShownFirst_data();
    void droppedScriptIsShownFirst();
    void droppedTextIsNotTaken();

private:
    StartDialog *dialog() const;
    QPushButton *startButton() const;
    QLineEdit *lineAt(int index) const;
    QComboBox *command() const { return dialog()->findChild<QComboBox *>(); }
    Task ended(const QString &name);
    bool drop(const QMimeData &data);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ViewState> m_view;
    FakeStarter m_starter;
    FakeDesks m_desks;
    std::unique_ptr<QWidget> m_window;
    std::shared_ptr<FakeTaskSession> m_session;
    StartActions *m_actions = nullptr;
};

void TestStartActions::init()
{
    m_window.reset();
    m_settings.reset(); // which is saved into the directory before
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_directory->filePath(u"desktop.ini"_s), QSettings::IniFormat);
    m_view = std::make_unique<ViewState>(*m_settings);
    m_view->setAccount(u"owner@example.org"_s);
    m_starter = {};
    m_desks = {};
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_actions = new StartActions(&m_starter, *m_view, m_window.get());
    m_actions->setSession(m_session, {.ownsDataDirectory = true});
}

/// The newest one: a closed one is deleted a little later.
StartDialog *TestStartActions::dialog() const
{
    const QList<StartDialog *> dialogs = m_window->findChildren<StartDialog *>();
    return dialogs.isEmpty() ? nullptr : dialogs.last();
}

QPushButton *TestStartActions::startButton() const
{
    for (QPushButton *button : dialog()->findChildren<QPushButton *>()) {
        if (button->isDefault())
            return button;
    }
    return nullptr;
}

/// 0: the directory, 1: the name.
QLineEdit *TestStartActions::lineAt(int index) const
{
    QList<QLineEdit *> lines = dialog()->findChildren<QLineEdit *>();
    lines.removeOne(command()->lineEdit());
    return lines.at(index);
}

Task TestStartActions::ended(const QString &name)
{
    const Task task = sampleTask(name, TaskStatus::Failed, QDateTime::currentDateTimeUtc());
    m_session->begin({task});
    return m_session->stored(task.id);
}

/// As the window system tells it. @return whether it was taken
bool TestStartActions::drop(const QMimeData &data)
{
    QDragEnterEvent entering({1, 1}, Qt::CopyAction, &data, Qt::LeftButton, {});
    entering.ignore();
    QCoreApplication::sendEvent(m_window.get(), &entering);
    if (!entering.isAccepted())
        return false;
    QDropEvent dropping({1, 1}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_window.get(), &dropping);
    return dropping.isAccepted();
}

void TestStartActions::commandIsStartedAndRemembered()
{
    m_actions->start()->trigger();
    QTest::keyClicks(command(), u"make all"_s);
    lineAt(0)->setText(u"~/project"_s);
    QCOMPARE(lineAt(1)->placeholderText(), u"make all"_s);
    startButton()->click();
    QCOMPARE(m_starter.started.size(), 1);
    const StartRequest &request = m_starter.started.first();
    QCOMPARE(request.command, u"make all"_s);
    QCOMPARE(request.directory, QDir::homePath() + u"/project"_s);
    QVERIFY(request.name.isEmpty());
    QVERIFY(!request.retryOf);
    QTRY_VERIFY(!dialog());
    QCOMPARE(StartRecents(*m_view).list().first().command, u"make all"_s);
}

void TestStartActions::nothingIsStartedWithoutACommand()
{
    m_actions->start()->trigger();
    QVERIFY(!startButton()->isEnabled());
    QTest::keyClicks(command(), u"   "_s);
    QTest::keyClick(command(), Qt::Key_Return);
    QVERIFY(m_starter.started.isEmpty());
}

void TestStartActions::refusalIsToldInTheDialog()
{
    m_starter.refusal =
        u"There is no directory /x <b>"_s + u" in any of these places"_s.repeated(9);
    m_actions->start()->trigger();
    QTest::keyClicks(command(), u"make"_s);
    startButton()->click();
    QVERIFY(dialog() && dialog()->isVisible());
    bool isTold = false;
    for (const QLabel *label : dialog()->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text() == m_starter.refusal)
            isTold = label->textFormat() == Qt::PlainText
                && label->height() >= label->heightForWidth(label->width());
    }
    QVERIFY(isTold);
    QVERIFY(startButton()->isEnabled()); // to try again
    QVERIFY(StartRecents(*m_view).list().isEmpty());
}

void TestStartActions::recentCommandFillsTheFields()
{
    StartRecents(*m_view).add({u"make"_s, u"/src"_s, u"Build"_s, {}});
    StartRecents(*m_view).add({u"rsync"_s, u"/home"_s, {}, {}});
    m_actions->start()->trigger();
    QCOMPARE(command()->count(), 2);
    QVERIFY(command()->currentText().isEmpty());
    command()->setCurrentIndex(1);
    Q_EMIT command()->activated(1);
    QCOMPARE(command()->currentText(), u"make"_s);
    QCOMPARE(lineAt(0)->text(), u"/src"_s);
    QCOMPARE(lineAt(1)->text(), u"Build"_s);
}

void TestStartActions::recentOnesAreFewAndEachOnce()
{
    StartRecents recents(*m_view);
    for (int i = 0; i < 30; ++i)
        recents.add({u"make %1"_s.arg(i), {}, {}, {}});
    recents.add({u"make 20"_s, {}, {}, {}});
    QCOMPARE(recents.list().size(), StartRecents::mostKept);
    QCOMPARE(recents.list().at(0).command, u"make 20"_s);
    QCOMPARE(recents.list().at(1).command, u"make 29"_s);
    m_view->setAccount(u"other@example.org"_s);
    QVERIFY(recents.list().isEmpty());
}

void TestStartActions::othersStartWithATokenOfTheirs()
{
    const Task task = ended(u"Build"_s);
    m_starter.known.insert(task.id, {u"make"_s, u"/src"_s, {}, {}});
    m_actions->setTasks({task});
    m_actions->again()->trigger();
    QTRY_COMPARE(m_starter.started.size(), 1);
    QVERIFY(!m_starter.tokens.first()); // the owner's programs sign in by themselves
    m_actions->setSession(m_session, {.tokens = std::make_shared<FakeTokenDesk>(m_desks)});
    m_actions->setTasks({task});
    QVERIFY(m_actions->start()->isEnabled());
    m_actions->again()->trigger();
    QTRY_COMPARE(m_starter.started.size(), 2);
    QVERIFY(m_starter.tokens.last());
    const Token token = m_starter.tokens.last()->token;
    QCOMPARE(m_desks.tokens, QList<Token>{token});
    QCOMPARE(token.name, u"Run of Build"_s);
    QVERIFY(token.expiresAt.isValid());
}

void TestStartActions::tokenOfWhatDidNotStartIsRevoked()
{
    m_actions->setSession(m_session, {.tokens = std::make_shared<FakeTokenDesk>(m_desks)});
    m_starter.refusal = u"no such program"_s;
    m_actions->start()->trigger();
    command()->setEditText(u"make"_s);
    startButton()->click();
    QTRY_COMPARE(m_starter.started.size(), 1);
    QVERIFY(m_starter.tokens.first());
    QTRY_VERIFY(m_desks.tokens.isEmpty());
}

/// It is reported with it later, and must not be started once more.
void TestStartActions::whatRunsUnknownKeepsItsToken()
{
    m_actions->setSession(m_session, {.tokens = std::make_shared<FakeTokenDesk>(m_desks)});
    m_starter.note = u"It is reported later."_s;
    QSignalSpy told(m_actions, &StartActions::failed);
    m_actions->start()->trigger();
    command()->setEditText(u"make"_s);
    startButton()->click();
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(told.first().first().toString(), u"The command runs. It is reported later."_s);
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_starter.started.size(), 1);
    QCOMPARE(m_desks.tokens.size(), 1);
}

void TestStartActions::nothingStartsForWhoeverHasGone_data()
{
    QTest::addColumn<bool>("isAnotherThere");
    QTest::addColumn<bool>("isOwner");
    QTest::newRow("signed out") << false << false;
    QTest::newRow("another account") << true << false;
    QTest::newRow("the owner") << true << true;
}

void TestStartActions::nothingStartsForWhoeverHasGone()
{
    QFETCH(const bool, isAnotherThere);
    QFETCH(const bool, isOwner);
    RunAccount who{isOwner, {}};
    if (isAnotherThere)
        who.tokens = std::make_shared<FakeTokenDesk>(m_desks);
    SlowTokenDesk::Seen seen;
    RunDesk desk(m_starter);
    desk.setAccount({.tokens = std::make_shared<SlowTokenDesk>(seen)});
    const QFuture<Result<StartedRun>> outcome = desk.start({u"make"_s, {}, {}, {}});
    desk.setAccount(who);
    Token token;
    token.id = CredentialId::make();
    seen.made.finish(Result<NewSecret>(NewSecret{token, "hw_secret"}));
    QTRY_VERIFY(outcome.isFinished());
    QCOMPARE(outcome.result().error().code, ErrorCode::NotSignedIn);
    QCOMPARE(seen.takenBack, QList<CredentialId>{token.id});
    QVERIFY(m_starter.started.isEmpty());
}

/// A session that has ended has no tokens, and is not the owner's for that.
void TestStartActions::nobodyStartsAsTheOwner()
{
    RunDesk desk(m_starter);
    desk.setAccount({});
    const QFuture<Result<StartedRun>> outcome = desk.start({u"make"_s, {}, {}, {}});
    QVERIFY(outcome.isFinished());
    QCOMPARE(outcome.result().error().code, ErrorCode::NotSignedIn);
    QVERIFY(m_starter.started.isEmpty());
}

/// Its command could not be run, which it still has to tell by the token.
void TestStartActions::tokenOfWhatReportsByItselfIsKept()
{
    m_actions->setSession(m_session, {.tokens = std::make_shared<FakeTokenDesk>(m_desks)});
    m_starter.failure = u"/bin/sh: Argument list too long"_s;
    m_actions->start()->trigger();
    command()->setEditText(u"make"_s);
    startButton()->click();
    QTRY_VERIFY(startButton()->isEnabled()); // told beside the fields
    QCOMPARE(m_starter.started.size(), 1);
    QCOMPARE(m_desks.tokens.size(), 1);
}

void TestStartActions::tokenThatCannotBeMadeIsTold()
{
    m_actions->setSession(m_session, {.tokens = std::make_shared<FakeTokenDesk>(m_desks)});
    m_desks.error = Error{ErrorCode::StorageFull, u"The disk is full."_s};
    const Task task = ended(u"Build"_s);
    m_starter.known.insert(task.id, {u"make"_s, u"/src"_s, {}, {}});
    m_actions->setTasks({task});
    QSignalSpy told(m_actions, &StartActions::failed);
    m_actions->again()->trigger();
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(told.first().first().toString(), u"The disk is full."_s);
    QVERIFY(m_starter.started.isEmpty());
}

void TestStartActions::windowWithoutAStarterStartsNothing()
{
    StartActions actions(nullptr, *m_view, m_window.get());
    actions.setSession(m_session, {.ownsDataDirectory = true});
    QVERIFY(!actions.start()->isEnabled());
}

void TestStartActions::runAgainTakesWhatWasKept()
{
    const Task task = ended(u"Build"_s);
    m_starter.known.insert(task.id, {u"make"_s, u"/src"_s, {}, {}});
    m_actions->setTasks({task});
    m_actions->again()->trigger();
    QCOMPARE(m_starter.started.size(), 1);
    QCOMPARE(m_starter.started.first().command, u"make"_s);
    QCOMPARE(m_starter.started.first().directory, u"/src"_s);
    QCOMPARE(m_starter.started.first().name, u"Build"_s);
    QCOMPARE(m_starter.started.first().retryOf, std::optional(task.id));
}

void TestStartActions::runAgainOfAStrangersTaskIsLeftToIt()
{
    const Task task = ended(u"Index <b>"_s);
    QSignalSpy told(m_actions, &StartActions::failed);
    m_actions->setTasks({task});
    m_actions->again()->trigger();
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(m_starter.started.isEmpty());
}

void TestStartActions::runAgainIsForWhatHasEnded()
{
    const Task live = sampleTask(u"a"_s, TaskStatus::Processing, QDateTime::currentDateTimeUtc());
    m_actions->setTasks({live});
    QVERIFY(!m_actions->again()->isEnabled());
    QVERIFY(!m_actions->changed()->isEnabled());
    m_actions->setTasks({ended(u"b"_s), ended(u"c"_s)});
    QVERIFY(m_actions->again()->isEnabled());
    QVERIFY(!m_actions->changed()->isEnabled()); // of one only
}

void TestStartActions::runAgainIsForAFewAtATime()
{
    QList<Task> tasks;
    for (int i = 0; i < 11; ++i) {
        tasks += ended(QString::number(i));
        m_starter.known.insert(tasks.constLast().id, {u"make"_s, u"/src"_s, {}, {}});
    }
    QSignalSpy told(m_actions, &StartActions::failed);
    m_actions->setTasks(tasks);
    m_actions->again()->trigger();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.constFirst().constFirst().toString(),
             u"Select at most 10 tasks to retry at once."_s);
    QVERIFY(m_starter.started.isEmpty());
    // One that runs is not run again, and so is none too many.
    tasks.last() = sampleTask(u"a"_s, TaskStatus::Processing, QDateTime::currentDateTimeUtc());
    m_actions->setTasks(tasks);
    m_actions->again()->trigger();
    QCOMPARE(m_starter.started.size(), 10);
    QCOMPARE(told.size(), 1);
}

void TestStartActions::answerForWhoeverSignedOutIsDropped()
{
    m_starter.held = std::make_shared<QPromise<Result<StartRequest>>>();
    m_starter.held->start();
    m_actions->setTasks({ended(u"Build"_s)});
    m_actions->changed()->trigger();
    m_actions->again()->trigger();
    m_actions->setSession(nullptr);
    const StartRequest kept{u"make"_s, u"/src"_s, {}, {}};
    m_starter.held->addResult(Result<StartRequest>(kept));
    m_starter.held->finish();
    QCoreApplication::processEvents();
    QVERIFY(!dialog());
    QVERIFY(m_starter.started.isEmpty());
}

void TestStartActions::changesBeginWithWhatRan()
{
    const Task task = ended(u"Build"_s);
    m_starter.known.insert(task.id, {u"make"_s, u"/src"_s, {}, {}});
    m_actions->setTasks({task});
    m_actions->changed()->trigger();
    QCOMPARE(command()->currentText(), u"make"_s);
    QCOMPARE(lineAt(1)->text(), u"Build"_s);
    command()->setEditText(u"make -j4"_s);
    startButton()->click();
    QCOMPARE(m_starter.started.first().command, u"make -j4"_s);
    QCOMPARE(m_starter.started.first().retryOf, std::optional(task.id));
}

void TestStartActions::droppedScriptIsShownFirst_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("executable");
    QTest::addColumn<QString>("before");

    QTest::newRow("executable") << u"back up.sh"_s << true << u""_s;
    QTest::newRow("shell") << u"backup.sh"_s << false << u"sh "_s;
    QTest::newRow("python") << u"train.py"_s << false << u"python3 "_s;
}

void TestStartActions::droppedScriptIsShownFirst()
{
    QFETCH(const QString, name);
    QFETCH(const bool, executable);
    QFETCH(const QString, before);
    QFile script(m_directory->filePath(name));
    QVERIFY(script.open(QIODevice::WriteOnly));
    if (executable)
        script.setPermissions(script.permissions() | QFile::ExeOwner | QFile::ExeUser);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(script.fileName())});
    QVERIFY(drop(data));
    QVERIFY(m_starter.started.isEmpty());
    const QString path =
        name.contains(u' ') ? u'\'' + script.fileName() + u'\'' : script.fileName();
    QCOMPARE(command()->currentText(), before + path);
    QCOMPARE(lineAt(0)->text(), m_directory->path());
    QCOMPARE(lineAt(1)->text(), name);
}

void TestStartActions::droppedTextIsNotTaken()
{
    QMimeData data;
    data.setText(u"rm -rf /"_s);
    QVERIFY(!drop(data));
    data.setUrls({QUrl(u"http://example.org/a.sh"_s)});
    QVERIFY(!drop(data));
    QVERIFY(!dialog());
}

QTEST_MAIN(TestStartActions)
#include "tst_startactions.moc"
