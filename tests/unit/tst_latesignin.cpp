#include "core/base/future.h"
#include "core/session/latesignin.h"
#include "tests/support/fakesignin.h"
#include "tests/support/faketasksession.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestLateSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void questionIsAnsweredWhenItHasCome();
    void questionsAreAskedInTheirOrder();
    void nobodyHasADeskBefore();
    void whatChangesIsPassedOn();
    void placeAndStateAreToldWhenItComes();

private:
    void come() { m_late->come(std::move(m_signIn), u"http://127.0.0.1:4242"_s); }

    std::shared_ptr<FakeTaskSession> m_owner;
    std::unique_ptr<FakeSignIn> m_signIn;
    std::unique_ptr<LateSignIn> m_late;
};

void TestLateSignIn::init()
{
    m_owner = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_signIn = std::make_unique<FakeSignIn>();
    m_signIn->addAccount(m_owner);
    m_signIn->addAccount(std::make_shared<FakeTaskSession>(u"other@example.org"_s),
                         "correct horse");
    m_late = std::make_unique<LateSignIn>();
}

void TestLateSignIn::questionIsAnsweredWhenItHasCome()
{
    const auto before = m_late->signInAsOwner();
    QVERIFY(!before.isFinished());
    come();
    QVERIFY(before.isFinished());
    QCOMPARE(before.result().value(), TaskSessionPtr(m_owner));
    QCOMPARE(m_late->signInAsOwner().result().value(), TaskSessionPtr(m_owner));
}

void TestLateSignIn::questionsAreAskedInTheirOrder()
{
    QStringList answered;
    const auto note = [&answered](const QString &what) {
        return [&answered, what](const auto &) { answered += what; };
    };
    whenDone(m_late->signIn(u"other@example.org"_s, "correct horse"), this, note(u"in"_s));
    whenDone(m_late->signOut(m_owner), this, note(u"out"_s));
    come();
    QTRY_COMPARE(answered, QStringList({u"in"_s, u"out"_s}));
}

void TestLateSignIn::nobodyHasADeskBefore()
{
    QVERIFY(!m_late->isOwners(m_owner));
    QVERIFY(!m_late->accountDesk(m_owner));
    QVERIFY(!m_late->tokenDesk(m_owner));
    QVERIFY(!m_late->retentionDesk(m_owner));
    come();
    QVERIFY(m_late->isOwners(m_owner));
    QVERIFY(m_late->accountDesk(m_owner));
}

void TestLateSignIn::whatChangesIsPassedOn()
{
    FakeSignIn &signIn = *m_signIn;
    come();
    QSignalSpy storage(m_late.get(), &SignIn::storageChanged);
    QSignalSpy available(m_late.get(), &SignIn::available);
    signIn.setStorage(StorageState::Full);
    signIn.comeBack();
    QCOMPARE(storage.size(), 1);
    QCOMPARE(m_late->storage(), StorageState::Full);
    QCOMPARE(available.size(), 1);
}

void TestLateSignIn::placeAndStateAreToldWhenItComes()
{
    m_signIn->setStorage(StorageState::Full);
    QSignalSpy moved(m_late.get(), &SignIn::moved);
    QSignalSpy storage(m_late.get(), &SignIn::storageChanged);
    come();
    QCOMPARE(moved.value(0).value(0).toString(), u"http://127.0.0.1:4242"_s);
    QCOMPARE(storage.value(0).value(0).value<StorageState>(), StorageState::Full);
}

QTEST_MAIN(TestLateSignIn)
#include "tst_latesignin.moc"
