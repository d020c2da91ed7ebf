#include "core/base/future.h"
#include "core/client/access.h"
#include "core/client/remotesignin.h"

#include "tests/unit/headwayrunner.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace headway;

/// The window's way in to a service that is not its own, with a real one.
class tst_RemoteSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ownerSignsInByTheEndpointFile();
    void passwordOpensASession();
    void wrongPasswordIsNotSignedIn();
    void signedOutSessionIsDead();
    void ownersPasswordIsWantedAfterASignOut();
    void ownersPasswordIsNotWantedAfterTheEnd();
    void sessionGoesOnWithTheNextService();
    void requestAfterARestartNeedsNoOtherTry();
    void passwordsSessionGoesOnToo();
    void absentServiceIsUnreachableUntilItBegins();
    void strangersEndpointFileIsRefused();
    void accountsAreTheOwnersAlone();
    void tokensAreTheAccountsOwn();
    void tokenIsTakenBackAfterASignOutToo();
    void retentionIsTheOwnersToSet();
    void growingOutputIsTold();

private:
    TaskSessionPtr owner() { return *await(m_signIn->signInAsOwner()); }
    TaskSessionPtr other()
    {
        m_headway->other();
        return *await(
            m_signIn->signIn(HeadwayRunner::otherEmail(), HeadwayRunner::otherPassword()));
    }

    std::unique_ptr<HeadwayRunner> m_headway;
    std::unique_ptr<RemoteSignIn> m_signIn;
};

void tst_RemoteSignIn::init()
{
    m_signIn.reset();
    m_headway = std::make_unique<HeadwayRunner>();
    m_signIn = std::make_unique<RemoteSignIn>(m_headway->directory());
}

void tst_RemoteSignIn::ownerSignsInByTheEndpointFile()
{
    const Task task = m_headway->make(u"a"_s);
    const TaskSessionPtr session = owner();
    QCOMPARE(session->email(), u"owner@example.org"_s);
    QCOMPARE(await(session->list({}))->tasks.first().id, task.id);
    QVERIFY(await(m_signIn->accounts())->first().isOwner);
}

void tst_RemoteSignIn::passwordOpensASession()
{
    m_headway->make(u"the owner's"_s);
    const TaskSessionPtr session = other();
    QCOMPARE(session->email(), HeadwayRunner::otherEmail());
    QVERIFY(await(session->list({}))->tasks.isEmpty());
}

void tst_RemoteSignIn::wrongPasswordIsNotSignedIn()
{
    m_headway->other();
    const auto refused = await(m_signIn->signIn(HeadwayRunner::otherEmail(), "something else"));
    QCOMPARE(refused.error().code, ErrorCode::NotSignedIn);
}

void tst_RemoteSignIn::signedOutSessionIsDead()
{
    const TaskSessionPtr session = other();
    QSignalSpy ended(session.get(), &TaskSession::ended);
    QVERIFY(await(m_signIn->signOut(session)).isOk());
    QCOMPARE(ended.count(), 1);
    QCOMPARE(await(session->list({})).error().code, ErrorCode::NotSignedIn);
}

void tst_RemoteSignIn::ownersPasswordIsWantedAfterASignOut()
{
    AuthService &auth = m_headway->auth();
    QVERIFY(await(auth.setPassword(auth.owner(), u"owner@example.org"_s, "a rather long one")));
    const TaskSessionPtr session = owner();
    QVERIFY(await(m_signIn->signOut(session)).isOk());
    QCOMPARE(await(m_signIn->signInAsOwner()).error().code, ErrorCode::NotSignedIn);
    QVERIFY(await(m_signIn->signIn(u"owner@example.org"_s, "a rather long one")).isOk());
}

