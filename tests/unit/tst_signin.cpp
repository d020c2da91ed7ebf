#include "core/base/future.h"
#include "core/service/authservice.h"
#include "core/service/service.h"
#include "core/store/database.h"
#include "core/store/statement.h"
#include "tests/support/fakeclock.h"

#include <QMutex>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString ownerEmail = u"owner@example.org"_s; // has no password
const QString email = u"other@example.org"_s;
constexpr auto password = "correct horse";
constexpr auto wrong = "wrong horse";
constexpr int freeFailures = 5;

const Peer me{OsUserId(1000), u"127.0.0.1"_s};
const Peer neighbour{OsUserId(1001), u"127.0.0.1"_s};
const Peer unknown{{}, u"192.0.2.1"_s};

QStringList logged; ///< what the sign-in category said in this test

void gather(QtMsgType, const QMessageLogContext &context, const QString &message)
{
    static QMutex mutex; // the hash thread speaks, and this one
    const QMutexLocker locker(&mutex);
    if (QLatin1StringView(context.category) == "headway.signin"_L1)
        logged.append(message);
}

template <typename T>
T waitFor(QFuture<T> future)
{
    future.waitForFinished();
    return future.result();
}

} // namespace

class SignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void cookieIsGoodForItsOsUserOnly_data();
    void cookieIsGoodForItsOsUserOnly();
    void foreignCookieIsNoUse();
    void idleSessionEnds();
    void idlenessOutlivesTheService();
    void usesAreWrittenNowAndThen();
    void eleventhSessionEndsTheIdlest();
    void sessionsOfBeforeAreAsManyAfterARestart();

    void expiredTokenIsNobody();

    void everyFailureCostsOneHash_data();
    void everyFailureCostsOneHash();
    void manyFailuresAreHeldBackBeforeHashing_data();
    void manyFailuresAreHeldBackBeforeHashing();
    void failuresOfOthersDoNotCount();
    void failuresAtOnceAreAllCounted();
    void rightPasswordsAtOnceAreAllTaken();
    void windowIsCountedAsItsUser();
    void fullQueueHasAPlaceForNewcomers();

    void ownPasswordIsChanged();
    void passwordChangeByTokenEndsTheToken();
    void wrongCurrentPasswordIsCounted();
    void changeOfAnAccountThatGoesIsRefused();

    void failureIsLoggedWithItsReason_data();
    void failureIsLoggedWithItsReason();
    void logHoldsNoSecretAndNoLineOfTheirs();

private:
    AuthService &auth() { return m_service->auth(); }
    void open(const HashCost &hashCost = HashCost::least());
    Result<SignedIn> signIn(const Peer &peer = me, const char *with = password)
    {
        return waitFor(auth().signIn(email, with, peer));
    }
    /// Fails as often as is free and once more.
    void failTooOften(const QString &account, const Peer &peer)
    {
        for (int i = 0; i <= freeFailures; ++i)
            QVERIFY(!waitFor(auth().signIn(account, wrong, peer)));
    }
    qint64 writtenUse();

    std::unique_ptr<QTemporaryDir> m_directory;
    FakeClock m_clock;
    std::unique_ptr<Service> m_service;
    QtMessageHandler m_before = nullptr;
};

void SignInTest::open(const HashCost &hashCost)
{
    m_service.reset();
    auto opened = Service::open(DataDirectory::resolve(m_directory->filePath(u"data"_s)),
                                ownerEmail, m_clock, {}, hashCost);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
    m_service = std::move(*opened);
}

void SignInTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_clock.setWall(FakeClock().now());
    open();
    QVERIFY(waitFor(auth().addAccount(auth().owner(), email, password)));
    logged.clear();
    m_before = qInstallMessageHandler(&gather);
}

void SignInTest::cleanup()
{
    m_service.reset();
    qInstallMessageHandler(m_before);
}

