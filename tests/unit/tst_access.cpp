#include "core/base/privatefile.h"
#include "core/base/uniquefd.h"
#include "core/client/access.h"
#include "core/client/savedlogin.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

/// Which service is asked with which credential: every source of both, there and not there.
class tst_Access : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void credentialsComeInOrder_data();
    void credentialsComeInOrder();
    void savedLoginIsForItsServiceOnly_data();
    void savedLoginIsForItsServiceOnly();
    void loginOfADirectoryHoldsAtAnyPort();
    void loginIsForTheUserWhoListened_data();
    void loginIsForTheUserWhoListened();
    void secretsAreForTheListener();
    void noServiceIsUnreachable();
    void endpointFileWithoutItsServiceIsStale_data();
    void endpointFileWithoutItsServiceIsStale();
    void endpointFileOfOthersIsRefused();
    void endpointFileAmongOthersIsRefused();
    void wrongUrlsAreRefused_data();
    void wrongUrlsAreRefused();
    void wrongTokensAreRefused_data();
    void wrongTokensAreRefused();
    void missingTokenFileIsWrongUsage();
    void savedLoginIsPrivate();

private:
    DataDirectory directory() const { return DataDirectory::resolve(m_home->path() + "/data"_L1); }
    void publish(const QByteArray &token, qint64 pid = ::getpid()) const;
    void holdLock();
    void saveLogin(const QString &url, const QByteArray &token) const;

    std::unique_ptr<QTemporaryDir> m_home;
    UniqueFd m_lock;
};

namespace {

const QString local = u"http://127.0.0.1:7717"_s;
const QString elsewhere = u"http://127.0.0.1:9999"_s;

} // namespace

void tst_Access::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_home->path()));
    holdLock();
}

/// As a service does while it lives.
void tst_Access::holdLock()
{
    QVERIFY(makePrivateDirectory(directory().path()).isOk());
    QVERIFY(writePrivateFile(directory().lockFile(), QByteArray::number(::getpid()) + '\n').isOk());
    m_lock.reset(::open(QFile::encodeName(directory().lockFile()).constData(), O_RDWR | O_CLOEXEC));
    QCOMPARE(::flock(m_lock.get(), LOCK_EX | LOCK_NB), 0);
}

void tst_Access::publish(const QByteArray &token, qint64 pid) const
{
    QVERIFY(makePrivateDirectory(directory().endpointDirectory()).isOk());
    const wire::Endpoint endpoint{QUrl(local), pid, u"i"_s, QDateTime::currentDateTimeUtc(), token};
    QVERIFY(writePrivateFile(directory().endpointFile(), wire::toJson(endpoint)).isOk());
}

void tst_Access::saveLogin(const QString &url, const QByteArray &token) const
{
    QVERIFY(
        writeSavedLogin({QUrl(url), u"owner@example.org"_s, CredentialId::make(), token}).isOk());
}

void tst_Access::credentialsComeInOrder_data()
{
    QTest::addColumn<bool>("hasFile");
    QTest::addColumn<bool>("hasEnvironment");
    QTest::addColumn<bool>("hasLogin");
    QTest::addColumn<bool>("hasUrl");
    QTest::addColumn<QByteArray>("token"); // empty: not signed in

    QTest::newRow("endpoint file") << false << false << false << false << QByteArray("endpoint");
    QTest::newRow("login") << false << false << true << false << QByteArray("login");
    QTest::newRow("environment") << false << true << true << false << QByteArray("environment");
    QTest::newRow("token file") << true << true << true << false << QByteArray("file");
    QTest::newRow("url: never the endpoint file's")
        << false << false << false << true << QByteArray();
    QTest::newRow("url: login") << false << false << true << true << QByteArray("login");
    QTest::newRow("url: environment") << false << true << true << true << QByteArray("environment");
    QTest::newRow("url: token file") << true << true << true << true << QByteArray("file");
}

void tst_Access::credentialsComeInOrder()
{
    QFETCH(const bool, hasFile);
    QFETCH(const bool, hasEnvironment);
    QFETCH(const bool, hasLogin);
    QFETCH(const bool, hasUrl);
    QFETCH(const QByteArray, token);

    publish("endpoint");
    AccessRequest request{.directory = directory()};
    if (hasUrl)
        request.url = local;
    if (hasLogin)
        saveLogin(local, "login");
    if (hasEnvironment)
        request.token = "environment";
    if (hasFile) {
        request.tokenFile = m_home->filePath(u"token"_s);
        QVERIFY(writePrivateFile(request.tokenFile, "file\n").isOk());
    }

    const Result<Access> access = findAccess(request);
    QCOMPARE(access.isOk(), !token.isEmpty());
    if (!access) {
        QCOMPARE(access.error().code, ErrorCode::NotSignedIn);
        return;
    }
    QCOMPARE(access->url, QUrl(local));
    QCOMPARE(access->credential.kind, Credential::Kind::Bearer);
    QCOMPARE(access->credential.secret, token);
}