void tst_RemoteSignIn::ownersPasswordIsNotWantedAfterTheEnd()
{
    AuthService &auth = m_headway->auth();
    QVERIFY(await(auth.setPassword(auth.owner(), u"owner@example.org"_s, "a rather long one")));
    const TaskSessionPtr session = owner();
    QSignalSpy ended(session.get(), &TaskSession::ended);
    QVERIFY(await(m_signIn->leave(session)).isOk());
    QCOMPARE(ended.count(), 1);
    QVERIFY(await(m_signIn->signInAsOwner()).isOk()); // as at the next start
}

void tst_RemoteSignIn::sessionGoesOnWithTheNextService()
{
    const TaskSessionPtr session = owner();
    QSignalSpy changed(session.get(), &TaskSession::changed);
    QSignalSpy outdated(session.get(), &TaskSession::outdated);
    QSignalSpy ended(session.get(), &TaskSession::ended);
    QSignalSpy interrupted(session.get(), &TaskSession::interrupted);
    QSignalSpy resumed(session.get(), &TaskSession::resumed);
    QTRY_COMPARE(outdated.count(), 1); // the stream is open
    m_headway->stopService();
    QTRY_COMPARE(interrupted.count(), 1);
    QCOMPARE(await(session->list({})).error().code, ErrorCode::Unreachable);
    m_headway->startService(); // on any port, with a new secret
    const Task missed = m_headway->make(u"made meanwhile"_s);
    QTRY_COMPARE_WITH_TIMEOUT(resumed.count(), 1, 20000);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(changed.first().first().value<TaskChanges>().changed.first().id, missed.id);
    QCOMPARE(await(session->list({}))->tasks.size(), 1);
    QCOMPARE(outdated.count(), 1); // what was known was not void
    QCOMPARE(ended.count(), 0);
}

void tst_RemoteSignIn::requestAfterARestartNeedsNoOtherTry()
{
    const TaskSessionPtr session = owner();
    QVERIFY(await(session->list({})).isOk());
    m_headway->stopService();
    m_headway->startService();
    const auto listed = await(session->list({}));
    QVERIFY2(listed.isOk(), listed ? "" : qPrintable(listed.error().detail));
}

void tst_RemoteSignIn::passwordsSessionGoesOnToo()
{
    const TaskSessionPtr session = other();
    QVERIFY(await(session->list({})).isOk());
    m_headway->stopService();
    m_headway->startService();
    QVERIFY(await(session->list({})).isOk());
}

void tst_RemoteSignIn::absentServiceIsUnreachableUntilItBegins()
{
    m_headway->stopService();
    QSignalSpy available(m_signIn.get(), &SignIn::available);
    QSignalSpy moved(m_signIn.get(), &SignIn::moved);
    QCOMPARE(await(m_signIn->signInAsOwner()).error().code, ErrorCode::Unreachable);
    QCOMPARE(await(m_signIn->signIn(u"a@b"_s, "c")).error().code, ErrorCode::Unreachable);
    QCOMPARE(available.count(), 0);
    m_headway->startService();
    QTRY_COMPARE(available.count(), 1);
    QCOMPARE(moved.count(), 1);
    const Result<wire::Endpoint> endpoint = readEndpointFile(m_headway->directory());
    QCOMPARE(moved.first().first().toString(), endpoint->url.toString());
    QVERIFY(await(m_signIn->signInAsOwner()).isOk());
}

void tst_RemoteSignIn::strangersEndpointFileIsRefused()
{
    QFile file(m_headway->directory().endpointFile());
    QVERIFY(file.setPermissions(file.permissions() | QFile::ReadOther));
    QCOMPARE(await(m_signIn->signInAsOwner()).error().code, ErrorCode::Insecure);
}