void SignInTest::cookieIsGoodForItsOsUserOnly_data()
{
    QTest::addColumn<Peer>("maker");
    QTest::addColumn<Peer>("presenter");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("its own user") << me << me << true;
    QTest::newRow("its own user, other address") << me << Peer{OsUserId(1000), u"::1"_s} << true;
    QTest::newRow("another user") << me << neighbour << false;
    QTest::newRow("root") << me << Peer{OsUserId(0), {}} << false;
    QTest::newRow("root's, another user") << Peer{OsUserId(0), {}} << me << false;
    QTest::newRow("the greatest of all numbers")
        << Peer{OsUserId(0xfffffffe), {}} << Peer{OsUserId(0xfffffffe), {}} << true;
    QTest::newRow("user not known any more") << me << unknown << false;
    QTest::newRow("user never known") << unknown << unknown << true;
    QTest::newRow("user known only now") << unknown << me << false;
}

void SignInTest::cookieIsGoodForItsOsUserOnly()
{
    QFETCH(Peer, maker);
    QFETCH(Peer, presenter);
    QFETCH(bool, isGood);
    const Result<SignedIn> session = signIn(maker);
    QCOMPARE(auth().principalOfSession(session->secret, presenter).isOk(), isGood);
    open(); // what the database remembers of it
    const Result<Principal> principal = auth().principalOfSession(session->secret, presenter);
    QCOMPARE(principal.isOk(), isGood);
    if (!isGood) {
        QCOMPARE(principal.error(), auth().principalOfSession("nonsense", presenter).error());
        QVERIFY(logged.constLast().contains(u"cookie of another OS user"_s));
        QVERIFY(logged.constLast().contains(presenter.toString()));
        QVERIFY(!logged.join(u' ').contains(QString::fromLatin1(session->secret)));
    }
    QVERIFY(auth().principalOfSession(session->secret, maker));
}

void SignInTest::foreignCookieIsNoUse()
{
    const Result<SignedIn> session = signIn();
    m_clock.advance(7h);
    QVERIFY(!auth().principalOfSession(session->secret, neighbour));
    m_clock.advance(1h);
    QVERIFY(!auth().principalOfSession(session->secret, me));
}

void SignInTest::idleSessionEnds()
{
    const Result<SignedIn> session = signIn();
    const TaskSessionPtr tasks = m_service->sessionFor(session->principal);
    for (int i = 0; i < 3; ++i) {
        m_clock.advance(8h - 1ms);
        QVERIFY(auth().principalOfSession(session->secret, me));
    }
    m_clock.setWall(m_clock.now().addDays(-1));
    m_clock.advance(8h);
    QVERIFY(!auth().principalOfSession(session->secret, me));
    QVERIFY(!auth().isAlive(session->principal));
    QCOMPARE(waitFor(tasks->list({})).error().code, ErrorCode::NotSignedIn);
}

void SignInTest::idlenessOutlivesTheService()
{
    const Result<SignedIn> used = signIn();
    const Result<SignedIn> unused = signIn();
    m_clock.advance(4h);
    QVERIFY(auth().principalOfSession(used->secret, me));
    open();
    m_clock.advance(4h);
    QVERIFY(auth().principalOfSession(used->secret, me));
    QVERIFY(!auth().principalOfSession(unused->secret, me));
}

qint64 SignInTest::writtenUse()
{
    const DataDirectory data = DataDirectory::resolve(m_directory->filePath(u"data"_s));
    const auto database = Database::openReadOnly(data.databaseFile());
    Statement select(**database, u"SELECT max(used_at) FROM credentials"_s);
    QSqlQuery *query = *select.run();
    return query->next() ? query->value(0).toLongLong() : 0;
}

void SignInTest::usesAreWrittenNowAndThen()
{
    const Result<SignedIn> session = signIn();
    QSet<qint64> written{writtenUse()};
    for (int minute = 1; minute <= 15; ++minute) {
        m_clock.advance(1min);
        for (int i = 0; i < 50; ++i)
            QVERIFY(auth().principalOfSession(session->secret, me));
        // What is written before this is on disk when this is.
        QVERIFY(waitFor(auth().createToken(session->principal, {})));
        written.insert(writtenUse());
    }
    QCOMPARE(written.size(), 1 + 3);
    QVERIFY(written.contains(m_clock.now().toMSecsSinceEpoch()));
}