void tst_Access::savedLoginIsForItsServiceOnly_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isIts");

    QTest::newRow("the same") << elsewhere << true;
    QTest::newRow("with a slash") << QString(elsewhere + u'/') << true;
    QTest::newRow("in capitals") << u"HTTP://127.0.0.1:9999"_s << true;
    QTest::newRow("another port") << local << false;
    QTest::newRow("another scheme") << u"https://127.0.0.1:9999"_s << false;
    QTest::newRow("another host") << u"http://127.0.0.1.example.org:9999"_s << false;
    QTest::newRow("another path") << QString(elsewhere + u"/other"_s) << false;
}

void tst_Access::savedLoginIsForItsServiceOnly()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isIts);

    saveLogin(elsewhere, "login");
    const AccessRequest request{.directory = directory(), .url = url};
    QCOMPARE(findAccess(request).isOk(), isIts);
}

void tst_Access::loginOfADirectoryHoldsAtAnyPort()
{
    publish("endpoint");
    SavedLogin login{QUrl(elsewhere), u"owner@example.org"_s, CredentialId::make(), "login"};
    login.directory = directory().path();
    QVERIFY(writeSavedLogin(login).isOk());
    const Result<Access> its = findAccess({.directory = directory()});
    QVERIFY(its.isOk());
    QCOMPARE(its->url, QUrl(local));
    QCOMPARE(its->credential.secret, QByteArray("login"));
    QCOMPARE(its->note, QString());

    login.directory = m_home->filePath(u"another"_s);
    QVERIFY(writeSavedLogin(login).isOk());
    const Result<Access> anothers = findAccess({.directory = directory()});
    QVERIFY(anothers.isOk());
    QCOMPARE(anothers->credential.secret, QByteArray("endpoint"));
    QVERIFY(anothers->note.contains(login.email) && anothers->note.contains(login.directory));
}

void tst_Access::loginIsForTheUserWhoListened_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<bool>("isSame");
    QTest::addColumn<QByteArray>("token");

    QTest::newRow("the same") << true << true << QByteArray("login");
    QTest::newRow("another") << true << false << QByteArray("endpoint");
    QTest::newRow("unknown") << false << false << QByteArray("login");
}

/// A login made with a URL, at which the endpoint file's service listens now.
void tst_Access::loginIsForTheUserWhoListened()
{
    QFETCH(const bool, isKnown);
    QFETCH(const bool, isSame);
    QFETCH(const QByteArray, token);

    publish("endpoint");
    SavedLogin login{QUrl(local), u"owner@example.org"_s, CredentialId::make(), "login"};
    if (isKnown)
        login.listener = isSame ? ownUser() : OsUserId(static_cast<quint32>(ownUser()) + 1);
    QVERIFY(writeSavedLogin(login).isOk());
    const Result<Access> access = findAccess({.directory = directory()});
    QVERIFY(access.isOk());
    QCOMPARE(access->credential.secret, token);
}

void tst_Access::secretsAreForTheListener()
{
    publish("endpoint");
    QCOMPARE(findAccess({.directory = directory()})->credential.onlyTo, std::optional(ownUser()));

    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
        const QString url = u"http://%1:%2"_s.arg(host).arg(server.serverPort());
        const AccessRequest request{.directory = directory(), .url = url, .token = "token"};
        QCOMPARE(findAccess(request)->credential.onlyTo, std::optional(ownUser()));
        QCOMPARE(findAccess(request)->url.host(), u"127.0.0.1"_s);
    }
    // The login remembers who listened, whoever does now.
    SavedLogin login{QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())), u"a@example.org"_s,
                     CredentialId::make(), "login"};
    login.listener = OsUserId(static_cast<quint32>(ownUser()) + 1);
    QVERIFY(writeSavedLogin(login).isOk());
    const AccessRequest request{.directory = directory(), .url = login.url.toString()};
    QCOMPARE(findAccess(request)->credential.onlyTo, login.listener);
}

void tst_Access::noServiceIsUnreachable()
{
    QCOMPARE(findAccess({.directory = directory()}).error().code, ErrorCode::Unreachable);
    QVERIFY(makePrivateDirectory(directory().endpointDirectory()).isOk());
    QVERIFY(writePrivateFile(directory().endpointFile(), "{\"url\":").isOk());
    QCOMPARE(findAccess({.directory = directory()}).error().code, ErrorCode::Unreachable);
}

void tst_Access::endpointFileWithoutItsServiceIsStale_data()
{
    QTest::addColumn<bool>("isHeld");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<qint64>("pid");

    QTest::newRow("nobody holds the lock") << false << true << qint64(::getpid());
    QTest::newRow("no lock file") << false << false << qint64(::getpid());
    QTest::newRow("another process holds it") << true << true << qint64(::getppid());
}