void tst_RemoteSignIn::accountsAreTheOwnersAlone()
{
    const TaskSessionPtr stranger = other();
    QVERIFY(!m_signIn->isOwners(stranger));
    QVERIFY(!m_signIn->accountDesk(stranger));
    const TaskSessionPtr session = owner();
    QVERIFY(m_signIn->isOwners(session));
    const std::unique_ptr<AccountDesk> desk = m_signIn->accountDesk(session);
    QVERIFY(desk);
    QVERIFY(await(desk->add(u"new@example.org"_s, "a rather long one")).isOk());
    QCOMPARE(await(desk->list())->size(), 3);
    QCOMPARE(await(desk->add(u"new@example.org"_s, "a rather long one")).error().code,
             ErrorCode::AlreadyExists);
    QVERIFY(await(desk->remove(u"new@example.org"_s)).isOk());
    QCOMPARE(await(desk->list())->size(), 2);
}

void tst_RemoteSignIn::tokensAreTheAccountsOwn()
{
    const std::unique_ptr<TokenDesk> desk = m_signIn->tokenDesk(other());
    const auto made = await(desk->create({u"ci"_s, TokenScope::Read, std::chrono::hours(1)}));
    QVERIFY(made.isOk());
    QVERIFY(m_headway->auth().principalOfToken(made->secret).isOk());
    QCOMPARE(await(desk->list())->size(), 1);
    QVERIFY(await(m_signIn->tokenDesk(owner())->list())->isEmpty());
    QVERIFY(await(desk->revoke(made->token.id)).isOk());
    QVERIFY(!m_headway->auth().principalOfToken(made->secret).isOk());
}

void tst_RemoteSignIn::tokenIsTakenBackAfterASignOutToo()
{
    const TaskSessionPtr session = other();
    const std::unique_ptr<TokenDesk> desk = m_signIn->tokenDesk(session);
    const auto made = await(desk->create({u"a run"_s, TokenScope::Write, std::chrono::hours(1)}));
    QVERIFY(made.isOk());
    QVERIFY(await(m_signIn->signOut(session)).isOk());
    QCOMPARE(await(desk->revoke(made->token.id)).error().code, ErrorCode::NotSignedIn);
    QVERIFY(await(desk->takeBack(*made)).isOk());
    QVERIFY(!m_headway->auth().principalOfToken(made->secret).isOk());
}

void tst_RemoteSignIn::retentionIsTheOwnersToSet()
{
    Retention wanted;
    wanted.failed = Retention::Days(7);
    wanted.tasks.reset();
    const std::unique_ptr<RetentionDesk> theirs = m_signIn->retentionDesk(other());
    QVERIFY(!theirs->maySet());
    QCOMPARE(*await(theirs->retention()), Retention());
    QCOMPARE(await(theirs->set(wanted)).error().code, ErrorCode::AccessDenied);
    const TaskSessionPtr session = owner();
    const std::unique_ptr<RetentionDesk> ours = m_signIn->retentionDesk(session);
    QVERIFY(ours->maySet());
    QVERIFY(await(ours->set(wanted)).isOk());
    QCOMPARE(*await(theirs->retention()), wanted);
    QVERIFY(!m_signIn->retentionDesk(nullptr));
}

void tst_RemoteSignIn::growingOutputIsTold()
{
    const Task task = m_headway->make(u"talks"_s);
    const TaskSessionPtr session = owner();
    QSignalSpy grew(session.get(), &TaskSession::outputGrew);
    std::optional<qint64> size; // waited for as the window does
    whenDone(session->output(task.id, 0, 0), this, [&size](const Result<TaskOutput> &output) {
        QVERIFY(output.isOk());
        size = output->size;
    });
    QTRY_COMPARE_WITH_TIMEOUT(size, std::optional<qint64>(0), 20000);
    QVERIFY(await(m_headway->own().appendOutput(task.id, "hello")).isOk());
    QTRY_VERIFY_WITH_TIMEOUT(!grew.isEmpty(), 20000);
    QCOMPARE(grew.first().at(0).value<TaskId>(), task.id);
    QCOMPARE(grew.first().at(1).toLongLong(), 5);
}

QTEST_GUILESS_MAIN(tst_RemoteSignIn)
#include "tst_remotesignin.moc"