void SignInTest::eleventhSessionEndsTheIdlest()
{
    QList<SignedIn> sessions;
    for (int i = 0; i < 10; ++i) {
        sessions.append(*signIn());
        m_clock.advance(1s);
    }
    QVERIFY(auth().principalOfSession(sessions.at(0).secret, me)); // the oldest, but in use
    const QByteArray token = waitFor(auth().createToken(sessions.at(0).principal, {}))->secret;
    sessions.append(*signIn());
    open();
    for (qsizetype i = 0; i < sessions.size(); ++i)
        QCOMPARE(auth().principalOfSession(sessions.at(i).secret, me).isOk(), i != 1);
    QVERIFY(auth().principalOfToken(token));
}

void SignInTest::sessionsOfBeforeAreAsManyAfterARestart()
{
    QList<SignedIn> sessions;
    for (int i = 0; i < 13; ++i)
        sessions.append(*signIn()); // all at one instant: the newest must not be the one to go
    QVERIFY(auth().principalOfSession(sessions.constLast().secret, me));
    open();
    const auto live = std::count_if(sessions.begin(), sessions.end(), [this](const SignedIn &s) {
        return auth().principalOfSession(s.secret, me).isOk();
    });
    QCOMPARE(live, 10);
}

void SignInTest::expiredTokenIsNobody()
{
    const auto made = waitFor(auth().createToken(auth().owner(), {{}, TokenScope::Write, 60s}));
    QVERIFY(made->secret.startsWith("hw_"));
    m_clock.advance(60s - 1ms);
    QVERIFY(auth().principalOfToken(made->secret));
    m_clock.advance(1ms);
    QVERIFY(!auth().principalOfToken(made->secret));
    open();
    QVERIFY(!auth().principalOfToken(made->secret));
}

void SignInTest::everyFailureCostsOneHash_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("given");
    QTest::newRow("wrong password") << email << QByteArray(wrong);
    QTest::newRow("unknown account") << u"nobody@example.org"_s << QByteArray(password);
    QTest::newRow("unknown account, no password") << u"nobody@example.org"_s << QByteArray();
    QTest::newRow("no email") << QString() << QByteArray(password);
    QTest::newRow("email of no end") << QString(200'000, u'a') << QByteArray(password);
    QTest::newRow("account without a password") << ownerEmail << QByteArray(password);
    QTest::newRow("account without a password, none given") << ownerEmail << QByteArray();
    QTest::newRow("over-long password") << email << QByteArray(5000, 'x');
    QTest::newRow("right one, and over-long") << email << password + QByteArray(5000, '\0');
}

void SignInTest::everyFailureCostsOneHash()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, given);
    const Error error = signIn(neighbour, wrong).error();
    QCOMPARE(error.code, ErrorCode::NotSignedIn);
    for (int i = 0; i < freeFailures; ++i) {
        const quint64 before = auth().hashCount();
        QCOMPARE(waitFor(auth().signIn(account, given, me)).error(), error);
        QCOMPARE(auth().hashCount(), before + 1);
    }
    const quint64 before = auth().hashCount();
    QCOMPARE(waitFor(auth().signIn(account, given, me)).error().code, ErrorCode::TooMany);
    QCOMPARE(auth().hashCount(), before);
}

void SignInTest::manyFailuresAreHeldBackBeforeHashing_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<Peer>("peer");
    QTest::newRow("known account") << email << me;
    QTest::newRow("unknown account") << u"nobody@example.org"_s << me;
    QTest::newRow("from an address") << email << unknown;
}

void SignInTest::manyFailuresAreHeldBackBeforeHashing()
{
    QFETCH(QString, account);
    QFETCH(Peer, peer);
    failTooOften(account, peer);
    for (const int seconds : {1, 2, 4}) {
        const quint64 before = auth().hashCount();
        const Result<SignedIn> held = waitFor(auth().signIn(account, password, peer));
        QCOMPARE(held.error().code, ErrorCode::TooMany);
        QVERIFY(held.error().retryAfter == std::chrono::seconds(seconds));
        QCOMPARE(auth().hashCount(), before);
        m_clock.advance(std::chrono::seconds(seconds));
        QCOMPARE(waitFor(auth().signIn(account, wrong, peer)).error().code, ErrorCode::NotSignedIn);
    }
    m_clock.advance(8s);
    if (account == email) {
        QVERIFY(signIn(peer));
        QVERIFY(signIn(peer, wrong).error().code == ErrorCode::NotSignedIn); // a clean slate
        QVERIFY(signIn(peer));
    }
}