void tst_Access::endpointFileWithoutItsServiceIsStale()
{
    QFETCH(const bool, isHeld);
    QFETCH(const bool, isThere);
    QFETCH(const qint64, pid);

    publish("endpoint", pid);
    if (!isHeld)
        m_lock.reset();
    if (!isThere)
        QVERIFY(QFile::remove(directory().lockFile()));
    const AccessRequest request{.directory = directory()};
    QCOMPARE(findService(request).error().code, ErrorCode::Unreachable);
    QCOMPARE(findAccess(request).error().code, ErrorCode::Unreachable);
}

void tst_Access::endpointFileOfOthersIsRefused()
{
    publish("endpoint");
    QVERIFY(QFile::setPermissions(directory().endpointFile(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    QCOMPARE(findAccess({.directory = directory()}).error().code, ErrorCode::Insecure);

    const QString target = m_home->filePath(u"target"_s);
    QVERIFY(QFile::rename(directory().endpointFile(), target));
    QVERIFY(QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(QFile::link(target, directory().endpointFile()));
    QCOMPARE(findAccess({.directory = directory()}).error().code, ErrorCode::Insecure);
}

void tst_Access::endpointFileAmongOthersIsRefused()
{
    publish("endpoint");
    const QString place = directory().endpointDirectory();
    QCOMPARE(::link(QFile::encodeName(directory().endpointFile()).constData(),
                    QFile::encodeName(m_home->filePath(u"hard link"_s)).constData()),
             0);
    QCOMPARE(findAccess({.directory = directory()}).error().code, ErrorCode::Insecure);
    QVERIFY(QFile::remove(m_home->filePath(u"hard link"_s)));
    QVERIFY(findAccess({.directory = directory()}).isOk());

    QVERIFY(QFile::setPermissions(
        place, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::WriteOther));
    QCOMPARE(findAccess({.directory = directory()}).error().code, ErrorCode::Insecure);
    QVERIFY(QFile::setPermissions(place, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));

    QVERIFY(QFile::rename(place, m_home->filePath(u"moved"_s)));
    QVERIFY(QFile::link(m_home->filePath(u"moved"_s), place));
    QCOMPARE(findAccess({.directory = directory()}).error().code, ErrorCode::Insecure);
}

void tst_Access::wrongUrlsAreRefused_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url :
         {"127.0.0.1:7717", "file:///etc/passwd", "ftp://host", "http://", "http://user:pass@host",
          "http://host/?a=b", "http://host/#a", "http://ho st"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void tst_Access::wrongUrlsAreRefused()
{
    QFETCH(const QString, url);

    const AccessRequest request{.directory = directory(), .url = url};
    QCOMPARE(findService(request).error().code, ErrorCode::InvalidArgument);
}

void tst_Access::wrongTokensAreRefused_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("only blanks") << QByteArray(" \n");
    QTest::newRow("a second header") << QByteArray("secret\r\nX-Other: 1");
    QTest::newRow("a blank within") << QByteArray("two words");
    QTest::newRow("not ASCII") << QByteArray("s\xc3\xa9"
                                             "cret");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("endless") << QByteArray(5000, 'x');
}

void tst_Access::wrongTokensAreRefused()
{
    QFETCH(const QByteArray, token);

    const Result<Access> access =
        findAccess({.directory = directory(), .url = local, .token = token});
    QCOMPARE(access.error().code, ErrorCode::NotSignedIn);
}

void tst_Access::missingTokenFileIsWrongUsage()
{
    publish("endpoint");
    const QString file = m_home->filePath(u"token"_s);
    const AccessRequest request{.directory = directory(), .tokenFile = file};
    QCOMPARE(findAccess(request).error().code, ErrorCode::InvalidArgument);

    QVERIFY(writePrivateFile(file, "secret").isOk());
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ReadOther));
    QCOMPARE(findAccess(request).error().code, ErrorCode::Insecure);
}

void tst_Access::savedLoginIsPrivate()
{
    QCOMPARE(readSavedLogin().error().code, ErrorCode::NotFound);
    SavedLogin login{QUrl(local), u"owner@example.org"_s, CredentialId::make(), "secret"};
    QVERIFY(writeSavedLogin(login).isOk());
    QCOMPARE(*readSavedLogin(), login);
    login.directory = directory().path();
    login.listener = ownUser();
    QVERIFY(writeSavedLogin(login).isOk());
    QCOMPARE(*readSavedLogin(), login);
    QCOMPARE(QFile::permissions(savedLoginFile()) & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);

    QVERIFY(writePrivateFile(savedLoginFile(), "{\"url\":\"http://h\"}").isOk());
    QCOMPARE(readSavedLogin().error().code, ErrorCode::InvalidArgument);
    QVERIFY(QFile::setPermissions(savedLoginFile(), QFile::ReadOwner | QFile::ReadGroup));
    const AccessRequest request{.directory = directory(), .url = local};
    QCOMPARE(findAccess(request).error().code, ErrorCode::Insecure);
    QVERIFY(removeSavedLogin().isOk());
    QVERIFY(removeSavedLogin().isOk());
    QVERIFY(!QFile::exists(savedLoginFile()));
}

QTEST_GUILESS_MAIN(tst_Access)
#include "tst_access.moc"