void SignInTest::failuresOfOthersDoNotCount()
{
    failTooOften(email, neighbour);
    failTooOften(email, unknown);
    failTooOften(u"nobody@example.org"_s, me);
    QVERIFY(signIn());
    QCOMPARE(signIn(neighbour).error().code, ErrorCode::TooMany); // nor does my success help them
}

void SignInTest::failuresAtOnceAreAllCounted()
{
    const quint64 before = auth().hashCount();
    QList<QFuture<Result<SignedIn>>> attempts;
    for (int i = 0; i < 16; ++i)
        attempts.append(auth().signIn(email, i == 15 ? password : wrong, me));
    int heldBack = 0;
    for (const auto &attempt : attempts)
        heldBack += waitFor(attempt).error().code == ErrorCode::TooMany ? 1 : 0;
    QCOMPARE(heldBack, 16 - freeFailures);
    QCOMPARE(auth().hashCount(), before + freeFailures);
}

void SignInTest::rightPasswordsAtOnceAreAllTaken()
{
    QList<QFuture<Result<SignedIn>>> attempts;
    for (int i = 0; i < 8; ++i)
        attempts.append(auth().signIn(email, password, me));
    for (const auto &attempt : attempts)
        QVERIFY(waitFor(attempt));
}

void SignInTest::windowIsCountedAsItsUser()
{
    const Peer self{ownUser(), u"127.0.0.1"_s};
    const std::unique_ptr<SignIn> window = m_service->signIn();
    const auto codeOf = [&](const char *given) {
        std::optional<ErrorCode> code;
        whenDone(window->signIn(email, given), window.get(),
                 [&](const Result<TaskSessionPtr> &session) { code = session.error().code; });
        return QTest::qWaitFor([&] { return code.has_value(); }) ? *code : ErrorCode::Internal;
    };
    for (int i = 0; i < freeFailures; ++i)
        QCOMPARE(codeOf(wrong), ErrorCode::NotSignedIn);
    QCOMPARE(codeOf(password), ErrorCode::TooMany);
    QCOMPARE(signIn(self).error().code, ErrorCode::TooMany);
    m_clock.advance(1s);
    QVERIFY(signIn(self));
}

void SignInTest::fullQueueHasAPlaceForNewcomers()
{
    open({}); // the queue fills while it hashes
    QList<QFuture<Result<SignedIn>>> attempts;
    for (int i = 0; i < 40; ++i)
        attempts.append(auth().signIn(QString::number(i), wrong, neighbour));
    QVERIFY(signIn());
    int refused = 0;
    for (const auto &attempt : attempts) {
        const Error error = waitFor(attempt).error();
        refused += error.code == ErrorCode::TooMany ? 1 : 0;
        QVERIFY(error.code == ErrorCode::NotSignedIn || error.retryAfter == 1s);
    }
    QVERIFY(refused > 0);
    QVERIFY(refused <= 40 - 16);
}

void SignInTest::ownPasswordIsChanged()
{
    const Result<SignedIn> changing = signIn();
    const Result<SignedIn> elsewhere = signIn();
    const QByteArray token = waitFor(auth().createToken(changing->principal, {}))->secret;
    const TaskSessionPtr staying = m_service->sessionFor(changing->principal);
    const TaskSessionPtr going = m_service->sessionFor(elsewhere->principal);
    QSignalSpy stayingEnded(staying.get(), &TaskSession::ended);
    QSignalSpy goingEnded(going.get(), &TaskSession::ended);
    QVERIFY(waitFor(auth().changePassword(changing->principal, password, "battery staple", me)));
    QTRY_COMPARE(goingEnded.size(), 1);
    for (int round = 0; round < 2; ++round) {
        QVERIFY(auth().principalOfSession(changing->secret, me));
        QVERIFY(!auth().principalOfSession(elsewhere->secret, me));
        QVERIFY(!auth().principalOfToken(token));
        QVERIFY(!signIn());
        QVERIFY(signIn(me, "battery staple"));
        if (round == 0) {
            QVERIFY(waitFor(staying->list({})));
            QCOMPARE(stayingEnded.size(), 0);
            open();
        }
    }
}

void SignInTest::passwordChangeByTokenEndsTheToken()
{
    const Result<SignedIn> session = signIn();
    const QByteArray secret = waitFor(auth().createToken(session->principal, {}))->secret;
    const QByteArray reader =
        waitFor(auth().createToken(session->principal, {{}, TokenScope::Read, {}}))->secret;
    QCOMPARE(waitFor(auth().changePassword(*auth().principalOfToken(reader), password,
                                           "battery staple", me))
                 .error()
                 .code,
             ErrorCode::AccessDenied);
    QVERIFY(waitFor(
        auth().changePassword(*auth().principalOfToken(secret), password, "battery staple", me)));
    QVERIFY(!auth().principalOfToken(secret));
    QVERIFY(!auth().principalOfToken(reader));
    QVERIFY(!auth().principalOfSession(session->secret, me));
}

void SignInTest::wrongCurrentPasswordIsCounted()
{
    const Principal principal = signIn()->principal;
    for (int i = 0; i < freeFailures; ++i) {
        const auto changed = waitFor(auth().changePassword(principal, wrong, "battery staple", me));
        QCOMPARE(changed.error().code, ErrorCode::AccessDenied);
        // What cannot be taken anyway is refused before it is counted.
        QCOMPARE(waitFor(auth().changePassword(principal, wrong, "short", me)).error().code,
                 ErrorCode::InvalidArgument);
    }
    const quint64 before = auth().hashCount();
    QCOMPARE(waitFor(auth().changePassword(principal, password, "battery staple", me)).error().code,
             ErrorCode::TooMany);
    QCOMPARE(signIn().error().code, ErrorCode::TooMany);
    QCOMPARE(auth().hashCount(), before);
}

void SignInTest::changeOfAnAccountThatGoesIsRefused()
{
    const Principal principal = signIn()->principal;
    const auto changed = auth().changePassword(principal, password, "battery staple", me);
    QVERIFY(waitFor(auth().removeAccount(auth().owner(), email)));
    QVERIFY(!waitFor(changed) || !auth().isAlive(principal));
    QCOMPARE(waitFor(auth().changePassword(principal, password, "battery staple", me)).error().code,
             ErrorCode::AccessDenied);
}

void SignInTest::failureIsLoggedWithItsReason_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QString>("line");
    const auto row = [](const QString &account, const QByteArray &given, const char *reason) {
        QTest::newRow(reason) << account << given
                              << u"sign-in of %1 from uid 1000 failed: %2"_s.arg(
                                     account, QString::fromLatin1(reason));
    };
    row(email, wrong, "wrong password");
    row(u"nobody@example.org"_s, wrong, "unknown account");
    row(ownerEmail, wrong, "no password set");
    row(email, QByteArray(5000, 'x'), "over-long password");
}

void SignInTest::failureIsLoggedWithItsReason()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, given);
    QFETCH(QString, line);
    QVERIFY(!waitFor(auth().signIn(account, given, me)));
    QCOMPARE(logged, QStringList{line});
    failTooOften(account, me);
    QVERIFY(logged.constLast().endsWith(u"from uid 1000 failed: held back"_s));
}

void SignInTest::logHoldsNoSecretAndNoLineOfTheirs()
{
    QVERIFY(!waitFor(
        auth().signIn(u"a@b\r\nsign-in of root\u202e\u001b[2J"_s, "their secret", unknown)));
    QCOMPARE(logged,
             QStringList{u"sign-in of a@b\\x0d\\x0asign-in of root\\u202e\\x1b[2J from 192.0.2.1 "
                         "failed: unknown account"_s});
    logged.clear();
    QVERIFY(signIn());
    QVERIFY(!auth().principalOfSession("a-cookie-of-theirs", me));
    QVERIFY(!auth().principalOfToken("hw_a-token-of-theirs"));
    QVERIFY(!logged.join(u'\n').contains(u"theirs"_s));
}

QTEST_GUILESS_MAIN(SignInTest)
#include "tst_signin.moc"
